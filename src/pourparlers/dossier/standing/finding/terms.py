"""Words that are sought, and where they stand in a text, without regard to accents and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pourparlers.dossier.store.sought import Term, folded

# Letters and digits with the accents that stand behind them.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_PART = re.compile(r"[\"«“”](?P<phrase>[^\"«»“”]*)[\"»“”]?(?P<any>\*?)|(?P<word>[^\s\"«»“”]+)")
_QUOTES = frozenset('"«»“”*')


class Place(NamedTuple):
    """Characters of a text (code points, half-open)."""

    start: int
    end: int


def terms_of(asked: Iterable[str]) -> list[Term]:
    """What is sought by what somebody typed: words, "exact phrases", beginnings*; other marks only part words.

    Args:
        asked: as the shell gives it: one that holds spaces, but no quotation marks and no *, is a phrase.
    """
    out: list[Term] = []
    for one in asked:
        phrase = len(one.split()) > 1 and not _QUOTES & set(one)
        out += [_term(one)] if phrase else map(_found, _PART.finditer(one))
    return list(dict.fromkeys(term for term in out if term.words))


def typed(text: str) -> list[Term]:
    """What is sought by what somebody typed into a field: only what stands in quotation marks is a phrase."""
    return list(dict.fromkeys(term for term in map(_found, _PART.finditer(text)) if term.words))


def _found(match: re.Match[str]) -> Term:
    told = match["phrase"] if match["phrase"] is not None else match["word"]
    return _term(told, bool(match["any"]))


def _term(told: str, prefix: bool = False) -> Term:
    """A word with marks in it («porte-parole», «l'eau») is a phrase."""
    words = tuple(match[0].lower() for match in _WORD.finditer(told))
    return Term(words, prefix or told.rstrip().endswith("*"))


def places(text: str, terms: Sequence[Term], start: int = 0, end: int | None = None) -> list[list[Place]]:
    """Where each of some terms stands in a text between two characters, in order."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    words = [(folded(match[0]), Place(*match.span())) for match in found]
    return [list(_places(words, term)) for term in terms]


def _places(words: Sequence[tuple[str, Place]], term: Term) -> Iterator[Place]:
    *before, last = (folded(word) for word in term.words)
    for at in range(len(before), len(words)):
        word, place = words[at]
        here = word.startswith(last) if term.prefix else word == last
        if here and all(words[at - len(before) + n][0] == one for n, one in enumerate(before)):
            yield Place(words[at - len(before)][1].start, place.end)
