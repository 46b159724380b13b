"""Writes the database of Discourse Network Analyzer: tables, statement types, documents, statements, entities."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from pourparlers.dossier.contents import Entity
from pourparlers.exports.dna.documents import Document
from pourparlers.exports.dna.rows import Row, Values, short
from pourparlers.exports.dna.schema import ADMIN, TABLES, VERSION, default_password
from pourparlers.exports.networks import country_of
from pourparlers.model import Stance

OWN, TALKS = "DNA Statement", "Talks event"
# Labels, colours and variables of the statement types; the order is that of their ids.
_TYPES: dict[str, tuple[tuple[int, int, int], dict[str, str]]] = {
    OWN: (
        (239, 208, 51),
        {"person": "short text", "organization": "short text", "concept": "short text", "agreement": "boolean"},
    ),
    TALKS: (
        (87, 160, 211),
        {
            "speaker": "short text", "party": "short text", "addressee": "short text", "act": "short text",
            "issue": "short text", "place": "short text", "quote": "long text", "position": "integer",
        },
    ),
}  # fmt: skip
_ACTORS = {"person", "organization", "speaker", "party", "addressee"}
# "Type", "Alias" and "Notes" are the program's own attributes.
_OF_ACTORS = ("Type", "Alias", "Notes", "key", "role", "country", "wikidata")
_OF_OTHERS = ("Type", "Alias", "Notes", "key")
_CODER = 1
_DATA = {"boolean": "DATABOOLEAN", "integer": "DATAINTEGER", "long text": "DATALONGTEXT", "short text": "DATASHORTTEXT"}


class Database:
    """A database that is being written.

    Args:
        connection: of a new file.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._variables: dict[tuple[str, str], int] = {}
        self._attributes: dict[tuple[int, str], int] = {}
        self._entities: dict[tuple[int, str], int] = {}
        self._values: dict[int, Values] = {}
        self._ids = dict.fromkeys(("ENTITIES", "ATTRIBUTEVALUES", *_DATA.values()), 0)

    def begin(self) -> None:
        """Make the tables, the coder, the statement types with their variables, and the empty entities."""
        for table in TABLES:
            self._db.execute(table)
        coder = (_CODER, ADMIN, 255, 255, 0, default_password())
        self._db.execute("INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, ?, ?, ?, ?)", coder)
        for n, (label, (colour, variables)) in enumerate(_TYPES.items(), 1):
            self._db.execute("INSERT INTO STATEMENTTYPES VALUES (?, ?, ?, ?, ?)", (n, label, *colour))
            for name, type_ in variables.items():
                self._variable(n, label, name, type_)

    def _variable(self, type_id: int, label: str, name: str, type_: str) -> None:
        id_ = self._variables[label, name] = len(self._variables) + 1
        self._db.execute("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", (id_, name, type_, type_id))
        if type_ == "short text":
            self._values[id_] = Values()
            for attribute in _OF_ACTORS if name in _ACTORS else _OF_OTHERS:
                n = self._attributes[id_, attribute] = len(self._attributes) + 1
                self._db.execute("INSERT INTO ATTRIBUTEVARIABLES VALUES (?, ?, ?)", (n, id_, attribute))
            self._entity(id_, "", "", {})

    def add(self, one: Document) -> None:
        """Write a document with its statements."""
        fields = (one.id, one.title, one.text, _CODER, one.author, one.source, one.section, one.notes, "", one.time)
        self._db.execute(f"INSERT INTO DOCUMENTS VALUES ({_marks(fields)})", fields)
        for n, own, row in one.rows:
            if own is not None:
                self._statement(own, OWN, one.id, row, self._own(row))
            self._statement(n, TALKS, one.id, row, self._talks(row))

    def end(self, newest: str) -> None:
        """Write the settings; `newest`: the day of the newest article."""
        rows = [("version", VERSION), ("date", newest)]
        self._db.executemany("INSERT INTO SETTINGS VALUES (?, ?)", rows)

    def _own(self, row: Row) -> dict[str, Any]:
        return {
            "person": row.person, "organization": row.party, "concept": row.issue,
            "agreement": int(row.agreement is Stance.FOR),
        }  # fmt: skip

    def _talks(self, row: Row) -> dict[str, Any]:
        return {
            "speaker": row.person, "party": row.party, "addressee": row.target, "act": (row.act, row.act),
            "issue": row.issue, "place": (row.place, row.place) if row.place else None, "quote": row.quote,
            "position": row.position,
        }  # fmt: skip

    def _statement(self, id_: int, label: str, document: int, row: Row, values: dict[str, Any]) -> None:
        type_id = list(_TYPES).index(label) + 1
        fields = id_, type_id, document, row.start, row.end, _CODER
        self._db.execute("INSERT INTO STATEMENTS VALUES (?, ?, ?, ?, ?, ?)", fields)
        for name, value in values.items():
            variable, type_ = self._variables[label, name], _TYPES[label][1][name]
            told = self._of(variable, value) if type_ == "short text" else value
            table = _DATA[type_]
            self._db.execute(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", (self._next(table), id_, variable, told))

    def _of(self, variable: int, value: Entity | tuple[str, str] | None) -> int:
        """The id of the entity that a value is, which is made where it is not there."""
        if isinstance(value, Entity):
            return self._entity(variable, value.id, value.name, _about(value))
        key, name = value or ("", "")
        return self._entity(variable, key, name, {"key": key})

    def _entity(self, variable: int, key: str, name: str, about: dict[str, str]) -> int:
        if (variable, key) not in self._entities:
            id_ = self._entities[variable, key] = self._next("ENTITIES")
            value = self._values[variable](key, name)
            self._db.execute("INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (?, ?, ?)", (id_, variable, value))
            for (of, attribute), n in self._attributes.items():
                if of == variable:
                    told = self._next("ATTRIBUTEVALUES"), id_, n, short(about.get(attribute))
                    self._db.execute("INSERT INTO ATTRIBUTEVALUES VALUES (?, ?, ?, ?)", told)
        return self._entities[variable, key]

    def _next(self, table: str) -> int:
        self._ids[table] += 1
        return self._ids[table]


def _about(one: Entity) -> dict[str, str]:
    alias = " · ".join(name for name in one.names if name != one.name)
    about = {"Type": str(one.kind), "Alias": alias, "key": one.id, "role": one.role or "", "country": country_of(one)}
    return {**about, "wikidata": one.wikidata or ""}


def _marks(fields: tuple[Any, ...]) -> str:
    return ", ".join("?" * len(fields))


def write(path: Path, documents: Iterable[Document]) -> None:
    """Write a database.

    Raises:
        OSError: it cannot be written.
    """
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            made, newest = Database(connection), "1970-01-01"
            made.begin()
            for one in documents:
                made.add(one)
                newest = max(newest, _day(one))
            made.end(newest)
            connection.commit()
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error


def _day(one: Document) -> str:
    """The day of an article, of a month or a year the first, as the notes have it."""
    noted = dict(line.partition(": ")[::2] for line in one.notes.splitlines())
    return f"{noted.get('published', '')}-01-01"[:10] if one.time else ""
