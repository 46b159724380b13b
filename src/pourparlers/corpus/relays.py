"""Which articles of a corpus are one, and which texts are copies of one another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pourparlers.corpus.copies import Days, Places, grouped
from pourparlers.corpus.parts import Part, table_of
from pourparlers.corpus.sketches import Sketches
from pourparlers.dossier.merging.days import ordinal, window

_COLUMNS = ("id", "published_on", "copies")
Ids = npt.NDArray[np.bytes_]


class Known:
    """The articles of a corpus, each once, with the part it is taken from and the text that it is a copy of.

    Some 120 bytes an article are held in memory at the most.

    Args:
        out: the folder of the corpus.
        parts: in the order of its inputs: of one article in several, the first has it.
        room: a folder for what is too large to be held in memory: 384 bytes an article.
    """

    def __init__(self, out: Path, parts: Sequence[Part], room: Path) -> None:
        self._starts = np.cumsum([0, *(part.articles for part in parts)])
        total = int(self._starts[-1])
        self._ids = np.zeros(total, dtype="S16")
        days = np.zeros(total, dtype=np.int64)
        sketched = np.zeros(total, dtype=bool)
        with Sketches(room) as sketches:
            for at, part in zip(self._starts, parts, strict=False):
                told = table_of(out, part, "articles", _COLUMNS)
                here = slice(at, at + len(told))
                self._ids[here] = np.array(told["id"].to_pylist(), dtype="S16")
                days[here] = [ordinal(window(day)) for day in told["published_on"].to_pylist()]
                sketched[here] = sketches.put(told["copies"].to_pylist())
        first = _firsts(self._ids)
        self._kept = np.zeros(total, dtype=bool)
        self._kept[first] = True
        self._voices = np.arange(total)
        _group(self._voices, first[sketched[first]], days, sketches)
        sketches.remove()
        self._count = len(first)

    def __len__(self) -> int:
        return self._count

    @property
    def duplicates(self) -> int:
        """How often an article was met again."""
        return len(self._kept) - self._count

    @property
    def voices(self) -> int:
        """How many there are when copies of one text are counted once."""
        return int(np.count_nonzero(self._kept & (self._voices == np.arange(len(self._voices)))))

    def kept(self, part: int) -> npt.NDArray[np.bool_]:
        """Which articles of a part, in its order, are taken from it."""
        return self._kept[self._of(part)]

    def dropped(self, part: int) -> list[str]:
        """The ids of the articles of a part that are taken from one before it."""
        return _spoken(self._ids[self._of(part)][~self.kept(part)])

    def text_groups(self, part: int) -> list[str]:
        """For each article that is taken from a part the id of the first article with its text."""
        return _spoken(self._ids[self._voices[self._of(part)][self.kept(part)]])

    def _of(self, part: int) -> slice:
        return slice(self._starts[part], self._starts[part + 1])


def _spoken(ids: Ids) -> list[str]:
    return [one.decode("ascii") for one in ids.tolist()]


def _firsts(ids: Ids) -> Places:
    """The place of each id where it stands first, in the order of the ids."""
    order = np.argsort(ids, kind="stable")
    told = ids[order]
    firsts: Places = order[np.append(np.ones(min(1, len(ids)), dtype=bool), told[1:] != told[:-1])]
    return firsts


def _group(voices: Places, known: Places, days: Days, sketches: Sketches) -> None:
    """Tell of known articles, which stand in the order of their ids, the earliest with the text of each."""
    order = known[np.argsort(days[known], kind="stable")]
    firsts = grouped(days[order], lambda band: sketches.keys(band, order), lambda at: sketches.values(order[at]))
    voices[order] = order[firsts]
