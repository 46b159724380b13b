"""Words that are sought, and where they stand in a text, without regard to accents and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from pourparlers.dossier.store.sought import Query, Term, folded
from pourparlers.lexicon.operators import operators

# Letters and digits with the accents that stand behind them.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_PART = re.compile(
    r"(?P<without>(?<!\S)-(?=[\w\"«“]))?"
    r"(?:[\"«“”](?P<phrase>[^\"«»“”]*)[\"»“”]?(?P<any>\*?)|(?P<word>[^\s\"«»“”]+))"
)
_QUOTES = frozenset('"«»“”*')


class Place(NamedTuple):
    """Characters of a text (code points, half-open)."""

    start: int
    end: int


class _Token(NamedTuple):
    """A term as it was typed.

    Attributes:
        term: it.
        plain: its letters where it stands without marks: what may be an operator.
        without: whether it stands behind a minus.
    """

    term: Term
    plain: str = ""
    without: bool = False


def query_of(asked: Iterable[str]) -> Query:
    """What is sought by what somebody typed: words, "exact phrases", beginnings*; other marks only part words.

    Words in capitals (`lexicon/ui/search`) or a minus before a word tell that one of two things is enough, or that
    something must not stand there: "fishing OR hunting", "fishing NOT tuna", "fishing -tuna". Those without anything
    to stand between are words like others.

    Args:
        asked: as the shell gives it: one that holds spaces, but no quotation marks, no * and no operator, is a phrase.
    """
    out: list[_Token] = []
    for one in asked:
        tokens = _tokens(one)
        phrase = len(one.split()) > 1 and not _QUOTES & set(one) and not any(map(_steers, tokens))
        out += [_Token(_term(one))] if phrase else tokens
    return _joined([token for token in out if token.term.words])


def terms_of(asked: Iterable[str]) -> list[Term]:
    """The words of `query_of` that may be found."""
    return list(query_of(asked).terms)


def typed_query(text: str) -> Query:
    """What is sought by what somebody typed into a field: only what stands in quotation marks is a phrase."""
    return _joined([token for token in _tokens(text) if token.term.words])


def typed(text: str) -> list[Term]:
    """The words of `typed_query` that may be found."""
    return list(typed_query(text).terms)


def _tokens(text: str) -> list[_Token]:
    return [_found(match) for match in _PART.finditer(text)]


def _found(match: re.Match[str]) -> _Token:
    told = match["phrase"] if match["phrase"] is not None else match["word"]
    return _Token(_term(told, bool(match["any"])), match["word"] or "", bool(match["without"]))


def _steers(token: _Token) -> bool:
    """Whether it is an operator, or stands behind one."""
    words = operators()
    return token.without or token.plain in words.either or token.plain in words.without


class _As(Enum):
    """How a term is taken."""

    ALSO, EITHER, NOT = range(3)


def _joined(tokens: Sequence[_Token]) -> Query:
    """The terms with what their operators make of them: an operator binds the two terms beside it."""
    every: list[tuple[Term, ...]] = []
    none: list[Term] = []
    how, found = _As.ALSO, False
    for n, token in enumerate(tokens):
        if n + 1 < len(tokens) and (told := _operator(token, how, found)):
            how = told
            continue
        found = how is not _As.NOT and not token.without
        if not found:
            none.append(token.term)
        elif how is _As.EITHER:
            every[-1] = (*every[-1], token.term)
        else:
            every.append((token.term,))
        how = _As.ALSO
    return Query(tuple(dict.fromkeys(tuple(dict.fromkeys(some)) for some in every)), tuple(dict.fromkeys(none)))


def _operator(token: _Token, how: _As, found: bool) -> _As | None:
    """How the next term is taken where this one is an operator; `found`: whether one that may be found is before it."""
    words = operators()
    if token.plain in words.without and not token.without and how is not _As.NOT:
        return _As.NOT
    return _As.EITHER if token.plain in words.either and not token.without and found and how is _As.ALSO else None


def _term(told: str, prefix: bool = False) -> Term:
    """A word with marks in it («porte-parole», «l'eau») is a phrase."""
    words = tuple(match[0].lower() for match in _WORD.finditer(told))
    return Term(words, prefix or told.rstrip().endswith("*"))


def places(text: str, terms: Sequence[Term], start: int = 0, end: int | None = None) -> list[list[Place]]:
    """Where each of some terms stands in a text between two characters, in order."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    words = [(folded(match[0]), Place(*match.span())) for match in found]
    return [list(_places(words, term)) for term in terms]


def holds(asked: Query, by_term: Sequence[Sequence[Place]]) -> bool:
    """Whether one at least of each of what is sought was found.

    Args:
        asked: what is sought.
        by_term: where each of its `terms` stands.
    """
    found = {term for term, some in zip(asked.terms, by_term, strict=True) if some}
    return all(not found.isdisjoint(some) for some in asked.every)


def _places(words: Sequence[tuple[str, Place]], term: Term) -> Iterator[Place]:
    *before, last = (folded(word) for word in term.words)
    for at in range(len(before), len(words)):
        word, place = words[at]
        here = word.startswith(last) if term.prefix else word == last
        if here and all(words[at - len(before) + n][0] == one for n, one in enumerate(before)):
            yield Place(words[at - len(before)][1].start, place.end)
