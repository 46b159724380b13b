"""Where each party stands on each issue, and how it came to stand there."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import groupby

import msgspec
from sqlalchemy import Connection

from pourparlers.dossier.standing.disputes.reports import disputed_reports
from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.listing import Evidence, Statement, statements
from pourparlers.model import Act, Stance


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A stance that a party took.

    Attributes:
        stance, condition: for or against, and on what condition; `conditional` where the condition has no words.
        date: when it was first taken.
        act: by what act.
        statement: the id of the statement that tells it.
        speakers: in whose words.
        content: what they said.
        reports: who reports it.
        disputed: whether other articles report that the party did not accept it, or denied it.
    """

    stance: Stance
    conditional: bool
    condition: str | None
    date: str | None
    act: Act
    statement: str
    speakers: tuple[str, ...]
    content: str
    reports: tuple[Evidence, ...]
    disputed: bool


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Where a party stands on an issue: the latest step; `history`: all steps that changed it, the latest last."""

    party: str
    issue: str
    label: str
    latest: Step
    history: tuple[Step, ...]


def positions(connection: Connection, asked: Filters | None = None) -> list[Position]:
    """The positions of the parties on the issues that are asked for, by issue and party.

    A statement of several parties is a step of each. Where a party speaks more than once, the statement of the latest
    day tells where it stands; the history keeps those whose stance or condition differ from the one before.
    """
    wanted = asked or Filters()
    return positions_of(statements(connection, wanted), wanted.party_id, disputed_reports(connection, wanted.until))


def positions_of(
    said: Iterable[Statement], of: str | None = None, disputed: Container[str | None] = frozenset()
) -> list[Position]:
    """The positions that some statements tell, by issue and party.

    Args:
        said: the statements.
        of: the id of the party whose positions are asked for; of all parties where None.
        disputed: the reports that others deny or refuse, or that do so.
    """
    told = [
        (one.issue, party, one.issue_label or one.issue, one)
        for one in said
        if one.stance is not None and one.issue is not None and not one.negated
        for party in one.parties
        if of is None or party == of
    ]
    told.sort(key=lambda row: (*row[:3], *_when(row[3])))
    found = [
        _position(party, issue, label, [step_of(row[3], disputed) for row in rows])
        for (issue, party, label), rows in groupby(told, key=lambda row: row[:3])
    ]
    return sorted(found, key=lambda one: (one.label, one.issue, one.party))


def _when(one: Statement) -> tuple[str, str, str]:
    """By day; of two of one day the one that was reported later tells more."""
    return one.day or "", one.reports[0].published or "", one.id


def _position(party: str, issue: str, label: str, told: Iterable[Step]) -> Position:
    steps = tuple(_changes(told))
    return Position(party=party, issue=issue, label=label, latest=steps[-1], history=steps)


def _changes(steps: Iterable[Step]) -> Iterable[Step]:
    """Each step whose stance or condition is another than before."""
    last: Step | None = None
    for step in steps:
        if last is None or (step.stance, step.conditional) != (last.stance, last.conditional):
            yield step
            last = step


def step_of(one: Statement, disputed: Container[str | None]) -> Step:
    """A statement as a step; `disputed`: the reports that others deny or refuse, or that do so."""
    return Step(
        stance=one.stance or Stance.FOR, conditional=one.conditional, condition=one.condition, date=one.day,
        act=one.act, statement=one.id, speakers=one.speakers, content=one.content, reports=one.reports,
        disputed=any(report.report in disputed for report in one.reports),
    )  # fmt: skip
