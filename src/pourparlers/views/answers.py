"""Answers to queries: rows of a database, shown as a table, as lines of JSON and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from pourparlers.views.safe import harmless

Row = Sequence[Any]


def answer_table(columns: Sequence[str], rows: Iterable[Row]) -> Table:
    """A table for a terminal."""
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    numbers = [False] * len(columns)
    found = list(rows)
    if found:
        numbers = [isinstance(value, int | float) and not isinstance(value, bool) for value in found[0]]
    for name, number in zip(columns, numbers, strict=True):
        out.add_column(Text(harmless(name)), justify="right" if number else "left")
    for row in found:
        out.add_row(*(Text(_told(value)) for value in row))
    return out


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(_told, value))
    return harmless(str(value))


def answer_objects(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Rows as objects by column; of columns of one name, the last."""
    for row in rows:
        yield dict(zip(columns, row, strict=True))
