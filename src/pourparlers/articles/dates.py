"""Dates of publication: as precise as the source is, and checked."""

from __future__ import annotations

import re
from datetime import date

from pourparlers.model import DateError

# What follows a day is a time of day: pages write "2022-01-12T18:30:00+01:00".
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:?\d\d.*)?)?)?", re.DOTALL)


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


def _error(written: str, where: str) -> DateError:
    hint = "Write YYYY, YYYY-MM or YYYY-MM-DD."
    return DateError(f"{written.strip()[:40]!r} is no date of publication.", where=where, hint=hint)
