"""Calendar arithmetic: periods, their TIMEX3 values, their first and last days."""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

# Approximate length in days, to compare how precise two units are.
SIZE = {"D": 1, "WE": 2, "W": 7, "F": 14, "M": 30, "Q": 91, "H": 182, "Y": 365, "DE": 3650, "CE": 36500}
MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
DAYS = {"D": 1, "WE": 7, "W": 7, "F": 14}
_YEARS = {"DE": 10, "CE": 100}
_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Period(msgspec.Struct, frozen=True):
    """A stretch of whole days: its value, its unit, its first and last day."""

    value: str
    unit: str
    first: date
    last: date


def shifted(day: date, months: int) -> date | None:
    """The first day of the month that lies `months` from the month of `day`; None beyond the calendar."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1) if 12 <= index < 119988 else None


def moved(day: date, by: int, unit: str) -> date | None:
    """A day of the period that lies `by` units from the one of `day`; None beyond the calendar."""
    if unit in MONTHS:
        return shifted(day, by * MONTHS[unit]) if abs(by) < 100000 else None
    try:
        return day + timedelta(days=by * DAYS[unit])
    except OverflowError:
        return None


def whole(day: date, unit: str) -> Period:
    """The period of length `unit` that holds `day`."""
    year, month = day.year, day.month
    if unit == "D":
        return Period(day.isoformat(), unit, day, day)
    if unit in DAYS:
        return _week(day, unit)
    if unit in _YEARS:
        size = _YEARS[unit]
        first = year // size * size
        value = f"{year // size:0{4 - len(str(size)) + 1}}"
        return Period(value, unit, date(max(1, first), 1, 1), date(first + size - 1, 12, 31))
    size = MONTHS[unit]
    nth = (month - 1) // size
    value = f"{year:04}" if unit == "Y" else f"{year:04}-{month:02}" if unit == "M" else f"{year:04}-{unit}{nth + 1}"
    return Period(value, unit, date(year, nth * size + 1, 1), _end(year, nth * size + size))


def _week(day: date, unit: str) -> Period:
    iso = day.isocalendar()
    value = f"{iso.year:04}-W{iso.week:02}"
    monday = day.toordinal() - iso.weekday + 1
    if unit == "WE":
        return Period(f"{value}-WE", unit, _clamped(monday + 5), _clamped(monday + 6))
    return Period(value, unit, _clamped(monday), _clamped(monday + 6))


def _clamped(ordinal: int) -> date:
    return date.fromordinal(min(max(1, ordinal), date.max.toordinal()))


def _end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day («le 31 juin»)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def feast(year: int, code: str) -> date | None:
    """The day of a feast in a year: "12-25", or "easter+39" days after Easter."""
    if code.startswith("easter"):
        return easter(year) + timedelta(days=int(code[6:] or 0))
    month, day = code.split("-")
    return day_of(year, int(month), int(day))


def read_published(published: str | None) -> Period | None:
    """The period that a date of publication names; None where it names none."""
    found = _PUBLISHED.match(published or "")
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    unit = "D" if day else "M" if month else "Y"
    first = day_of(year, month or 1, day or 1)
    return whole(first, unit) if first else None
