"""How far two statements are about one thing, and how many days lie between them."""

from __future__ import annotations

from datetime import date

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.lexicon.concepts import concepts

# So much of the concepts of the shorter content stands in the longer where both are about one thing.
ONE_THING = 0.6
_COMMON = {"1", "2"}


def meaning(one: Statement) -> frozenset[str]:
    """The concepts of a statement's content; «deux», "two" are too common to tell anything."""
    return frozenset(c for c in concepts(one.content, one.language) if c not in _COMMON)


def about(one: Statement) -> frozenset[str]:
    """The concepts of what a statement is about: of its content and its issue."""
    return meaning(one) | frozenset(concepts(one.issue_label or "", one.language))


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
