"""From paths to files: links, folders and devices that are no articles are told."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from pourparlers.articles import Problem, load
from pourparlers.articles.find import files_in, passed_over


def found(*paths: Path) -> tuple[list[str], list[str]]:
    """The names of files, and of problems."""
    told = list(files_in(map(str, paths)))
    files = [Path(one).name for one in told if isinstance(one, str)]
    return files, [Path(one.where).name for one in told if isinstance(one, Problem)]


def test_a_folder_stands_for_its_files_sorted_and_those_below(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.pdf", "sub/.hidden/d.txt", ".git", "sub/~lock.txt", "pic.png", "x.zip"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert found(tmp_path) == (["a.html", "b.txt", "c.pdf", "x.zip"], [])
    assert sorted(Path(one).name for one in passed_over([str(tmp_path)])) == [".git", "pic.png", "~lock.txt"]


def test_what_is_named_itself_is_given_as_it_is(tmp_path: Path) -> None:
    assert list(files_in(["-", str(tmp_path / "none.txt"), "pic.png"])) == ["-", str(tmp_path / "none.txt"), "pic.png"]


def test_links_that_leave_or_go_round_are_problems(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.txt"
    (inside / "sub").mkdir(parents=True)
    outside.write_text("secret")
    (inside / "a.txt").write_text("x")
    (inside / "same.txt").symlink_to(inside / "a.txt")
    (inside / "leaves.txt").symlink_to(outside)
    (inside / "up.txt").symlink_to("../out.txt")
    (inside / "loop").symlink_to(inside)
    (inside / "sub" / "round").symlink_to(inside / "sub" / "round")
    (inside / "nothing.txt").symlink_to(inside / "none")
    files, problems = found(inside)
    assert files == ["a.txt", "same.txt"]
    assert sorted(problems) == ["leaves.txt", "loop", "nothing.txt", "round", "up.txt"]


def test_a_deep_folder_is_walked_without_recursion(tmp_path: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1_100):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.txt").write_text("x")
    finally:
        os.chdir(here)
    files, problems = found(tmp_path)
    subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)
    # Beyond the longest path that the system knows, a folder cannot be opened and is told as such.
    assert files == ["a.txt"] or problems


@pytest.mark.skipif(os.getuid() == 0, reason="the superuser opens every folder")
def test_a_folder_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert found(tmp_path) == ([], ["closed"])


def test_a_device_in_a_folder_is_told_when_it_is_read(tmp_path: Path) -> None:
    from pourparlers.articles import load

    os.mkfifo(tmp_path / "pipe.txt")
    (one,) = load(tmp_path / "pipe.txt")
    assert isinstance(one, Problem)
    assert "device" in one.error.what


@pytest.mark.parametrize("path", ["", "a" * 300, "a" * 5_000, "nul\0"])
def test_a_path_that_can_be_none_is_told_when_it_is_read(path: str) -> None:
    assert list(files_in([path])) == [path]
    (one,) = load(path) if path and "\0" not in path else [None]
    assert one is None or isinstance(one, Problem)


def test_names_that_are_no_text_can_be_told_and_written(tmp_path: Path) -> None:
    try:
        (tmp_path / "l\udce9.txt").write_bytes(b"")
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    (tmp_path / "r\udce9.txt").symlink_to("/nowhere")
    first, second = files_in([str(tmp_path)])
    (empty,) = load(str(first))
    for one, name in ((empty, "l\ufffd.txt"), (second, "r\ufffd.txt")):
        assert isinstance(one, Problem)
        assert Path(one.where).name == name
