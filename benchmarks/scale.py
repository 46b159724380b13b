"""What very many articles take: a cost model of measured rates, and simulations of what is not done by itself.

    python benchmarks/corpus.py --json > rates.json
    python benchmarks/scale.py cost rates.json --nodes 100 --cores 16     # hours and bytes from 10^5 to 10^8 articles
    python benchmarks/scale.py shuffle --sizes 100000,1000000,10000000    # copies among so many, and at 10^8
    python benchmarks/scale.py finish CORPUS --sizes 10000,100000         # tables of so many; CORPUS: of `corpus run`
    python benchmarks/scale.py driver --units 2000                        # what Ray takes to hand out units

`cost` holds no rate of its own: seconds and bytes are those that corpus.py has measured, and grow with the words or
bytes of an article. The rows of `shuffle` beyond the largest size are extrapolated from the last two, and say so.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from shuffle import measure
from wires import Wires

from corpus import Rates, Stage

HERE = Path(__file__).resolve().parent
SIZES = (10**5, 10**6, 10**7, 10**8)


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """What is read, and on what.

    Attributes:
        words: of an article; `page_bytes` of its page, not packed. Those of the sample where None.
        pages: in the crawl for each article, those of other languages and kinds among them.
        aside: share of articles that the gate sets aside.
        writers: threads of the head that write tables.
    """

    nodes: int = 100
    cores: int = 16
    words: float | None = None
    page_bytes: float | None = None
    pages: float = 1.0
    aside: float = 0.0
    writers: int = 16


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What so many articles take.

    Attributes:
        core_hours: by stage, of one core each.
        hours: on the cluster, by where: "workers" all side by side, "head" what one process does.
        bytes: that come in, lie in parts, lie in tables, and stand for texts while copies are sought.
        same_id: how many articles have the id of another by chance, of 48 bits.
        longest: the stage that takes the clock's most.
    """

    articles: int
    core_hours: dict[str, float]
    hours: dict[str, float]
    bytes: dict[str, float]
    same_id: float
    longest: str


def cost(rates: Rates, articles: int, cluster: Cluster) -> Cost:
    """The cost of reading articles of a crawl to tables."""
    stages = _stages(rates)
    hours = {stage.name: articles * _seconds(stage, rates, cluster) / 3600 for stage in stages}
    spans = {stage.name: hours[stage.name] / _side_by_side(stage, rates, cluster) for stage in stages}
    where = {stage.name: stage.where for stage in stages}
    whole = {place: sum(spans[name] for name in spans if where[name] == place) for place in ("workers", "head")}
    return Cost(
        articles=articles, core_hours=hours, hours=whole, longest=max(spans, key=lambda name: spans[name]),
        bytes={size.name: articles * size.bytes * _grown(size.grows, rates, cluster) for size in rates.sizes},
        same_id=articles**2 / 2 / 2**48,
    )  # fmt: skip


def _stages(rates: Rates) -> list[Stage]:
    """Those that every article goes through; what is done on demand takes what it is asked for."""
    return [stage for stage in rates.stages if stage.where != "after"]


def _seconds(stage: Stage, rates: Rates, cluster: Cluster) -> float:
    """Of one core, for an article."""
    one = stage.seconds / stage.articles * _grown(stage.grows, rates, cluster)
    return one * (1 - cluster.aside) if stage.after_gate else one


def _grown(grows: str, rates: Rates, cluster: Cluster) -> float:
    """How much larger an article or its page is than those of the sample."""
    if grows == "words":
        return (cluster.words or rates.words_per_article) / rates.words_per_article
    if grows == "pages":
        return cluster.pages * (cluster.page_bytes or rates.page_bytes) / rates.page_bytes
    return 1.0


def _side_by_side(stage: Stage, rates: Rates, cluster: Cluster) -> float:
    if stage.where == "workers":
        return cluster.nodes * cluster.cores
    # Of threads that write tables so much is gained by each but the first.
    return 1 + (cluster.writers - 1) * rates.gain_of_threads if stage.threads else 1


