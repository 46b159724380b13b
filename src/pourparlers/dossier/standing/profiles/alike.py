"""What may be one with an actor or an issue, and why: what was judged of its names and those of others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, or_, select

from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import By, Kind, Verdict, link, member


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What is judged of two names: the verdict, how sure (0 to 1), why, by a rule or a person."""

    a: str
    b: str
    verdict: Verdict
    score: float
    reason: str
    by: By


def between(connection: Connection, kind: Kind, one: Collection[str], other: Collection[str]) -> list[Judged]:
    """What is judged of the names of one and those of another: by persons first, then the surest first."""
    a, b = link.c.a, link.c.b
    ways = [among(connection, a, left) & among(connection, b, right) for left, right in ((one, other), (other, one))]
    rows = connection.execute(select(link).where(link.c.kind == kind.value, or_(*ways)))
    return _sorted(rows)


def within(connection: Connection, kind: Kind, nodes: Collection[str]) -> list[Judged]:
    """Why some names are one: what says so, the surest first."""
    both = among(connection, link.c.a, nodes), among(connection, link.c.b, nodes)
    told = select(link).where(link.c.kind == kind.value, link.c.verdict == Verdict.SAME.value, *both)
    return _sorted(connection.execute(told))


def _sorted(rows: Any) -> list[Judged]:
    told = [
        Judged(a=row.a, b=row.b, verdict=Verdict(row.verdict), score=row.score, reason=row.reason, by=By(row.by))
        for row in rows
    ]
    return sorted(told, key=lambda one: (one.by is not By.PERSON, -one.score, one.a, one.b))


def maybe_one(connection: Connection, kind: Kind, id_: str, nodes: Sequence[str], limit: int) -> list[str]:
    """The ids of what may be one with a thing, by unsure links on which no person has decided, the surest first.

    Args:
        connection: to the dossier.
        kind: of which kind.
        id_: of the thing.
        nodes: its names.
        limit: how many at most.
    """
    found: dict[str, float] = {}
    judged = set()
    for own, other in ((link.c.a, link.c.b), (link.c.b, link.c.a)):
        columns = other.label("node"), member.c.group, link.c.score, link.c.verdict, link.c.by
        query = select(*columns).join(member, (member.c.kind == link.c.kind) & (member.c.node == other))
        for row in connection.execute(query.where(link.c.kind == kind.value, among(connection, own, nodes))):
            if row.by == By.PERSON and row.verdict == Verdict.DIFFERENT:
                judged.add(row.group)
            elif row.verdict == Verdict.UNSURE:
                found[row.group] = max(row.score, found.get(row.group, 0.0))
    kept = {group: score for group, score in found.items() if group not in judged | {id_}}
    return sorted(kept, key=lambda group: (-kept[group], group))[:limit]
