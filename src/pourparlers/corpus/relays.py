"""Which articles of a corpus are one, and which texts are copies of one another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pourparlers.corpus.copies import SIZE, groups
from pourparlers.corpus.parts import Part, table_of
from pourparlers.dossier.merging.days import ordinal, window

_COLUMNS = ("id", "published_on", "copies")
Ids = npt.NDArray[np.bytes_]


class Known:
    """The articles of a corpus, each once, with the part it is taken from and the text that it is a copy of.

    Args:
        out: the folder of the corpus.
        parts: in the order of its inputs: of one article in several, the first has it.
        room: a folder for what is too large to be held in memory: 384 bytes an article.
    """

    def __init__(self, out: Path, parts: Sequence[Part], room: Path) -> None:
        total = sum(part.articles for part in parts)
        ids = np.zeros(total, dtype="S16")
        days = np.zeros(total, dtype=np.int64)
        owners = np.zeros(total, dtype=np.int32)
        sketches = _room(room / "copies", total)
        at = 0
        for number, part in enumerate(parts):
            told = table_of(out, part, "articles", _COLUMNS)
            here = slice(at, at + len(told))
            ids[here] = _ids(told, "id")
            days[here] = [ordinal(window(day)) for day in told["published_on"].to_pylist()]
            owners[here] = number
            _put(sketches[here], told["copies"].to_pylist())
            at += len(told)
        self._ids, first = np.unique(ids, return_index=True)
        self._owners = owners[first]
        self.duplicates = total - len(first)
        self._groups = _grouped(self._ids, days[first], sketches, first)

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def voices(self) -> int:
        """How many there are when copies of one text are counted once."""
        return len(np.unique(self._groups))

    def owned(self, table: Any, column: str, part: int) -> Any:
        """Which rows of a table of a part are of articles that are taken from it."""
        return self._owners[np.searchsorted(self._ids, _ids(table, column))] == part

    def text_groups(self, table: Any) -> list[str]:
        """For each row of articles the id of the first article with its text."""
        return [one.decode("ascii") for one in self._groups[np.searchsorted(self._ids, _ids(table, "id"))]]


def _ids(table: Any, column: str) -> Ids:
    return np.array(table[column].to_pylist(), dtype="S16")


def _room(file: Path, total: int) -> npt.NDArray[np.uint8]:
    if not total:
        return np.zeros((0, SIZE), dtype=np.uint8)
    return np.memmap(file, dtype=np.uint8, mode="w+", shape=(total, SIZE))


def _put(room: npt.NDArray[np.uint8], copies: Sequence[bytes]) -> None:
    for at, one in enumerate(copies):
        if one:
            room[at] = np.frombuffer(one, dtype=np.uint8)


def _grouped(
    ids: Ids, days: npt.NDArray[np.int64], sketches: npt.NDArray[np.uint8], first: npt.NDArray[np.intp]
) -> Ids:
    """For each article the id of the earliest with its text."""
    out = ids.copy()
    known = np.flatnonzero(np.asarray(sketches[first]).any(axis=1)) if len(ids) else np.zeros(0, dtype=np.intp)
    order = known[np.lexsort((ids[known], days[known]))]
    out[order] = ids[order[groups(days[order], np.asarray(sketches[first[order]]))]]
    return out
