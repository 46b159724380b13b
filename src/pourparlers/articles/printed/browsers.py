"""Pages of the web as browsers print them: when and what above each page, its address and number below it."""

from __future__ import annotations

import re
import unicodedata

from pourparlers.articles.printed.lines import Line

# "https://courrier.example/palmiers 2/3"
_FOOT = re.compile(r"((?:https?|file)://\S{1,2000})\s(\d{1,3})/(\d{1,3})")
_SAME_SIZE = 0.1
# Browsers cut long titles.
_TITLE = 24


def unprinted(pages: list[list[Line]], title: str | None) -> tuple[list[list[Line]], str | None]:
    """The lines of pages without what a browser put around them, and the address of the page on the web that it tells.

    Args:
        pages: the lines of each page.
        title: of the document, by its properties.
    """
    feet = [_foot(lines, number, len(pages)) for number, lines in enumerate(pages, 1)]
    told = {foot[1] for foot in feet if foot is not None}
    if None in feet or len(told) != 1:
        return pages, None
    address = told.pop()
    out = []
    for lines, foot in zip(pages, feet, strict=True):
        around = {id(foot[0])} | {id(head) for head in _head(lines, foot[0], title)} if foot else set()
        out.append([line for line in lines if id(line) not in around])
    return out, address if address.startswith("http") else None


def _foot(lines: list[Line], number: int, count: int) -> tuple[Line, str] | None:
    """The last line of a page and the address in it."""
    last = min(lines, key=lambda line: line.y, default=None)
    match = _FOOT.fullmatch(unicodedata.normalize("NFKC", last.text.strip())) if last else None
    if last is None or match is None or (int(match[2]), int(match[3])) != (number, count):
        return None
    return last, match[1]


def _head(lines: list[Line], foot: Line, title: str | None) -> list[Line]:
    """The first line of a page, where it is written as the last is and tells the title after numbers."""
    first = max(lines, key=lambda line: line.y)
    begins = _plain(title or "")[:_TITLE]
    alike = abs(first.size - foot.size) < _SAME_SIZE * foot.size and first.text[:1].isdigit()
    return [first] if first is not foot and alike and begins and begins in _plain(first.text) else []


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
