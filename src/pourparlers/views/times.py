"""TIMEX3 values as a person writes them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.units import format_unit

from pourparlers.views.wording import Wording

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\w+(?::\d\d)?))?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_QUARTER = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_DECADE = re.compile(r"[12]\d\d")
_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)([YMWD]))?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
# The day of the month in a pattern of CLDR («d MMMM y», "EEEE d").
_OF_MONTH = re.compile(r"\bd\b")


def human_time(value: str, mod: str | None, words: Wording) -> str:
    """A value with its modifier in words: "2021-12" with MID is «mi-décembre 2021»; as it is where it has no words."""
    told = _plain(value, words)
    return _modified(mod, bool(_DAY.match(value)), words).format(told) if mod else told


def _modified(mod: str, day: bool, words: Wording) -> str:
    """What makes a value vaguer: «avant mars 2021», but «avant le 12 mars 2021»."""
    other = words("mods", mod, default="{}")
    return words("mods_of_days", mod, default=other) if day else other


@lru_cache(10_000)
def told_day(day: date, form: str, words: Wording) -> str:
    """A date by the name of one of the patterns of CLDR ("long"), or by a pattern.

    English days are in the order of the British: "17 May 2024". CLDR has no
    «1er mars»: French counts the first day of a month, and no other.
    """
    locale = Locale.parse(words("locale"))
    pattern = form if " " in form else str(locale.date_formats[form])
    if day.day == 1:
        pattern = _OF_MONTH.sub(f"'{words('first_day')}'", pattern)
    return str(format_date(day, pattern, locale=locale))


def brief_time(value: str, words: Wording) -> str:
    """A day or a month where there is little room: «12 déc. 2021», «déc. 2021»; all else as `human_time` has it."""
    month = _MONTH.fullmatch(value)
    if month or ((day := _DAY.fullmatch(value)) and not day[4]):
        try:
            return told_day(
                date.fromisoformat(f"{value}-01" if month else value), "LLL y" if month else "medium", words
            )
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
        told = told_day(date(int(year), int(month), int(day)), "long", words)
        return words("parts", hour, default=f"{{}}, {hour}").format(told) if hour else told
    if match := _MONTH.fullmatch(value):
        return told_day(date(int(match[1]), int(match[2]), 1), "LLLL y", words)
    if match := _WEEK.fullmatch(value):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return words("weekend" if match[3] else "week").format(told_day(first, "long", words))
    if match := _QUARTER.fullmatch(value):
        return words("stretches", match[2]).format(match[1])
    if _DECADE.fullmatch(value):
        return words("decade").format(f"{value}0")
    return None


def _duration(value: str, words: Wording) -> str | None:
    match = _DURATION.fullmatch(value)
    if match is None or not any(match.groups()):
        return None
    amount, unit, hours, minutes = match.groups()
    parts = [(amount, _UNITS.get(unit or "", "")), (hours, "hour"), (minutes, "minute")]
    told = [format_unit(float(n), f"duration-{name}", locale=words.language) for n, name in parts if n]
    return " ".join(told)
