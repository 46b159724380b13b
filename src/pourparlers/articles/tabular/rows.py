"""From the rows of a table to articles: which column holds what, and what in a row keeps it from being an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from pourparlers.articles.dates import checked_date, days_first, told_date
from pourparlers.articles.languages import told_language
from pourparlers.articles.source import How, Problem, Source, Step, within
from pourparlers.articles.tabular.cells import paths_of, told, value_at
from pourparlers.articles.tabular.columns import guessed
from pourparlers.model import ArticleError, DateError, PourparlersError

# By how many rows, and by how many characters of them, the columns and the order of dates are told.
_FIRST_ROWS, _FIRST_CHARACTERS = 500, 8_000_000
_MOST_NAMES, _LONGEST_NAME, _LONGEST_SAMPLE = 20, 60, 400


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        place: "row 12", "line 12".
        cells: values by column.
        size: about how many characters it has.
    """

    place: str
    cells: Mapping[str, Any]
    size: int = 0


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column that is taken for a field, with what stands in its first filled cell."""

    field: str
    column: str
    sample: str | None = None


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """How the columns of a file are understood.

    Attributes:
        file: its name.
        columns: those that are taken, in the order of the fields of an article.
        unused: the names of the others.
    """

    file: str
    columns: tuple[Column, ...]
    unused: tuple[str, ...]


class _Reading(NamedTuple):
    mapping: Mapping[str, str]
    columns: Sequence[str]
    where: str
    day_first: bool | None


def steps(
    rows: Iterable[Row | Problem],
    where: str,
    how: How,
    columns: Sequence[str] | None = None,
    day_first: bool | None = None,
    learned: Iterable[Row | Problem] | None = None,
) -> Iterator[Step]:
    """What makes articles of the rows of a table, row by row.

    Args:
        rows: in their order.
        where: the name of the file.
        how: how it is to be looked at: its columns.
        columns: of the table; told by its first rows where None.
        day_first: whether "03/04/2022" is in April, where its days do not tell otherwise ("04/27/2022").
        learned: the rows that tell how the table is to be understood, where `rows` are a part of it.

    Raises:
        ArticleError: no column holds the text, or a declared column is not there; of a file in parts, the first tells.
    """
    rest = iter(rows)
    first, error = _first(rest if learned is None else iter(learned))
    names = _names(first, columns)
    try:
        mapping = _mapping(names, how.columns, where)
        if not first and error is None:
            raise ArticleError("the table holds no row.", where=where, hint="Give one with an article a row.")
    except ArticleError:
        if how.part is not None and how.part.start:
            return
        raise
    days = (told_or_none(one, mapping, "published") for one in first if isinstance(one, Row))
    told_first = days_first(day for day in days if day)
    reading = _Reading(mapping, names, where, day_first if told_first is None else told_first)
    for row in chain(first, _raised(error), rest) if learned is None else rest:
        yield Step(partial(_article, row, reading), place_of(row))


def place_of(row: Row | Problem) -> str | None:
    """Where a row stands; a problem tells it itself."""
    return row.place if isinstance(row, Row) else None


def preview(rows: Iterable[Row | Problem], where: str, how: How, columns: Sequence[str] | None = None) -> Preview:
    """How the columns are understood; the arguments are those of `articles`."""
    first, _ = _first(iter(rows))
    names = _names(first, columns)
    mapping = guessed(names, how.columns)
    samples = {}
    for field in mapping:
        cells = (told_or_none(one, mapping, field) for one in first if isinstance(one, Row))
        samples[field] = next((cell[:_LONGEST_SAMPLE] for cell in cells if cell), None)
    order = [field for field in Source.__struct_fields__ if field in mapping]
    taken = (Column(field=field, column=mapping[field], sample=samples[field]) for field in order)
    unused = tuple(name for name in names if name not in mapping.values())
    return Preview(file=where, columns=tuple(taken), unused=unused)


def told_or_none(row: Row, mapping: Mapping[str, str], field: str) -> str | None:
    """What a row has in the column of a field; None where that is nothing or no text."""
    try:
        return told(value_at(row.cells, mapping[field]), field) if field in mapping else None
    except ValueError:
        return None


def listed(names: Sequence[str]) -> str:
    """The names of columns for an error: the first of them, long ones cut."""
    told = ", ".join(name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…" for name in names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{told} and {more:,} more" if more > 0 else told


def _first(rows: Iterator[Row | Problem]) -> tuple[list[Row | Problem], Exception | None]:
    """The first rows, and what went wrong after them, which is to be told when they are."""
    out: list[Row | Problem] = []
    size = 0
    try:
        for row in rows:
            out.append(row)
            size += row.size if isinstance(row, Row) else 0
            if len(out) >= _FIRST_ROWS or size >= _FIRST_CHARACTERS:
                break
    except Exception as error:
        # Of a damaged file, each library says so by errors of its own.
        return out, error
    return out, None


def _raised(error: Exception | None) -> Iterator[Row]:
    if error is not None:
        raise error
    yield from ()


def _names(first: Iterable[Row | Problem], columns: Sequence[str] | None) -> Sequence[str]:
    if columns is not None:
        return columns
    return list(dict.fromkeys(path for row in first if isinstance(row, Row) for path in paths_of(row.cells)))


def _mapping(names: Sequence[str], asked: Mapping[str, str], where: str) -> dict[str, str]:
    mapping = guessed(names, asked)
    missing = [column for column in mapping.values() if column not in names]
    if missing and names:
        what = f"there is no column {missing[0][:_LONGEST_NAME]!r}."
        raise ArticleError(what, where=where, hint=f"Columns: {listed(names)}.")
    # Of a list of addresses and titles, each is told by itself: none of them is to be lost unseen.
    if names and "text" not in mapping and "url" not in mapping:
        hint = f"Name it: --columns text=COLUMN. Columns, by the first row or record: {listed(names)}."
        raise ArticleError("no column is known to hold the text of the articles.", where=where, hint=hint)
    return mapping


def _article(row: Row | Problem, reading: _Reading) -> Source | Problem:
    if isinstance(row, Problem):
        return row
    where = within(reading.where, row.place)
    try:
        fields = {field: _cell(row, field, reading, where) for field in reading.mapping}
        text = fields.pop("text", None)
        if text is None:
            raise _no_text(reading, fields, where)
        fields["language"] = told_language(fields.get("language"))
        fields["published"] = _day(fields.get("published"), fields["language"], reading, where)
        return Source(text=text, place=row.place, **fields)
    except PourparlersError as error:
        return Problem(where=where, error=error)


def _cell(row: Row, field: str, reading: _Reading, where: str) -> str | None:
    column = reading.mapping[field]
    try:
        value = told(value_at(row.cells, column), field)
        # Half of a surrogate pair stands for a byte that is not written as the rest of the file is.
        (value or "").encode("utf-8")
    except ValueError as error:
        hint = "Correct it in the file, or save the file as UTF-8."
        raise ArticleError(f"what stands in {column[:_LONGEST_NAME]!r} is no text.", where=where, hint=hint) from error
    return value


def _day(written: str | None, language: str | None, reading: _Reading, where: str) -> str | None:
    if written is None:
        return None
    try:
        return checked_date(written)
    except DateError as error:
        if day := told_date(written, language, reading.day_first):
            return day
        what = f"{written[:40]!r} in {reading.mapping['published'][:_LONGEST_NAME]!r} is no date that can be told."
        hint = "Write YYYY-MM-DD; --columns published=- takes no column for it."
        raise DateError(what, where=where, hint=hint) from error


def _no_text(reading: _Reading, fields: Mapping[str, str | None], where: str) -> ArticleError:
    name = "--columns text=COLUMN names the column that holds it"
    if column := reading.mapping.get("text"):
        hint = f"Fill {column[:_LONGEST_NAME]!r}; {name}. Columns: {listed(reading.columns)}."
    else:
        hint = f"No column holds texts; {name}. Columns: {listed(reading.columns)}."
    if url := fields.get("url"):
        hint = f"Its page is {url[:200]}: save it, or give its address with --fetch. {hint}"
    return ArticleError("the row has no text.", where=where, hint=hint)
