"""Accusations, and who denied them how long afterwards."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from pourparlers.dossier.merging.fates import Denied
from pourparlers.dossier.standing.filters import ALL, Filters, Page
from pourparlers.dossier.standing.likeness import days_between
from pourparlers.dossier.standing.listing import Evidence, Statement
from pourparlers.dossier.standing.stands.answers import answered, counted
from pourparlers.model import Act


class Denial(msgspec.Struct, frozen=True, kw_only=True):
    """A denial of an accusation; `delay`: so many days after it."""

    parties: tuple[str, ...]
    speakers: tuple[str, ...]
    date: str | None
    delay: int | None
    statement: str
    content: str
    language: str
    reports: tuple[Evidence, ...]


class Accusation(msgspec.Struct, frozen=True, kw_only=True):
    """Who accuses whom of what, and the denials in their order; without any it stands undenied in the dossier."""

    id: str
    parties: tuple[str, ...]
    speakers: tuple[str, ...]
    accused: str | None
    date: str | None
    content: str
    language: str
    issue: str | None
    label: str | None
    denials: tuple[Denial, ...]
    reports: tuple[Evidence, ...]


def accusations(
    connection: Connection, asked: Filters | None = None, denied: Denied | None = None, page: Page = ALL
) -> list[Accusation]:
    """The accusations that are asked for, by day, each with its denials.

    Args:
        connection: to the dossier.
        asked: which.
        denied: those that somebody denied, or that nobody did; all where None.
        page: which of them all.
    """
    found = answered(connection, Act.ACCUSE, asked or Filters(), denied, page)
    return [_accusation(one, denials) for one, denials in found]


def denials(connection: Connection, asked: Filters | None = None) -> dict[Denied, int]:
    """How many of the accusations that are asked for were denied, and how many not."""
    found = counted(connection, Act.ACCUSE, asked or Filters())
    return {denied: found.get(denied.value, 0) for denied in Denied}


def _accusation(one: Statement, told: Sequence[Statement]) -> Accusation:
    return Accusation(
        id=one.id, parties=one.parties, speakers=one.speakers, accused=one.target, date=one.day, content=one.content,
        language=one.language,
        issue=one.issue, label=one.issue_label, denials=tuple(_denial(one, other) for other in told),
        reports=one.reports,
    )  # fmt: skip


def _denial(one: Statement, other: Statement) -> Denial:
    return Denial(
        parties=other.parties, speakers=other.speakers, date=other.day, delay=days_between(one, other),
        statement=other.id, content=other.content, language=other.language, reports=other.reports,
    )  # fmt: skip
