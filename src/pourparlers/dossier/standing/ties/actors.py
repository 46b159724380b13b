"""Actors of networks: which names are one, and who is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from sqlalchemy import Connection, select

from pourparlers.dossier.standing.ties.kinds import Between, Tied
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, actor, member

Groups = dict[str, str]
# Of whom one is to have part in a tie; anybody where None.
Ends = AbstractSet[str] | None


def groups_of(connection: Connection, kind: Kind, nodes: Iterable[str]) -> Groups:
    """What some names of actors or issues are one with; what no article tells of is itself alone."""
    told = set(nodes)
    query = select(member.c.node, member.c.group).where(member.c.kind == kind.value)
    rows = connection.execute(query.where(among(connection, member.c.node, sorted(told))))
    return {**{node: node for node in told}, **{row.node: row.group for row in rows}}


def nodes_of(connection: Connection, kind: Kind, group: str) -> list[str]:
    """The names that are one; the id itself where no article tells of it."""
    query = select(member.c.node).where(member.c.kind == kind.value, member.c.group == group)
    return list(connection.execute(query.order_by(member.c.node)).scalars()) or [group]


def plain_id(node: str) -> str:
    """The id of an actor without what tells it from others: "EC" of "EC|Ecuador"."""
    return node.rpartition("|")[0] if node.startswith("person:") and "|" in node else node.partition("|")[0]


def wanted(connection: Connection, asked: Tied) -> Ends:
    """The actors whose ties are asked for; None where all are."""
    filters, own = asked.filters, member.c.kind == Kind.ACTOR.value
    told: list[set[str]] = []
    if filters.party_id:
        named = select(member.c.group).where(own, member.c.node.startswith(f"{filters.party_id}|", autoescape=True))
        found = {filters.party_id, *connection.execute(named).scalars()}
        if asked.between is Between.PERSONS:
            found |= set(connection.execute(select(actor.c.id).where(actor.c.party == filters.party_id)).scalars())
        told.append(found)
    if filters.person:
        like = member.c.node.ilike(f"person:%{filters.person}%|%")
        told.append(set(connection.execute(select(member.c.group).where(own, like)).scalars()))
    return set.intersection(*told) if told else None
