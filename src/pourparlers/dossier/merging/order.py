"""The place of encounters and statements in a chronology."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from pourparlers.dossier.merging.days import window

# Where in a stretch of days that is told by a word alone («fin mars») an entry stands.
_SHARES = {"MID": 1 / 3, "END": 2 / 3, "AFTER": 1.0}
# The hours at which parts of a day begin.
_PARTS = {"MO": "06:00", "DT": "08:00", "AF": "12:00", "EV": "18:00", "NI": "22:00"}
# Letters that each part of a place takes, so that places are ordered as texts.
_HOUR, _PUBLISHED = 12, 10
_LONGEST = 99_999


def place_of(day: str | None, mod: str | None, met: bool, reports: Iterable[tuple[str | None, str, str]]) -> str:
    """A text by which entries are ordered; no two are alike.

    By first day, the vaguer first; of one day by its hour, encounters first, then as the articles tell them. What has
    no day comes last.

    Args:
        day: a TIMEX3 value.
        mod: what makes it vaguer, as in TIMEX3.
        met: whether it is an encounter.
        reports: of each its day of publication, its article and its uid.
    """
    published, article, uid = min(
        ((row[0] or "9999", row[1], row[2]) for row in reports), key=lambda row: (row[0], row[2])
    )
    number = int("".join(filter(str.isdecimal, uid.rpartition(":")[2])) or 0)
    rest = f"{_hour(day):<{_HOUR}.{_HOUR}} {'e' if met else 's'} {published:<{_PUBLISHED}} {article} {number:06}"
    when = window(day)
    if when is None:
        return f"{date.max.isoformat()} {_LONGEST} {rest}"
    days = (when.last - when.first).days
    first = when.first + timedelta(days=int(days * _SHARES.get(mod or "", 0.0)))
    return f"{first.isoformat()} {_LONGEST - days:05} {rest}"


def _hour(value: str | None) -> str:
    told = (value or "").partition("T")[2]
    return _PARTS.get(told, told)
