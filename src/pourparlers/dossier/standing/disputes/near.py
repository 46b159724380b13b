"""Things by the days around which they lie, so that each is held against few others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


class Near(Generic[T]):
    """Things by their days.

    Args:
        rows: each with its day; what has none is near to nothing.
        days: how far apart two things may lie at most.
    """

    def __init__(self, rows: Iterable[tuple[T, date | None]], days: int) -> None:
        self.days = days
        self._rows: dict[int, list[tuple[T, date]]] = {}
        for one, day in rows:
            if day is not None:
                self._rows.setdefault(day.toordinal() // days, []).append((one, day))

    def around(self, day: date | None) -> Iterator[T]:
        """What lies near a day, by stretches of time and within each in the order of the rows."""
        if day is None:
            return
        at = day.toordinal() // self.days
        for stretch in (at - 1, at, at + 1):
            yield from (one for one, own in self._rows.get(stretch, ()) if abs((own - day).days) <= self.days)
