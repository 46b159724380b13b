"""The tables of a database of Discourse Network Analyzer 3, as docs/exports/dna.md tells them."""

from __future__ import annotations

import base64
import hashlib

LONGEST = 190
# The program opens databases of 3.0 and 3.1 whose version begins so.
VERSION = "3.0.11.5"
ADMIN, PASSWORD = "Admin", "pourparlers"

_ID = "ID INTEGER NOT NULL PRIMARY KEY"
_COLOURS = [f"{name} INTEGER NOT NULL DEFAULT 0 CHECK ({name} BETWEEN 0 AND 255)" for name in ("Red", "Green", "Blue")]
_RIGHTS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip


def _short(name: str, default: str = "") -> str:
    return f"{name} TEXT NOT NULL{default} CHECK (LENGTH({name}) < {LONGEST + 1})"


def _blank(name: str) -> str:
    return _short(name, " DEFAULT ''")


def _number(name: str, default: int, least: int = 0, most: int = 1) -> str:
    return f"{name} INTEGER NOT NULL DEFAULT {default} CHECK ({name} BETWEEN {least} AND {most})"


def _of(name: str, table: str) -> str:
    return f"FOREIGN KEY({name}) REFERENCES {table}(ID) ON DELETE CASCADE"


def _data(table: str, value: str) -> str:
    """A table of the values of one type of variables."""
    keys = [_of("StatementId", "STATEMENTS"), _of("VariableId", "VARIABLES")]
    if value.startswith("Entity"):
        keys.append(_of("Entity", "ENTITIES"))
    columns = [_ID, "StatementId INTEGER NOT NULL", "VariableId INTEGER NOT NULL", value, *keys]
    return _table(table, *columns, "UNIQUE (StatementId, VariableId)")


def _table(name: str, *columns: str) -> str:
    return f"CREATE TABLE {name} ({', '.join(columns)})"


TABLES = (
    _table("SETTINGS", "Property TEXT PRIMARY KEY", "Value TEXT NOT NULL"),
    _table(
        "CODERS", _ID, _short("Name"), *_COLOURS, _number("Refresh", 0, 0, 9999), _number("FontSize", 14, 1, 99),
        _short("Password"), _number("PopupWidth", 300, 100, 9999), _number("ColorByCoder", 0),
        _number("PopupDecoration", 0), _number("PopupAutoComplete", 1),
        *(_number(f"Permission{right}", 1) for right in _RIGHTS),
    ),
    _table(
        "DOCUMENTS", _ID, _short("Title"), "Text TEXT NOT NULL", "Coder INTEGER", _blank("Author"), _blank("Source"),
        _blank("Section"), "Notes TEXT NOT NULL DEFAULT ''", _blank("Type"), "Date INTEGER NOT NULL",
        _of("Coder", "CODERS"),
    ),
    _table("STATEMENTTYPES", _ID, _short("Label"), *_COLOURS),
    _table(
        "VARIABLES", _ID, _short("Variable"),
        "DataType TEXT NOT NULL DEFAULT 'short text'"
        " CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text'))",
        "StatementTypeId INTEGER", _of("StatementTypeId", "STATEMENTTYPES"), "UNIQUE (Variable, StatementTypeId)",
    ),
    _table(
        "VARIABLELINKS", _ID, "SourceVariableId INTEGER", "TargetVariableId INTEGER",
        "CHECK (SourceVariableId != TargetVariableId)", _of("SourceVariableId", "VARIABLES"),
        _of("TargetVariableId", "VARIABLES"),
    ),
    _table("REGEXES", f"Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < {LONGEST + 1})", *_COLOURS),
    _table(
        "CODERRELATIONS", _ID, "Coder INTEGER CHECK (Coder > 0)", "OtherCoder INTEGER CHECK (OtherCoder > 0)",
        *(_number(name, 1) for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")),
        "CHECK (Coder != OtherCoder)", _of("Coder", "CODERS"), _of("OtherCoder", "CODERS"),
    ),
    _table(
        "STATEMENTS", _ID, "StatementTypeId INTEGER", "DocumentId INTEGER", "Start INTEGER NOT NULL CHECK (Start >= 0)",
        "Stop INTEGER NOT NULL CHECK (Stop >= 0)", "Coder INTEGER", "CHECK (Start < Stop)",
        _of("StatementTypeId", "STATEMENTTYPES"), _of("Coder", "CODERS"), _of("DocumentId", "DOCUMENTS"),
    ),
    _data("DATABOOLEAN", "Value INTEGER NOT NULL DEFAULT 1"),
    _data("DATAINTEGER", "Value INTEGER NOT NULL DEFAULT 0"),
    _table(
        "ENTITIES", _ID, "VariableId INTEGER NOT NULL", _blank("Value"),
        *(f"{name} INTEGER CHECK ({name} BETWEEN 0 AND 255)" for name in ("Red", "Green", "Blue")),
        "ChildOf INTEGER CHECK (ChildOf > 0)", "UNIQUE (VariableId, Value)", _of("ChildOf", "ENTITIES"),
        _of("VariableId", "VARIABLES"),
    ),
    _data("DATASHORTTEXT", "Entity INTEGER NOT NULL"),
    _data("DATALONGTEXT", "Value TEXT DEFAULT ''"),
    _table(
        "ATTRIBUTEVARIABLES", _ID, "VariableId INTEGER NOT NULL", _short("AttributeVariable"),
        "UNIQUE (VariableId, AttributeVariable)", _of("VariableId", "VARIABLES"),
    ),
    _table(
        "ATTRIBUTEVALUES", _ID, "EntityId INTEGER NOT NULL", "AttributeVariableId INTEGER NOT NULL",
        _blank("AttributeValue"), "UNIQUE (EntityId, AttributeVariableId)", _of("EntityId", "ENTITIES"),
        _of("AttributeVariableId", "ATTRIBUTEVARIABLES"),
    ),
)  # fmt: skip


def password_digest(password: str, salt: bytes) -> str:
    """A password as the program keeps it: 16 bytes of salt, and SHA-256 iterated 100,000 times over both."""
    digest = salt + password.encode("utf-8")
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode("ascii")


def default_password() -> str:
    """The digest of `PASSWORD`; its salt is always the same, so that the same dossier gives the same bytes."""
    return password_digest(PASSWORD, hashlib.sha256(PASSWORD.encode("ascii")).digest()[:16])
