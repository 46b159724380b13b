"""Databases of Discourse Network Analyzer 3, with the statements coded in them. Nothing in one is trusted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pourparlers.coding.coded import CodedText, Fact, FactKind, Range
from pourparlers.coding.dna_values import Coding, Known, Valued, fields_of, joined
from pourparlers.coding.units import from_utf16
from pourparlers.model import ExchangeError, PourparlersError

_HEAD = b"SQLite format 3\0"
_TABLES = {"DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "VARIABLES", "ENTITIES", "CODERS", "DATASHORTTEXT"}
# A cell longer than this is no document; a query that takes so many steps of the virtual machine never ends.
_LONGEST_CELL = 50_000_000
_STEPS, _MOST_TURNS = 1_000_000, 3_000
# What our own export writes into the notes of a document, so that nothing is lost on the way back.
NOTE = "pourparlers"
ACTOR = "actor "
_NOTED = ("published", "language", "title", "outlet", "url", "author", "section")


def fits(path: Path) -> bool:
    """Whether a file is an SQLite database with the tables of Discourse Network Analyzer."""
    try:
        with path.open("rb") as file:
            if file.read(len(_HEAD)) != _HEAD:
                return False
        with _opened(path) as connection:
            return _tables(connection) >= {"DOCUMENTS", "STATEMENTTYPES", "VARIABLES"}
    except (OSError, ExchangeError):
        return False


def read(path: Path) -> Iterator[CodedText]:
    """The documents of a database with the statements of all its coders.

    Raises:
        ExchangeError: it is damaged, lacks a table, or a statement stands outside its document.
    """
    with _opened(path) as connection:
        if missing := sorted(_TABLES - _tables(connection)):
            hint = "Save it with Discourse Network Analyzer 3."
            raise ExchangeError(f"the database lacks the table {missing[0]}.", where=str(path), hint=hint)
        # The program has no index of the statements of a document; a database of 10,000 would be read for hours.
        connection.execute("CREATE TEMP TABLE placed AS SELECT * FROM STATEMENTS")
        connection.execute("CREATE INDEX temp.of_document ON placed (DocumentId, Start, ID)")
        variables = _variables(connection)
        coders = {row["ID"]: row["Name"] for row in connection.execute("SELECT ID, Name FROM CODERS")}
        for document in connection.execute("SELECT * FROM DOCUMENTS ORDER BY Date, ID"):
            yield _document(connection, document, variables, coders, str(path))


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A database, read only; whatever is wrong with it is told as an error of exchange."""
    try:
        where = f"file:{quote(str(path.resolve()))}?mode=ro"
        with closing(sqlite3.connect(where, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)
            connection.execute("PRAGMA trusted_schema = OFF")
            turns = iter(range(_MOST_TURNS))
            connection.set_progress_handler(lambda: next(turns, None) is None, _STEPS)
            yield connection
    except (sqlite3.Error, OverflowError, IndexError, UnicodeDecodeError) as error:
        what = f"the database cannot be read: {str(error)[:200]}."
        raise ExchangeError(what, where=str(path), hint="Open it with Discourse Network Analyzer 3.") from error


def _tables(connection: sqlite3.Connection) -> set[str]:
    """The tables that hold rows of their own: a view under such a name may ask for anything."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    return {str(row["name"]).upper() for row in connection.execute(query)}


def _variables(connection: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    """Names and types of variables by their ids."""
    rows = connection.execute("SELECT ID, Variable, DataType FROM VARIABLES")
    return {row["ID"]: (str(row["Variable"]), str(row["DataType"])) for row in rows}


def _document(
    connection: sqlite3.Connection,
    row: sqlite3.Row,
    variables: Mapping[int, tuple[str, str]],
    coders: Mapping[int, str],
    where: str,
) -> CodedText:
    place = f"document {row['ID']}"
    text = str(row["Text"]).replace("\r\n", "\n").replace("\r", "\n")
    facts, seen = [], set()
    known = Known(text, _own_names(str(row["Notes"] or "")))
    for coding in joined(_codings(connection, row["ID"], known, variables)):
        facts.append(_fact(coding, text, coders, f"{where}, {place}"))
        seen |= set(facts[-1].fields)
    facts.sort(key=lambda fact: fact.spans)
    coded = {FactKind.STATEMENT: tuple(sorted(seen))} if seen else {}
    return CodedText(place=place, text=text, facts=tuple(facts), coded=coded, exact=False, **_told(row))


def _told(row: sqlite3.Row) -> dict[str, Any]:
    """What a document tells of its article; one that our own export wrote tells it in its notes."""
    noted = _notes(str(row["Notes"] or ""))
    if noted is not None:
        return noted
    told = {"title": row["Title"], "outlet": row["Source"], "author": row["Author"], "section": row["Section"]}
    return {"published": _day(row["Date"]), **{name: str(value) for name, value in told.items() if value}}


def _notes(notes: str) -> dict[str, Any] | None:
    head, _, rest = notes.partition("\n")
    mark, _, id_ = head.partition(": ")
    if mark != NOTE:
        return None
    pairs = (line.partition(": ") for line in rest.splitlines())
    return {"article": id_, **{name: value for name, _, value in pairs if name in _NOTED and value}}


def _own_names(notes: str) -> dict[str, str]:
    """How an article calls those whom the whole dossier calls otherwise, in the notes of our own export."""
    pairs = (line.removeprefix(ACTOR).partition(" = ") for line in notes.splitlines() if line.startswith(ACTOR))
    return {key: name for key, _, name in pairs if name} if notes.startswith(f"{NOTE}: ") else {}


def _day(seconds: Any) -> str | None:
    """The day of a moment in seconds since 1970, UTC; the very first stands for none."""
    if not isinstance(seconds, int) or seconds == 0:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")
    except (ValueError, OverflowError, OSError):
        return None


def _codings(
    connection: sqlite3.Connection, document: int, known: Known, variables: Mapping[int, tuple[str, str]]
) -> Iterator[Coding]:
    """The statements of a document with their values by the names of the variables."""
    values: dict[int, dict[str, Valued]] = {}
    for row in connection.execute(_VALUES, {"document": document}):
        if row["VariableId"] in variables:
            values.setdefault(row["StatementId"], {})[variables[row["VariableId"]][0]] = _valued(row)
    for row in connection.execute("SELECT * FROM placed WHERE DocumentId = ? ORDER BY Start, ID", (document,)):
        fields = fields_of(values.get(row["ID"], {}), known)
        if fields:
            yield Coding(
                type=row["StatementTypeId"], span=(row["Start"], row["Stop"]), coder=row["Coder"], fields=fields
            )


def _valued(row: sqlite3.Row) -> Valued:
    key, alias = (str(row[name]) if row[name] else "" for name in ("key", "Alias"))
    return Valued(row["Value"], key, tuple(name.strip() for name in alias.split("·") if name.strip()))


_ATTRIBUTE = """(
    SELECT a.AttributeValue FROM ATTRIBUTEVALUES a JOIN ATTRIBUTEVARIABLES v ON v.ID = a.AttributeVariableId
    WHERE a.EntityId = e.ID AND v.AttributeVariable = '{0}') AS {0}"""
_VALUES = f"""
SELECT d.StatementId, d.VariableId, e.Value AS Value, {_ATTRIBUTE.format("key")}, {_ATTRIBUTE.format("Alias")}
FROM placed s CROSS JOIN DATASHORTTEXT d ON d.StatementId = s.ID JOIN ENTITIES e ON e.ID = d.Entity
WHERE s.DocumentId = :document
UNION ALL SELECT d.StatementId, d.VariableId, d.Value, NULL, NULL FROM placed s
CROSS JOIN DATABOOLEAN d ON d.StatementId = s.ID WHERE s.DocumentId = :document
UNION ALL SELECT d.StatementId, d.VariableId, d.Value, NULL, NULL FROM placed s
CROSS JOIN DATAINTEGER d ON d.StatementId = s.ID WHERE s.DocumentId = :document
"""


def _fact(coding: Coding, text: str, coders: Mapping[int, str], where: str) -> Fact:
    span = _within(coding.span, text, where)
    who = coders.get(coding.coder)
    return Fact(kind=FactKind.STATEMENT, spans=(span,), fields=coding.fields, who=who)


def _within(span: Sequence[Any], text: str, where: str) -> Range:
    """A span in code points; the editor of the program counts UTF-16 units."""
    try:
        start, end = from_utf16(text, (span[0], span[1]))
    except (PourparlersError, TypeError, ValueError) as error:
        what = f"a statement stands at {span[0]!r}:{span[1]!r}, which is not within its document."
        raise ExchangeError(what[:300], where=where, hint="Take the statement out.") from error
    return start, end
