"""Folders of CSV, read back with readers that are none of ours."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import polars
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from exporting import HOSTILE, exported, hostile_records, made
from pourparlers import Record
from pourparlers.exports.tabular.cells import lines, list_cell, text_cell
from pourparlers.exports.tabular.columns import Column, tables
from pourparlers.views.safe import harmless
from rounds import record, round_records

PAGE = Path(__file__).parents[3] / "docs" / "exports" / "tables.md"
FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r\n")


def plain(cell: str) -> str:
    """A text as it was before the apostrophe was put before it."""
    return cell[1:] if cell.startswith("'") and text_cell(cell[1:]) == cell else cell


def folder(where: Path, records: list[Record], **given: Any) -> Path:
    out = where / "talks"
    with made(where, records) as dossier:
        exported(dossier, "csv", out, **given)
    return out


def rows(out: Path, table: str, separator: str = ",", encoding: str = "utf-8") -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=separator, strict=True))


def test_a_report_has_its_words_where_they_stand(tmp_path: Path) -> None:
    records = round_records()
    out = folder(tmp_path, records)
    texts = {row["id"]: plain(row["text"]) for row in rows(out, "articles")}
    assert texts == {one.article.id: one.article.text for one in records}
    told = {row["id"]: row for row in rows(out, "statement_reports")}
    assert len(told) == sum(len(one.statements) for one in records) > 20
    for one in records:
        for said in one.statements:
            row = told[f"{one.article.id}:{said.id}"]
            assert (row["act"], row["form"], row["rule"]) == (said.act, said.form, said.rule)
            assert row["hedged"] == str(said.hedged).upper()
            assert (int(row["start"]), int(row["end"])) == (said.content[0].start, said.content[-1].end)
            starts, ends = (list(map(int, row[name].split(" | "))) for name in ("content_starts", "content_ends"))
            assert [one.article.text[a:b] for a, b in zip(starts, ends, strict=True)] == [s.text for s in said.content]
            assert row["cue"] == (said.cue.text if said.cue else "")
            assert len(row["speakers"].split(" | ")) == max(1, len(said.speaker))
            assert row["outlet"] == (one.article.outlet or "")


def test_tables_are_as_they_are_described(tmp_path: Path) -> None:
    out = folder(tmp_path, round_records())
    report = Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    assert {path.name for path in out.glob("*.csv")} == {f"{name}.csv" for name in tables()}
    statements = {row["id"] for row in rows(out, "statements")}
    assert {row["statement"] for row in rows(out, "statement_reports")} == statements
    assert {row["encounter"] for row in rows(out, "encounter_reports")} == {
        row["id"] for row in rows(out, "encounters")
    }
    assert {row["id"] for row in rows(out, "proposals")} <= statements
    assert {row["to"] for row in rows(out, "answers")} <= {row["id"] for row in rows(out, "proposals")}


def test_spans_are_cut_from_the_text(tmp_path: Path) -> None:
    out = folder(tmp_path, [*round_records(), *hostile_records()])
    texts = {row["id"]: plain(row["text"]) for row in rows(out, "articles")}
    told = rows(out, "spans")
    assert {row["role"] for row in told} >= {"content", "evidence", "cue", "mention"}
    for row in told:
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == plain(row["text"])


def test_contradictions_have_a_row_a_side_and_positions_one_a_step(tmp_path: Path) -> None:
    records = round_records()
    out = folder(tmp_path, records)
    with made_again(tmp_path, records) as dossier:
        sides = [side for one in dossier.contradictions() for side in one.between]
        assert sides
        assert [row["value"] for row in rows(out, "contradictions")] == [side.value for side in sides]
        steps = [step for one in dossier.positions() for step in one.history]
        assert [row["stance"] for row in rows(out, "positions")] == [step.stance for step in steps]
        latest = [row for row in rows(out, "positions") if row["latest"] == "TRUE"]
        assert len(latest) == len(dossier.positions())


def made_again(where: Path, records: list[Record]) -> Any:
    again = where / "again"
    again.mkdir()
    return made(again, records)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    out = folder(tmp_path, hostile_records())
    for name in tables():
        data = (out / f"{name}.csv").read_bytes()
        assert not set(data) & {0, 7}
        assert "\u202e" not in data.decode("utf-8")
        for row in rows(out, name):
            for cell in row.values():
                assert not cell.lstrip(" \"'«»“”‘’`").startswith(FORMULA_STARTS) or cell.startswith("'")
    (article,) = rows(out, "articles")
    assert plain(article["title"]) == harmless(HOSTILE)


def test_an_apostrophe_is_put_before_formulas_alone() -> None:
    for text in ("=1+1", " =1", '"=1', "'=1", "«-1", "＝1", "@SUM(1)", "\t=1", "+33 1", "﹣1", "''@a"):
        assert text_cell(text) == f"'{text}"
    for text in ("Le pont = la rue", "«Le quai reste ouvert»", "'twas", "12", "", "— Non, dit-elle"):
        assert text_cell(text) == text


@given(st.text())
def test_cells_can_be_undone(text: str) -> None:
    assert plain(text_cell(text)) == harmless(text)


@given(st.lists(st.text(alphabet="a| ¦=", min_size=1), min_size=1))
def test_lists_can_be_split(values: list[str]) -> None:
    told = plain(list_cell(values)).split(" | ")
    assert [one.replace("¦", "|") for one in told] == [one.replace("¦", "|") for one in values]


@given(st.text(), st.sampled_from([",", ";", "\t", "|"]))
def test_any_text_is_read_back(text: str, separator: str) -> None:
    data = b"".join(
        lines((Column("a", "string", False, ""), Column("b", "string", False, "")), [{"a": text, "b": "x"}], separator)
    )
    (row,) = csv.DictReader(StringIO(data.decode("utf-8"), newline=""), delimiter=separator, strict=True)
    assert (plain(row["a"]), row["b"]) == (harmless(text), "x")


def test_a_vertical_line_in_an_id_stays() -> None:
    assert list_cell(["person:Rosa Quispe|PE", "EC"]) == "person:Rosa Quispe|PE | EC"


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_separator_and_mark_are_as_asked(tmp_path: Path, separator: str) -> None:
    out = folder(tmp_path, hostile_records(), bom=True, separator=separator)
    assert (out / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbfid" + separator.encode())
    report = Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    (said,) = rows(out, "statement_reports", separator, "utf-8-sig")
    assert said["quote"] == "retenir les bananes"
    assert (
        json.loads((out / "datapackage.json").read_text("utf-8"))["resources"][0]["dialect"]["delimiter"] == separator
    )


def test_polars_reads_it(tmp_path: Path) -> None:
    records = round_records()
    out = folder(tmp_path, records)
    frame = polars.read_csv(out / "statement_reports.csv")
    assert frame.height == sum(len(one.statements) for one in records)
    assert frame["negated"].dtype == polars.Boolean
    assert frame["start"].dtype == polars.Int64


def test_an_empty_dossier_has_headers_alone(tmp_path: Path) -> None:
    out = folder(tmp_path, [])
    for name, table in tables().items():
        header = ",".join(column.name for column in table.columns)
        assert (out / f"{name}.csv").read_bytes() == f"{header}\r\n".encode()


def test_an_article_without_facts_is_there(tmp_path: Path) -> None:
    out = folder(tmp_path, [record("Les fous de Bassan nichent à Percé.")])
    assert [row["text"] for row in rows(out, "articles")] == ["Les fous de Bassan nichent à Percé."]
    assert rows(out, "statement_reports") == []


def test_filters_hold_in_all_tables(tmp_path: Path) -> None:
    out = tmp_path / "tables"
    with made(tmp_path, round_records()) as dossier:
        exported(dossier, "csv", out, asked={"act": "propose"})
        wanted = {one.id for one in dossier.statements(act="propose")}
    assert {row["id"] for row in rows(out, "statements")} == wanted
    assert {row["statement"] for row in rows(out, "statement_reports")} == wanted
    assert rows(out, "encounters") == rows(out, "encounter_reports") == []
    known = {row["id"] for row in rows(out, "articles")}
    assert {row["article"] for row in rows(out, "statement_reports")} <= known


def test_reviews_are_told_and_what_was_rejected_is_not(tmp_path: Path) -> None:
    text = "Le Pérou refuse la taxe. L'Équateur défend la taxe."
    one = {"act": "reject", "party": ["PE"], "speaker": ["PE"], "words": "la taxe"}
    other = {"act": "support", "party": ["EC"], "speaker": ["EC"], "words": "la taxe."}
    with made(tmp_path, [record(text, one, other)]) as dossier:
        name = next(iter(dossier.records())).article.id
        dossier.reject(f"{name}:s1")
        dossier.accept(f"{name}:s2")
        exported(dossier, "csv", tmp_path / "tables")
    assert [(row["act"], row["review"]) for row in rows(tmp_path / "tables", "statement_reports")] == [
        ("support", "accepted")
    ]


def test_columns_are_all_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in tables():
        assert f"`{name}`" in page


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_script_for_r_runs(tmp_path: Path) -> None:
    out = folder(tmp_path, [*round_records(), namibia()])
    found = re.search(r"```r\n(# Base R.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    check = 'cat(nrow(reports), all(same), any(reports$parties == "NA"), is.logical(reports$negated), sep = "\\n")'
    (tmp_path / "talks.R").write_text(found[1] + check, encoding="utf-8")
    # Rscript cuts by code points where its locale is one of UTF-8.
    done = subprocess.run(["Rscript", "--vanilla", tmp_path / "talks.R"], cwd=out.parent, capture_output=True, timeout=120, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/local/bin"})  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    told = done.stdout.decode().split()
    assert told[-4:] == [str(len(rows(out, "statement_reports"))), "TRUE", "TRUE", "TRUE"]


def namibia() -> Record:
    """The code of Namibia is what R and pandas take for a cell that is empty."""
    text = "🇳🇦 La Namibie demande un relevé des goélands."
    return record(text, {"act": "demand", "party": ["NA"], "speaker": ["NA"], "words": "un relevé des goélands"})
