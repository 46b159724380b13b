"""Dates of publication: as precise as the source is, and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from unicodedata import combining, normalize

from pourparlers.articles.detect import readable
from pourparlers.articles.words import words
from pourparlers.model import DateError

# What follows a day is a time of day: pages write "2022-01-12T18:30:00+01:00".
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:?\d\d.*)?)?)?", re.DOTALL | re.ASCII)
_LONGEST = 300
# "2022-01-12", "2022/1/2", "20220112T2330Z"; the day is that of the zone in which it is written.
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)([01]\d)([0-3]\d)(?:(?!\d)|(?=[T_]?\d{4}))")
# «mercredi 11 septembre 2024», «1er sept. 2024», "Tue, 11 Jan 2022 23:30:00 +0100", "11-Sep-2024".
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})[^\W\d]{0,2}\.?[\s-]+([^\W\d]{3,12})\.?,?[\s-]+(\d{4})(?!\d)")
# "Wednesday, September 11, 2024".
_MONTH_DAY = re.compile(r"([^\W\d]{3,12})\.?\s+(\d{1,2})[^\W\d]{0,2},?\s+(\d{4})(?!\d)")
# «septembre 2024»; a number before it is a day, and where there is no such day («le 32 mars 2021») nothing is told.
_MONTH = re.compile(r"(?<!\d)(\d{1,2}[^\W\d]{0,2}\.?[\s-]+)?(?<![^\W\d])([^\W\d]{3,12})\.?,?\s+(\d{4})(?!\d)")
# Not the beginning of a day that no calendar has: 2022-02-30.
_YEAR_MONTH = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)-(\d\d)(?!-?\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")


def checked_date(written: str, where: str = "") -> str:
    """A date of publication as YYYY, YYYY-MM or YYYY-MM-DD.

    Args:
        written: the date as the source writes it.
        where: the file or option it comes from, for the error.

    Raises:
        DateError: it is no date of the calendar, or written otherwise.
    """
    match = _DATE.fullmatch(written.strip())
    if match is None:
        raise _error(written, where)
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise _error(written, where) from error
    return "-".join(part for part in (year, month, day) if part)


def told_date(written: str | None, language: str | None = None, day_first: bool | None = None) -> str | None:
    """The first date in a line such as databases, mails and feeds write, as precise as it is; None where there is none.

        >>> told_date("mercredi 11 septembre 2024 134 mots, p. 11")
        '2024-09-11'

    Args:
        written: the line.
        language: in which it is written, where that is known: "11/09/2024" is in September in French, and in English
            no one knows.
        day_first: whether the day stands first there, where that is told by more than the language.
    """
    if not written:
        return None
    line = written[:_LONGEST]
    if day_first is None and _day_first(language):
        day_first = True
    found = sorted(_found(line, day_first), key=lambda one: one[0])
    return next((told for _, told in found if told), None)


def _found(line: str, day_first: bool | None) -> Iterator[tuple[int, str | None]]:
    for match in _YEAR_FIRST.finditer(line):
        yield match.start(), _day(match[1], match[3], match[4])
    for match in _COMPACT.finditer(line):
        yield match.start(), _day(match[1], match[2], match[3])
    for match in _DAY_MONTH.finditer(line):
        yield match.start(), _day(match[3], month_of(match[2]), match[1])
    for match in _MONTH_DAY.finditer(line):
        yield match.start(), _day(match[3], month_of(match[1]), match[2])
    for match in _NUMBERS.finditer(line):
        yield match.start(), _numbers(match[1], match[3], match[4], match[2], day_first)
    # What tells less comes after what tells more, wherever it stands.
    for match in _MONTH.finditer(line):
        yield _LONGEST + match.start(), None if match[1] else _day(match[3], month_of(match[2]), None)
    for match in _YEAR_MONTH.finditer(line):
        yield _LONGEST + match.start(), _day(match[1], match[2], None)


def days_first(written: Iterable[str]) -> bool | None:
    """Whether the day stands before the month in dates that are written alike; None where they do not tell.

        >>> days_first(["03/04/2022", "27/04/2022"])
        True

    Args:
        written: dates such as a column of a table holds.
    """
    told = set()
    for line in written:
        if match := _NUMBERS.search(line[:_LONGEST]):
            told |= {True} if int(match[1]) > 12 else {False} if int(match[3]) > 12 else set()
    return told.pop() if len(told) == 1 else None


def _numbers(first: str, second: str, year: str, mark: str, day_first: bool | None) -> str | None:
    if int(first) > 12 or int(second) > 12:
        return _day(year, second, first) if int(first) > 12 else _day(year, first, second)
    # Points stand between numbers only where the day comes first.
    if first == second or mark == "." or day_first:
        return _day(year, second, first)
    return _day(year, first, second) if day_first is False else None


def _day_first(language: str | None) -> bool:
    return language is not None and words(language).get("numeric_dates") == "day_first"


def _day(year: str, month: str | int | None, day: str | None) -> str | None:
    try:
        told = date(int(year), int(month or 0), int(day or 1))
    except ValueError:
        return None
    return told.isoformat() if day else told.isoformat()[:7]


def month_of(name: str) -> int | None:
    """The number of a month by its name or by what it is cut to, in any language that can be read; else None."""
    wanted = _folded(name)
    if len(wanted) < 3:
        return None
    numbers = {number for whole, number in _months() if whole.startswith(wanted)}
    return numbers.pop() if len(numbers) == 1 else None


@cache
def _months() -> tuple[tuple[str, int], ...]:
    from babel.dates import get_month_names

    wide = [get_month_names("wide", locale=language) for language in readable()]
    short = [get_month_names("abbreviated", locale=language) for language in readable()]
    return tuple((_folded(name), number) for names in (*wide, *short) for number, name in names.items())


def _folded(name: str) -> str:
    return "".join(ch for ch in normalize("NFD", name.lower()) if not combining(ch) and ch != ".")


def _error(written: str, where: str) -> DateError:
    hint = "Write YYYY, YYYY-MM or YYYY-MM-DD."
    return DateError(f"{written.strip()[:40]!r} is no date of publication.", where=where, hint=hint)
