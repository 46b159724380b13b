"""Copies of one text in a corpus, found by MinHash: what a text is known by, and which texts are one.

Two texts are alike as far as the sets of their five-word runs are (Jaccard). Of each set the least values under 128
hash functions are taken (Broder 1997); four of them make a key, and texts that share one of 32 keys are compared by a
byte of each value (Li and König 2010). Of pairs with .5 of their runs in common 87 of 100 share a key, of those with .7
all but one in 10,000.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from pourparlers.dossier.merging.copies import FEWEST, PERIOD, runs

BANDS, ROWS = 32, 4
HASHES = BANDS * ROWS
KEYS = BANDS * 8
SIZE = KEYS + HASHES
# Between what two articles on one round of talks share (.04) and a copy with every tenth word changed (.3): what a
# corpus calls one voice is surely one.
LEAST = 0.4

Words = npt.NDArray[np.uint64]


def sketch(text: str) -> bytes:
    """What a text is known by among its copies: 32 keys of 8 bytes, and a byte of each value; empty for short texts."""
    found = runs(text)
    if len(found) < FEWEST:
        return b""
    values = np.fromiter(found, dtype=np.uint64, count=len(found))
    multiply, add = _functions()
    with np.errstate(over="ignore"):
        least = _mixed(values[None, :] * multiply[:, None] + add[:, None]).min(axis=1)
        keys = _keys(least.reshape(BANDS, ROWS))
    told: bytes = keys.astype("<u8").tobytes() + (least & np.uint64(0xFF)).astype(np.uint8).tobytes()
    return told


@cache
def _functions() -> tuple[Words, Words]:
    """Odd factors and summands of 128 hash functions of 64 bits; always the same."""
    made = np.random.Generator(np.random.PCG64(1997)).integers(0, 2**63, size=(2, HASHES), dtype=np.uint64)
    return made[0] * np.uint64(2) + np.uint64(1), made[1]


def _mixed(values: Words) -> Words:
    """The low bits of products are as good as the high ones after this (the last step of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _keys(least: Words) -> Words:
    out = np.zeros(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        out = _mixed((out ^ least[:, row]) * np.uint64(0x9E3779B97F4A7C15))
    return out


def likeness(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """How alike pairs of texts are (Jaccard of their runs), told by bytes of 128 values: within .09 for 95 of 100.

    Args:
        one, other: of shape (pairs, 128). One byte in 256 is the same by chance.
    """
    same = (one == other).mean(axis=1)
    return np.asarray((same - 1 / 256) / (1 - 1 / 256))


def groups(days: npt.NDArray[np.int64], sketches: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """For each text the place of the first of those that are one with it; its own where there are none.

    Args:
        days: of their publication (`days.ordinal`), ascending; a text that is printed again a month later is printed
            anew.
        sketches: of shape (texts, 384).
    """
    parent = np.arange(len(days), dtype=np.int64)
    keys = np.ascontiguousarray(sketches[:, :KEYS]).view("<u8")
    for band in range(BANDS):
        for one, other in _pairs(keys[:, band], days, sketches[:, KEYS:]):
            _join(parent, one, other)
    for at in range(len(parent)):
        parent[at] = parent[parent[at]]
    return parent


def _pairs(keys: Any, days: npt.NDArray[np.int64], bytes_: npt.NDArray[np.uint8]) -> Iterator[tuple[int, int]]:
    """Neighbours among those of one key that are alike and of one time."""
    order = np.lexsort((np.arange(len(keys)), keys))
    left, right = order[:-1], order[1:]
    close = (keys[left] == keys[right]) & (np.abs(days[left] - days[right]) <= PERIOD)
    left, right = left[close], right[close]
    alike = likeness(bytes_[left], bytes_[right]) >= LEAST
    yield from zip(left[alike].tolist(), right[alike].tolist(), strict=True)


def _join(parent: npt.NDArray[np.int64], one: int, other: int) -> None:
    a, b = _first(parent, one), _first(parent, other)
    if a != b:
        parent[max(a, b)] = min(a, b)


def _first(parent: npt.NDArray[np.int64], at: int) -> int:
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = int(parent[at])
    return at
