"""Spans of a text, found by the stretch that they touch without a look at all of them."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")
# Characters to a cell: about two sentences, so that most spans stand in one cell or two.
CELL = 256


class SpanIndex(Generic[T]):
    """Spans of characters (half-open), each with what it belongs to.

    A span is kept in each cell of `CELL` characters that it touches: a look-up costs as much in a long text as in a
    short one.
    """

    def __init__(self) -> None:
        self._cells: dict[int, list[tuple[int, int, int, T]]] = {}
        self._size = 0

    def add(self, start: int, end: int, item: T) -> None:
        """Enter a span with what it belongs to."""
        row = (self._size, start, end, item)
        self._size += 1
        for cell in range(start // CELL, max(start, end - 1) // CELL + 1):
            self._cells.setdefault(cell, []).append(row)

    def touching(self, start: int, end: int) -> list[T]:
        """What shares a character with `start` to `end`, in the order in which it was entered."""
        found: dict[int, T] = {}
        for cell in range(start // CELL, max(start, end - 1) // CELL + 1):
            for number, first, last, item in self._cells.get(cell, ()):
                if first < end and last > start:
                    found[number] = item
        return [found[number] for number in sorted(found)]
