"""Proposals, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from pourparlers.dossier.standing.answers import answers_of
from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.likeness import days_between
from pourparlers.dossier.standing.listing import Evidence, Statement, statements
from pourparlers.model import Act


class Fate(StrEnum):
    """What became of a proposal, by the latest answer of each party."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    CONDITION = "condition"
    DISPUTED = "disputed"
    IGNORED = "ignored"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a party answered.

    Attributes:
        party, act: who, and what by.
        fate: accepted, refused or accepted on a condition.
        condition: its words where there are any.
        date: of what day; `delay`: so many days after the proposal.
        statement, content, reports: the statement that tells it.
    """

    party: tuple[str, ...]
    act: Act
    fate: Fate
    condition: str | None
    date: str | None
    delay: int | None
    statement: str
    content: str
    reports: tuple[Evidence, ...]


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal with the answers in their order; `fate`: disputed where parties differ in their latest answers."""

    id: str
    parties: tuple[str, ...]
    speakers: tuple[str, ...]
    date: str | None
    content: str
    conditional: bool
    condition: str | None
    issue: str | None
    label: str | None
    fate: Fate
    answers: tuple[Answer, ...]
    reports: tuple[Evidence, ...]


_FATES = {Act.ACCEPT: Fate.ACCEPTED, Act.SUPPORT: Fate.ACCEPTED, Act.REJECT: Fate.REFUSED}


def proposals(connection: Connection, asked: Filters | None = None) -> list[Proposal]:
    """The proposals that are asked for, by day, each with the answers of other parties; one without any was ignored."""
    wanted = [one for one in statements(connection, asked) if one.act is Act.PROPOSE and not one.negated]
    told = statements(connection)
    found = answers_of(connection, wanted, told, set(_FATES))
    return [_proposal(one, found[one.id]) for one in wanted]


def _proposal(one: Statement, told: Sequence[Statement]) -> Proposal:
    answers = tuple(_answer(one, other) for other in told)
    return Proposal(
        id=one.id, parties=one.parties, speakers=one.speakers, date=one.day, content=one.content,
        conditional=one.conditional, condition=one.condition, issue=one.issue, label=one.issue_label,
        fate=_fate(answers), answers=answers, reports=one.reports,
    )  # fmt: skip


def _answer(one: Statement, other: Statement) -> Answer:
    fate = _FATES[other.act]
    if other.conditional and fate is Fate.ACCEPTED:
        fate = Fate.CONDITION
    return Answer(
        party=other.parties or other.speakers, act=other.act, fate=fate, condition=other.condition, date=other.day,
        delay=days_between(one, other), statement=other.id, content=other.content, reports=other.reports,
    )  # fmt: skip


def _fate(answers: Iterable[Answer]) -> Fate:
    latest = {answer.party: answer.fate for answer in answers}
    fates = set(latest.values())
    return fates.pop() if len(fates) == 1 else Fate.DISPUTED if fates else Fate.IGNORED
