"""Rows of any number of values: one query, however many there are, of one text, so that it is made ready once.

A list of parameters would have a bound in some SQLite libraries, and costs more to write down than to answer.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from msgspec.json import encode
from sqlalchemy import ARRAY, ColumnElement, Connection, String, any_, bindparam, literal, or_, text

# Written out: put together of SQLAlchemy's parts it took longer than most queries that it stands in.
_TOLD = text("SELECT value FROM json_each(:told)")


def among(connection: Connection, column: Any, values: Collection[Any]) -> ColumnElement[bool]:
    """Whether a column holds one of some values (strings or whole numbers)."""
    if connection.dialect.name == "sqlite":
        told = bindparam("told", encode(list(values)).decode(), String, unique=True)
        found: ColumnElement[bool] = column.in_(_TOLD.bindparams(told))
        # JSON in SQLite takes a text to end at a NUL.
        odd = [value for value in values if isinstance(value, str) and "\x00" in value]
        return or_(found, column.in_(odd)) if odd else found
    return column == any_(literal(list(values), ARRAY(column.type)))  # type: ignore[no-any-return]
