"""Running heads and page numbers: lines that stand at the same place of most pages."""

from __future__ import annotations

import re
from collections import defaultdict

from pourparlers.articles.printed.lines import Line

_NUMBER = re.compile(r"\d+")
_MOST_SHARE = 0.6
_OUTER_LINES = 2
# How far the text of a page is from its head, in sizes of the head's letters: more than a line from the next.
_APART = 1.7
# In points: heads stand at the same height of each page.
_NEAR = 4.0


def without_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of pages without what is surely a head or a foot: the same but for numbers on most pages, two at least.

    Args:
        pages: the lines of each page.
    """
    # What is all of a short page is no head of it.
    told = [lines for lines in pages if len(lines) > 2 * _OUTER_LINES]
    if len(told) < 2:
        return pages
    counts: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, lines in enumerate(told):
        for line in _outer(lines):
            for key in _keys(line):
                counts[key].add(number)
    least = max(2, len(told) * _MOST_SHARE)
    heads = {key for key, on in counts.items() if len(on) >= least}
    return [_cleared(lines, heads) for lines in pages]


def _cleared(lines: list[Line], heads: set[tuple[str, int]]) -> list[Line]:
    outer = {id(line) for line in _outer(lines)}
    return [line for line in lines if id(line) not in outer or not heads.intersection(_keys(line))]


def _outer(lines: list[Line]) -> list[Line]:
    """The lines at the top and at the bottom of a page that stand apart from the others."""
    from_top = sorted(lines, key=lambda line: -line.y)
    return _apart(from_top) + _apart(from_top[::-1])


def _apart(lines: list[Line]) -> list[Line]:
    """The first lines on the way inwards, up to the first gap; none where there is none soon."""
    heights = 1
    for at, (line, inner) in enumerate(zip(lines, lines[1:], strict=False), 1):
        step = abs(line.y - inner.y)
        if step > _APART * max(line.size, 1.0):
            return lines[:at]
        heights += step > 1.0
        if heights > _OUTER_LINES:
            return []
    return []


def _keys(line: Line) -> list[tuple[str, int]]:
    """A line without its numbers and where it stands, in two grids, so that none lies at the edge of both."""
    text = _NUMBER.sub("#", line.text.casefold())
    return [(text, 2 * int(line.y // _NEAR)), (text, 2 * int((line.y + _NEAR / 2) // _NEAR) + 1)]
