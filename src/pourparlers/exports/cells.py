"""Rows of text in which each row is a line, for programs that take no line ends in cells, and for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from pourparlers.views.safe import one_line

# What a spreadsheet takes for a formula where a cell begins with it.
_FORMULA = ("=", "+", "-", "@")
_LIST = ";"


def cell(value: object) -> str:
    """A value on one line that no spreadsheet takes for a formula; numbers as they are, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = one_line(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def cells(values: Iterable[str | None]) -> str:
    """Several values in one cell, each once, apart by semicolons, which become commas within them."""
    told = dict.fromkeys(one_line(value).replace(_LIST, ",") for value in values if value)
    return cell(_LIST.join(told))


def row(values: Sequence[object], separator: str = "\t") -> bytes:
    """A row; a cell with quotation marks or the separator in it stands in quotation marks, as RFC 4180 has it."""
    out = StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerow([cell(value) for value in values])
    return out.getvalue().encode("utf-8", "replace")
