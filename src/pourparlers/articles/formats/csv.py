"""CSV and tab-separated tables: a header, then an article a row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import StringIO
from typing import Any, NamedTuple, Protocol, TextIO

from pourparlers.articles.file import HEAD, File
from pourparlers.articles.part import Part
from pourparlers.articles.source import How, Problem, Source, Step, taken, within
from pourparlers.articles.tabular import rows
from pourparlers.articles.tabular.columns import NONE, guessed
from pourparlers.articles.tabular.rows import Preview, Row, listed
from pourparlers.model import ArticleError, LengthError

_ENDINGS = {".csv", ".tsv", ".tab"}
_DELIMITERS = ",;\t|"
# Spreadsheets write the delimiter into a first line of its own: sep=;
_SEPARATOR = re.compile(r"sep=([^\w\s\"]|\t)[ \t]*(?:\n|\Z)", re.IGNORECASE)
# Characters of a row, all its lines together, and of a cell; a text may have 1.5 million.
_LONGEST_ROW, _LONGEST_CELL = 10_000_000, 5_000_000
_SHOWN_ROWS = 60
_LONGEST_NAME = 80
# How much less alike rows are where quotation marks are not closed.
_BROKEN = 0.3
_HINT = "Save it again as CSV, with quotation marks inside of cells doubled."


class Way(NamedTuple):
    """A way of writing tables.

    Attributes:
        delimiter: what stands between cells.
        quoted: whether quotation marks hold cells together; tables with tabs often know none such: "No" says …
        spaced: whether spaces after a delimiter are none of the cell: a, "b, c".
        escaped: whether a backslash stands before a quotation mark in a cell: "so \\"b\\" is it".
    """

    delimiter: str
    quoted: bool = True
    spaced: bool = False
    escaped: bool = False


class Shape(NamedTuple):
    """How a table is written.

    Attributes:
        way: of writing.
        header: the names of the columns.
        skipped: how many lines stand before the header.
        alike: which share of the first rows has as many cells as the header.
        rows: how many rows that is told by.
    """

    way: Way
    header: tuple[str, ...]
    skipped: int
    alike: float
    rows: int


def fits(file: File) -> bool:
    """Whether a file is a table: by its ending, or a header with a column for the text and one for another field."""
    if not file.start or "\ufffd" in file.start.partition("\n")[0]:
        return False
    if file.suffix in _ENDINGS:
        return True
    shape = shape_of(file, {})
    known = guessed(shape.header, {})
    return "text" in known and len(known) > 1 and shape.alike > 0.9 and _are_names(shape.header)


def has(file: File, columns: Mapping[str, str]) -> bool:
    """Whether a file is a table with columns that somebody declares."""
    names = [name for name in columns.values() if name != NONE]
    return bool(file.start and names) and set(names) <= set(shape_of(file, columns).header)


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of a table; a row with more or fewer cells than the header is a problem.

    Raises:
        ArticleError: no column holds texts, or quotation marks are not closed; nothing after them is read.
        LengthError: a line or cell is longer than any article.
    """
    yield from taken(steps(file, how))


def steps(file: File, how: How) -> Iterator[Step]:
    """What reading does, row by row.

    Raises:
        ArticleError, LengthError: as `read`.
    """
    shape = _shape(file, how)
    with file.characters() as stream:
        table = _Table(stream, shape, file.name)
        # Excel writes semicolons where commas stand in numbers; no such country writes the month first.
        day_first = True if shape.way.delimiter == ";" else None
        if how.part is None:
            yield from rows.steps(table.rows(), file.name, how, table.header, day_first)
            return
        with file.characters(part=how.part) as inner:
            wanted = _Table(inner, shape, file.name, table.header if how.part.start else (), how.part.before)
            yield from rows.steps(wanted.rows(), file.name, how, table.header, day_first, learned=table.rows())


