"""In which words two texts differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from pourparlers.lexicon.world import fold

_TOKEN = re.compile(r"\w+|[^\w\s]+|\s+")
# Of longer texts what stands behind so many words is not compared.
_MOST = 400
Run = tuple[str, bool]


def differing(one: str, other: str) -> tuple[list[Run], list[Run]]:
    """Both texts in runs of words that are in the other too, and of words that are not; joined they are the texts.

    Capitals, accents, signs and spaces make no difference.
    """
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    words = [_words(tokens) for tokens in (left, right)]
    plain = [[word for _, word in told] for told in words]
    common = SequenceMatcher(None, plain[0], plain[1], autojunk=False)
    apart = [{at for at, _ in told} for told in words]
    for block in common.get_matching_blocks():
        for n, first in ((0, block.a), (1, block.b)):
            apart[n] -= {words[n][at][0] for at in range(first, first + block.size)}
    return _runs(left, apart[0]), _runs(right, apart[1])


def _words(tokens: Sequence[str]) -> list[tuple[int, str]]:
    """The words among tokens, by their places."""
    told = [(at, fold(token)) for at, token in enumerate(tokens) if token[0].isalnum()]
    return told[:_MOST]


def _runs(tokens: Sequence[str], apart: set[int]) -> list[Run]:
    """Tokens joined; what stands between two words that differ differs too."""
    out: list[Run] = []
    for at, token in enumerate(tokens):
        differs = at in apart or (at - 1 in apart and at + 1 in apart and token.isspace())
        if out and out[-1][1] is differs:
            out[-1] = (out[-1][0] + token, differs)
        else:
            out.append((token, differs))
    return out
