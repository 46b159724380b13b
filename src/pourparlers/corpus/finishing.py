"""From the parts of a corpus to its tables: by month, each article once, copies told."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

from pourparlers.corpus.columns import MONTH, TABLES
from pourparlers.corpus.manifest import Manifest, TableFile
from pourparlers.corpus.parts import Part, table_of
from pourparlers.corpus.relays import Known
from pourparlers.corpus.settings import processors
from pourparlers.corpus.sheaves import Sheaf, bound, cut

# Of one file, in groups that are read each by itself: some 600 MB of texts in groups of 60.
ROWS = 200_000
_GROUP = ROWS // 10
_ROOM = ".finishing"
_UNDATED = "__HIVE_DEFAULT_PARTITION__"


def finish(out: Path, parts: Sequence[Part], told: dict[str, Any], *, workers: int = 1,
           done: Callable[[int, int], None] = lambda done, of: None) -> Manifest:  # fmt: skip
    """Write the tables of a corpus anew from its parts, and then its manifest.

    Args:
        out: the folder of the corpus.
        parts: in the order of its inputs.
        told: how it was read, as the manifest has it.
        workers: how many files are written side by side; no more than there are processors.
        done: told how many of how many tables of months are written.
    """
    room = out / _ROOM
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir()
    known = Known(out, parts, room)
    months = {table: _months(parts, table) for table in TABLES}
    of = sum(map(len, months.values()))
    files: list[TableFile] = []
    written = 0
    with ThreadPoolExecutor(min(workers, processors())) as pool:
        for table in TABLES:
            sheaves = list(pool.map(partial(bound, out, room, parts, known, table), cut(parts, table)))
            for some in pool.map(partial(_month, room, sheaves, table), months[table]):
                files += some
                written += 1
                done(written, of)
            for sheaf in sheaves:
                sheaf.file.unlink()
    files += _problems(out, room, parts)
    for table in (*TABLES, "problems"):
        (room / table).mkdir(exist_ok=True)
        shutil.rmtree(out / table, ignore_errors=True)
        (room / table).rename(out / table)
    shutil.rmtree(room)
    return Manifest.of(told, parts, known, sorted(files, key=lambda one: one.path))


def _months(parts: Sequence[Part], table: str) -> list[str]:
    return sorted({month for part in parts for month in part.months[table]})


def _month(room: Path, sheaves: Sequence[Sheaf], table: str, month: str) -> list[TableFile]:
    found = (sheaf.rows(month) for sheaf in sheaves if month in sheaf.months)
    return list(_written(room, Path(table) / f"{MONTH}={month or _UNDATED}", found))


def _problems(out: Path, room: Path, parts: Sequence[Part]) -> list[TableFile]:
    found = (table_of(out, part, "problems") for part in parts if part.problems)
    return list(_written(room, Path("problems"), found))


def _written(room: Path, folder: Path, found: Iterator[Any]) -> Iterator[TableFile]:
    """Write tables one behind the other to files of at most so many rows; no more than a group of them is held."""
    from pyarrow.parquet import ParquetWriter

    groups = _groups(found)
    for number in count():
        first = next(groups, None)
        if first is None:
            return
        path = folder / f"{number:05}.parquet"
        (room / folder).mkdir(parents=True, exist_ok=True)
        rows = 0
        with ParquetWriter(room / path, first.schema, compression="zstd") as writer:
            for group in chain((first,), islice(groups, ROWS // _GROUP - 1)):
                writer.write_table(group, row_group_size=_GROUP)
                rows += len(group)
        yield TableFile(path=path.as_posix(), rows=rows)


def _groups(found: Iterator[Any]) -> Iterator[Any]:
    """The rows of tables in groups, each in one piece: how they were cut before is not to be seen in a file."""
    import pyarrow as pa

    held: list[Any] = []
    for one in found:
        held.append(one)
        while sum(map(len, held)) >= _GROUP:
            whole = pa.concat_tables(held)
            yield whole.slice(0, _GROUP).combine_chunks()
            held = [whole.slice(_GROUP)]
    if any(map(len, held)):
        yield pa.concat_tables(held).combine_chunks()
