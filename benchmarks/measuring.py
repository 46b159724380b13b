"""How long jobs take beside one another, and the most memory that a process has held."""

from __future__ import annotations

import gc
import resource
import statistics
import sys
from collections.abc import Callable, Mapping
from time import process_time

Seconds = dict[str, list[float]]


def in_turns(jobs: Mapping[str, Callable[[], object]], runs: int) -> Seconds:
    """The seconds (CPU) of each job in each run; in a run they go one after another, in their order."""
    times: Seconds = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            times[name].append(_timed(job))
    return times


def ratio(times: Seconds, one: str, other: str) -> float:
    """What one takes for each second of the other: of each run its own, since what slows a run slows its jobs alike."""
    return statistics.median(a / b for a, b in zip(times[one], times[other], strict=True))


def _timed(job: Callable[[], object]) -> float:
    gc.collect()
    begin = process_time()
    job()
    return process_time() - begin


def peak() -> float:
    """The most memory that this process has held, in mebibytes; Linux counts in KiB, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1024 if sys.platform != "darwin" else 1024 * 1024), 1)
