"""When something was, as a stretch of days: what dates of different precision have in common."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from pourparlers.reading.times.calendar import read_published, whole

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
# Years that leave room for the days before and after.
_FIRST, _LAST = "1000", "9998"
_LENGTH = re.compile(r"P(\d+)D")


class Window(NamedTuple):
    """First and last day, both included; `day`: the first is told to the day."""

    first: date
    last: date
    day: bool

    def touches(self, other: Window) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def weeks(self) -> list[str]:
        """The ISO weeks that it, or a day beside it, lies in."""
        first, last = self.first - timedelta(days=1), self.last + timedelta(days=1)
        days = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, 7)] + [last]
        return sorted({f"{day.isocalendar().year}-W{day.isocalendar().week:02}" for day in days})

    def wider(self, days: int) -> Window:
        """It with so many days before and after."""
        return Window(self.first - timedelta(days=days), self.last + timedelta(days=days), False)

    def months(self) -> list[str]:
        """The months that it lies in, and those beside them."""
        first, last, _ = self.wider(31)
        days = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, 14)] + [last]
        return sorted({f"{day.year}-{day.month:02}" for day in days})


def ordinal(when: Window | None) -> int:
    """The first day as a number, days since 1 January of the year 1; 0 for none."""
    return when.first.toordinal() if when else 0


def far(one: int, other: int, period: int) -> bool:
    """Whether two days, as `ordinal` tells them, lie more than a period of days apart; what has none is near to all."""
    return bool(one and other) and abs(one - other) > period


def gap(one: Window, other: Window) -> int:
    """How many days lie between two stretches; 0 where they have one in common."""
    if one.touches(other):
        return 0
    return max((other.first - one.last).days, (one.first - other.last).days)


@lru_cache(maxsize=20_000)
def window(value: str | None, duration: str | None = None) -> Window | None:
    """The days that the TIMEX3 value of a date names, with a duration in days after it; None where it names none."""
    if value is None or not _FIRST <= value[:4] <= _LAST:
        return None
    if found := _DAY.match(value):
        first = _date(*(int(part) for part in found.groups()))
        length = _LENGTH.fullmatch(duration or "")
        days = min(int(length[1]), 60) if length else 1
        return Window(first, first + timedelta(days=days - 1), True) if first else None
    return _vague(value)


def _vague(value: str) -> Window | None:
    if found := _WEEK.match(value):
        try:
            first = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            return None
        return Window(first, first + timedelta(days=6), False)
    if found := _QUARTER.match(value):
        period = whole(date(int(found[1]), int(found[2]) * 3, 1), "Q")
        return Window(period.first, period.last, False)
    if len(value) == 7 and value[5:] in _SEASONS:
        first_month, last_month = _SEASONS[value[5:]]
        year = int(value[:4])
        last = whole(date(year + (last_month < first_month), last_month, 1), "M").last
        return Window(date(year, first_month, 1), last, False)
    told = read_published(value) if re.fullmatch(r"\d{4}(-\d\d)?", value) else None
    return Window(told.first, told.last, False) if told else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
