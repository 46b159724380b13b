"""What a corpus is read at by one process and by two, with Ray and without: articles a second once all of them read.

python benchmarks/cluster.py articles.jsonl --runs 3
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from statistics import median

from pourparlers.corpus.parts import PARTS, parts
from pourparlers.corpus.running import Run
from pourparlers.corpus.settings import Settings

# Units before all processes read, and behind those after which one has none left, are not counted.
FROM, TO = 0.3, 0.9


def rate(file: str, ray: str | None, workers: int, unit_bytes: int) -> tuple[float, float]:
    """Articles a second while all processes read, and the seconds until the first unit was done."""
    with tempfile.TemporaryDirectory() as room:
        out, began = Path(room) / "out", time.time()
        Run(out, Settings(), workers=workers, ray=ray, unit_bytes=unit_bytes).over([file])
        # When units were written, not when they were told of: Ray tells of several at a time.
        done = sorted(((out / PARTS / one.unit).stat().st_mtime, one.articles) for one in parts(out).values())
    steady = done[int(FROM * len(done)) : int(TO * len(done))]
    return sum(articles for _, articles in steady[1:]) / (steady[-1][0] - steady[0][0]), done[0][0] - began


def main() -> None:
    """Measure in turns, so that what else the machine does weighs on all alike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--unit", type=int, default=4000, help="bytes")
    told = parser.parse_args()
    ways = [(ray, workers) for ray in (None, "local") for workers in (1, 2)]
    rates: dict[tuple[str | None, int], list[tuple[float, float]]] = {way: [] for way in ways}
    for _ in range(told.runs):
        for way in ways:
            rates[way].append(rate(told.file, *way, told.unit))
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[2]:.1f}")
    for (ray, workers), found in rates.items():
        speed, first = (median(one[number] for one in found) for number in (0, 1))
        alone = median(one[0] for one in rates[ray, 1])
        name = f"{'Ray' if ray else 'processes'}, {workers}"
        each = " ".join(f"{one[0]:.1f}" for one in found)
        print(f"{name}: {speed:.1f} articles/s ({speed / alone:.2f} x one; {each}), first after {first:.1f} s")


if __name__ == "__main__":
    main()
