"""The days that a scale of time is marked with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from pourparlers.dossier.merging.days import window

# So many marks stand on a scale at most.
MOST = 12
_WEEK = 7


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A mark on a scale.

    Attributes:
        day: as precise as the scale: YYYY, YYYY-MM or YYYY-MM-DD.
        n: how many days after the first day of the scale.
    """

    day: str
    n: int


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of days with its marks.

    Attributes:
        first, last: both included, YYYY-MM-DD.
        days: from the first to the last.
        ticks: in order.
    """

    first: str
    last: str
    days: int
    ticks: tuple[Tick, ...]

    def day(self, n: int) -> str:
        """The day that lies so many days after the first; the first or the last where it lies beyond."""
        return (date.fromisoformat(self.first) + timedelta(days=max(0, min(n, self.days)))).isoformat()

    def n(self, day: str) -> int:
        """How many days after the first a day lies, the last of its month or year; within the scale."""
        told = window(day)
        apart = (told.last - date.fromisoformat(self.first)).days if told else self.days
        return max(0, min(apart, self.days))


def scale_of(first: str | None, last: str | None) -> Scale | None:
    """The scale from a day to another, as precisely as they are told; None where one is not told."""
    begin, end = window(first), window(last)
    if begin is None or end is None or end.last < begin.first:
        return None
    days = (end.last - begin.first).days
    ticks = tuple(Tick(day=told, n=(at - begin.first).days) for told, at in _ticks(begin.first, end.last))
    return Scale(first=begin.first.isoformat(), last=end.last.isoformat(), days=days, ticks=ticks)


def _ticks(first: date, last: date) -> Iterator[tuple[str, date]]:
    """Days, weeks, months, or years, whichever are the most that are not too many."""
    days = (last - first).days
    if days < MOST * _WEEK:
        apart = 1 if days < MOST else _WEEK
        yield from ((at.isoformat(), at) for n in range(0, days + 1, apart) if (at := first + timedelta(days=n)))
        return
    for months in (1, 3, 6):
        if days // 30 // months < MOST:
            yield from ((at.isoformat()[:7], at) for at in _months(first, last, months))
            return
    years = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if (last.year - first.year) // n < MOST)
    for year in range(-(-(first.year + (first > date(first.year, 1, 1))) // years) * years, last.year + 1, years):
        yield f"{year:04}", date(year, 1, 1)


def _months(first: date, last: date, apart: int) -> Iterator[date]:
    """The first days of months, of quarters or of halves of a year."""
    at = first.year * 12 + first.month - 1 + (first.day > 1)
    at = -(-at // apart) * apart
    while (day := date(at // 12, at % 12 + 1, 1)) <= last:
        yield day
        at += apart
