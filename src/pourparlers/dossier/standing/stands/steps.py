"""Rows of `step`: which are asked for, and where a party's stance is another than before."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.standing.filters import Filters, between, issue_nodes, of_statements
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, member, statement, step

ORDER = step.c.day, step.c.first, step.c.statement


def until(asked: Filters, at: str | None) -> Filters:
    """The filters with a date until which statements count; the earlier one, where both tell one."""
    both = [day for day in (asked.until, at) if day]
    return msgspec.structs.replace(asked, until=min(both, key=_last)) if both else asked


def _last(day: str) -> str:
    told = window(day)
    return told.last.isoformat() if told else day


def of_steps(connection: Connection, asked: Filters) -> list[ColumnElement[bool]]:
    """The conditions on rows of `step`.

    Raises:
        DossierError: there is no such issue.
    """
    told = between(step.c.day, asked)
    # No day is empty here, and sorts before all others.
    told += [step.c.day != ""] if told else []
    if asked.party:
        told.append(step.c.party == asked.party_id)
    if asked.issue:
        labels = among(connection, member.c.node, issue_nodes(connection, asked.issue))
        ids = set(connection.scalars(select(member.c.group).where(member.c.kind == Kind.ISSUE.value, labels)))
        told.append(step.c.issue.in_(sorted(ids)))
    rest = msgspec.structs.replace(asked, party=None, issue=None, since=None, until=None)
    if rest != Filters():
        told.append(step.c.statement.in_(select(statement.c.id).where(of_statements(connection, rest))))
    return told


def turning(*where: ColumnElement[bool]) -> Select[Any]:
    """The steps of each party on each issue with `turns`: whether the stance or its condition is another than before.

    Besides `told`: how many statements there are of the party on the issue; `last`: the day of the latest.
    """
    cell: dict[str, Any] = {"partition_by": (step.c.issue, step.c.party)}
    row = select(
        step,
        func.lag(step.c.stance).over(**cell, order_by=ORDER).label("stance_before"),
        func.lag(step.c.conditional).over(**cell, order_by=ORDER).label("conditional_before"),
        func.count().over(**cell).label("told"),
        func.max(step.c.day).over(**cell).label("last"),
    ).where(*where).subquery()  # fmt: skip
    own: Any = row.c
    turns = or_(own.stance_before.is_(None), own.stance_before != own.stance, own.conditional_before != own.conditional)
    query: Select[Any] = select(*own, turns.label("turns"))
    return query


def changed(*where: ColumnElement[bool]) -> Select[Any]:
    """The steps of each party on each issue whose stance, or whether it has a condition, is another than before.

    Besides the columns of `turning`: `turn`, which of these it is, the latest first; `all`, how many there are.
    """
    own: Any = turning(*where).subquery().c
    cell: dict[str, Any] = {"partition_by": (own.issue, own.party)}
    latest_first = own.day.desc(), own.first.desc(), own.statement.desc()
    turn = func.row_number().over(**cell, order_by=latest_first).label("turn")
    query: Select[Any] = select(*own, turn, func.count().over(**cell).label("all"))
    return query.where(own.turns)
