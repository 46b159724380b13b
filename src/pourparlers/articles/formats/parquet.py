"""Parquet: an article a row, of which the columns that hold its fields are read, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pourparlers.articles.file import File
from pourparlers.articles.part import Part
from pourparlers.articles.source import How, Problem, Source, Step, taken, within
from pourparlers.articles.tabular import rows
from pourparlers.articles.tabular.columns import guessed
from pourparlers.articles.tabular.rows import Preview, Row
from pourparlers.model import ArticleError, LengthError

_MARK = b"PAR1"
_ROWS = 16
# Thrift strings and lists that the metadata may hold, and columns that a table may have.
_LONGEST_STRING, _LONGEST_LIST, _MOST_COLUMNS = 50_000_000, 1_000_000, 20_000
# Rows that unpack to more than this, and to so many times what the whole file was packed to, are no texts.
_LARGEST_PART, _MOST_PACKED = 300_000_000, 200
_HINT = "Write the file again."


class _Unread:
    """A cell that cannot be had: a day that is in no calendar, bytes that are no text."""


def fits(file: File) -> bool:
    """Whether a file is Parquet, told by its first bytes."""
    return file.head.startswith(_MARK)


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of a file.

    Raises:
        ArticleError: it is damaged, or no column holds texts.
        LengthError: it would unpack to more than texts do.
    """
    yield from taken(steps(file, how))


def steps(file: File, how: How) -> Iterator[Step]:
    """What reading does, row by row.

    Raises:
        ArticleError, LengthError: as `read`.
    """
    with _opened(file) as table:
        names = _names(table)
        found = _rows(table, names, how, file)
        wanted = found if how.part is None else _rows(table, names, how, file, how.part)
        yield from rows.steps(wanted, file.name, how, names, learned=None if how.part is None else found)


def parts(file: File, how: How, size: int) -> Iterator[Part]:
    """Parts of so many rows as have so many bytes on the average."""
    with _opened(file) as table:
        total = table.metadata.num_rows
    step = max(1, total * size // max(1, file.size))
    yield from (Part(start=at, stop=min(at + step, total), before=at) for at in range(0, total, step))


def preview(file: File, how: How) -> Preview:
    """How the columns are understood."""
    with _opened(file) as table:
        names = _names(table)
        return rows.preview(_rows(table, names, how, file), file.name, how, names)


@contextmanager
def _opened(file: File) -> Iterator[Any]:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        hint = "pip install 'pourparlers[parquet]'"
        raise ArticleError("PyArrow is not installed, which reads Parquet.", where=file.name, hint=hint) from error
    limits = {"thrift_string_size_limit": _LONGEST_STRING, "thrift_container_size_limit": _LONGEST_LIST}
    stream = file.packed()
    try:
        table = ParquetFile(stream, **limits)
        _check(table, file.name)
        _refuse_bombs(table, file.size, file.name)
        yield table
    except (ArrowException, OSError, ValueError, MemoryError) as error:
        what = f"the Parquet file is damaged: {' '.join(str(error).split())[:150]}."
        raise ArticleError(what, where=file.name, hint=_HINT) from error
    finally:
        stream.close()


def _check(table: Any, where: str) -> None:
    if table.metadata.num_columns > _MOST_COLUMNS:
        what = f"the table has more than {_MOST_COLUMNS:,} columns."
        raise LengthError(what, where=where, hint="Write only those that hold articles.")


def _names(table: Any) -> list[str]:
    """The columns, fields of structs with points between them."""
    from pyarrow import types

    out, waiting = [], [(field.name, field.type) for field in reversed(table.schema_arrow)]
    while waiting:
        name, kind = waiting.pop()
        inner = kind.value_type if types.is_list(kind) or types.is_large_list(kind) else kind
        if types.is_struct(inner):
            waiting += [(f"{name}.{one.name}", one.type) for one in reversed(list(inner))]
        else:
            out.append(name)
    return out


def _rows(table: Any, names: Sequence[str], how: How, file: File, part: Part | None = None) -> Iterator[Row]:
    part = part or Part(start=0)
    mapping = guessed(names, how.columns)
    wanted = sorted({_top(column, table) for column in mapping.values() if column in names})
    if not wanted:
        return
    groups, number = _groups(table, part)
    unpacked, packed = 0, file.size
    for batch in table.iter_batches(batch_size=_ROWS, row_groups=groups, columns=wanted, use_threads=False):
        if number + batch.num_rows <= part.start:
            number += batch.num_rows
            continue
        columns = {name: _unzoned(column) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
        for at in range(batch.num_rows):
            number += 1
            if number <= part.start:
                continue
            if part.stop is not None and number > part.stop:
                return
            cells = {name: _cell(column, at) for name, column in columns.items()}
            size = sum(len(cell) for cell in cells.values() if isinstance(cell, str))
            # A dictionary of one text stands for as many as there are rows.
            unpacked += size
            if _is_bomb(unpacked, packed):
                raise _bomb(unpacked, packed, within(file.name, f"row {number}"))
            yield Row(f"row {number}", cells, size)


def _groups(table: Any, part: Part) -> tuple[list[int], int]:
    """The row groups from the one in which a part begins, and how many rows stand before them."""
    before, first = 0, 0
    while first < table.metadata.num_row_groups and before + table.metadata.row_group(first).num_rows <= part.start:
        before += table.metadata.row_group(first).num_rows
        first += 1
    return list(range(first, table.metadata.num_row_groups)), before


def _top(column: str, table: Any) -> str:
    """The column of the table that a field of a struct is in."""
    return column if column in table.schema_arrow.names else column.partition(".")[0]


def _refuse_bombs(table: Any, packed: int, where: str) -> None:
    # What is told of single columns is not asked for: pyarrow ends the process where that is damaged.
    for group in range(table.metadata.num_row_groups):
        inside = table.metadata.row_group(group).total_byte_size
        if _is_bomb(inside, packed):
            raise _bomb(inside, packed, where)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > _LARGEST_PART and unpacked > _MOST_PACKED * packed


def _bomb(unpacked: int, packed: int, where: str) -> LengthError:
    what = f"{packed:,} bytes would unpack to {unpacked // 1_000_000:,} MB or more."
    return LengthError(what, where=where, hint=_HINT)


def _unzoned(column: Any) -> Any:
    """A column of times as days, each the day of the zone that the column is written in."""
    import pyarrow as pa
    from pyarrow import compute

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not pa.types.is_timestamp(column.type):
        return column
    local = compute.local_timestamp(column) if column.type.tz else column
    return local.cast(pa.timestamp("s"), safe=False).cast(pa.date32(), safe=False)


def _cell(column: Any, at: int) -> Any:
    try:
        value = column[at].as_py()
    except (ValueError, OverflowError, ArithmeticError):
        return _Unread()
    return dict(value) if isinstance(value, Mapping) else value
