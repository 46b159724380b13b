"""How durations, recurrences and intervals are read."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from pourparlers.model import TimeType
from pourparlers.reading.times.anchors import Reading, day_without_month, day_without_year, month_without_year
from pourparlers.reading.times.calendar import Period, day_of, whole
from pourparlers.reading.times.case import Case
from pourparlers.reading.times.points import FUTURE, PAST, read_date

# Units of a value: its letter, how many it makes, whether it is of the clock.
_UNITS = {"DE": ("Y", 10), "CE": ("Y", 100), "Q": ("M", 3), "H": ("M", 6), "F": ("W", 2), "WE": ("W", 1)}
_HOURS = re.compile(r"(\d{1,2})[^\W\d](\d\d)?")
_SIDES = {"-1": PAST, "1": FUTURE}
_CLOCK = {"TH": "H", "TM": "M", "TS": "S"}


def _length(amount: str, unit: str, *, half: bool = False) -> str:
    """The value of so many units: P3D, PT40M, PXW, P2.5Y."""
    if amount == "X" and unit in {"DE", "CE"}:
        return f"PX{unit}"
    letter, times = _UNITS.get(unit, (unit, 1))
    if half and times > 9:
        # «un demi-siècle», "a decade and a half"
        return f"P{int(amount) * times + times // 2}{letter}"
    if amount != "X":
        amount = str(int(amount) * times)
    if half:
        amount = f"{amount}.5" if amount not in {"0", "X"} else "0.5"
        if unit == "TH":
            return "PT30M" if amount == "0.5" else f"PT{amount.removesuffix('.5')}H30M"
        if unit == "Y" and amount == "0.5":
            return "P6M"
    return f"PT{amount}{_CLOCK[unit]}" if unit in _CLOCK else f"P{amount}{letter}"


def read_duration(case: Case) -> Reading | None:
    """«sept semaines», «plus de deux heures», «une demi-heure», «quelques jours»."""
    amount = case.slots.amount("n") or case.rule.value
    unit = case.slots.value("unit") or case.rule.unit
    if unit == "TH" and (written := _HOURS.fullmatch(case.slots.written("n") or "")):
        # «pendant 2h30»
        minutes = f"{int(written[2])}M" if written[2] and int(written[2]) else ""
        return Reading(type=TimeType.DURATION, value=f"PT{int(written[1])}H{minutes}", mod=case.mod)
    if amount is None or unit is None:
        return None
    value = _length(amount, unit, half="plushalf" in case.slots or case.rule.part == "half")
    if (minute := case.slots.number("minute")) is not None and unit == "TH":
        value = f"PT{amount}H{minute}M"
    if (months := case.slots.number("months")) is not None and amount != "X":
        value = f"P{amount}Y{months}M"
    # "over several hours" is no more than that.
    return Reading(type=TimeType.DURATION, value=value, mod=None if amount == "X" else case.mod)


def read_shifted(case: Case) -> Reading | None:
    """«les trois prochaines années», «ces dernières semaines»: as long as told, or vague."""
    unit = case.slots.value("unit")
    if case.rule.value and "n" not in case.slots and (side := _SIDES.get(case.slots.value("vagueshift") or "")):
        return Reading(type=TimeType.DATE, value=side)
    value = _length(case.slots.amount("n") or "X", unit) if unit else None
    return Reading(type=TimeType.DURATION, value=value, mod=case.mod) if value else None


def read_often(case: Case) -> Reading | None:
    """«deux fois par an»: the period in which it recurs."""
    unit = case.slots.value("unit")
    return Reading(type=TimeType.SET, value=_length("1", unit)) if unit else None


def read_set(case: Case) -> Reading | None:
    """«chaque semaine», «tous les deux ans», «tous les lundis», «un lundi sur deux», «réunion bimensuelle»."""
    unit, weekday = case.slots.value("unit") or case.rule.unit, case.slots.number("weekday")
    part = case.slots.value("part")
    clock = case.clock
    if (every := case.slots.value("every")) is not None:
        value = every
    elif weekday and "n" in case.slots:
        value = _length(case.slots.amount("n") or "1", "W")
    elif weekday:
        # «chaque lundi à 16 heures»
        value = f"XXXX-WXX-{weekday}" + (f"T{clock or part}" if clock or part else "")
    elif clock:
        value = f"XXXX-XX-XXT{clock}"
    elif part:
        value = f"XXXX-XX-XXT{part}"
    elif unit:
        value = _length(case.slots.amount("n") or case.slots.value("nth") or case.rule.value or "1", unit)
    else:
        return None
    return Reading(type=TimeType.SET, value=value, mod=case.mod)


def read_constant(case: Case) -> Reading | None:
    """«actuellement», «pour le moment»."""
    return case.constant(case.rule.value or "PRESENT_REF")


def read_days(case: Case) -> Reading | None:
    """The first of several days that share a month: «24 et 25 septembre»; the last is read apart."""
    slots = case.slots
    end = _last_day(case)
    first = slots.number("d1")
    if end is None or first is None:
        return None
    at = day_of(end.first.year, end.first.month, first)
    if at is None:
        return None
    period = whole(at, "D")
    return Reading(type=TimeType.DATE, value=period.value, period=period, last=period)


def _last_day(case: Case) -> Period | None:
    """The last day of an interval or a list."""
    slots, near = case.slots, case.anchors.day_near()
    day, month = slots.number("d2"), slots.number("month")
    if day is None or (month and not 1 <= month <= 12):
        return None
    if month and case.year:
        at = day_of(case.year, month, day)
        return whole(at, "D") if at else None
    if near is None:
        return None
    if month:
        return day_without_year(month, day, near, case.tense, case.shift)
    return day_without_month(day, near, case.tense)


def read_range(case: Case) -> Reading | None:
    """«du 10 au 12 janvier», «1996-2001», «de mars à juin»."""
    first, last = _bounds(case)
    if first is None or last is None or last.last < first.first:
        return None
    value = f"{first.value}/{last.value}"
    period = msgspec.structs.replace(first, value=value, last=last.last)
    return Reading(type=TimeType.DURATION, value=value, mod=case.mod, period=period, last=last)


def _bounds(case: Case) -> tuple[Period | None, Period | None]:
    slots = case.slots
    if "d2" in slots:
        return _day_bounds(case)
    if "m1" in slots:
        return _month_bounds(case)
    if "w1" in slots:
        return _weekday_bounds(case)
    first, second = slots.number("y1"), slots.number("y2")
    if first is None or second is None:
        return None, None
    second = first // 100 * 100 + second if second < 100 else second
    return whole(date(first, 1, 1), "Y"), whole(date(second, 1, 1), "Y")


def _day_bounds(case: Case) -> tuple[Period | None, Period | None]:
    last, day, month = _last_day(case), case.slots.number("d1"), case.slots.number("m1")
    if last is None or day is None:
        return None, None
    month = month or last.first.month
    year = case.slots.number("y1") or last.first.year - (month > last.first.month)
    at = day_of(year, month, day)
    return (whole(at, "D") if at else None), last


def _month_bounds(case: Case) -> tuple[Period | None, Period | None]:
    start, end, near = case.slots.number("m1"), case.slots.number("m2"), case.anchors.day_near()
    if start is None or end is None or not 1 <= start <= 12 or not 1 <= end <= 12:
        return None, None
    if case.year:
        last: Period | None = whole(date(case.year, end, 1), "M")
    else:
        last = month_without_year(end, near, case.tense) if near else None
    if last is None:
        return None, None
    year = case.slots.number("y1") or last.first.year - (start > end)
    return whole(date(year, start, 1), "M"), last


def _weekday_bounds(case: Case) -> tuple[Period | None, Period | None]:
    """«de lundi à mercredi»: the first after tense, the second within the week after it."""
    reading = read_date(case)
    start, end = (reading.period if reading else None), case.slots.number("w1")
    if start is None or start.unit != "D" or end is None:
        return None, None
    by = (end - start.first.isoweekday()) % 7
    return start, whole(date.fromordinal(min(start.first.toordinal() + by, date.max.toordinal())), "D")
