"""What is counted twice, since two names of one actor stand in one statement or at one encounter.

Narrow rows bear names, which persons and rules join later: where «le Pérou» and «le ministère péruvien» are one, a
statement of both is one statement of one actor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import and_, select

from pourparlers.dossier.standing.ties.actors import Groups, plain_id
from pourparlers.dossier.standing.ties.chosen import Chosen
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import presence


def twice(chosen: Chosen, table: Any, of: Groups) -> list[Any]:
    """The rows of `side` or `aim` whose statement has another row of the same actor.

    Args:
        chosen: which rows count.
        table: which of both.
        of: the actors of all their nodes.
    """
    names = _several(of)
    if not names:
        return []
    one = table.alias("one")
    both = and_(one.c.statement == table.c.statement, one.c.role == table.c.role, one.c.node < table.c.node)
    own = among(chosen.connection, table.c.node, names), among(chosen.connection, one.c.node, names)
    query = select(table, one.c.node.label("same")).select_from(table.join(one, both))
    rows = chosen.connection.execute(query.where(*own, *chosen.of_statements(table)))
    return list({(row.statement, row.node): row for row in rows if of[row.node] == of[row.same]}.values())


def met_twice(chosen: Chosen, of: Groups) -> Iterator[tuple[str, str]]:
    """The pairs of names that were counted for an encounter to which another name of the same actor was told."""
    names = _several(of)
    if not names:
        return
    some = select(presence.c.encounter).where(
        among(chosen.connection, presence.c.node, names), *chosen.of_encounters(presence)
    )
    query = select(presence.c.encounter, presence.c.node).where(
        presence.c.role == chosen.asked.between.value, presence.c.encounter.in_(some)
    )
    there: dict[str, list[str]] = {}
    for encounter, node in chosen.connection.execute(query.order_by(presence.c.encounter, presence.c.node)):
        there.setdefault(encounter, []).append(node)
    for nodes in there.values():
        yield from _surplus(nodes, of)


def _surplus(nodes: Sequence[str], of: Groups) -> Iterator[tuple[str, str]]:
    """Of all pairs of names those that join two actors anew."""
    seen: set[tuple[str, ...]] = set()
    for n, one in enumerate(nodes):
        for other in nodes[n + 1 :]:
            pair = tuple(sorted((of[one], of[other])))
            if pair in seen:
                yield one, other
            seen.add(pair)


def _several(of: Groups) -> list[str]:
    """The names of actors that have several ids: an id stands once in a statement."""
    ids: dict[str, set[str]] = {}
    for node, actor in of.items():
        ids.setdefault(actor, set()).add(plain_id(node))
    return sorted(node for node, actor in of.items() if len(ids[actor]) > 1)
