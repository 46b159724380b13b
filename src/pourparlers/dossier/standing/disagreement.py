"""A contradiction between sources, with the words of both."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from pourparlers.dossier.standing.listing import Encounter, Evidence, Statement
from pourparlers.model import EncounterKind


class What(StrEnum):
    """What sources disagree about.

    `acceptance`: a party accepted according to one and refused or denied according to the other. `denial`: one reports
    what the other reports as denied. `author`: who called an encounter off, or asked that it be moved.
    """

    DATE = "date"
    PLACE = "place"
    LENGTH = "length"
    PARTICIPANTS = "participants"
    OUTCOME = "outcome"
    ACCEPTANCE = "acceptance"
    DENIAL = "denial"
    AUTHOR = "author"
    QUOTATION = "quotation"
    NUMBER = "number"


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What one article tells.

    Attributes:
        article, outlet, published: whose it is.
        value: what it tells, in a form that can be compared: a date, a length, an act, a number.
        evidence: its words.
        report: the uid of the report; null for words outside any.
    """

    article: str
    outlet: str | None
    published: str | None
    value: str
    evidence: str
    report: str | None = None


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """The encounter that a contradiction is about, as most articles tell it."""

    kind: EncounterKind
    parties: tuple[str, ...]
    place: str | None
    date: str | None


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """What articles disagree about.

    Attributes:
        what: in what respect.
        subject: the id of the encounter or statement that it is about; for a number the concept that is counted.
        about: the words of the statement, or what is counted; null for an encounter.
        encounter: the encounter; null for others.
        between: all sides, by day of publication.
    """

    what: What
    subject: str
    about: str | None
    encounter: Happening | None
    between: tuple[Side, ...]


def contradiction(
    what: What, subject: Statement | str, sides: Iterable[Side], words: str | None = None
) -> Contradiction:
    """A contradiction about a statement, or about what is counted (by its concept, and in words)."""
    id_, about = (subject, words) if isinstance(subject, str) else (subject.id, subject.content)
    return Contradiction(what=what, subject=id_, about=about, encounter=None, between=_ordered(sides))


def contradiction_of(what: What, one: Encounter, sides: Iterable[Side]) -> Contradiction:
    """A contradiction about an encounter."""
    met = Happening(kind=one.kind, parties=one.parties, place=one.place, date=one.date)
    return Contradiction(what=what, subject=one.id, about=None, encounter=met, between=_ordered(sides))


def _ordered(sides: Iterable[Side]) -> tuple[Side, ...]:
    return tuple(sorted(sides, key=lambda side: (side.published or "9999", side.article, side.value)))


def side_of(report: Evidence, value: str) -> Side:
    """What a report tells, as a side."""
    return Side(
        article=report.article, outlet=report.outlet, published=report.published, value=value, evidence=report.text,
        report=report.report,
    )  # fmt: skip
