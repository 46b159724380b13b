"""A corpus is asked in SQL, and becomes a dossier."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from corpora import lines, rows, run, talks
from pourparlers import Dossier
from pourparlers.corpus.errors import CorpusError
from pourparlers.corpus.querying import query
from pourparlers.corpus.records import Wanted, records

GUIDE = Path(__file__).parents[2] / "docs" / "corpus.md"
QUERIES = re.findall(r"```sql\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
FORMULA = "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    relay = {**talks(1, "2021-03-15", "Gazette"), "text": talks(1)["text"] + " L'agence ajoute une ligne."}
    other = {**talks(4, "2020-11-02", FORMULA), "text": "Oslo refuse le quota que propose Reykjavik.\n\n« Le hareng attendra », a dit la ministre norvégienne Sigrid Lauvås."}
    broken = {"titre": "Sans texte"}
    run(lines(folder / "a.jsonl", [*(talks(n) for n in range(6)), relay, other, broken]), "-o", folder / "out")
    return folder / "out"


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    told = [sys.executable, "-m", "pourparlers", "corpus", *map(str, arguments)]
    return subprocess.run(told, capture_output=True, text=True, timeout=120)


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == 10


@pytest.mark.parametrize("sql", QUERIES)
def test_the_queries_of_the_documentation_find_something(out: Path, sql: str) -> None:
    columns, found = query(out, sql)
    assert columns
    assert found


@pytest.mark.parametrize("table", ["articles", "actors", "times", "encounters", "statements", "problems"])
def test_other_programs_read_the_tables_as_they_are(out: Path, table: str) -> None:
    found = duckdb.sql(f"SELECT count(*) FROM read_parquet('{out}/{table}/**/*.parquet')").fetchall()
    assert found == [(len(rows(out, table)),)]


def test_relays_count_once(out: Path) -> None:
    _, found = query(out, "SELECT count(*), count(DISTINCT text_group) FROM articles WHERE title = 'La taxe 1'")
    assert found == [(2, 1)]
    _, ((first,),) = query(out, "SELECT DISTINCT text_group FROM articles WHERE title = 'La taxe 1'")
    _, found = query(out, f"SELECT published_on, outlet FROM articles WHERE id = '{first}'")
    assert found == [("2021-03-14", "Le Phare")]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY articles TO '/dev/shm/stolen.csv'",
        "INSTALL httpfs",
        "SELECT * FROM 'https://example.org/a.parquet'",
        "SET enable_external_access = true",
        "ATTACH '/dev/shm/other.db'",
        "SELECT nothing FROM articles",
    ],
)
def test_a_query_reaches_nothing_else_and_tells_what_is_wrong(out: Path, sql: str) -> None:
    with pytest.raises(CorpusError, match="the query is wrong"):
        query(out, sql)
    assert not Path("/dev/shm/stolen.csv").exists()


def test_answers_are_shown_as_a_table_as_json_and_as_csv_that_no_spreadsheet_runs(out: Path) -> None:
    sql = "SELECT outlet, count(*) AS n FROM articles GROUP BY outlet ORDER BY n, outlet"
    assert FORMULA in command("query", out, sql).stdout
    told = [json.loads(line) for line in command("query", out, sql, "--json").stdout.splitlines()]
    assert told[0] == {"outlet": FORMULA, "n": 1}
    cells = list(csv.reader(io.StringIO(command("query", out, sql, "--csv").stdout)))
    assert cells[:2] == [["outlet", "n"], [f"'{FORMULA}", "1"]]


def test_a_wrong_query_and_a_folder_without_a_corpus_are_told(out: Path, tmp_path: Path) -> None:
    for told in (command("query", out, "SELECT"), command("query", tmp_path, "SELECT 1"), command("add", tmp_path, tmp_path / "a.dossier")):
        assert told.returncode == 1
        assert "PP-C01" in told.stderr
    assert not (tmp_path / "a.dossier").exists()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), 8),
        (Wanted(party="Norvège"), 1),
        (Wanted(party="PE", since="2021-03-15"), 1),
        (Wanted(until="2020"), 1),
        (Wanted(since="2021", until="2021-03-14"), 6),
        (Wanted(outlet="gazette"), 1),
        (Wanted(language="en"), 0),
        (Wanted(about="taxe 3"), 1),
        (Wanted(about="harengs"), 0),
    ],
)
def test_what_is_asked_for_is_taken(out: Path, wanted: Wanted, expected: int) -> None:
    assert len(list(records(out, wanted))) == expected


def test_a_corpus_becomes_the_dossier_that_its_articles_would_make(out: Path, tmp_path: Path) -> None:
    told = command("add", out, tmp_path / "a.dossier", "--party", "Pérou", "--json")
    assert json.loads(told.stdout) == {"new": 7, "known": 0, "failed": 0, "articles": 7}
    assert json.loads(command("add", out, tmp_path / "a.dossier", "--json").stdout)["new"] == 1
    with Dossier(tmp_path / "a.dossier") as one, Dossier(tmp_path / "b.dossier", create=True) as other:
        other.add([record.article for _, record in records(out, Wanted())])
        assert one.statements() == other.statements()
        assert one.encounters() == other.encounters()
