"""What a dossier costs as it grows: adding one article more, listing, its room on the disk, reading into it.

    python benchmarks/dossier.py add --sizes 1000,10000,100000   # time of one article more at each size
    python benchmarks/dossier.py add --database postgresql://… --sizes 1000,10000
    python benchmarks/dossier.py turns SMALL LARGE --first 2000   # the same articles more into two dossiers, in turns
    python benchmarks/dossier.py ends SMALL LARGE …                # the next article of each dossier, in turns
    python benchmarks/dossier.py copies FILE --size 100000         # a dossier that grew, made as large by copies of it
    python benchmarks/dossier.py list FILE                        # time of lists, with and without filters
    python benchmarks/dossier.py read FOLDER                      # `pourparlers add` of a folder: time and memory

Articles are those of generate.py; their records are handed out, not read, but for `read`. With `add --copies` the first
size alone is made of articles added one by one; it is then copied as often as need be (clones.py), which
is as large but takes minutes, not hours: rows, indexes, actors and words of issues are as in one that grew, encounters
and statements of copies are of other days and meet nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from clones import clone
from generate import Made, Plan, generate
from sqlalchemy import text

from pourparlers import Article, Dossier, Record

MORE = 50
PART = 500


class Handed:
    """In place of a reader: hands out records that are there."""

    def __init__(self, made: Iterable[Made]) -> None:
        self.made = {one.article.id: one.record for one in made}

    def pipe(self, articles: Iterable[Article], processes: int = 1) -> Iterator[Record]:
        return (self.made[article.id] for article in articles)


def put(dossier: Dossier, made: Sequence[Made]) -> None:
    """Add articles."""
    dossier.add([one.article for one in made], reader=Handed(made))


def grow(options: argparse.Namespace) -> None:
    """Time of the next articles at each size, as a ratio to the first."""
    source = generate(Plan(pace=options.pace))
    where = options.database or options.file
    first: float | None = None
    with Dossier(where, create=True) as dossier:
        for size in options.sizes:
            _fill(dossier, source, size, options)
            times = [_timed(lambda one=one: put(dossier, [one])) for one in islice(source, MORE)]  # type: ignore[misc]
            middle = statistics.median(times)
            first = first or middle
            told = {"articles": size, "median_ms": middle, "ratio": middle / first, "most_ms": max(times)}
            room = {} if options.database else {"kib_per_article": Path(where).stat().st_size / 1024 / len(dossier)}
            _say({**told, **room})


def _fill(dossier: Dossier, source: Iterator[Made], size: int, options: argparse.Namespace) -> None:
    base = Path(f"{options.file}.base")
    if options.copies and base.exists():
        clone(dossier.engine, base, range(len(dossier) // options.sizes[0], size // options.sizes[0]))
    while (there := len(dossier)) < size:
        part = list(islice(source, min(PART, size - there)))
        seconds = _timed(lambda part=part: put(dossier, part)) / 1000  # type: ignore[misc]
        print(f"{there + len(part)} articles, {seconds / len(part) * 1000:.1f} ms each", file=sys.stderr)
    if options.copies and not base.exists():
        with dossier.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.execute(text("VACUUM INTO :base"), {"base": str(base)})
            connection.exec_driver_sql("BEGIN")


def _timed(job: Callable[[], object]) -> float:
    """Milliseconds of the process's own time."""
    begin = time.process_time()
    job()
    return (time.process_time() - begin) * 1000


def turns(options: argparse.Namespace) -> None:
    """Time of the same articles more in two dossiers, in turns: what else the machine does weighs on both alike."""
    with Dossier(options.small) as small, Dossier(options.large) as large:
        sizes = len(small), len(large)
        # The first articles of a process are dearer: they pay for what is loaded once.
        made = list(islice(generate(Plan(pace=options.pace), options.first), 10 + options.more))
        pairs = [[_timed(lambda d=d, one=one: put(d, [one])) for d in (small, large)] for one in made][10:]  # type: ignore[misc]
    left, right = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    _say({"articles": sizes[0], "median_ms": left, "larger": sizes[1], "larger_ms": right, "ratio": ratio})


def ends(options: argparse.Namespace) -> None:
    """Time of the next articles of several dossiers, each at its own end, in turns; as ratios to the first."""
    dossiers = [Dossier(file) for file in options.files]
    sources = [_after(dossier, options) for dossier in dossiers]
    times: list[list[float]] = [[] for _ in dossiers]
    for _ in range(10 + options.more):
        for dossier, source, told in zip(dossiers, sources, times, strict=True):
            made = next(source)
            told.append(_timed(lambda d=dossier, one=made: put(d, [one])))  # type: ignore[misc]
    middle = [statistics.median(told[10:]) for told in times]
    for dossier, one, told in zip(dossiers, middle, times, strict=True):
        _say({"articles": len(dossier), "median_ms": one, "ratio": one / middle[0], "most_ms": max(told[10:])})
        dossier.close()


