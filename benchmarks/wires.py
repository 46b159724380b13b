"""What texts that never were are known by: some stand alone, some are relayed by many, as agency copy is.

Nothing here is measured on a newspaper: the distribution is an assumption, and `Wires` has its numbers as options. How
many articles print one text falls as a power of their number, up to a most; a small share are one text that stands
everywhere on any day, as walls of consent and of payment do. A copy has a share of the runs of its text in common with
it that is drawn from a beta distribution.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from pourparlers.corpus.copies import BANDS, HASHES, KEYS, ROWS, SIZE

BLOCK = 50_000
FIRST_DAY = 733_776
Many = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]


class Wires(msgspec.Struct, frozen=True, kw_only=True):
    """How texts are relayed.

    Attributes:
        exponent: texts in n articles are as many as n to the power of less this.
        most: articles that print one text.
        walls: share of articles that are one text that stands everywhere.
        likeness: the two numbers of the beta distribution.
        days: over which all lie.
        again: share of copies that are printed on any other day.
        seed: all follows from it.
    """

    exponent: float = 2.7
    most: int = 2_000
    walls: float = 0.001
    likeness: tuple[float, float] = (6.0, 1.5)
    days: int = 3_650
    again: float = 0.03
    seed: int = 1


class Drawn(msgspec.Struct, frozen=True):
    """Articles: which text each prints, how like it, and on which day (1 January of the year 1 is 1)."""

    text: Places
    likeness: npt.NDArray[np.float32]
    day: Places


def draw(articles: int, wires: Wires) -> Drawn:
    """Articles in the order in which a crawl has them, which is none."""
    chance = np.random.default_rng(wires.seed)
    walls = int(articles * wires.walls)
    text = np.concatenate([np.zeros(walls, dtype=np.int64), _texts(articles - walls, wires, chance)])
    first = np.append(True, text[1:] != text[:-1])
    likeness = np.where(first, 1.0, chance.beta(*wires.likeness, articles)).astype(np.float32)
    day = chance.integers(0, wires.days, int(text[-1]) + 1)[text] + chance.integers(0, 4, articles)
    anywhere = (text == 0) | (~first & (chance.random(articles) < wires.again))
    day = np.where(anywhere, chance.integers(0, wires.days, articles), day) + FIRST_DAY
    order = chance.permutation(articles)
    return Drawn(text[order], likeness[order], day[order])


def _texts(articles: int, wires: Wires, chance: np.random.Generator) -> Places:
    """The number of the text of each article, those of one text together."""
    sizes = np.arange(1, wires.most + 1)
    weights = sizes**-wires.exponent
    weights /= weights.sum()
    # As many texts as would be needed if each stood alone are more than enough.
    told = chance.choice(sizes, size=articles, p=weights)
    enough = told[: int(np.searchsorted(np.cumsum(told), articles)) + 1]
    return np.repeat(np.arange(1, len(enough) + 1), enough)[:articles]


def sketches(drawn: Drawn, wires: Wires) -> Iterator[npt.NDArray[np.uint8]]:
    """What the texts are known by (`copies.sketch`), in blocks of shape (articles, 384)."""
    chance = np.random.default_rng(wires.seed + 1)
    for at in range(0, len(drawn.text), BLOCK):
        here = slice(at, at + BLOCK)
        yield _block(drawn.text[here].astype(np.uint64), drawn.likeness[here], chance)


def _block(text: Many, likeness: npt.NDArray[np.float32], chance: np.random.Generator) -> npt.NDArray[np.uint8]:
    with np.errstate(over="ignore"):
        values = mixed(text[:, None] * np.uint64(HASHES) + np.arange(HASHES, dtype=np.uint64))
        own = chance.integers(0, 2**63, size=values.shape, dtype=np.uint64)
        kept = chance.random(values.shape, dtype=np.float32) < likeness[:, None]
        values = np.where(kept, values, own)
        keys = np.zeros((len(text), BANDS), dtype=np.uint64)
        for row in range(ROWS):
            keys = mixed((keys ^ values[:, row::ROWS]) * np.uint64(0x9E3779B97F4A7C15))
    out = np.empty((len(text), SIZE), dtype=np.uint8)
    out[:, :KEYS] = keys.astype("<u8").view(np.uint8)
    out[:, KEYS:] = (values & np.uint64(0xFF)).astype(np.uint8)
    return out


def mixed(values: Many) -> Many:
    """Numbers that look drawn by chance (SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
