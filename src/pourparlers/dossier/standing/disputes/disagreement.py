"""A contradiction between sources, with the words of both."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from hashlib import blake2b

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


# What is disputed of encounters.
OF_ENCOUNTERS = {What.DATE, What.PLACE, What.LENGTH, What.PARTICIPANTS, What.OUTCOME, What.AUTHOR}


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
        id: names it: the same as long as what it is about is, whatever sides come to it.
        what: in what respect.
        subject: the id of the encounter or statement that it is about; for a number the concept that is counted.
        about: the words of the statement, or what is counted; null for an encounter.
        encounter: the encounter; null for others.
        between: all sides, by day of publication.
    """

    id: str
    what: What
    subject: str
    about: str | None
    encounter: Happening | None
    between: tuple[Side, ...]

    @property
    def order(self) -> tuple[str, str, str, str]:
        """By this contradictions stand in a list: by the day of the first side."""
        return self.between[0].published or "9999", self.what, self.subject, self.id


def contradiction(what: What, one: Statement, sides: Iterable[Side]) -> Contradiction:
    """A contradiction about a statement."""
    name = _name(what, one.id)
    return Contradiction(id=name, what=what, subject=one.id, about=one.content, encounter=None, between=_ordered(sides))


def contradiction_of(what: What, one: Encounter, sides: Iterable[Side]) -> Contradiction:
    """A contradiction about an encounter."""
    met = Happening(kind=one.kind, parties=one.parties, place=one.place, date=one.date)
    name = _name(what, one.id)
    return Contradiction(id=name, what=what, subject=one.id, about=None, encounter=met, between=_ordered(sides))


def contradiction_in(concept: str, words: str, act: str, home: str, sides: Iterable[Side]) -> Contradiction:
    """A contradiction about what is counted.

    Args:
        concept, words: what is counted, and how that is written.
        act: of whoever offers or asks for so many; empty for none.
        home: the first of the articles that differ.
        sides: what they tell.
    """
    name = _name(What.NUMBER, concept, act, home)
    return Contradiction(
        id=name, what=What.NUMBER, subject=concept, about=words, encounter=None, between=_ordered(sides)
    )


def _name(what: What, *told: str) -> str:
    return "c-" + blake2b("|".join((what.value, *told)).encode(), digest_size=6).hexdigest()


def _ordered(sides: Iterable[Side]) -> tuple[Side, ...]:
    return tuple(sorted(sides, key=lambda side: (side.published or "9999", side.article, side.value)))


def side_of(report: Evidence, value: str) -> Side:
    """What a report tells, as a side."""
    return Side(
        article=report.article, outlet=report.outlet, published=report.published, value=value, evidence=report.text,
        report=report.report,
    )  # fmt: skip
