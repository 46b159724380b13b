"""Offsets of programs that count otherwise than we do."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

from pourparlers.coding.coded import Range

_LAST_OF_ONE_UNIT = 0xFFFF
# Java counts two for a character beyond the first plane, SQL one; NUL ends a text of SQL.
_UNEVEN = re.compile("[\U00010000-\U0010ffff\x00\r\ud800-\udfff]")


def even(text: str) -> str:
    """A text of the same length in which every program counts the same characters."""
    return _UNEVEN.sub("\ufffd", text)


def from_utf16(text: str, span: Range) -> Range:
    """A span in code points that is counted in UTF-16 units, as Java and JavaScript count.

    Raises:
        ValueError: it is empty, not within the text, or divides a character.
    """
    start, end = span
    if not 0 <= start < end:
        raise ValueError("an empty span")
    if not any(ord(ch) > _LAST_OF_ONE_UNIT for ch in text):
        if end > len(text):
            raise ValueError("beyond the text")
        return span
    units = [0, *accumulate(2 if ord(ch) > _LAST_OF_ONE_UNIT else 1 for ch in text)]
    found = bisect_left(units, start), bisect_left(units, end)
    if found[1] >= len(units) or units[found[0]] != start or units[found[1]] != end:
        raise ValueError("beyond the text, or within a character")
    return found
