"""Days as readers write them in fields and addresses, as filters take them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pourparlers.articles.dates import checked_date, told_date
from pourparlers.model import DateError
from pourparlers.views.safe import one_line
from pourparlers.web.errors import AskedError

# The fields of all pages that are days.
FIRST, LAST = "since", "until"
_LONGEST = 40
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")
_HINT = "Write 2024, 2024-05 or 2024-05-17."


def days_of(fields: Mapping[str, Any], language: str) -> dict[str, str]:
    """The first and the last day that are asked for, of those that are.

    Args:
        fields: of an address, by name.
        language: of the reader: "05/06/2024" is in June in French, and in English no one knows.

    Raises:
        AskedError: one is no day, or the last lies before the first.
    """
    out = {name: _day(name, fields[name], language) for name in (FIRST, LAST) if fields.get(name)}
    first, last = out.get(FIRST), out.get(LAST)
    if first and last and first[: len(last)] > last:
        raise AskedError(
            f"the time that is asked for ends before it begins: {first} – {last}.", where=LAST, hint="Exchange the two."
        )
    return out


def read_day(written: str, language: str) -> str | None:
    """A day, a month or a year as YYYY, YYYY-MM or YYYY-MM-DD; None for what is none.

        >>> read_day("1er mars 2024", "fr")
        '2024-03-01'

    Args:
        written: by a reader.
        language: of the reader.
    """
    line = written.strip()
    if len(line) > _LONGEST:
        return None
    if month := _MONTH.fullmatch(line):
        line = f"{month[2]}-{month[1]:>02}"
    try:
        return checked_date(line)
    except DateError:
        return told_date(line, language)


def _day(name: str, written: Any, language: str) -> str:
    told = read_day(str(written), language)
    if told is None:
        raise AskedError(f"{one_line(str(written), _LONGEST)!r} is no day.", where=name, hint=_HINT)
    return told
