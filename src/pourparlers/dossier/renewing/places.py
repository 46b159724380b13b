"""Where statements and encounters lie in time that may disagree with others: the rows of `disputable`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select

from pourparlers.dossier.renewing.changed import Changed
from pourparlers.dossier.standing.disputes.called_off import languages_of
from pourparlers.dossier.standing.disputes.happenings import deniable, tells_of_off
from pourparlers.dossier.standing.disputes.statements import can_be_denied, says_no
from pourparlers.dossier.standing.likeness import first_day
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import disputable
from pourparlers.model import Status


class Role(StrEnum):
    """As what something may disagree with what is near."""

    NO = "no"
    CLAIM = "claim"
    OFF = "off"
    MET = "met"
    CANCELLED = "cancelled"


Span = tuple[int, int]
_MOST = 50


def put_places(connection: Connection, changed: Changed) -> None:
    """Write where what has changed lies, in place of where it lay."""
    connection.execute(delete(disputable).where(among(connection, disputable.c.id, sorted(changed.names))))
    articles = {report.article for one in changed.said for report in one.reports}
    languages = languages_of(connection, articles)
    rows: list[dict[str, Any]] = []
    for said in changed.said:
        told = {"issue": said.issue, "label": said.issue_label}
        rows += _rows(said, _statement(said, tells_of_off(said, languages)), told)
    for met in changed.met:
        rows += _rows(met, _encounter(met), {"issue": None, "label": None})
    if rows:
        connection.execute(insert(disputable), rows)


def _rows(one: Statement | Encounter, roles: Iterable[Role], told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    day = first_day(one)
    if day is not None:
        yield from ({"role": role.value, "day": day.toordinal(), "id": one.id, **told} for role in roles)


def _statement(one: Statement, off: bool) -> Iterator[Role]:
    if says_no(one):
        yield Role.NO
    if can_be_denied(one):
        yield Role.CLAIM
    if off:
        yield Role.OFF


def _encounter(one: Encounter) -> Iterator[Role]:
    if deniable(one):
        yield Role.MET
    if one.status is Status.CANCELLED:
        yield Role.CANCELLED


def around(days: Iterable[int | None], before: int, after: int) -> list[Span]:
    """The stretches of so many days before and after some days, those that meet as one."""
    return joined((day - before, day + after) for day in days if day is not None)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Stretches of days, those that meet as one."""
    out: list[Span] = []
    for first, last in sorted(set(spans)):
        if out and first <= out[-1][1] + 1:
            out[-1] = out[-1][0], max(last, out[-1][1])
        else:
            out.append((first, last))
    return out


def lying(connection: Connection, role: Role, spans: Collection[Span]) -> set[str]:
    """What lies in some stretches of days, as something."""
    query = select(disputable.c.id).where(disputable.c.role == role.value)
    return {
        id_ for some in parted(spans) for id_ in connection.scalars(query.where(or_(*map(within, some))))
    }  # fmt: skip


def within(span: Span) -> ColumnElement[bool]:
    """The condition on rows of `disputable` to lie in a stretch of days."""
    return disputable.c.day.between(*span)


def parted(spans: Collection[Span]) -> Iterator[Sequence[Span]]:
    """Stretches in as many parts as a query takes."""
    told = list(spans)
    return (told[at : at + _MOST] for at in range(0, len(told), _MOST))


def ordinal_of(one: Statement | Encounter) -> int | None:
    """The first day of something, since 1 January of the year 1; None for none."""
    day = first_day(one)
    return day.toordinal() if day else None
