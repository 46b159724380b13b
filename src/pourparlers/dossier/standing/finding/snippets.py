"""Which characters of a text are shown around the words that were found in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pourparlers.dossier.standing.finding.terms import Place
from pourparlers.model import Span

# How long a snippet may be, and how much of it stands before the first found word.
LONGEST, _BEFORE = 200, 60
# So many characters are looked through for where a sentence begins or ends.
_FAR = 2000
_BREAK = re.compile(r"[.!?…][»”\")\]]*\s+|\n")


def densest(by_term: Sequence[Sequence[Place]]) -> int:
    """Where the first stretch of a snippet's length begins that holds words of the most terms; 0 without any."""
    told = sorted((place.start, n) for n, some in enumerate(by_term) for place in some)
    best, most, last = 0, 0, 0
    held = [0] * len(by_term)
    for at, term in told:
        held[term] += 1
        while at - told[last][0] > LONGEST - _BEFORE:
            held[told[last][1]] -= 1
            last += 1
        if (now := sum(map(bool, held))) > most:
            best, most = told[last][0], now
    return best


def snippet(text: str, first: int, around: Place) -> Span:
    """The characters around a found word that begins at `first`, within a part of the text and cut at words."""
    if around.end - around.start <= LONGEST:
        return Span.of(text, *around)
    return Span.of(text, *_cut(text, first, around, _BEFORE, LONGEST))


def _cut(text: str, first: int, around: Place, before: int, longest: int) -> Place:
    start, end = max(around.start, first - before), min(around.end, first - before + longest)
    if start > around.start:
        start = text.find(" ", start, first) + 1 or start
    if end < around.end and (cut := text.rfind(" ", first, end)) > first:
        end = cut
    return Place(start, max(end, first))


def sentences(text: str, start: int, end: int) -> Place:
    """The sentence, or the sentences, in which some characters stand, without the white space around them."""
    low = max(0, start - _FAR)
    first = max((found.end() for found in _BREAK.finditer(text, low, start)), default=low)
    last = _BREAK.search(text, max(start, end - 1), end + _FAR)
    told = text[first : last.end() if last else min(len(text), end + _FAR)]
    first += len(told) - len(told.lstrip())
    return Place(first, first + len(told.strip()))


def passage(text: str, start: int, end: int, first: int, longest: int) -> Span:
    """The sentences in which some characters stand; of long ones what stands around the character `first`."""
    around = sentences(text, start, end)
    if around.end - around.start <= longest:
        return Span.of(text, *around)
    return Span.of(text, *_cut(text, max(first, around.start), around, longest // 4, longest))
