"""`pourparlers articles`: what files hold, told without reading it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pourparlers.cli.main import main

FILES = Path(__file__).parents[1] / "articles" / "files"
TEXT = "La délégation est arrivée à Genève dans la nuit."


def call(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["articles", *arguments], env={"COLUMNS": "100", "LANG": "en", "LC_ALL": "en"})
    return done.exit_code, done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(
        f"---\npublished: 2021-03-04\noutlet: La Gazette\ntitle: Arrivée\n---\n{TEXT}", encoding="utf-8"
    )
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT, "date": "5 mars 2021"}) + "\nnull\n", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty.txt").write_bytes(b"")
    return tmp_path


def test_json_has_an_object_for_each_article_and_each_problem(folder: Path) -> None:
    status, out = call(str(folder), "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 3
    assert [(Path(row["file"]).name, row["place"], row["format"], row["published"], row["code"]) for row in rows] == [
        ("a.txt", None, "text", "2021-03-04", None),
        ("b.jsonl", "line 1", "jsonl", "2021-03-05", None),
        ("b.jsonl", "line 2", None, None, "PP-A01"),
        ("empty.txt", None, None, None, "PP-A01"),
    ]
    assert rows[0]["title"] == "Arrivée"
    assert rows[0]["characters"] == len(TEXT)
    assert rows[2]["problem"] and rows[2]["hint"]


def test_the_view_counts_formats_days_outlets_and_what_is_passed_over(folder: Path) -> None:
    status, out = call(str(folder), "--ui", "fr")
    assert status == 3
    for line in (
        "Articles",
        "text (1) · jsonl (1)",
        "La Gazette (1)",
        "4 mars 2021 … 5 mars 2021",
        "Illisibles",
        "Laissés de côté",
    ):
        assert line in out


def test_nothing_readable_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert call(str(tmp_path))[0] == 1
    assert call(str(tmp_path / "none.txt"))[0] == 1


def test_names_and_what_is_given_outrank_the_files(folder: Path) -> None:
    _, out = call(str(folder / "a.txt"), "--published", "2020", "--json")
    assert json.loads(out)["published"] == "2020"
    (folder / "2019-05-06_Le Quotidien.txt").write_text(TEXT, encoding="utf-8")
    _, out = call(str(folder / "2019-05-06_Le Quotidien.txt"), "--names", "{published}_{outlet}", "--json")
    assert (json.loads(out)["published"], json.loads(out)["outlet"]) == ("2019-05-06", "Le Quotidien")


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "no"),
        ("--columns", "text"),
        ("--columns", "body=Text"),
        ("--names", "{x}"),
        ("--published", "hier"),
        ("--language", "xx"),
    ],
)
def test_wrong_options_are_wrong_usage(folder: Path, options: tuple[str, ...]) -> None:
    status, out = call(str(folder), *options)
    assert status == 2
    assert "Error:" in out


def test_a_format_that_is_asked_for_is_taken(folder: Path) -> None:
    status, out = call(str(folder / "b.jsonl"), "--format", "text", "--json", "--language", "fr")
    assert status == 0
    assert json.loads(out)["format"] == "text"


def test_every_fixture_is_told_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    from pourparlers.articles import formats

    for path in sorted(FILES.glob("*/*")):
        if (
            path.is_file()
            and path.parent.name in formats.MODULES
            and path.parent.name not in {"csv", "broken", "zotero", "markdown"}
        ):
            copy = tmp_path / "file"
            copy.write_bytes(path.read_bytes())
            _, out = call(str(copy), "--json")
            assert {row["format"] for line in out.splitlines() if not (row := json.loads(line))["code"]} == {
                path.parent.name
            }, path
