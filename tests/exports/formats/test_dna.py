"""The database and the list of events of Discourse Network Analyzer, read back with SQLite and a CSV reader."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporting import HOSTILE, exported, hostile_records, made
from pourparlers import Dossier
from pourparlers.coding.units import even
from pourparlers.exports.dna.rows import Values
from pourparlers.exports.dna.schema import password_digest
from rounds import record, round_records

TABLES = {
    "SETTINGS": "Property Value",
    "CODERS": "ID Name Red Green Blue Refresh FontSize Password PopupWidth ColorByCoder PopupDecoration PopupAutoComplete"
    " PermissionAddDocuments PermissionEditDocuments PermissionDeleteDocuments PermissionImportDocuments"
    " PermissionAddStatements PermissionEditStatements PermissionDeleteStatements PermissionEditAttributes"
    " PermissionEditRegex PermissionEditStatementTypes PermissionEditCoders PermissionEditCoderRelations"
    " PermissionViewOthersDocuments PermissionEditOthersDocuments PermissionViewOthersStatements PermissionEditOthersStatements",
    "DOCUMENTS": "ID Title Text Coder Author Source Section Notes Type Date",
    "STATEMENTTYPES": "ID Label Red Green Blue",
    "VARIABLES": "ID Variable DataType StatementTypeId",
    "VARIABLELINKS": "ID SourceVariableId TargetVariableId",
    "REGEXES": "Label Red Green Blue",
    "CODERRELATIONS": "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "DATABOOLEAN": "ID StatementId VariableId Value",
    "DATAINTEGER": "ID StatementId VariableId Value",
    "ENTITIES": "ID VariableId Value Red Green Blue ChildOf",
    "DATASHORTTEXT": "ID StatementId VariableId Entity",
    "DATALONGTEXT": "ID StatementId VariableId Value",
    "ATTRIBUTEVARIABLES": "ID VariableId AttributeVariable",
    "ATTRIBUTEVALUES": "ID EntityId AttributeVariableId AttributeValue",
}
STATEMENTS = """
SELECT s.ID, t.Label, s.DocumentId, s.Start, s.Stop, SUBSTRING(d.Text, s.Start + 1, s.Stop - s.Start) AS words, d.Text
FROM STATEMENTS s JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId JOIN DOCUMENTS d ON d.ID = s.DocumentId ORDER BY s.ID
"""
VALUES = """
SELECT v.Variable, e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity JOIN VARIABLES v ON v.ID = d.VariableId
WHERE d.StatementId = :id
UNION ALL SELECT v.Variable, d.Value FROM DATABOOLEAN d JOIN VARIABLES v ON v.ID = d.VariableId WHERE d.StatementId = :id
UNION ALL SELECT v.Variable, d.Value FROM DATAINTEGER d JOIN VARIABLES v ON v.ID = d.VariableId WHERE d.StatementId = :id
UNION ALL SELECT v.Variable, d.Value FROM DATALONGTEXT d JOIN VARIABLES v ON v.ID = d.VariableId WHERE d.StatementId = :id
"""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A database that is whole, whatever is in it."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        assert [row[0] for row in db.execute("PRAGMA integrity_check")] == ["ok"]
        assert list(db.execute("PRAGMA foreign_key_check")) == []
        whole(db)
        yield db


def whole(db: sqlite3.Connection) -> None:
    """Each statement has a value for each variable, each entity one for each attribute, each variable an empty entity."""
    wanted = "SELECT s.ID, v.ID FROM STATEMENTS s JOIN VARIABLES v ON v.StatementTypeId = s.StatementTypeId"
    there = " UNION ALL ".join(
        f"SELECT StatementId, VariableId FROM DATA{name}" for name in ("BOOLEAN", "INTEGER", "LONGTEXT", "SHORTTEXT")
    )
    assert sorted(map(tuple, db.execute(wanted))) == sorted(map(tuple, db.execute(there)))
    wanted = "SELECT e.ID, a.ID FROM ENTITIES e JOIN ATTRIBUTEVARIABLES a ON a.VariableId = e.VariableId"
    assert sorted(map(tuple, db.execute(wanted))) == sorted(
        map(tuple, db.execute("SELECT EntityId, AttributeVariableId FROM ATTRIBUTEVALUES"))
    )
    empty = db.execute("SELECT VariableId FROM ENTITIES WHERE Value = '' ORDER BY VariableId")
    short = db.execute("SELECT ID FROM VARIABLES WHERE DataType = 'short text' ORDER BY ID")
    assert [row[0] for row in empty] == [row[0] for row in short]
    for row in db.execute(STATEMENTS):
        assert row["words"] == row["Text"][row["Start"] : row["Stop"]]
        units = row["Text"].encode("utf-16-le")[2 * row["Start"] : 2 * row["Stop"]].decode("utf-16-le")
        assert units == row["words"]


def values(db: sqlite3.Connection, label: str) -> list[dict[str, Any]]:
    found = [row for row in db.execute(STATEMENTS) if row["Label"] == label]
    return [{"words": row["words"], **dict(map(tuple, db.execute(VALUES, {"id": row["ID"]})))} for row in found]


def written(dossier: Dossier, where: Path) -> Path:
    exported(dossier, "dna", where / "talks.dna")
    return where / "talks.dna"


def test_tables_and_settings(tmp_path: Path) -> None:
    with made(tmp_path, round_records()) as dossier, opened(written(dossier, tmp_path)) as db:
        names = [row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert {name: {row["name"] for row in db.execute(f"PRAGMA table_info({name})")} for name in names} == {
            name: set(columns.split()) for name, columns in TABLES.items()
        }
        assert dict(map(tuple, db.execute("SELECT * FROM SETTINGS")))["version"] == "3.0.11.5"
        variables = [
            tuple(row) for row in db.execute("SELECT StatementTypeId, Variable, DataType FROM VARIABLES ORDER BY ID")
        ]
        assert variables[:4] == [
            (1, "person", "short text"),
            (1, "organization", "short text"),
            (1, "concept", "short text"),
            (1, "agreement", "boolean"),
        ]
        assert {name: type_ for n, name, type_ in variables if n == 2} == {
            **dict.fromkeys(("speaker", "party", "addressee", "act", "issue", "place"), "short text"),
            "quote": "long text", "position": "integer",
        }  # fmt: skip


@pytest.mark.parametrize("statement", [
    "INSERT INTO STATEMENTS VALUES (9, 1, 1, 5, 5, 1)", "INSERT INTO STATEMENTS VALUES (9, 1, 1, -1, 5, 1)",
    "INSERT INTO CODERS (ID, Name, Password, Red) VALUES (2, 'a', 'b', 256)",
    "INSERT INTO ENTITIES (VariableId, Value) VALUES (1, '')",
    f"INSERT INTO ENTITIES (VariableId, Value) VALUES (1, '{'a' * 191}')",
    "INSERT INTO VARIABLES VALUES (99, 'x', 'float', 1)", "INSERT INTO VARIABLES VALUES (99, 'person', 'boolean', 1)",
])  # fmt: skip
def test_the_tables_hold_what_the_program_holds_them_to(tmp_path: Path, statement: str) -> None:
    with (
        made(tmp_path, [record("Lima accepte.")]) as dossier,
        opened(written(dossier, tmp_path)) as db,
        pytest.raises(sqlite3.IntegrityError),
    ):
        db.execute(statement)


def test_the_password_of_the_documentation_opens_it(tmp_path: Path) -> None:
    import base64

    with made(tmp_path, [record("Lima accepte.")]) as dossier, opened(written(dossier, tmp_path)) as db:
        ((name, kept),) = map(tuple, db.execute("SELECT Name, Password FROM CODERS WHERE ID = 1"))
    assert (name, password_digest("pourparlers", base64.b64decode(kept)[:16])) == ("Admin", kept)
    assert len(base64.b64decode(kept)) == 48
    page = (Path(__file__).parents[3] / "docs" / "exports" / "dna.md").read_text(encoding="utf-8")
    assert "`Admin`" in page
    assert "`pourparlers`" in page


def test_a_known_digest_of_the_program() -> None:
    salt = bytes(range(16))
    import base64
    import hashlib

    digest = salt + "sésame".encode()
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert password_digest("sésame", salt) == base64.b64encode(salt + digest).decode()


def test_statements_and_events(tmp_path: Path) -> None:
    text = "🇫🇷 Rosa Quispe, pour le Pérou, rejette le péage. Quito a accusé Lima de retard. Le Pérou et l'Équateur ont négocié à Macará."
    said = {
        "act": "reject",
        "speaker": ["person:Rosa Quispe"],
        "party": ["PE", "CO"],
        "issue": "péage",
        "words": "le péage",
    }
    blamed = {
        "act": "accuse",
        "party": ["EC"],
        "speaker": ["EC"],
        "target": "PE",
        "words": "de retard",
        "issue": "retard",
    }
    met = {"kind": "talks", "parties": ["PE", "EC"], "place": "Macará", "words": "Le Pérou et l'Équateur ont négocié"}
    with made(tmp_path, [record(text, said, blamed, met)]) as dossier, opened(written(dossier, tmp_path)) as db:
        own, events = values(db, "DNA Statement"), values(db, "Talks event")
    assert own == [
        {"words": "le péage", "person": "Rosa Quispe", "organization": "PE", "concept": "péage", "agreement": 0},
        {"words": "le péage", "person": "", "organization": "CO", "concept": "péage", "agreement": 0},
    ]
    assert [(one["speaker"], one["party"], one["addressee"], one["act"], one["issue"], one["place"], one["position"]) for one in events] == [
        ("Rosa Quispe", "PE", "", "reject", "péage", "", -2), ("", "CO", "", "reject", "péage", "", -2),
        ("", "EC", "PE", "accuse", "retard", "", 0),
        ("", "PE", "", "talks", "", "Macará", 0), ("", "EC", "", "talks", "", "Macará", 0),
    ]  # fmt: skip
    assert [one["quote"] for one in events][2] == "de retard"


def test_documents(tmp_path: Path) -> None:
    records = [
        record("Lima accepte.\r\nQuito aussi.", published="2021-03", outlet="Le Quotidien"),
        record("Sans titre ni jour.", published=None),
    ]
    with made(tmp_path, records) as dossier, opened(written(dossier, tmp_path)) as db:
        found = [
            tuple(row)
            for row in db.execute("SELECT Title, Text, Source, Date, Coder FROM DOCUMENTS ORDER BY Date DESC")
        ]
    assert found[0] == ("Lima accepte.", "Lima accepte.\nQuito aussi.", "Le Quotidien", 1614556800, 1)
    assert found[1][3] == 0


@pytest.mark.parametrize("records", [hostile_records, round_records, lambda: [record("Rien.")], list])
def test_any_dossier_makes_a_whole_database_and_the_same_bytes(tmp_path: Path, records: Any) -> None:
    with made(tmp_path, records()) as dossier:
        first = exported(dossier, "dna", tmp_path / "1.dna")
        assert first == exported(dossier, "dna", tmp_path / "2.dna")
        with opened(tmp_path / "1.dna") as db:
            assert len(values(db, "Talks event")) >= len(dossier.statements()) if records() else True


def test_names_that_are_cut_or_alike_stay_apart(tmp_path: Path) -> None:
    long = "voie " * 100
    said = [{"act": "accept", "party": ["PE"], "issue": f"{long}{n}"} for n in range(3)]
    with (
        made(tmp_path, [record("Lima accepte les trois voies.", *said)]) as dossier,
        opened(written(dossier, tmp_path)) as db,
    ):
        concepts = {one["concept"] for one in values(db, "DNA Statement")}
    assert len(concepts) == 3
    assert all(len(one) <= 190 for one in concepts)


@given(st.lists(st.text(max_size=400), max_size=12))
def test_values_are_short_and_of_one_thing(names: list[str]) -> None:
    value = Values()
    found = [value(str(n), name) for n, name in enumerate(names)]
    assert len(set(found)) == len(found)
    assert all(0 < len(one) <= 190 and one == even(one) for one in found)
    assert [value(str(n), "other") for n in range(len(names))] == found


COLUMNS = (
    '"statement_id";"time";"person";"organization";"concept";"agreement";"start_position";"stop_position";"text";"coder";'
    '"document_id";"document_title";"document_author";"document_source";"document_section";"document_type"'
)


def test_events_as_the_program_lists_them(tmp_path: Path) -> None:
    with made(tmp_path, [*round_records(), *hostile_records()]) as dossier:
        data = exported(dossier, "dna-csv").decode()
        with opened(written(dossier, tmp_path)) as db:
            own = [row for row in db.execute(STATEMENTS) if row["Label"] == "DNA Statement"]
            told = values(db, "DNA Statement")
    assert data.startswith(COLUMNS + "\n")
    rows = list(csv.DictReader(io.StringIO(data, newline=""), delimiter=";"))
    assert len(rows) == len(own) > 5
    for row, statement, fields in zip(rows, own, told, strict=True):
        assert (int(row["statement_id"]), int(row["document_id"])) == (statement["ID"], statement["DocumentId"])
        assert (int(row["start_position"]), int(row["stop_position"])) == (statement["Start"], statement["Stop"])
        assert row["text"] == statement["words"].replace(";", ",").replace('"', "'")
        assert int(row["agreement"]) == fields["agreement"]
        for name in ("person", "organization", "concept"):
            assert row[name].removeprefix("'") == fields[name].replace(";", ",").replace('"', "'")
        assert row["coder"] == "1"


def test_quoting(tmp_path: Path) -> None:
    said = {"act": "accept", "party": ["PE"], "issue": 'a;b "c"', "words": 'la "voie"; le pont'}
    with made(
        tmp_path, [record('Lima accepte la "voie"; le pont.', said, outlet=HOSTILE, published="2021-03-04")]
    ) as dossier:
        line = exported(dossier, "dna-csv").decode().splitlines()[1]
    assert line.startswith(
        '1;2021-03-04 00:00:00;"";"PE";"a,b \'c\'";1;13;31;"la \'voie\', le pont";1;1;"Lima accepte la \'voie\', le pont.";"";"'
    )
