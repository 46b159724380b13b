"""How far two statements are about one thing, and how many days lie between them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.lexicon.concepts import concepts

# So much of the concepts of the shorter content stands in the longer where both are about one thing.
ONE_THING = 0.6
_COMMON = frozenset({"1", "2"})


def meaning(one: Statement) -> frozenset[str]:
    """The concepts of a statement's content; «deux», "two" are too common to tell anything."""
    return _told(one.content, one.language) - _COMMON


def about(one: Statement) -> frozenset[str]:
    """The concepts of what a statement is about: of its content and its issue."""
    return meaning(one) | _told(one.issue_label or "", one.language)


# A statement is held against those of the days around it: the same few thousand contents come again and again.
@lru_cache(maxsize=20_000)
def _told(words: str, language: str) -> frozenset[str]:
    return frozenset(concepts(words, language))


def one_thing(one: Statement, other: Statement) -> bool:
    """Whether two statements are about one thing: one issue, or most concepts of the shorter content in common."""
    if one.issue is not None and one.issue == other.issue:
        return True
    left, right = meaning(one), meaning(other)
    both, fewest = len(left & right), min(len(left), len(right))
    return both >= 2 and both / fewest >= ONE_THING


def first_day(one: Statement | Encounter) -> date | None:
    """The first day that a statement or encounter can be of: its own, or that of the first paper."""
    told = window(one.day if isinstance(one, Statement) else one.date) or window(one.reports[0].published)
    return told.first if told else None


def days_between(one: Statement, other: Statement) -> int | None:
    """Days from one statement to another; None where either has no day."""
    left, right = first_day(one), first_day(other)
    return (right - left).days if left and right else None
