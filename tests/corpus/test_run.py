from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from corpora import TABLES, content, lines, mixed, rows, run, talks
from pourparlers import Reader
from pourparlers.articles import How, Problem, load
from pourparlers.articles.find import files_in
from pourparlers.corpus.records import Wanted, records
from pourparlers.model import Article, Record


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mixed(tmp_path_factory.mktemp("inputs") / "inputs")


@pytest.fixture(scope="module")
def out(folder: Path) -> Path:
    run(folder, "-o", folder.parent / "out", "--workers", 2, "--unit", 0.004)
    return folder.parent / "out"


@pytest.fixture(scope="module")
def read(folder: Path) -> dict[str, Record]:
    """What `pourparlers read` makes of the same files."""
    found = [one for file in files_in([str(folder)]) if isinstance(file, str) for one in load(file, how=How())]
    articles = {one.id: one for one in reversed(found) if isinstance(one, Article)}
    return {record.article.id: record for record in Reader().pipe(list(articles.values()))}


def test_the_tables_hold_what_reading_the_files_gives(out: Path, read: dict[str, Record]) -> None:
    found = {record.article.id: record for _, record in records(out, Wanted())}
    assert {id_: msgspec.to_builtins(one) for id_, one in found.items()} == {
        id_: msgspec.to_builtins(one) for id_, one in read.items()
    }


def test_each_article_is_there_once_under_its_month_with_its_file(out: Path, folder: Path, read: dict[str, Record]) -> None:
    found = rows(out, "articles")
    assert len(found) == len({one["id"] for one in found}) == len(read)
    assert {one["month"] for one in found} >= {"2021", "2021-02", "2021-03", "2021-04", "__HIVE_DEFAULT_PARTITION__"}
    assert all((one["published_on"] or "__HIVE_DEFAULT_PARTITION__")[:7] == one["month"] or one["published_on"] is None for one in found)
    assert {Path(one["file"]).name for one in found} >= {"a.jsonl", "b.parquet", "c.warc.gz", "60.txt"}
    # It stands in two of the inputs, and twice in one: it is taken from the first.
    (again,) = [one for one in found if one["title"] == "La taxe 500"]
    assert (Path(again["file"]).name, again["place"]) == ("a.jsonl", "line 25")


def test_every_span_says_what_its_text_says(out: Path) -> None:
    texts = {one["id"]: one["text"] for one in rows(out, "articles")}
    found = rows(out, "statements")
    assert len(found) > 100
    for one in found:
        for start, end, words in zip(one["content_starts"], one["content_ends"], one["content"], strict=True):
            assert texts[one["article"]][start:end] == words
        if one["speaker_words"]:
            assert texts[one["article"]][one["speaker_start"] : one["speaker_end"]] == one["speaker_words"]


def test_what_is_no_article_is_told_with_its_place(out: Path, folder: Path) -> None:
    told = {(Path(one["file"]).name, one["place"], one["code"]) for one in rows(out, "problems")}
    assert {("a.jsonl", "line 26", "PP-A01"), ("none.bin", None, "PP-A01"), ("gone.txt", None, "PP-A01")} < told
    assert any(name == "c.warc.gz" and code == "PP-A02" for name, _, code in told)
    expected = [one for file in files_in([str(folder)]) for one in ([file] if isinstance(file, Problem) else load(file)) if isinstance(one, Problem)]
    assert len(rows(out, "problems")) == len(expected)


def test_the_manifest_tells_what_there_is(out: Path, read: dict[str, Record]) -> None:
    told = json.loads((out / "manifest.json").read_bytes())
    assert told["schema"] == "pourparlers.corpus/1"
    assert told["articles"] == len(read)
    assert told["duplicates"] == 1
    assert told["problems"] == len(rows(out, "problems"))
    assert {file["path"]: file["rows"] for file in told["files"]}.keys() == content(out).keys() - {"manifest.json"}
    for table in TABLES:
        assert sum(f["rows"] for f in told["files"] if f["path"].startswith(f"{table}/")) == len(rows(out, table))


def test_how_the_inputs_are_cut_and_who_reads_them_changes_nothing(folder: Path, out: Path, tmp_path: Path) -> None:
    run(folder, "-o", tmp_path / "whole", "--workers", 1)
    one, other = content(out), content(tmp_path / "whole")
    units = [json.loads(files.pop("manifest.json")).pop("units") for files in (one, other)]
    assert len(units[0]) > len(units[1])
    assert one == other


def test_a_run_that_is_done_is_not_done_again(folder: Path, out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    run(folder, "-o", out, "--workers", 2, "--unit", 0.004)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == before


def test_other_inputs_are_added_and_changed_files_read_again(tmp_path: Path) -> None:
    one, other = lines(tmp_path / "one.jsonl", [talks(1), talks(2)]), lines(tmp_path / "other.jsonl", [talks(2), talks(3)])
    run(one, "-o", tmp_path / "out", "--workers", 1)
    run(other, "-o", tmp_path / "out", "--workers", 1)
    assert sorted(row["title"] for row in rows(tmp_path / "out", "articles")) == ["La taxe 1", "La taxe 2", "La taxe 3"]
    lines(one, [talks(7), talks(2), talks(8)])
    told = run(one, "-o", tmp_path / "out", "--workers", 1)
    assert sorted(row["title"] for row in rows(tmp_path / "out", "articles")) == ["La taxe 2", "La taxe 3", "La taxe 7", "La taxe 8"]
    assert "4 articles" in told.stderr


@pytest.mark.parametrize("other", [["--language", "en"], ["--published", "2020"], ["--about-talks"]])
def test_a_corpus_is_read_in_one_way(out: Path, folder: Path, other: list[str]) -> None:
    told = run(folder, "-o", out, *other, check=False)
    assert told.returncode == 1
    assert "PP-C01" in told.stderr
    assert other[0].removeprefix("--").replace("-", "_") in told.stderr


def test_two_runs_do_not_meet(tmp_path: Path) -> None:
    import fcntl

    (tmp_path / "out").mkdir()
    with (tmp_path / "out" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = run(lines(tmp_path / "a.jsonl", [talks(1)]), "-o", tmp_path / "out", check=False)
    assert (told.returncode, "another run" in told.stderr) == (1, True)


def test_inputs_without_an_article_give_tables_without_rows(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", "-o", tmp_path / "out").returncode == 0
    assert run(tmp_path / "nowhere.txt", "-o", tmp_path / "none", check=False).returncode == 1
    assert rows(tmp_path / "none", "problems")[0]["code"] == "PP-A01"


def test_what_came_is_told_to_programs(out: Path, folder: Path) -> None:
    told = json.loads(run(folder, "-o", out, "--workers", 2, "--unit", 0.004, "--json").stdout)
    assert told["out"] == str(out)
    assert told["articles"] == len(rows(out, "articles"))
