"""How far two statements are about one thing, and how many days lie between them."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.merging.meaning import Meaning, alike, concepts_of, meaning_of
from pourparlers.dossier.standing.listing import Encounter, Statement


class Worded(Protocol):
    """What has a content in a language, and may be about an issue."""

    @property
    def content(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def issue_label(self) -> str | None: ...


def meaning(one: Worded) -> Meaning:
    """The concepts of a statement's content; «deux», "two" are too common to tell anything."""
    return meaning_of(one.content, one.language)


def about(one: Worded) -> Meaning:
    """The concepts of what a statement is about: of its content and its issue."""
    return meaning(one) | concepts_of(one.issue_label or "", one.language)


def one_thing(one: Statement, other: Statement) -> bool:
    """Whether two statements are about one thing: one issue, or most concepts of the shorter content in common."""
    return (one.issue is not None and one.issue == other.issue) or alike(meaning(one), meaning(other))


def first_day(one: Statement | Encounter) -> date | None:
    """The first day that a statement or encounter can be of: its own, or that of the first paper."""
    told = window(one.day if isinstance(one, Statement) else one.date) or window(one.reports[0].published)
    return told.first if told else None


def days_between(one: Statement, other: Statement) -> int | None:
    """Days from one statement to another; None where either has no day."""
    left, right = first_day(one), first_day(other)
    return (right - left).days if left and right else None