def _print_cost(rates: Rates, found: Sequence[Cost], cluster: Cluster) -> None:
    core = 3600 / sum(_seconds(stage, rates, cluster) for stage in rates.stages if stage.where == "workers")
    print(f"{cluster.nodes} nodes of {cluster.cores} cores; {core:,.0f} articles for a core-hour of reading\n")
    _row("", [one.articles for one in found], ",")
    print(f"|---|{'---|' * len(found)}")
    for stage in _stages(rates):
        what = "core-hours" if stage.where == "workers" else "hours of one core of the head"
        _row(f"{stage.name}, {what}", [one.core_hours[stage.name] for one in found])
    _row("all of the workers, hours of the clock", [one.hours["workers"] for one in found])
    _row("the head, hours of the clock", [one.hours["head"] for one in found])
    for size in rates.sizes:
        _row(f"{size.name}, GB", [one.bytes[size.name] / 1e9 for one in found])
    _row("ids that are another's by chance", [one.same_id for one in found])
    _row("what takes longest", [one.longest for one in found], "")


def _row(title: str, cells: Sequence[Any], how: str = ",.3g") -> None:
    print(f"| {title} | {' | '.join(format(cell, how) for cell in cells)} |")


# Copies.


def shuffle(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Measure each size, and tell what the last two say of a larger one."""
    rows = []
    for size in options.sizes:
        with TemporaryDirectory(dir=options.room) as room:
            one, over = measure(size, options.nodes, Path(room), Wires())
        told = {**msgspec.to_builtins(one), **{f"over_{k}": v for k, v in msgspec.to_builtins(over).items()}}
        rows.append({"measured": True, **told})
        print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    if len(rows) > 1 and options.to:
        rows.append(beyond(rows[-2], rows[-1], options.to))
    return rows


def beyond(small: dict[str, Any], large: dict[str, Any], articles: int) -> dict[str, Any]:
    """What is measured grows as a power of the articles, that of the last two sizes; bytes grow as the articles do."""
    step = math.log(large["articles"] / small["articles"])
    further = math.log(articles / large["articles"])
    told: dict[str, Any] = {"measured": False}
    for name, value in large.items():
        if name in {"found", "wrong", "over_busiest", "over_rounds", "over_nodes"}:
            told[name] = value
        elif name != "measured":
            told_by_two = value and small[name] and "bytes" not in name
            power = math.log(value / small[name]) / step if told_by_two else 1.0
            told[name] = value * math.exp(power * further)
    return {**told, "articles": int(articles), "over_articles": int(articles)}


_SHOWN = (
    ("articles", "articles", 1, ","), ("seconds", "CPU s", 1, ",.1f"), ("more_bytes", "memory, MB", 1e6, ",.0f"),
    ("disk_bytes", "on disk, GB", 1e9, ",.2f"), ("copies", "copies", 1, ",.0f"), ("over_pairs", "pairs", 1, ",.0f"),
    ("over_all_pairs", "all pairs of a key", 1, ",.0f"), ("over_largest", "largest key", 1, ",.0f"),
    ("over_sent_bytes", "keys sent by a node, MB", 1e6, ",.2f"),
    ("over_value_bytes", "values sent by a node, MB", 1e6, ",.2f"), ("over_busiest", "busiest node", 1, ".3f"),
    ("over_rounds", "rounds", 1, ""),
)  # fmt: skip


def _print_shuffle(rows: Sequence[dict[str, Any]]) -> None:
    print(f"| | {' | '.join(title for _, title, _, _ in _SHOWN)} |\n|---|{'---|' * len(_SHOWN)}")
    for row in rows:
        cells = (format(row[name] / by if by != 1 else row[name], how) for name, _, by, how in _SHOWN)
        print(f"| {'measured' if row['measured'] else 'extrapolated'} | {' | '.join(cells)} |")


# Tables.


def finish(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Make parts and tables of each size, each in a process of its own."""
    for size in options.sizes:
        with TemporaryDirectory(dir=options.room) as room:
            more = ["--in-order"] if options.in_order else []
            _grown_py("grow", options.rates, f"{room}/out", "--articles", size, *more)
            yield json.loads(_grown_py("finish", f"{room}/out", "--workers", options.workers))


def _grown_py(*arguments: object) -> str:
    command = [sys.executable, str(HERE / "grown.py"), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


# What hands out units.


class Nothing:
    """An actor that does nothing with units."""

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        return {"done": batch["unit"]}


def driver(units: int, workers: int) -> dict[str, Any]:
    """What Ray Data takes for each unit that is handed out and comes back, as `corpus run --ray` asks it to."""
    import ray
    from ray.data import ActorPoolStrategy, DataContext

    ray.init(num_cpus=workers, include_dashboard=False, logging_level="error", log_to_driver=False)
    DataContext.get_current().enable_progress_bars = False
    rows = [{"unit": b"x" * 400} for _ in range(units)]
    begun, own = time.perf_counter(), time.process_time()
    pool = ActorPoolStrategy(size=workers)
    data = ray.data.from_items(rows, override_num_blocks=units).map_batches(
        Nothing, batch_size=1, num_cpus=1, compute=pool
    )
    count = sum(1 for _ in data.iter_rows())
    wall, cpu = time.perf_counter() - begun, time.process_time() - own
    ray.shutdown()
    each = {"ms_per_unit": round(wall / units * 1000, 2), "driver_cpu_ms_per_unit": round(cpu / units * 1000, 2)}
    return {"units": count, "workers": workers, "seconds": round(wall, 1), **each}


def main() -> int:
    """Print what is asked for."""
    options = _options()
    if options.what == "cost":
        rates = msgspec.json.decode(Path(options.rates).read_bytes(), type=Rates)
        cluster = Cluster(**{name: getattr(options, name) for name in Cluster.__struct_fields__})
        found = [cost(rates, size, cluster) for size in options.sizes]
        told: Any = [msgspec.to_builtins(one) for one in found]
        print(json.dumps(told, indent=1)) if options.json else _print_cost(rates, found, cluster)
    elif options.what == "shuffle":
        rows = shuffle(options)
        print(json.dumps(rows, indent=1)) if options.json else _print_shuffle(rows)
    elif options.what == "finish":
        for row in finish(options):
            print(json.dumps(row), flush=True)
    else:
        print(json.dumps(driver(options.units, options.workers)))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["cost", "shuffle", "finish", "driver"])
    parser.add_argument("rates", nargs="?", help="the JSON of corpus.py; for `finish` a corpus with its parts")
    parser.add_argument("--sizes", type=lambda told: [int(float(one)) for one in told.split(",")], default=SIZES)
    parser.add_argument("--to", type=float, default=1e8, help="up to how many articles `shuffle` extrapolates")
    parser.add_argument("--nodes", type=int, default=100)
    parser.add_argument("--cores", type=int, default=16, help="of a node")
    parser.add_argument("--words", type=float, help="of an article")
    parser.add_argument("--page-bytes", type=float, help="of a page, not packed")
    parser.add_argument("--pages", type=float, default=1.0, help="in the crawl for each article")
    parser.add_argument("--aside", type=float, default=0.0, help="share of articles that the gate sets aside")
    parser.add_argument("--writers", type=int, default=16, help="threads of the head that write tables")
    parser.add_argument("--workers", type=int, default=1, help="threads of `finish`, actors of `driver`")
    parser.add_argument("--in-order", action="store_true", help="`finish`: articles in the order of their days")
    parser.add_argument("--units", type=int, default=2_000)
    parser.add_argument("--room", type=Path, help="a folder with room for what is simulated")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