def parts(file: File, how: How, size: int) -> Iterator[Part | None]:
    """Parts of so many bytes of a table, each of whole rows; None for a table that is packed, or written in UTF-16.

    Where a row ends is told by reading all before it: a line end within quotation marks is none of a row, and whether a
    quotation mark opens or closes is not told by what stands around it.
    """
    if file.is_packed or not file.has_bytes:
        yield None
        return
    shape = _shape(file, how)
    with file.characters() as stream:
        counted = _Counted(stream, file)
        table = _Table(counted, shape, file.name)
        start = before = 0
        with suppress(ArticleError):
            while table.passes():
                if counted.at - start >= size and counted.at < file.size:
                    yield Part(start=start, stop=counted.at, before=before)
                    start, before = counted.at, table.number
        # What cannot be read, and all behind it, is told by the last part.
        yield Part(start=start, before=before)


def preview(file: File, how: How) -> Preview:
    """How the columns are understood."""
    shape = _shape(file, how)
    with file.characters() as stream:
        table = _Table(stream, shape, file.name)
        return rows.preview(table.rows(), file.name, how, table.header)


def shape_of(file: File, columns: Mapping[str, str]) -> Shape:
    """How a table is written, told by its first lines.

    Args:
        columns: columns by field, as declared.
    """
    text, skipped = file.start, 0
    if told := _SEPARATOR.match(text):
        text, skipped = text[told.end() :], 1
    whole = len(file.head) < HEAD
    delimiters = told[1] if told else _DELIMITERS
    shapes = [_tried(text, whole, way, skipped) for way in _ways(delimiters)]
    return max(shapes, key=lambda shape: _likely(shape, columns))


def _ways(delimiters: str) -> list[Way]:
    plain = [Way(one) for one in delimiters]
    others = [Way(one, spaced=True) for one in delimiters] + [Way(one, escaped=True) for one in delimiters]
    return [*plain, *others, *([Way("\t", quoted=False)] if "\t" in delimiters else [])]


def _shape(file: File, how: How) -> Shape:
    shape = shape_of(file, how.columns)
    if not any(shape.header):
        hint = "Its first line names the columns: text,title,published"
        raise ArticleError("the table has no header.", where=file.name, hint=hint)
    return shape


def _tried(text: str, whole: bool, way: Way, skipped: int) -> Shape:
    told: list[list[str]] = []
    broken = False
    try:
        for row in _reader(StringIO(text, newline=""), way):
            if row:
                told.append(row)
            if len(told) > _SHOWN_ROWS:
                break
        else:
            # What the head of a longer file ends with may be half a row.
            del told[len(told) if whole or len(told) < 2 else -1 :]
    except csv.Error as error:
        # A quotation mark that the head leaves open is closed further on; one that is followed by letters is none.
        broken = whole or not told or not _is_cut(error)
    header = _named(told[0]) if told else ()
    alike = sum(len(row) == len(header) for row in told) / len(told) if told else 0.0
    return Shape(way, header, skipped, alike - _BROKEN if broken else alike, len(told))


def _likely(shape: Shape, columns: Mapping[str, str]) -> tuple[Any, ...]:
    """What makes one way of writing likelier than another; the usual one comes before those that are less so."""
    known = guessed(shape.header, columns)
    there = sum(column in shape.header for column in known.values())
    usual = shape.way == Way(shape.way.delimiter)
    return (bool(there), round(shape.alike, 1), len(shape.header) > 1, there, usual, shape.rows, len(shape.header))


