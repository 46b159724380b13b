"""Copies among very many articles: what finding them takes, in one process and as a shuffle over many nodes.

`one` runs what `corpus run` does when its tables are made (`copies.grouped`, one key after the other, sketches in
files). `over` tells what the same would take if the keys were sent to nodes, each with its share of them: bytes, how
much more the busiest has than the others, pairs, and how many rounds it takes until all copies of a text know the
first. Sketches are those of wires.py.
"""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from grown import Memory
from wires import Drawn, Wires, draw, mixed, sketches

from pourparlers.corpus.copies import BANDS, HASHES, grouped
from pourparlers.corpus.sketches import Sketches
from pourparlers.dossier.merging.copies import PERIOD

# What is sent of a text for each key: the key, which text, and its day.
SENT = 8 + 8 + 2
# Of so many keys the pairs are looked at for rounds.
BANDS_OF_ROUNDS = 4

Places = npt.NDArray[np.int64]


class One(msgspec.Struct, frozen=True, kw_only=True):
    """Copies found in one process.

    Attributes:
        seconds, wall_seconds: of the process and of the clock.
        more_bytes: of memory, beside the days of the texts; `disk_bytes` of files for sketches.
        copies: articles whose text stands in an earlier one.
        found: share of those copies with .7 of their text that are joined with another article of their text.
        wrong: share of articles that are joined with another text.
    """

    articles: int
    seconds: float
    wall_seconds: float
    more_bytes: int
    disk_bytes: int
    copies: int
    found: float
    wrong: float


class Over(msgspec.Struct, frozen=True, kw_only=True):
    """Copies found by a shuffle.

    Attributes:
        sent_bytes: of keys, by each node; `value_bytes` of what pairs are compared by.
        busiest: what the busiest node has, as a multiple of the mean.
        largest: texts that share one key.
        pairs: neighbours within a key and a month, over all keys; `all_pairs` if all of a key were compared.
        rounds: until all know the first of their text, in four of the keys together.
    """

    articles: int
    nodes: int
    sent_bytes: float
    value_bytes: float
    busiest: float
    largest: int
    pairs: int
    all_pairs: int
    rounds: int


def measure(articles: int, nodes: int, room: Path, wires: Wires) -> tuple[One, Over]:
    """Draw articles and find their copies both ways; `room` takes 384 bytes an article for a while."""
    drawn = draw(articles, wires)
    with Sketches(room) as kept:
        for block in sketches(drawn, wires):
            kept.put([row.tobytes() for row in block])
    # Finishing has them in the order of their days.
    order = np.argsort(drawn.day, kind="stable")
    days = drawn.day[order]
    one = _one(kept, order, days, drawn)
    over = _over(kept, order, days, nodes)
    kept.remove()
    return one, over


def _one(kept: Sketches, order: Places, days: Places, drawn: Drawn) -> One:
    begun, own = time.perf_counter(), time.process_time()
    with Memory() as memory:
        first = grouped(days, lambda band: kept.keys(band, order), lambda at: kept.values(order[at]))
    wall, cpu = time.perf_counter() - begun, time.process_time() - own
    found, wrong = _judged(first, drawn.text[order], drawn.likeness[order], days)
    return One(
        articles=len(days), seconds=round(cpu, 2), wall_seconds=round(wall, 2), more_bytes=memory.more,
        disk_bytes=len(days) * (BANDS * 8 + HASHES), copies=int(np.count_nonzero(first != np.arange(len(days)))),
        found=round(found, 4), wrong=round(wrong, 8),
    )  # fmt: skip


def _judged(first: Places, text: Places, likeness: npt.NDArray[np.float32], days: Places) -> tuple[float, float]:
    """How many copies are joined that should be, and how many that should not.

    A copy should be where the text as it was first written stands within a month of it; walls are left out.
    """
    wrong = float(np.count_nonzero(text[first] != text) / len(text))
    written = np.zeros(int(text.max()) + 1, dtype=np.int64)
    written[text[likeness == 1]] = np.flatnonzero(likeness == 1)
    original = written[text]
    alike = (text > 0) & (likeness >= 0.7) & (likeness < 1) & (np.abs(days - days[original]) <= PERIOD)
    return float(np.count_nonzero(first[alike] == first[original[alike]]) / max(1, np.count_nonzero(alike))), wrong


def _over(kept: Sketches, order: Places, days: Places, nodes: int) -> Over:
    load = np.zeros(nodes, dtype=np.int64)
    largest = pairs = all_pairs = 0
    sides = []
    for band in range(BANDS):
        keys = kept.keys(band, order)
        load += np.bincount((mixed(keys) % np.uint64(nodes)).astype(np.int64), minlength=nodes)
        by_key = np.argsort(keys, kind="stable")
        told = keys[by_key]
        ends = np.flatnonzero(np.append(told[1:] != told[:-1], True))
        sizes = np.diff(ends, prepend=-1)
        largest = max(largest, int(sizes.max()))
        all_pairs += int((sizes * (sizes - 1) // 2).sum())
        at = np.flatnonzero(told[1:] == told[:-1])
        left, right = by_key[at], by_key[at + 1]
        close = np.abs(days[left] - days[right]) <= PERIOD
        pairs += int(np.count_nonzero(close))
        sides += [(left[close], right[close])] if band < BANDS_OF_ROUNDS else []
    left, right = (np.concatenate(side) for side in zip(*sides, strict=True))
    away = (nodes - 1) / nodes
    return Over(
        articles=len(days), nodes=nodes, sent_bytes=len(days) * BANDS * SENT * away / nodes,
        value_bytes=2 * pairs * HASHES * away / nodes, busiest=round(float(load.max() / load.mean()), 3),
        largest=largest, pairs=pairs, all_pairs=all_pairs, rounds=rounds(len(days), left, right),
    )  # fmt: skip


def rounds(texts: int, left: Places, right: Places) -> int:
    """How often nodes must tell one another the first that they know of until nobody learns anything.

    In a round each text takes the first that those paired with it know of, and then the first that that one knows of.
    """
    first = np.arange(texts, dtype=np.int64)
    for number in range(1, texts + 1):
        before = first.copy()
        least = np.minimum(first[left], first[right])
        np.minimum.at(first, before[left], least)
        np.minimum.at(first, before[right], least)
        np.minimum.at(first, left, least)
        np.minimum.at(first, right, least)
        first = first[first]
        if np.array_equal(first, before):
            return number
    return 0
