"""A corpus of any size for `finishing`: the parts of one that was read, again and again as other articles.

    python benchmarks/grown.py grow CORPUS FOLDER --articles 100000   # CORPUS: what `corpus run -o` has written
    python benchmarks/grown.py finish FOLDER [--workers 1]   # its tables; prints time, memory and bytes as JSON

The rows are those of the articles that were read, so that tables are as large as in life. Ids, days and what texts are
known by are made anew (wires.py), so that articles are spread over ten years and relay one another.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import re
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.parquet import write_table
from wires import Drawn, Wires, draw, sketches

from pourparlers.corpus.columns import MONTH, TABLES, part_schema
from pourparlers.corpus.finishing import finish
from pourparlers.corpus.manifest import save
from pourparlers.corpus.parts import PARTS, Part, parts, table_of
from pourparlers.corpus.querying import query
from pourparlers.corpus.relays import Known

ROOT = Path(__file__).resolve().parent.parent
# As many articles as a part has at the least.
OF_A_PART = 1_000
_SQL = re.compile(r"```sql\n(.*?)```", re.DOTALL)


def grow(model: Path, out: Path, articles: int, in_order: bool = False) -> None:
    """Write parts with so many articles, as many in each as the corpus has, or a thousand.

    Args:
        model: a corpus that was read.
        out: the folder, which is written anew.
        articles: how many.
        in_order: of days, as a newspaper's archive is; else as a crawl, in none.
    """
    shutil.rmtree(out, ignore_errors=True)
    found = parts(model).values()
    times = -(-OF_A_PART // sum(part.articles for part in found))
    tables = {
        table: _again(pa.concat_tables(table_of(model, part, table) for part in found), times) for table in TABLES
    }
    wires = Wires()
    drawn = draw(articles, wires)
    known = _rows(drawn, wires)
    days = np.sort(drawn.day) if in_order else drawn.day
    step = len(tables["articles"])
    for number, at in enumerate(range(0, articles, step)):
        count = min(step, articles - at)
        _part(out, number, tables, days[at : at + count], [next(known) for _ in range(count)])


def _again(found: Any, times: int) -> Any:
    """The rows of a table several times, each time of other articles."""
    name = "article" if "article" in found.schema.names else "id"
    told = (pc.binary_join_element_wise(found[name], str(time_), "-") for time_ in range(times))
    return pa.concat_tables(_with(found, name, ids) for ids in told)


def _rows(drawn: Drawn, wires: Wires) -> Iterator[bytes]:
    for block in sketches(drawn, wires):
        yield from (row.tobytes() for row in block)


def _part(out: Path, number: int, tables: dict[str, Any], days: Any, known: list[bytes]) -> None:
    unit = f"{number:016x}"
    where = out / PARTS / unit
    where.mkdir(parents=True)
    before = tables["articles"]["id"].combine_chunks()[: len(known)]
    ids = pa.array([f"a-{(number << 20) + n:012x}" for n in range(len(known))])
    told = pa.array([str(day) for day in days.astype("datetime64[D]") - np.timedelta64(719_163, "D")])
    months, bytes_ = {}, {}
    for table in (*TABLES, "problems"):
        file = where / f"{table}.parquet"
        months[table] = _write(file, table, tables, before, ids, told, known)
        bytes_[table] = file.stat().st_size
    part = Part(
        unit=unit, files=("made",), articles=len(known), words=0, problems=0, aside=0, months=months, bytes=bytes_
    )
    (where / "part.json").write_bytes(msgspec.json.encode(part))


def _write(file: Path, table: str, tables: dict[str, Any], before: Any, ids: Any, days: Any, known: list[bytes]) -> Any:
    schema = part_schema(table)
    if table == "problems":
        write_table(schema.empty_table(), file)
        return ()
    name = "id" if table == "articles" else "article"
    found = tables[table]
    at = pc.index_in(found[name].combine_chunks(), before)
    found, at = found.filter(at.is_valid()), at.drop_null()
    found = _with(found, name, ids.take(at))
    found = _with(found, "published_on", days.take(at))
    found = _with(found, MONTH, pc.utf8_slice_codeunits(days.take(at), 0, 7))
    if table == "articles":
        found = _with(found, "copies", pa.array(known, pa.binary()).take(at))
    write_table(found.select(schema.names).cast(schema), file, compression="zstd")
    return tuple(sorted(set(found[MONTH].to_pylist())))


def _with(found: Any, name: str, column: Any) -> Any:
    return found.set_column(found.schema.get_field_index(name), name, column)


class Memory:
    """Memory of its own that this process holds, in bytes; files that the system keeps at hand do not count.

    It is counted while it is open (`with`); where the system does not tell, all is 0.

    Attributes:
        most: at any moment; `more` than at the beginning.
    """

    def __init__(self) -> None:
        # What was given back to the allocator alone would hide what is asked for next.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
        self.begun = self.most = _held()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *told: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def more(self) -> int:
        return self.most - self.begun

    def _look(self) -> None:
        while not self._over.wait(0.02):
            self.most = max(self.most, _held())


def _held() -> int:
    try:
        told = Path("/proc/self/status").read_text().partition("RssAnon:")[2].split()[:1]
    except OSError:
        return 0
    return int(told[0]) * 1024 if told else 0


def _known(out: Path, found: list[Part]) -> tuple[float, int]:
    """Seconds and bytes for telling which articles are one, and which texts; finishing begins with it."""
    own = time.process_time()
    with TemporaryDirectory(dir=out) as room, Memory() as memory:
        Known(out, found, Path(room))
    return round(time.process_time() - own, 2), memory.more


def finished(out: Path, workers: int) -> dict[str, Any]:
    """Write the tables of a corpus; what that took."""
    found = list(parts(out).values())
    known, known_more = _known(out, found)
    begun, own = time.perf_counter(), time.process_time()
    with Memory() as memory:
        manifest = finish(out, found, {}, workers=workers)
    wall, cpu = time.perf_counter() - begun, time.process_time() - own
    save(out, manifest)
    size = sum((out / one.path).stat().st_size for one in manifest.files)
    own = time.process_time()
    for sql in _SQL.findall((ROOT / "docs" / "corpus.md").read_text(encoding="utf-8")):
        query(out, sql)
    queries = time.process_time() - own
    return {
        "articles": manifest.articles, "parts": len(found), "files": len(manifest.files), "workers": workers,
        "known_seconds": known, "known_more_mib": round(known_more / 2**20),
        "seconds": round(wall, 2), "cpu_seconds": round(cpu, 2), "peak_mib": round(memory.most / 2**20),
        "more_mib": round(memory.more / 2**20),
        "bytes_of_parts": sum(sum(part.bytes.values()) for part in found), "bytes_of_tables": size,
        "voices": manifest.voices, "queries_seconds": round(queries, 2),
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=["grow", "finish"])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--in-order", action="store_true", help="of days, as a newspaper's archive")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    if options.what == "grow":
        grow(*options.folders, options.articles, options.in_order)
    else:
        print(json.dumps(finished(options.folders[0], options.workers)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
