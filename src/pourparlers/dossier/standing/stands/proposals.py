"""Proposals, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from pourparlers.dossier.merging.fates import Fate, fate_by, fate_of
from pourparlers.dossier.standing.filters import ALL, Filters, Page
from pourparlers.dossier.standing.likeness import days_between
from pourparlers.dossier.standing.listing import Evidence, Statement
from pourparlers.dossier.standing.stands.answers import answered, counted
from pourparlers.model import Act, DossierError


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a party answered.

    Attributes:
        party, act: who, and what by.
        fate: accepted, refused or accepted on a condition.
        condition: its words where there are any.
        date: of what day; `delay`: so many days after the proposal.
        statement, content, language, reports: the statement that tells it.
    """

    party: tuple[str, ...]
    act: Act
    fate: Fate
    condition: str | None
    date: str | None
    delay: int | None
    statement: str
    content: str
    language: str
    reports: tuple[Evidence, ...]


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal with the answers in their order; `fate`: disputed where parties differ in their latest answers."""

    id: str
    parties: tuple[str, ...]
    speakers: tuple[str, ...]
    date: str | None
    content: str
    language: str
    conditional: bool
    condition: str | None
    issue: str | None
    label: str | None
    fate: Fate
    answers: tuple[Answer, ...]
    reports: tuple[Evidence, ...]


def proposals(
    connection: Connection, asked: Filters | None = None, fate: Fate | None = None, page: Page = ALL
) -> list[Proposal]:
    """The proposals that are asked for, by day, each with the answers of other parties; one without any was ignored.

    Args:
        connection: to the dossier.
        asked: which.
        fate: what became of them; whatever became where None.
        page: which of them all.
    """
    found = answered(connection, Act.PROPOSE, asked or Filters(), fate, page)
    return [_proposal(one, answers) for one, answers in found]


def fates(connection: Connection, asked: Filters | None = None) -> dict[Fate, int]:
    """How many of the proposals that are asked for had which fate; all fates in their order."""
    found = counted(connection, Act.PROPOSE, asked or Filters())
    return {fate: found.get(fate.value, 0) for fate in Fate}


def fate_named(told: str) -> Fate:
    """What became of a proposal, by its name.

    Raises:
        DossierError: nothing becomes so of one.
    """
    try:
        return Fate(told)
    except ValueError as error:
        hint = f"Ask for {', '.join(Fate)}."
        raise DossierError(f"no proposal has such a fate: {told[:60]!r}.", hint=hint) from error


def _proposal(one: Statement, told: Sequence[Statement]) -> Proposal:
    answers = tuple(_answer(one, other) for other in told)
    return Proposal(
        id=one.id, parties=one.parties, speakers=one.speakers, date=one.day, content=one.content, language=one.language,
        conditional=one.conditional, condition=one.condition, issue=one.issue, label=one.issue_label,
        fate=fate_by((answer.party, answer.fate) for answer in answers), answers=answers, reports=one.reports,
    )  # fmt: skip


def _answer(one: Statement, other: Statement) -> Answer:
    fate = fate_of(other.act, other.conditional)
    return Answer(
        party=other.parties or other.speakers, act=other.act, fate=fate, condition=other.condition, date=other.day,
        delay=days_between(one, other), statement=other.id, content=other.content, language=other.language,
        reports=other.reports,
    )  # fmt: skip
