"""Why some reports are one, and what else may be one with them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import Connection, and_, or_, select

from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import By, Kind, Verdict, link, member

# So many judgements within a thing are read, and so many of others.
INSIDE, OUTSIDE = 400, 8


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """What was judged of two reports."""

    a: Annotated[str, Meta(description="The uid of one report.")]
    b: Annotated[str, Meta(description="The uid of another.")]
    verdict: Annotated[Verdict, Meta(description="same, different or unsure.")]
    score: Annotated[float, Meta(description="How sure, from 0 to 1.")]
    reason: Annotated[str, Meta(description="Why; of a person who, and why.")]
    by: Annotated[By, Meta(description="A rule or a person.")]
    thing: Annotated[str, Meta(description="The id of the thing that the other one is a report of.")]


def joins(connection: Connection, kind: Kind, group: Collection[str]) -> tuple[Join, ...]:
    """By what the reports of a thing were joined: of each report the surest link to another, those of persons first."""
    if len(group) < 2:
        return ()
    both = among(connection, link.c.a, group), among(connection, link.c.b, group)
    query = select(link).where(link.c.kind == kind.value, link.c.verdict == Verdict.SAME.value, *both)
    rows = connection.execute(query.order_by(link.c.by, link.c.score.desc(), link.c.a, link.c.b).limit(INSIDE))
    out, held = [], set[str]()
    for row in rows:
        if row.by == By.PERSON or not {row.a, row.b} <= held:
            held |= {row.a, row.b}
            out.append(_join(row, min(group)))
    return tuple(out)


def others(connection: Connection, kind: Kind, group: Collection[str]) -> tuple[Join, ...]:
    """What may be one with a thing, or what persons held apart from it, the surest first; each other thing once."""
    found: dict[str, Join] = {}
    doubtful = or_(
        link.c.verdict == Verdict.UNSURE.value,
        and_(link.c.by == By.PERSON.value, link.c.verdict == Verdict.DIFFERENT.value),
    )
    for here, there in ((link.c.a, link.c.b), (link.c.b, link.c.a)):
        query = select(link, member.c.group.label("thing")).join(
            member, and_(member.c.kind == link.c.kind, member.c.node == there)
        ).where(link.c.kind == kind.value, among(connection, here, group), doubtful)  # fmt: skip
        for row in connection.execute(query.order_by(link.c.by, link.c.score.desc()).limit(INSIDE)):
            if row.thing != min(group):
                found.setdefault(row.thing, _join(row, row.thing))
    told = sorted(found.values(), key=lambda one: (one.by is not By.PERSON, -one.score, one.thing))
    return tuple(told[:OUTSIDE])


def _join(row: Any, thing: str) -> Join:
    return Join(
        a=row.a, b=row.b, verdict=Verdict(row.verdict), score=row.score, reason=row.reason, by=By(row.by), thing=thing
    )
