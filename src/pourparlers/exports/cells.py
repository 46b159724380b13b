"""Rows of text in which each row is a line, for programs that take no line ends in cells, and for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from pourparlers.exports.tabular.cells import text_cell
from pourparlers.views.safe import one_line

_LIST = ";"


def cell(value: object) -> str:
    """A value on one line that no spreadsheet takes for a formula; numbers as they are, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    return text_cell(one_line(str(value)))


def cells(values: Iterable[str | None]) -> str:
    """Several values on one line, each once, apart by semicolons, which become commas within; `row` makes it a cell."""
    told = dict.fromkeys(one_line(value).replace(_LIST, ",") for value in values if value)
    return _LIST.join(told)


def row(values: Sequence[object], separator: str = "\t") -> bytes:
    """A row; a cell with quotation marks or the separator in it stands in quotation marks, as RFC 4180 has it."""
    out = StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerow([cell(value) for value in values])
    return out.getvalue().encode("utf-8", "replace")
