from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pourparlers.cli.main import main
from tables import FILES

WORDS = "Le pont sur la rivière est ouvert depuis hier."


def run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner(env={"COLUMNS": "80", "LANG": "fr_FR.UTF-8"}).invoke(
        main, ["articles", *map(str, args)], input=stdin
    )


def test_the_view_shows_how_columns_are_understood() -> None:
    told = run(FILES / "csv" / "excel.csv").output
    assert "Colonnes de " in told
    assert "Non utilisées : Remarques" in told
    assert "Les macareux" in told
    assert max(map(len, told.splitlines())) <= 80
    assert (
        "Columns of standard input" in run("-", "--ui", "en", stdin=b"text,title\nThe bridge is open again.,a\n").output
    )


def test_json_is_articles_and_problems_alone() -> None:
    told = run(FILES / "jsonl" / "newsapi.json", "--json")
    lines = [json.loads(line) for line in told.output.splitlines()]
    assert [(one["place"], one["code"]) for one in lines] == [("record 1", None), ("record 2", "PP-A01")]
    assert told.exit_code == 3


def test_columns_are_declared_by_option(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Artikel,Kopf\n{WORDS},Le pont\n", encoding="utf-8")
    assert "--columns text=COLUMN" in " ".join(run(path).output.split())
    (line,) = run(path, "--columns", "text=Artikel", "--columns", "title=Kopf", "--json").output.splitlines()
    assert json.loads(line)["title"] == "Le pont"
    assert run(path, "--columns", "artikel").exit_code == 2


def test_names_of_files_are_shown_as_the_pattern_takes_them(tmp_path: Path) -> None:
    (tmp_path / "2022-01-12_Journal.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "autre.txt").write_text(WORDS, encoding="utf-8")
    told = run(tmp_path, "--names", "{published}_{outlet}")
    assert "Noms de fichiers d'après {published}_{outlet}" in told.output
    assert "nom non conforme" in told.output
    assert told.exit_code == 3


@pytest.mark.parametrize("rows", [3, 40])
def test_problems_that_are_alike_are_counted(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "a.csv"
    lines = [f"https://example.org/{n},Titre {n}" for n in range(rows)]
    path.write_text("\n".join(["url,title", *lines]), encoding="utf-8")
    told = run(path).output
    assert told.count("PP-A01") == min(rows, 5)
    assert ("et 35 autres semblables" in told) == (rows == 40)
    assert len(run(path, "--json").output.splitlines()) == rows
