"""Ties that are counted: encounters of two actors, and statements that one aims at the other."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest
from typing import Any

from sqlalchemy import and_, func, select

from pourparlers.dossier.standing.ties.actors import Ends, groups_of
from pourparlers.dossier.standing.ties.chosen import Chosen
from pourparlers.dossier.standing.ties.kinds import ActorTie, Found, TieKind, earliest, latest
from pourparlers.dossier.standing.ties.twice import met_twice, twice
from pourparlers.dossier.store.schema import Kind, aim, presence

Counted = tuple[Any, ...]
_LESS = (-1, None, None)


def meetings(chosen: Chosen) -> Found:
    """Who meets whom: actors that are told to be at one encounter that took place."""
    if not chosen.encounters:
        return Found()
    found: dict[tuple[str, str], Counted] = {}
    rows = chosen.connection.execute(_meetings(chosen)).all()
    of = groups_of(chosen.connection, Kind.ACTOR, {node for row in rows for node in row[:2]})
    for one, other, *told in rows:
        pair = of[one], of[other]
        _add(found, pair if pair[0] < pair[1] else pair[::-1], told, chosen.ends)
    for one, other in met_twice(chosen, of):
        pair = of[one], of[other]
        _add(found, pair if pair[0] < pair[1] else pair[::-1], _LESS, chosen.ends)
    return strongest(TieKind.MEET, found, chosen.asked.strongest)


def _meetings(chosen: Chosen) -> Any:
    one, other = presence.alias("one"), presence.alias("other")
    both = and_(one.c.encounter == other.c.encounter, one.c.role == other.c.role, one.c.node < other.c.node)
    columns = one.c.node, other.c.node, func.count(), func.min(one.c.date), func.max(one.c.date)
    query = select(*columns).select_from(one.join(other, both)).where(*chosen.of_encounters(one))
    return query.group_by(*columns[:2])


def aims(chosen: Chosen) -> dict[TieKind, Found]:
    """Who supports, accuses, … whom, by the act."""
    kinds = [kind for kind in chosen.asked.kinds if kind.act]
    columns = aim.c.act, aim.c.node, aim.c.target, func.count(), func.min(aim.c.day), func.max(aim.c.day)
    query = select(*columns).where(aim.c.act.in_([kind.value for kind in kinds]), *chosen.of_statements(aim))
    rows = chosen.connection.execute(query.group_by(*columns[:3])).all()
    of = groups_of(chosen.connection, Kind.ACTOR, {node for row in rows for node in row[1:3]})
    found: dict[str, dict[tuple[str, str], Counted]] = {kind.value: {} for kind in kinds}
    for act, node, target, *told in rows:
        _add(found[act], (of[node], of[target]), told, chosen.ends)
    for row in twice(chosen, aim, of):
        if row.act in found:
            _add(found[row.act], (of[row.node], of[row.target]), _LESS, chosen.ends)
    return {kind: strongest(kind, found[kind.value], chosen.asked.strongest) for kind in kinds}


def _add(found: dict[tuple[str, str], Counted], pair: tuple[str, str], told: Sequence[Any], ends: Ends) -> None:
    if pair[0] == pair[1] or (ends is not None and ends.isdisjoint(pair)):
        return
    if pair in found:
        number, first, last = found[pair]
        told = number + told[0], earliest(first, told[1]), latest(last, told[2])
    found[pair] = tuple(told)


def strongest(kind: TieKind, found: dict[tuple[str, str], Counted], most: int) -> Found:
    """The ties that are made of most, and of as many those that come first by id."""
    chosen = nsmallest(most, found, key=lambda pair: (-found[pair][0], pair))
    ties = tuple(_tie(kind, pair, *found[pair]) for pair in chosen)
    return Found(ties, len(found), {end for pair in found for end in pair})


def _tie(kind: TieKind, pair: tuple[str, str], number: int, first: str | None, last: str | None) -> ActorTie:
    return ActorTie(
        kind=kind, source=pair[0], target=pair[1], number=number, weight=float(number), first=first, last=last
    )  # fmt: skip
