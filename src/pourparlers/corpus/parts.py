"""What came of a unit: a folder that is there whole or not at all, so that a run can be killed at any moment."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

from pourparlers.articles.file import spoken
from pourparlers.corpus.columns import MONTH, TABLES, month_of, part_schema
from pourparlers.corpus.protocol import Aside, Failed, Kept, Result
from pourparlers.corpus.units import Unit
from pourparlers.exports.tables import rows
from pourparlers.exports.tabular.frames import sound

PARTS = "parts"
_TOLD = "part.json"
Row = dict[str, Any]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What a part holds.

    Attributes:
        unit: whose results these are.
        files: that they come from.
        articles, problems, aside: how many there are; `words` are those of the articles.
        months: of each table, sorted; "" where there is no day.
        bytes: the size of each table, by which a part that was cut off is known.
    """

    unit: str
    files: tuple[str, ...]
    articles: int
    words: int
    problems: int
    aside: int
    months: dict[str, tuple[str, ...]]
    bytes: dict[str, int]


def write(out: Path, unit: Unit, results: Sequence[Result]) -> Part:
    """Keep what came of a unit; where another process has done so in the meantime, what that has kept stays.

    Args:
        out: the folder of the corpus.
        unit: whose results these are.
        results: in its order.
    """
    where = out / PARTS / f".{unit.id}.{uuid4().hex}"
    where.mkdir(parents=True)
    kept = _once(one for one in results if isinstance(one, Kept))
    months, bytes_ = {}, {}
    for table in (*TABLES, "problems"):
        found = _problems(unit, results) if table == "problems" else _rows(kept, table)
        months[table] = _write(where / f"{table}.parquet", table, found)
        bytes_[table] = (where / f"{table}.parquet").stat().st_size
    part = Part(
        unit=unit.id, files=tuple(map(spoken, unit.files)), articles=len(kept), months=months, bytes=bytes_,
        words=sum(len(one.record.article.text.split()) for one in kept),
        problems=(unit.refused is not None) + sum(isinstance(one, Failed) for one in results),
        aside=sum(isinstance(one, Aside) for one in results),
    )  # fmt: skip
    (where / _TOLD).write_bytes(msgspec.json.encode(part))
    try:
        where.rename(out / PARTS / unit.id)
    except OSError:
        shutil.rmtree(where)
    return part


def _once(kept: Iterable[Kept]) -> list[Kept]:
    """Of one article that a unit holds several times, the first."""
    return list({one.record.article.id: one for one in reversed(list(kept))}.values())[::-1]


def _rows(kept: Iterable[Kept], table: str) -> Iterator[Row]:
    for one in kept:
        article = one.record.article
        month = {MONTH: month_of(article.published)}
        if table == "articles":
            told = msgspec.structs.asdict(article)
            yield {**_day(told), "file": one.file, "place": one.place, **month, "copies": one.copies}
        else:
            yield from ({**_day(row), **month} for row in rows(one.record, table))


def _day(row: Row) -> Row:
    return {"published_on" if name == "published" else name: value for name, value in row.items()}


def _problems(unit: Unit, results: Iterable[Result]) -> Iterator[Row]:
    if (one := unit.refused) is not None:
        yield {"file": one.where, "place": None, "code": one.code, "what": one.what, "hint": one.hint}
    for failed in results:
        if isinstance(failed, Failed):
            yield {name: getattr(failed, name) for name in ("file", "place", "code", "what", "hint")}


def _write(file: Path, table: str, found: Iterable[Row]) -> tuple[str, ...]:
    """Write a table; which months it has."""
    from pyarrow.parquet import write_table

    told = list(found)
    write_table(_table(told, table), file, compression="zstd")
    return tuple(sorted({row.get(MONTH) or "" for row in told}))


def _table(found: list[Row], table: str) -> Any:
    import pyarrow as pa

    try:
        return pa.Table.from_pylist(found, schema=part_schema(table))
    except UnicodeEncodeError:
        clean = [{name: value if name == "copies" else sound(value) for name, value in row.items()} for row in found]
        return pa.Table.from_pylist(clean, schema=part_schema(table))


def parts(out: Path) -> dict[str, Part]:
    """The parts of a corpus that are whole, by their units; what is left of others is removed."""
    found = {}
    for folder in sorted((out / PARTS).glob("*")):
        part = _told(folder)
        if part is None:
            shutil.rmtree(folder)
        else:
            found[part.unit] = part
    return found


def _told(folder: Path) -> Part | None:
    try:
        part = msgspec.json.decode((folder / _TOLD).read_bytes(), type=Part)
        whole = all((folder / f"{table}.parquet").stat().st_size == size for table, size in part.bytes.items())
    except (OSError, msgspec.DecodeError):
        return None
    return part if whole and folder.name == part.unit else None


def remove(out: Path, part: Part) -> None:
    """Take a part out of a corpus; it goes whole."""
    gone = out / PARTS / f".{part.unit}.{os.getpid()}"
    (out / PARTS / part.unit).rename(gone)
    shutil.rmtree(gone)


def table_of(out: Path, part: Part, table: str, columns: Sequence[str] | None = None) -> Any:
    """A table of a part: all of it, or some columns."""
    from pyarrow.parquet import ParquetFile

    with ParquetFile(out / PARTS / part.unit / f"{table}.parquet") as file:
        return file.read(columns=columns)
