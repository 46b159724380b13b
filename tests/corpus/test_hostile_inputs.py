"""What stands among inputs and is no article, or not to be read, is told, and stops nothing."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpora import content, lines, rows, run, talks
from crawls import WAYS, page, record


def titles(out: Path) -> list[str]:
    return sorted(one["title"] for one in rows(out, "articles"))


def told(out: Path) -> set[tuple[str, str | None, str]]:
    return {(Path(one["file"]).name, one["place"], one["code"]) for one in rows(out, "problems")}


def test_hostile_files_are_told_and_the_others_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    # A line of 200 MB between two that are articles.
    one, other = (json.dumps(talks(n)).encode() for n in (1, 2))
    with (folder / "a.jsonl").open("wb") as stream:
        stream.write(one + b'\n{"text": "')
        stream.writelines(b"x" * 10_000_000 for _ in range(20))
        stream.write(b'"}\n' + other + b"\n")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "' + b" " * 300_000_000, 1))
    pq.write_table(pa.table({"text": [1, 2], "date": [[True], [False]]}), folder / "c.parquet")
    crawl = WAYS["packed each"]([record(page(f"Page {n}"), n) for n in range(3)])
    (folder / "d.warc.gz").write_bytes(crawl[:-200])
    os.mkfifo(folder / "e")
    (folder / "f").symlink_to(folder / "f")
    (folder / "g").symlink_to(folder)
    lines(folder / "h.jsonl", [talks(3)])
    done = run(folder, "-o", tmp_path / "out", "--workers", 1)
    assert titles(tmp_path / "out") == ["La taxe 1", "La taxe 2", "La taxe 3", "Page 0", "Page 1"]
    assert told(tmp_path / "out") == {
        ("a.jsonl", "line 2", "PP-A03"), ("b.jsonl.gz", None, "PP-A03"), ("c.parquet", "row 1", "PP-A04"), ("c.parquet", "row 2", "PP-A04"),
        ("d.warc.gz", f"record {2 * len(crawl) // 3}", "PP-A01"), ("e", None, "PP-A01"), ("f", None, "PP-A01"), ("g", None, "PP-A01"),
    }  # fmt: skip
    assert done.returncode == 3
    assert all(one["what"] and one["hint"] for one in rows(tmp_path / "out", "problems"))


def test_a_corpus_within_its_inputs_is_none_of_them(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [talks(1), talks(2)])
    run(tmp_path, "-o", tmp_path / "out", "--workers", 1)
    before = content(tmp_path / "out")
    lines(tmp_path / "b.jsonl", [talks(3)])
    run(tmp_path, "-o", tmp_path / "out", "--workers", 1)
    assert titles(tmp_path / "out") == ["La taxe 1", "La taxe 2", "La taxe 3"]
    assert rows(tmp_path / "out", "problems") == []
    (tmp_path / "b.jsonl").unlink()
    assert before.keys() <= content(tmp_path / "out").keys()
    refused = run(tmp_path / "out" / "articles", "-o", tmp_path / "out", check=False)
    assert (refused.returncode, "PP-C01" in refused.stderr) == (1, True)


@pytest.mark.parametrize("name", ["articles", "parts"])
def test_a_folder_that_is_called_like_one_of_a_corpus_is_not_lost(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    lines(tmp_path / name / "a.jsonl", [talks(1)])
    refused = run(tmp_path / name, "-o", tmp_path, check=False)
    assert (refused.returncode, "PP-C01" in refused.stderr) == (1, True)
    assert (tmp_path / name / "a.jsonl").exists()


def test_what_is_not_named_again_is_not_lost_where_the_run_breaks_off(tmp_path: Path) -> None:
    small, out = lines(tmp_path / "small.jsonl", [talks(1)]), tmp_path / "out"
    run(lines(tmp_path / "other.jsonl", [talks(2)]), small, "-o", out, "--workers", 1)
    lines(small, [talks(1), talks(3)])
    assert run(small, "-o", out, "--workers", 1, "--memory", 300, check=False).returncode == 1
    run(small, "-o", out, "--workers", 1)
    assert titles(out) == ["La taxe 1", "La taxe 2", "La taxe 3"]


@pytest.mark.parametrize("change", ["grown", "shorter", "gone", "not named", "one more before"])
def test_of_inputs_that_have_changed_each_is_there_once(tmp_path: Path, change: str) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    large = lines(folder / "large.jsonl", [talks(n) for n in range(20)])
    lines(folder / "small.jsonl", [talks(30)])
    lines(folder / "smaller.jsonl", [talks(31)])
    options = ["-o", out, "--workers", 1, "--unit", 0.004]
    run(folder, *options)
    numbers, inputs = {*range(20), 30, 31}, [folder]
    if change == "grown":
        lines(large, [talks(n) for n in range(25)])
        numbers |= set(range(25))
    elif change == "shorter":
        lines(large, [talks(n) for n in range(7)])
        numbers = {*range(7), 30, 31}
    elif change == "gone":
        large.unlink()
    elif change == "not named":
        inputs = [folder / "small.jsonl"]
    else:
        lines(folder / "before.jsonl", [talks(40)])
        numbers |= {40}
    run(*inputs, *options)
    assert titles(out) == sorted(f"La taxe {n}" for n in numbers)
    assert rows(out, "problems") == []
    before = content(out)
    run(*inputs, *options)
    assert content(out) == before
