"""Cells of CSV that keep their text, and that no spreadsheet runs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from pourparlers.exports.tabular.columns import Column
from pourparlers.views.safe import harmless

# Programs run a cell as a formula that begins so, some of them also after spaces, quotation marks and apostrophes, and
# in full-width and small forms: "=1+1", "@SUM(A1)", "＝1+1", "\t=1+1".
_FORMULA = re.compile(r"""[\t\r\n]|[\s"'`«»“”‘’]*[-=+@＝＋－＠﹣﹢﹦﹫]""")
LIST_MARK = " | "
# Where a value could be taken for two; "person:Rosa Quispe|PE" stays.
_MARK_WITHIN = re.compile(r"(?:(?<=\s)|^)\||\|(?=\s|$)")


def text_cell(text: str) -> str:
    """A text as a cell: what could be run stands after an apostrophe.

    The apostrophe is the first character of a cell whose rest begins in such a way, and of no other: taking it off
    gives the text again.
    """
    plain = harmless(text)
    return f"'{plain}" if _FORMULA.match(plain) else plain


def list_cell(values: Iterable[object]) -> str:
    """Several values in one cell, apart by " | "; a vertical line at a space or an end of a value is broken, "¦"."""
    return text_cell(LIST_MARK.join(_MARK_WITHIN.sub("¦", str(value)) for value in values))


def cell(column: Column, value: object) -> str:
    """A value of a column as a cell; nothing for None."""
    if value is None:
        return ""
    if column.many:
        assert isinstance(value, list | tuple)
        return list_cell(value)
    if column.kind == "boolean":
        return "TRUE" if value else "FALSE"  # R before 4.3 takes "true" for a word
    return text_cell(value) if isinstance(value, str) else str(value)


def lines(columns: tuple[Column, ...], rows: Iterable[dict[str, object]], separator: str) -> Iterator[bytes]:
    """The header and the rows, as RFC 4180 has them, in UTF-8."""
    out = StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        yield _taken(out)
        writer.writerow([cell(column, row[column.name]) for column in columns])
    yield _taken(out)


def csv_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], separator: str = ",") -> Iterator[bytes]:
    """A header and rows whose columns no table tells, as those of an answer to a query."""
    out = StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([text_cell(name) for name in columns])
    for row in rows:
        yield _taken(out)
        writer.writerow([_told(value) for value in row])
    yield _taken(out)


def _told(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, list | tuple):
        return list_cell(value)
    return str(value) if isinstance(value, int | float) else text_cell(str(value))


def _taken(out: StringIO) -> bytes:
    data = out.getvalue().encode("utf-8")
    out.seek(0)
    out.truncate()
    return data
