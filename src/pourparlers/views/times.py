"""TIMEX3 values as a person writes them."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date
from babel.units import format_unit

from pourparlers.views.wording import Wording

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\w+(?::\d\d)?))?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)([YMWD]))?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def human_time(value: str, mod: str | None, words: Wording) -> str:
    """A value with its modifier in words: "2021-12" with MID is «mi-décembre 2021»; as it is where it has no words."""
    told = _plain(value, words)
    return words("mods", mod, default="{}").format(told) if mod else told


def brief_time(value: str, words: Wording) -> str:
    """A day where there is little room: «12 déc. 2021»; what is no day as `human_time` has it."""
    if (match := _DAY.fullmatch(value)) and not match[4]:
        try:
            return format_date(date.fromisoformat(value), "medium", locale=words.language)
        except ValueError:
            return value
    return human_time(value, None, words)


def _plain(value: str, words: Wording) -> str:
    first, slash, last = value.partition("/")
    if slash:
        return words("interval").format(_plain(first, words), _plain(last, words))
    try:
        return _date(value, words) or _duration(value, words) or words("refs", value, default=value)
    except (ValueError, OverflowError):
        return value


def _date(value: str, words: Wording) -> str | None:
    if match := _DAY.fullmatch(value):
        year, month, day, hour = match.groups()
        told = format_date(date(int(year), int(month), int(day)), "long", locale=words.language)
        return words("parts", hour, default=f"{{}}, {hour}").format(told) if hour else told
    if match := _MONTH.fullmatch(value):
        first = date(int(match[1]), int(match[2]), 1)
        return format_date(first, "LLLL y", locale=words.language)
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return words("week").format(format_date(monday, "long", locale=words.language))
    return None


def _duration(value: str, words: Wording) -> str | None:
    match = _DURATION.fullmatch(value)
    if match is None or not any(match.groups()):
        return None
    amount, unit, hours, minutes = match.groups()
    parts = [(amount, _UNITS.get(unit or "", "")), (hours, "hour"), (minutes, "minute")]
    told = [format_unit(float(n), f"duration-{name}", locale=words.language) for n, name in parts if n]
    return " ".join(told)
