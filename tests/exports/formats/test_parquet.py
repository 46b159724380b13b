"""Folders of Parquet, read back with Polars and PyArrow."""

from __future__ import annotations

import sys
from pathlib import Path

import polars
import pyarrow.parquet as pq
import pytest

from exporting import HOSTILE, exported, hostile_records, made
from pourparlers.exports.formats import parquet
from pourparlers.exports.tabular.columns import tables
from pourparlers.model import PourparlersError
from rounds import round_records


def test_every_field_of_a_report_comes_back(tmp_path: Path) -> None:
    records = [*round_records(), *hostile_records()]
    with made(tmp_path, records) as dossier:
        exported(dossier, "parquet", tmp_path / "out")
    frame = polars.read_parquet(tmp_path / "out" / "statement_reports.parquet")
    told = {row["id"]: row for row in frame.iter_rows(named=True)}
    texts = dict(polars.read_parquet(tmp_path / "out" / "articles.parquet").select("id", "text").iter_rows())
    for one in records:
        assert texts[one.article.id] == one.article.text
        for said in one.statements:
            row = told[f"{one.article.id}:{said.id}"]
            assert [row[name] for name in ("act", "form", "stance", "issue_words", "via", "rule")] == [
                said.act,
                said.form,
                said.stance,
                said.issue,
                said.via,
                said.rule,
            ]
            assert [row[name] for name in ("negated", "hedged", "conditional")] == [
                said.negated,
                said.hedged,
                said.conditional,
            ]
            assert list(zip(row["content_starts"], row["content_ends"], row["content"], strict=True)) == [
                (s.start, s.end, s.text) for s in said.content
            ]
            assert [
                one.article.text[a:b] for a, b in zip(row["content_starts"], row["content_ends"], strict=True)
            ] == row["content"]
            assert (row["cue"], row["cue_start"]) == ((said.cue.text, said.cue.start) if said.cue else (None, None))
            assert (row["article"], row["outlet"], row["url"], row["published"]) == (
                one.article.id,
                one.article.outlet,
                one.article.url,
                one.article.published,
            )
    met = polars.read_parquet(tmp_path / "out" / "encounter_reports.parquet")
    assert met.height == sum(len(one.encounters) for one in records)
    assert HOSTILE in met["place"].to_list()


def test_empty_tables_have_their_columns(tmp_path: Path) -> None:
    with made(tmp_path, []) as dossier:
        exported(dossier, "parquet", tmp_path / "out")
    for name, table in tables().items():
        schema = pq.read_schema(tmp_path / "out" / f"{name}.parquet")
        assert schema.names == [column.name for column in table.columns]
        for column in table.columns:
            field = schema.field(column.name)
            kind = field.type.value_type if column.many else field.type
            assert str(kind) == {"string": "string", "integer": "int64", "boolean": "bool"}[column.kind]
            assert field.metadata[b"description"].decode() == column.about


def test_rows_are_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 7)
    records = round_records()
    with made(tmp_path, records) as dossier:
        exported(dossier, "parquet", tmp_path / "out")
    told = pq.ParquetFile(tmp_path / "out" / "statement_reports.parquet")
    assert told.metadata.num_rows == sum(len(one.statements) for one in records)
    assert told.metadata.num_row_groups == -(-told.metadata.num_rows // 7)


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path) -> None:
    with made(tmp_path, round_records()) as dossier:
        for name in ("a", "b"):
            exported(dossier, "parquet", tmp_path / name)
    for one in (tmp_path / "a").iterdir():
        assert one.read_bytes() == (tmp_path / "b" / one.name).read_bytes()


def test_a_library_that_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with made(tmp_path, []) as dossier, pytest.raises(PourparlersError, match="PyArrow") as caught:
        exported(dossier, "parquet", tmp_path / "out")
    assert "pourparlers[parquet]" in caught.value.hint


@pytest.mark.parametrize("table", list(tables()))
def test_frames_are_the_same_tables(tmp_path: Path, table: str) -> None:
    with made(tmp_path, round_records()) as dossier:
        exported(dossier, "parquet", tmp_path / "out")
        frame = dossier.to_polars(table)
    assert frame.equals(polars.read_parquet(tmp_path / "out" / f"{table}.parquet"))


def test_frames_take_filters_and_tell_unknown_tables(tmp_path: Path) -> None:
    with made(tmp_path, round_records()) as dossier:
        assert set(dossier.to_polars("statements", act="propose")["act"]) == {"propose"}
        with pytest.raises(PourparlersError, match="quotes"):
            dossier.to_polars("quotes")
