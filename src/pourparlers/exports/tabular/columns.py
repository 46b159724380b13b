"""The columns of the tables of a dossier, as columns.yaml tells them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from pourparlers.model import PourparlersError

_FILE = Path(__file__).parent / "columns.yaml"


class Column(msgspec.Struct, frozen=True):
    """A column.

    Attributes:
        kind: of its values: "string", "integer" or "boolean".
        many: whether its cells are lists of such values.
        about: what it holds.
        of: table and column that its values are found in.
    """

    name: str
    kind: str
    many: bool
    about: str
    of: tuple[str, str] | None = None


class Table(msgspec.Struct, frozen=True):
    """A table; `key`: the column that names a row, if one does."""

    name: str
    about: str
    key: str | None
    columns: tuple[Column, ...]


@cache
def tables() -> dict[str, Table]:
    """The tables by their names, in their order."""
    told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: _table(name, one) for name, one in told.items()}


def _table(name: str, told: dict[str, Any]) -> Table:
    columns = tuple(_column(column, *values) for column, values in told["columns"].items())
    return Table(name, told["about"], told.get("key"), columns)


def table_of(name: str) -> Table:
    """The table of a name.

    Raises:
        PourparlersError: there is none.
    """
    if name not in tables():
        raise PourparlersError(f"there is no table {name[:40]!r}.", hint=f"Tables: {', '.join(tables())}.")
    return tables()[name]


def _column(name: str, kind: str, about: str, of: str | None = None) -> Column:
    table, _, column = (of or "").partition(".")
    return Column(name, kind.rstrip("*"), kind.endswith("*"), about, (table, column) if of else None)
