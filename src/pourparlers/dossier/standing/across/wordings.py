"""Which words of a report differ from those of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from pourparlers.lexicon.world import fold

_WORD = re.compile(r"\w+")
# Two reports that have less in common say it each in words of their own: no single word of them differs.
LIKE = 0.5
# Words of a report that are compared.
MOST = 400


def differing(one: str, other: str) -> list[tuple[int, int]]:
    """The stretches of a text (code points, half-open) whose words another does not have there.

    None where the two have so little in common that they tell it each in its own words. Words alone are compared,
    without regard to capitals, accents and marks.

    Args:
        one: the text.
        other: what it is held against.
    """
    own, theirs = _words(one), _words(other)
    matcher = SequenceMatcher(None, [word for word, _, _ in own], [word for word, _, _ in theirs], autojunk=False)
    if not own or not theirs or matcher.ratio() < LIKE:
        return []
    return [
        (own[start][1], own[end - 1][2])
        for what, start, end, _, _ in matcher.get_opcodes()
        if what in {"replace", "delete"}
    ]


def alike(one: str, other: str) -> bool:
    """Whether two texts have so much in common that single words of them differ."""
    own, theirs = ([word for word, _, _ in _words(text)] for text in (one, other))
    return SequenceMatcher(None, own, theirs, autojunk=False).ratio() >= LIKE


def _words(text: str) -> Sequence[tuple[str, int, int]]:
    found = list(_WORD.finditer(text))[:MOST]
    return [(fold(one[0]), one.start(), one.end()) for one in found]