def _named(header: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns, each once; one without a name by its number."""
    out: dict[str, None] = {}
    for number, cell in enumerate(header, 1):
        name = " ".join(cell.split()) or f"column {number}"
        while name in out:
            name = f"{name} ({number})"
        out[name] = None
    return tuple(out)


def _are_names(header: Sequence[str]) -> bool:
    return all(len(name) <= _LONGEST_NAME for name in header)


def _reader(lines: Iterable[str], way: Way) -> Any:
    # The limit is one for all readers of the process, so that it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    return csv.reader(
        lines,
        delimiter=way.delimiter,
        quoting=csv.QUOTE_MINIMAL if way.quoted else csv.QUOTE_NONE,
        skipinitialspace=way.spaced,
        escapechar="\\" if way.escaped else None,
        strict=True,
    )


class _Stream(Protocol):
    def readline(self, most: int, /) -> str: ...


class _Counted:
    """A text of which it is counted how many bytes of its file have been read."""

    def __init__(self, stream: TextIO, file: File) -> None:
        self._stream, self._file = stream, file
        self.at = file.mark

    def readline(self, most: int, /) -> str:
        """The next line."""
        line = self._stream.readline(most)
        self.at += self._file.bytes_of(line)
        return line


class _Table:
    """A table as it is read: its header, then its rows.

    Args:
        stream: from its beginning on, or from one of its rows on.
        shape: how it is written.
        where: the name of its file.
        header: where the stream begins behind it.
        number: how many rows stand before the stream.

    Raises:
        ArticleError: no row is whole.
        LengthError: a line is longer than any article.
    """

    def __init__(
        self, stream: _Stream, shape: Shape, where: str, header: tuple[str, ...] = (), number: int = 0
    ) -> None:
        self._lines = _Lines(stream, where, begins=not header)
        for _ in range(0 if header else shape.skipped):
            next(self._lines, "")
        self._reader = _reader(self._lines, shape.way)
        self._where = where
        self._delimiter = shape.way.delimiter
        self.number = number
        self.header = header or _named(self._next() or ())

    def rows(self) -> Iterator[Row | Problem]:
        """The rows after the header; rows without anything in them are passed over."""
        while (cells := self._next()) is not None:
            yield self._row(cells)

    def passes(self) -> bool:
        """Pass over a row; whether there was one."""
        return self._next() is not None

    def _next(self) -> list[str] | None:
        while True:
            self.number += 1
            self._lines.begin(f"row {self.number}")
            try:
                cells: list[str] | None = next(self._reader, None)
            except csv.Error as error:
                what = f"nothing from {self._lines.place} on is read: {_reason(error)}"
                raise ArticleError(what, where=within(self._where, self._lines.place), hint=_HINT) from error
            if cells is None or any(cells):
                return cells

    def _row(self, cells: list[str]) -> Row | Problem:
        width = len(self.header)
        # Spreadsheets end rows with the delimiters of empty columns.
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]
        if len(cells) != width:
            where = within(self._where, self._lines.place)
            what = f"cells in the row: {len(cells):,}, in the header: {width:,}."
            hint = (
                f"Put cells with {self._delimiter!r} in them between quotation marks. Columns: {listed(self.header)}."
            )
            return Problem(where=where, error=ArticleError(what, where=where, hint=hint))
        return Row(self._lines.place, dict(zip(self.header, cells, strict=True)), sum(map(len, cells)))


class _Lines:
    """Lines, of which those of a row are bounded together."""

    def __init__(self, stream: _Stream, where: str, begins: bool = True) -> None:
        self._stream, self._where = stream, where
        self._first = begins
        self._taken = 0
        self.place = "row 1"

    def begin(self, place: str) -> None:
        """Tell that the next line is the first of a row."""
        self.place, self._taken = place, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(_LONGEST_ROW)
        if not line:
            raise StopIteration
        self._taken += len(line)
        if self._taken >= _LONGEST_ROW:
            what = f"nothing from {self.place} on is read: a row has {_LONGEST_ROW:,} characters or more."
            raise LengthError(what, where=within(self._where, self.place), hint=_HINT)
        if self._first:
            self._first = False
            line = line.removeprefix("\ufeff")
        return line


def _is_cut(error: csv.Error) -> bool:
    return "unexpected end" in str(error)


def _reason(error: csv.Error) -> str:
    said = str(error)
    if _is_cut(error):
        return "a quotation mark is opened in it and not closed."
    if "larger than" in said:
        return f"a cell has more than {_LONGEST_CELL:,} characters, or a quotation mark is not closed."
    return f"{said[:100]}."
