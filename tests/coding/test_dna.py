"""What people coded in Discourse Network Analyzer, brought back; and what no such database is."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporting import exported, hostile_records, made
from pourparlers import Article, Dossier, Record
from pourparlers.coding import read_coded
from pourparlers.coding.bringing import bring
from pourparlers.coding.coded import FactKind
from pourparlers.coding.importers import importer_of
from pourparlers.coding.units import from_utf16
from pourparlers.exports.dna.schema import TABLES
from pourparlers.model import ExchangeError
from pourparlers.scoring import Tally, compare, differences, gold_files, read_gold
from rounds import ROUNDS, record, round_records

TEXT = "🇫🇷 Le Pérou rejette le péage. Quito accepte la voie neuve. Les deux ministres se sont retrouvés hier pour parler du pont."


class Empty:
    """Reads nothing in any article."""

    def pipe(self, articles: Iterable[Article], processes: int = 1) -> Iterator[Record]:
        return (Record(article=article) for article in articles)


def database(path: Path, text: str = TEXT, *rows: tuple[Any, ...], document: dict[str, Any] | None = None) -> Path:
    """A database as the program makes it: one document, and statements of (start, stop, coder, person, organization,
    concept, agreement), counted in UTF-16 units."""
    with closing(sqlite3.connect(path)) as db:
        for table in TABLES:
            db.execute(table)
        db.execute("INSERT INTO CODERS (ID, Name, Password) VALUES (1, 'Admin', ''), (2, 'Inès', '')")
        db.execute("INSERT INTO STATEMENTTYPES (ID, Label) VALUES (1, 'DNA Statement')")
        names = {"person": "short text", "organization": "short text", "concept": "short text", "agreement": "boolean"}
        db.executemany(
            "INSERT INTO VARIABLES VALUES (?, ?, ?, 1)", [(n, *one) for n, one in enumerate(names.items(), 1)]
        )
        told = {
            "Title": "Titre",
            "Text": text,
            "Coder": 1,
            "Author": "",
            "Source": "Le Quotidien",
            "Date": 1614556800,
            **(document or {}),
        }
        db.execute(
            f"INSERT INTO DOCUMENTS ({', '.join(told)}) VALUES ({', '.join('?' * len(told))})", tuple(told.values())
        )
        for n, (start, stop, coder, *values) in enumerate(rows, 1):
            db.execute("INSERT INTO STATEMENTS VALUES (?, 1, 1, ?, ?, ?)", (n, start, stop, coder))
            for variable, value in enumerate(values[:3], 1):
                db.execute("INSERT OR IGNORE INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, value))
                (entity,) = db.execute(
                    "SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?", (variable, value)
                ).fetchone()
                db.execute(
                    "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
                    (n, variable, entity),
                )
            db.execute("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, ?)", (n, values[3]))
        db.commit()
    return path


def units(text: str, words: str) -> tuple[int, int]:
    start = len(text[: text.index(words)].encode("utf-16-le")) // 2
    return start, start + len(words.encode("utf-16-le")) // 2


def test_statements_of_people(tmp_path: Path) -> None:
    rejects, accepts = units(TEXT, "rejette le péage"), units(TEXT, "accepte la voie neuve")
    path = database(
        tmp_path / "a.dna", TEXT, (*rejects, 2, "Quispe, Rosa", "Pérou", "péage", 0), (*rejects, 2, "", "Colombie", "péage", 0),
        (*accepts, 1, "", "Équateur", "voie", 1),
    )  # fmt: skip
    (one,) = read_coded(path)
    assert (one.title, one.outlet, one.published, one.text, one.exact, one.exhaustive) == (
        "Titre",
        "Le Quotidien",
        "2021-03-01",
        TEXT,
        False,
        (),
    )
    assert one.coded == {FactKind.STATEMENT: ("agreement", "issue", "party", "speaker")}
    assert [(TEXT[slice(*fact.spans[0])], fact.who, dict(fact.fields)) for fact in one.facts] == [
        ("rejette le péage", "Inès", {"speaker": ("person:Rosa Quispe",), "party": ("PE", "CO"), "issue": "péage", "agreement": "against"}),
        ("accepte la voie neuve", "Admin", {"speaker": (), "party": ("EC",), "issue": "voie", "agreement": "for"}),
    ]  # fmt: skip


def test_line_ends_of_other_systems_count_one(tmp_path: Path) -> None:
    start = TEXT.index("rejette") + 2
    (one,) = read_coded(
        database(tmp_path / "a.dna", f"A\r\n\r\n{TEXT}", (3 + start, 3 + start + 7, 1, "", "Pérou", "péage", 0))
    )
    assert one.text == f"A\n\n{TEXT}"
    assert one.text[slice(*one.facts[0].spans[0])] == "rejette"


@pytest.mark.parametrize("name", sorted(path.name for path in ROUNDS.iterdir() if path.is_dir()))
def test_our_export_comes_back_with_full_marks(tmp_path: Path, name: str) -> None:
    with made(tmp_path, round_records(name)) as dossier:
        exported(dossier, "dna", tmp_path / "a.dna")
        done = bring(dossier, tmp_path / "a.dna", gold=tmp_path / "gold", reader=Empty())
        assert (done.new, done.failed, done.known, done.gold) == (0, 0, len(dossier), len(dossier))
        tally, records = Tally(), {one.article.id: one for one in dossier.records()}
        for path in gold_files(tmp_path / "gold"):
            gold = read_gold(path)
            compare(gold, records[gold.id], tally)
            assert list(differences(gold, records[gold.id])) == []
    figures = tally.figures()
    assert set(figures) == {
        "coded statement R", "coded issue pair R",
        *(f"coded statement {field} accuracy" for field in ("act", "agreement", "party", "speaker", "target")),
    }  # fmt: skip
    assert {told for told in figures.values() if told is not None} == {1.0}
    assert done.facts > 5


def test_texts_become_articles_once(tmp_path: Path) -> None:
    path = database(tmp_path / "a.dna", TEXT, (*units(TEXT, "rejette le péage"), 1, "", "Pérou", "péage", 0))
    with Dossier(tmp_path / "t.dossier", create=True) as dossier:
        first = bring(dossier, path, gold=tmp_path / "gold", reader=Empty())
        again = bring(dossier, path, reader=Empty())
        (one,) = dossier.records()
    assert (first.new, first.known, first.facts, first.gold) == (1, 0, 1, 1)
    assert (again.new, again.known, again.gold) == (0, 1, 0)
    assert (one.article.text, one.article.title, one.article.published, one.article.language) == (
        TEXT,
        "Titre",
        "2021-03-01",
        "fr",
    )
    gold = read_gold(tmp_path / "gold" / f"{one.article.id}.yaml")
    assert [TEXT[start:end] for fact in gold.statements for start, end in fact["spans"]] == ["rejette le péage"]


def test_a_text_in_a_third_language_is_told_and_the_others_come_in(tmp_path: Path) -> None:
    german = (
        "Die Minister beider Länder haben am Montag über die neue Brücke gesprochen und wollen sie gemeinsam bauen."
    )
    told: list[str] = []
    with Dossier(tmp_path / "t.dossier", create=True) as dossier:
        done = bring(
            dossier, database(tmp_path / "a.dna", german), reader=Empty(), failed=lambda error: told.append(error.where)
        )
    assert (done.new, done.failed) == (0, 1)
    assert told[0].endswith("a.dna, document 1")


def test_hostile_fields_come_back(tmp_path: Path) -> None:
    with made(tmp_path, hostile_records()) as dossier:
        exported(dossier, "dna", tmp_path / "a.dna")
        done = bring(dossier, tmp_path / "a.dna", gold=tmp_path / "gold", reader=Empty())
        assert (done.known, done.new) == (1, 0)
        (path,) = gold_files(tmp_path / "gold")
        assert read_gold(path).statements[0]["party"] == ["PE"]


def test_only_a_database_of_the_program_is_one(tmp_path: Path) -> None:
    with made(tmp_path, [record("Lima accepte.")]):
        assert importer_of(tmp_path / "talks.dossier") is None
    (tmp_path / "text.dna").write_text("Pas une base.", encoding="utf-8")
    (tmp_path / "head.dna").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    for name in ("text.dna", "head.dna", "missing.dna", "."):
        assert importer_of(tmp_path / name) is None


def test_damage_is_told(tmp_path: Path) -> None:
    path = database(tmp_path / "a.dna", TEXT, (0, 9, 1, "", "Pérou", "péage", 0))
    data = path.read_bytes()
    for cut in range(4096, len(data), 1013):
        (tmp_path / "b.dna").write_bytes(data[:cut])
        if importer_of(tmp_path / "b.dna") is not None:
            with suppress(ExchangeError):
                list(read_coded(tmp_path / "b.dna"))


@pytest.mark.parametrize("seed", range(40))
def test_changed_bytes_are_told_or_read(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(
        database(tmp_path / "a.dna", TEXT, (*units(TEXT, "rejette"), 1, "", "Pérou", "péage", 0)).read_bytes()
    )
    for _ in range(chance.choice([1, 5, 50, 500])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    (tmp_path / "b.dna").write_bytes(data)
    with suppress(ExchangeError):
        assert sum(1 for _ in read_coded(tmp_path / "b.dna")) < 10


@pytest.mark.parametrize("span", [(0, 500), (1, 3), (200, 210)])
def test_a_statement_outside_of_its_document_or_within_a_character(tmp_path: Path, span: tuple[int, int]) -> None:
    path = database(tmp_path / "a.dna", TEXT, (*span, 1, "", "Pérou", "péage", 0))
    with pytest.raises(ExchangeError, match="not within its document"):
        list(read_coded(path))


def test_a_view_in_the_place_of_a_table_is_not_asked(tmp_path: Path) -> None:
    path = database(tmp_path / "a.dna")
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE CODERS")
        db.execute(
            "CREATE VIEW CODERS AS WITH RECURSIVE n(ID) AS (SELECT 1 UNION ALL SELECT ID + 1 FROM n) SELECT ID, 'x' AS Name FROM n"
        )
        db.commit()
    with pytest.raises(ExchangeError, match="lacks the table CODERS"):
        list(read_coded(path))


@pytest.mark.parametrize("date", [0, 10**18, -(10**18), "hier", None.__class__.__name__])
def test_days_that_are_none(tmp_path: Path, date: Any) -> None:
    (one,) = read_coded(database(tmp_path / "a.dna", document={"Date": date}))
    assert one.published is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30), st.data())
def test_units_of_utf16(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    one, other = (len(text[:at].encode("utf-16-le")) // 2 for at in (start, end))
    assert from_utf16(text, (one, other)) == (start, end)


def test_what_was_coded_alone_is_measured(tmp_path: Path) -> None:
    """A record that reads one more statement, and another side, loses in the agreement alone."""
    text = TEXT.removeprefix("🇫🇷 ")
    path = database(tmp_path / "a.dna", text, (*units(text, text[:26]), 1, "", "Pérou", "péage", 1))
    said = {"act": "reject", "party": ["PE"], "issue": "taxe", "words": "le péage"}
    more = {"act": "accept", "party": ["EC"], "issue": "voie", "words": "la voie neuve"}
    read = record(text, said, more, published="2021-03-01", outlet="Le Quotidien", title="Titre")
    with Dossier(tmp_path / "t.dossier", create=True) as dossier:
        bring(dossier, path, gold=tmp_path / "gold", reader=Empty())
    (file,) = gold_files(tmp_path / "gold")
    gold, tally = read_gold(file), Tally()
    assert gold.id == read.article.id
    compare(gold, read, tally)
    assert tally.figures() == {
        "coded statement R": 1.0, "coded statement agreement accuracy": 0.0, "coded statement party accuracy": 1.0,
        "coded statement speaker accuracy": None, "coded issue pair R": None,
    }  # fmt: skip
    (one,) = differences(gold, read)
    assert (one.kind, one.gold, one.read) == ("coded field otherwise", "agreement for", "agreement against")
    missed = list(differences(gold, msgspec.structs.replace(read, statements=())))
    assert [(one.kind, one.gold) for one in missed] == [("coded fact missed", "péage")]
    empty = Tally()
    compare(gold, None, empty)
    assert empty.figures()["coded statement R"] == 0.0
