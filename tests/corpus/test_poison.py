"""One article that takes too long, or too much, costs itself alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora import lines, rows, run, talks
from crawls import page, record

# Words without end that no sentence mark cuts: minutes of parsing.
LONG = "la ministre a déclaré que le quai rouvrirait " * 20_000
TITLES = ["La taxe 1", "La taxe 2", "La taxe 3"]


def among(folder: Path) -> Path:
    return lines(folder / "a.jsonl", [talks(1), talks(2), {**talks(9), "text": LONG, "title": "Long"}, talks(3)])


def titles(out: Path) -> list[str]:
    return [one["title"] for one in rows(out, "articles")]


def test_an_article_that_takes_too_long_is_told_and_the_others_read(tmp_path: Path) -> None:
    done = run(among(tmp_path), "-o", tmp_path / "out", "--workers", 1, "--seconds", 2)
    assert titles(tmp_path / "out") == TITLES
    (problem,) = rows(tmp_path / "out", "problems")
    assert (problem["code"], problem["place"]) == ("PP-C02", "line 3")
    assert "longer than 2 seconds" in problem["what"]
    assert done.returncode == 3


def test_an_article_that_takes_too_much_memory_is_told_and_the_others_read(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    run(among(tmp_path), "-o", tmp_path / "out", "--workers", 1, "--memory", 1400, "--seconds", 300)
    assert titles(tmp_path / "out") == TITLES
    (problem,) = rows(tmp_path / "out", "problems")
    assert (problem["code"], problem["place"]) == ("PP-C03", "line 3")


def test_a_page_that_takes_too_long_to_be_taken_out_of_a_crawl_costs_itself_alone(tmp_path: Path) -> None:
    slow = page("Lent", ("<b>" * 30_000 + "x" * 100,) * 8)
    pages = [record(page(f"Fromages {n}"), n) for n in range(3)]
    (tmp_path / "a.warc").write_bytes(b"".join([pages[0], record(slow, 7), *pages[1:]]))
    run(tmp_path / "a.warc", "-o", tmp_path / "out", "--workers", 1, "--seconds", 3)
    assert sorted(titles(tmp_path / "out")) == ["Fromages 0", "Fromages 1", "Fromages 2"]


def test_where_no_process_can_read_the_run_ends_and_tells_why(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    done = run(lines(tmp_path / "a.jsonl", [talks(1)]), "-o", tmp_path / "out", "--memory", 300, check=False)
    assert done.returncode == 1
    assert "PP-C01" in done.stderr
    done = run(lines(tmp_path / "a.jsonl", [talks(1)]), "-o", tmp_path / "other", "--pipeline", "xx_none", check=False)
    assert done.returncode == 1
    assert "PP-P01" in done.stderr
