"""From the parts of a corpus to its tables: by month, each article once, copies told."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pourparlers.corpus.columns import MONTH, TABLES, schema
from pourparlers.corpus.manifest import Manifest, TableFile
from pourparlers.corpus.parts import Part, month_of_table, table_of
from pourparlers.corpus.relays import Known

# Of one file: some 300 MB of texts.
ROWS = 200_000
_ROOM = ".finishing"
_UNDATED = "__HIVE_DEFAULT_PARTITION__"


def finish(out: Path, parts: Sequence[Part], told: dict[str, Any], *, workers: int = 1,
           done: Callable[[int, int], None] = lambda done, of: None) -> Manifest:  # fmt: skip
    """Write the tables of a corpus anew from its parts, and then its manifest.

    Args:
        out: the folder of the corpus.
        parts: in the order of its inputs.
        told: how it was read, as the manifest has it.
        workers: how many files are written side by side.
        done: told how many of how many tables of months are written.
    """
    room = out / _ROOM
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir()
    known = Known(out, parts, room)
    work = [(table, month) for table in TABLES for month in _months(parts, table)]
    files: list[TableFile] = []
    with ThreadPoolExecutor(workers) as pool:
        made = pool.map(lambda one: list(_month(out, room, parts, known, *one)), work)
        for number, some in enumerate(made, 1):
            files += some
            done(number, len(work))
    files += _problems(out, room, parts)
    for table in (*TABLES, "problems"):
        (room / table).mkdir(exist_ok=True)
        shutil.rmtree(out / table, ignore_errors=True)
        (room / table).rename(out / table)
    shutil.rmtree(room)
    return Manifest.of(told, parts, known, sorted(files, key=lambda one: one.path))


def _months(parts: Sequence[Part], table: str) -> list[str]:
    return sorted({month for part in parts for month in part.months[table]})


def _month(out: Path, room: Path, parts: Sequence[Part], known: Known, table: str, month: str) -> Iterator[TableFile]:
    folder = Path(table) / f"{MONTH}={month or _UNDATED}"
    yield from _written(room, folder, table, _owned(out, parts, known, table, month))


def _owned(out: Path, parts: Sequence[Part], known: Known, table: str, month: str) -> Iterator[Any]:
    """The rows of a month, from each part those of the articles that are taken from it."""
    column = "id" if table == "articles" else "article"
    for number, part in enumerate(parts):
        found = month_of_table(out, part, table, month)
        if found is None:
            continue
        found = found.filter(known.owned(found, column, number))
        if table == "articles":
            found = found.append_column("text_group", [known.text_groups(found)])
        yield found.select(schema(table).names).cast(schema(table))


def _problems(out: Path, room: Path, parts: Sequence[Part]) -> list[TableFile]:
    found = (table_of(out, part, "problems") for part in parts if part.problems)
    return list(_written(room, Path("problems"), "problems", found))


def _written(room: Path, folder: Path, table: str, found: Iterator[Any]) -> Iterator[TableFile]:
    """Write tables one behind the other to files of at most so many rows."""
    import pyarrow as pa
    from pyarrow.parquet import write_table

    held: list[Any] = []
    number = 0
    for one in (*found, None):
        held += [one] if one is not None and len(one) else []
        while held and (one is None or sum(map(len, held)) >= ROWS):
            whole = pa.concat_tables(held)
            path = folder / f"{number:05}.parquet"
            (room / folder).mkdir(parents=True, exist_ok=True)
            write_table(whole.slice(0, ROWS), room / path, compression="zstd", row_group_size=ROWS // 10)
            yield TableFile(path=path.as_posix(), rows=min(len(whole), ROWS))
            held = [whole.slice(ROWS)] if len(whole) > ROWS else []
            number += 1