def _after(dossier: Dossier, options: argparse.Namespace) -> Iterator[Made]:
    """The articles made that follow on those that a dossier has."""
    source = generate(Plan(pace=options.pace), options.first)
    for made in source:
        before = len(dossier)
        put(dossier, [made])
        if len(dossier) > before:
            break
    return source


def copies(options: argparse.Namespace) -> None:
    """Make a dossier as large as asked by copies of itself, which is on the disk as FILE.base meanwhile."""
    base = Path(f"{options.file}.base")
    with Dossier(options.file) as dossier:
        size = len(dossier)
        with dossier.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.execute(text("VACUUM INTO :base"), {"base": str(base)})
            connection.exec_driver_sql("BEGIN")
        clone(dossier.engine, base, range(1, round(options.size / size)))
        _say({"grown": size, "articles": len(dossier), "gib": Path(options.file).stat().st_size / 2**30})
    base.unlink()


def lists(options: argparse.Namespace) -> None:
    """Time of lists, with and without filters."""
    with Dossier(options.file) as dossier:
        with dossier.engine.connect() as connection:
            rows = connection.execute(text("SELECT count(*) FROM statement")).scalar()
            party = connection.execute(
                text("SELECT actor FROM part WHERE role='party' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1 OFFSET 20")
            ).scalar()
            day = connection.execute(text("SELECT max(published) FROM article")).scalar()
            issue = connection.execute(text("SELECT id FROM issue ORDER BY id LIMIT 1 OFFSET 100")).scalar()
        asked: dict[str, Callable[[], Any]] = {
            "statements": lambda: dossier.statements(),
            "statements of a party": lambda: dossier.statements(party=party),
            "statements of a month": lambda: dossier.statements(since=day[:7]),
            "statements of a party in a month": lambda: dossier.statements(party=party, since=day[:7]),
            "statements about an issue": lambda: dossier.statements(issue=issue),
            "statements by one act of a month": lambda: dossier.statements(act="accuse", since=day[:7]),
            "encounters": lambda: dossier.encounters(),
            "encounters of a party": lambda: dossier.encounters(party=party),
            "encounters of a month": lambda: dossier.encounters(since=day[:7]),
            "timeline of a month": lambda: dossier.timeline(since=day[:7]),
            "actors": lambda: dossier.actors(),
            "issues": lambda: dossier.issues(),
        }
        for name, ask in asked.items():
            if options.only and options.only not in name:
                continue
            found = ask()
            least = min(_timed(ask) for _ in range(options.runs))
            size = len(found) if hasattr(found, "__len__") else None
            _say({"list": name, "of_statements": rows, "found": size, "ms": least})


def read(options: argparse.Namespace) -> None:
    """Add a folder with `pourparlers add`, a part of it after another; time of each part and the most memory."""
    command = ["/usr/bin/time", "-v", sys.executable, "-m", "pourparlers", "add", options.file]
    for part in sorted(Path(options.folder).iterdir()):
        begin = time.time()
        done = subprocess.run([*command, "--workers", str(options.workers), part], capture_output=True, text=True)
        peak = next((line.split(":")[-1] for line in done.stderr.splitlines() if "Maximum resident" in line), "0")
        told = {"folder": part.name, "seconds": time.time() - begin, "peak_mib": int(peak) / 1024}
        _say({**told, "status": done.returncode, "file_mib": Path(options.file).stat().st_size / 2**20})


def _say(told: dict[str, Any]) -> None:
    print(json.dumps({k: round(v, 2) if isinstance(v, float) else v for k, v in told.items()}), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add")
    add.add_argument("--file", default="benchmark.dossier")
    add.add_argument("--database")
    add.add_argument("--sizes", type=lambda told: [int(one) for one in told.split(",")], default=[1000, 10_000])
    add.add_argument("--pace", type=int, help="so many articles a week; else all in ten years")
    add.add_argument("--copies", action="store_true")
    both = commands.add_parser("turns")
    both.add_argument("small")
    both.add_argument("large")
    both.add_argument("--first", type=int, required=True, help="the first article that neither has")
    both.add_argument("--more", type=int, default=MORE)
    both.add_argument("--pace", type=int)
    last = commands.add_parser("ends")
    last.add_argument("files", nargs="+")
    last.add_argument("--first", type=int, default=0, help="an article up to which all dossiers have all")
    last.add_argument("--more", type=int, default=MORE)
    last.add_argument("--pace", type=int)
    larger = commands.add_parser("copies")
    larger.add_argument("file")
    larger.add_argument("--size", type=int, default=100_000)
    listed = commands.add_parser("list")
    listed.add_argument("file")
    listed.add_argument("--runs", type=int, default=3)
    listed.add_argument("--only")
    into = commands.add_parser("read")
    into.add_argument("folder")
    into.add_argument("--file", default="benchmark-read.dossier")
    into.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    {"add": grow, "turns": turns, "ends": ends, "copies": copies, "list": lists, "read": read}[options.command](options)


if __name__ == "__main__":
    main()
