"""Copies of one text in a corpus, found by MinHash: what a text is known by, and which texts are one.

Two texts are alike as far as the sets of their five-word runs are (Jaccard). Of each set the least values under 128
hash functions are taken (Broder 1997); four of them make a key, and texts that share one of 32 keys are compared by a
byte of each value (Li and König 2010). Of pairs with .5 of their runs in common 87 of 100 share a key, of those with .7
all but one in 10,000.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

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

# Of so many pairs the values are compared at a time: 16 MB of them.
_PAIRS = 65_536

Words = npt.NDArray[np.uint64]
Days = npt.NDArray[np.int64]
Places = npt.NDArray[np.int64]


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


def groups(days: Days, sketches: npt.NDArray[np.uint8]) -> Places:
    """For each text the place of the first of those that are one with it; its own where there are none.

    Args:
        days: of their publication (`days.ordinal`), ascending; a text that is printed again a month later is printed
            anew.
        sketches: of shape (texts, 384).
    """
    keys = np.ascontiguousarray(sketches[:, :KEYS]).view("<u8")
    return grouped(days, lambda band: keys[:, band], lambda at: sketches[at, KEYS:])


def grouped(days: Days, keys: Callable[[int], Words], values: Callable[[Places], npt.NDArray[np.uint8]]) -> Places:
    """What `groups` tells, of sketches that lie where there is more room than in memory.

    Of each text some thirty bytes are held at a time, and keys of one of the 32.

    Args:
        days: as of `groups`.
        keys: gives the keys of all texts that are the nth of theirs.
        values: gives the 128 bytes of some texts, by their places.
    """
    parent = np.arange(len(days), dtype=np.int64)
    for band in range(BANDS):
        left, right = _neighbours(keys(band), days)
        for at in range(0, len(left), _PAIRS):
            _compare(parent, left[at : at + _PAIRS], right[at : at + _PAIRS], values)
        _flatten(parent, slice(None))
    return parent


def _neighbours(keys: Words, days: Days) -> tuple[Places, Places]:
    """Those of one key that follow one another and are of one time."""
    order = np.argsort(keys, kind="stable")
    told = keys[order]
    at = np.flatnonzero(told[1:] == told[:-1])
    left, right = order[at], order[at + 1]
    close = np.abs(days[left] - days[right]) <= PERIOD
    return left[close], right[close]


def _compare(
    parent: Places, left: Places, right: Places, values: Callable[[Places], npt.NDArray[np.uint8]]
) -> None:
    """Join those pairs that are alike; what is one already is not compared again."""
    apart = np.flatnonzero(_first(parent, left) != _first(parent, right))
    left, right = left[apart], right[apart]
    alike = likeness(values(left), values(right)) >= LEAST
    _join(parent, left[alike], right[alike])


def _join(parent: Places, left: Places, right: Places) -> None:
    """Hang the later of the firsts of each pair below the earlier until they are one; in rounds over all pairs."""
    while len(left):
        one, other = _first(parent, left), _first(parent, right)
        apart = one != other
        left, right, one, other = left[apart], right[apart], one[apart], other[apart]
        later = np.maximum(one, other)
        np.minimum.at(parent, later, np.minimum(one, other))
        _flatten(parent, later)


def _first(parent: Places, at: Places) -> Places:
    """The first of those that texts are one with."""
    up = parent[at]
    while not np.array_equal(further := parent[up], up):
        up = further
    return up


def _flatten(parent: Places, at: Places | slice) -> None:
    """Hang texts below the first that they are one with, which halves their ways until they are there."""
    while not np.array_equal(further := parent[parent[at]], parent[at]):
        parent[at] = further
