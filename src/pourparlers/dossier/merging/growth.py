"""Groups after things came: only those that the newcomers are linked with are made anew.

A component may be large, where a party says the same week after week, and is never read whole. Groups are joined by the
surest links first, unless two members cannot be one. A link between two groups was refused for two of their members; it
is refused still where both have kept all their members, whatever has come to them. So the groups that newcomers are
linked with can be made anew by themselves, as long as each of them that is linked with others keeps its members; where
one does not, those others are made anew with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, select

from pourparlers.dossier.merging.groups import (
    Link,
    Move,
    Partition,
    Write,
    components_of,
    grouped,
    links_among,
    links_of,
    put_groups,
)
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, Verdict, member


def grow(
    connection: Connection, kind: Kind, new: Sequence[str], partition: Partition, write: Write | None = None,
    move: Move | None = None,
) -> None:  # fmt: skip
    """Write the groups that new things are in, and those that change with them.

    Args:
        connection: within a transaction.
        kind: of what kind the things are.
        new: things that are in no group; nothing else has changed, and no link of others.
        partition: from the nodes (sorted) and links of a component to its groups: the surest links first.
        write: writes what the groups stand for.
        move: writes what else bears their ids.
    """
    links = {(one.a, one.b): one for one in links_of(connection, kind, new)}
    old = groups_of(connection, kind, _ends(links.values()) - set(new))
    while True:
        nodes = {*new, *(node for group in old for node in group)}
        links = {(one.a, one.b): one for one in links_of(connection, kind, nodes)}
        groups = grouped(components_of(nodes, links.values()), partition)
        beyond = _ends(links.values()) - nodes
        if not beyond or not _parted(old, groups, links.values(), nodes):
            return put_groups(connection, kind, groups, links.values(), write, move)
        old += groups_of(connection, kind, beyond)


def regrow(
    connection: Connection, kind: Kind, changed: Collection[str], partition: Partition, write: Write | None = None,
    move: Move | None = None,
) -> None:  # fmt: skip
    """Write the groups that some things are in, and those that change with them, where links of theirs have changed.

    What joins or parts two groups is decided by links between the two and by those within each. So the groups of what
    has changed are made anew beside those that they are linked with; where these stay as they were, all beyond them
    does.

    Args:
        connection: within a transaction; the groups of all other things follow from their links.
        kind: of what kind the things are.
        changed: one end at least of each link that came, went or is judged anew; the neighbours of things that went.
        partition, write, move: as of `grow`.
    """
    own = groups_of(connection, kind, changed)
    while True:
        nodes = {*changed, *(node for group in own for node in group)}
        links = {(one.a, one.b): one for one in links_of(connection, kind, nodes)}
        beyond = groups_of(connection, kind, _ends(links.values()) - nodes)
        near = {node for group in beyond for node in group}
        all_ = links | {(one.a, one.b): one for one in links_among(connection, kind, near)}
        groups = grouped(components_of(nodes | near, all_.values()), partition)
        left = {frozenset(group) for group in groups}
        moved = [group for group in beyond if frozenset(group) not in left]
        if not moved:
            own = [one for one in groups if one[0] in nodes]
            return put_groups(connection, kind, own, links.values(), write, move)
        own += moved


def _ends(links: Iterable[Link]) -> set[str]:
    """The ends of the links that say "same"."""
    return {end for one in links if one.verdict is Verdict.SAME for end in one[:2]}


def _parted(
    old: Sequence[Sequence[str]], groups: Sequence[Sequence[str]], links: Iterable[Link], nodes: Collection[str]
) -> bool:
    """Whether a group that is linked with others has lost a member."""
    home = {node: n for n, group in enumerate(groups) for node in group}
    same = [one[:2] for one in links if one.verdict is Verdict.SAME]
    border = {end for a, b in same if (a in nodes) != (b in nodes) for end in (a, b)}
    return any(len({home[node] for node in group}) > 1 for group in old if not border.isdisjoint(group))


def groups_of(connection: Connection, kind: Kind, nodes: Collection[str]) -> list[list[str]]:
    """The groups that some things are in."""
    if not nodes:
        return []
    own = select(member.c.group).where(member.c.kind == kind.value, among(connection, member.c.node, nodes))
    query = select(member.c.group, member.c.node).where(
        member.c.kind == kind.value, among(connection, member.c.group, sorted(set(connection.scalars(own))))
    )
    found: dict[str, list[str]] = {}
    for group, node in connection.execute(query):
        found.setdefault(group, []).append(node)
    return list(found.values())
