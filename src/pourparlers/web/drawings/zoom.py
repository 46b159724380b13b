"""Stretches of time beside, within and around another: where the links of a strip lead."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import msgspec

from pourparlers.dossier.merging.days import window

# Below so many days a stretch is told by days, above by months.
_BY_DAYS = 92


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """First and last day of a stretch, as filters take them: YYYY, YYYY-MM or YYYY-MM-DD."""

    since: str
    until: str


class Zoom(msgspec.Struct, frozen=True, kw_only=True):
    """Where one goes from a stretch; None where there is nothing to go to."""

    before: Stretch | None
    after: Stretch | None
    closer: Stretch | None
    farther: Stretch | None


def zoom(since: str, until: str) -> Zoom:
    """The stretches around one.

    Args:
        since, until: its first and last day, as filters take them.
    """
    first, last = window(since), window(until)
    if first is None or last is None or first.first > last.last:
        return Zoom(before=None, after=None, closer=None, farther=None)
    low, high = first.first, last.last
    return Zoom(before=_moved(low, high, -1), after=_moved(low, high, 1), closer=_closer(low, high),
                farther=_farther(low, high))  # fmt: skip


def stretch(low: date, high: date) -> Stretch:
    """A stretch in as few characters as tell it: years, months or days."""
    if low.day == 1 and high.day == monthrange(high.year, high.month)[1]:
        if low.month == 1 and high.month == 12:
            return Stretch(since=f"{low.year:04}", until=f"{high.year:04}")
        return Stretch(since=f"{low.year:04}-{low.month:02}", until=f"{high.year:04}-{high.month:02}")
    return Stretch(since=low.isoformat(), until=high.isoformat())


def _months(low: date, high: date) -> int | None:
    """How many whole months a stretch takes; None where it does not take whole ones."""
    if low.day != 1 or high.day != monthrange(high.year, high.month)[1]:
        return None
    return 12 * (high.year - low.year) + high.month - low.month + 1


def _moved(low: date, high: date, way: int) -> Stretch | None:
    months = _months(low, high)
    try:
        if months is not None:
            first = _month(low, way * months)
            return stretch(first, _month(first, months) - timedelta(days=1))
        days = timedelta(days=way * ((high - low).days + 1))
        return stretch(low + days, high + days)
    except (ValueError, OverflowError):
        return None


def _month(day: date, months: int) -> date:
    """The first of a month so many months after another's."""
    at = 12 * day.year + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def _closer(low: date, high: date) -> Stretch | None:
    """The middle half."""
    days = (high - low).days + 1
    if days < 4:
        return None
    first, last = low + timedelta(days=days // 4), high - timedelta(days=days // 4)
    if days // 2 <= _BY_DAYS:
        return stretch(first, last)
    return stretch(_month(first, 0), _month(last, 1) - timedelta(days=1))


def _farther(low: date, high: date) -> Stretch | None:
    """The month of some days, the year of a month, ten years of a year; else twice as long."""
    months = _months(low, high)
    try:
        if months is None and (low.year, low.month) == (high.year, high.month):
            return stretch(_month(low, 0), _month(low, 1) - timedelta(days=1))
        if low.year == high.year and months != 12:
            return stretch(date(low.year, 1, 1), date(low.year, 12, 31))
        half = max(1, (12 * (high.year - low.year) + high.month - low.month + 1) // 2)
        return stretch(_month(low, -half), _month(high, half + 1) - timedelta(days=1))
    except (ValueError, OverflowError):
        return None
