"""Things that are one, as groups over links.

A link is a function of the two things alone, and the groups of a component are a function of its links alone: so the
groups are the same in whatever order articles come in. A newcomer changes the groups of its own component and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, union

from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import By, Kind, Verdict, doubt, key, link, member
from pourparlers.dossier.store.touched import touch


class Link(NamedTuple):
    """What is judged of two things, `a` before `b`: the verdict, how sure (0 to 1), why, by whom.

    A rule tells why in parts between semicolons, each a few words of a fixed list with a value after a colon or none
    («the whole name; one party», "concepts in common: 83%"): `lexicon/ui` has them in the languages of the interface.
    """

    a: str
    b: str
    verdict: Verdict
    score: float
    reason: str
    by: By = By.RULE


Partition = Callable[[Sequence[str], Sequence[Link]], Iterable[Sequence[str]]]
# Writes what groups stand for; called with all their nodes, sorted, the groups, and all links that have an end in them.
Write = Callable[[Connection, Sequence[str], Sequence[Sequence[str]], Collection[Link]], None]
# Writes what else bears the ids of groups; called with the nodes that are in another group now, each with the group
# that it was in, None for a new one.
Move = Callable[[Connection, Mapping[str, str | None]], None]


def put_links(connection: Connection, kind: Kind, links: Iterable[Link]) -> None:
    """Keep links; one that is there already is judged anew."""
    rows = [{"kind": kind.value, **one._asdict(), "verdict": one.verdict.value, "by": one.by.value} for one in links]
    if rows:
        own = ("kind", "a", "b", "by")
        connection.execute(_GONE, [{f"old_{name}": row[name] for name in own} for row in rows])
        connection.execute(insert(link), rows)


_GONE = delete(link).where(*(link.c[name] == bindparam(f"old_{name}") for name in ("kind", "a", "b", "by")))


def regroup(
    connection: Connection, kind: Kind, nodes: Collection[str], partition: Partition, write: Write | None = None,
    move: Move | None = None,
) -> None:  # fmt: skip
    """Write the groups of the components that some nodes are in.

    Args:
        connection: within a transaction.
        kind: of what kind the nodes are.
        nodes: those that are new or whose links have changed.
        partition: from the nodes (sorted) and links of a component to its groups.
        write: writes what the groups stand for.
        move: writes what else bears their ids.
    """
    components, links = _components(connection, kind, nodes)
    put_groups(connection, kind, grouped(components, partition), links, write, move)


Component = tuple[list[str], list[Link]]


def grouped(components: Iterable[Component], partition: Partition) -> list[list[str]]:
    """The groups of components, each sorted."""
    return [sorted(group) for nodes, links in components for group in partition(nodes, links)]


def put_groups(
    connection: Connection, kind: Kind, groups: Sequence[Sequence[str]], links: Collection[Link],
    write: Write | None, move: Move | None = None,
) -> None:  # fmt: skip
    """Write groups in place of those that their nodes had; `links`: all that have an end in them."""
    nodes = sorted(node for group in groups for node in group)
    if not nodes:
        return
    moved = _members(connection, kind, nodes, groups)
    touch(connection, kind, (*moved, *moved.values()))
    if write is not None:
        write(connection, nodes, groups, links)
    if move is not None and moved:
        move(connection, moved)


def leave(connection: Connection, kind: Kind, nodes: Sequence[str]) -> list[str]:
    """Take things out of keys, links, groups and what is doubtful.

    Returns:
        The things that they were linked with, sorted: to be grouped anew.
    """
    touch(connection, kind, nodes)
    near = {end for one in links_of(connection, kind, nodes) for end in one[:2]}
    either = or_(among(connection, link.c.a, nodes), among(connection, link.c.b, nodes))
    connection.execute(delete(link).where(link.c.kind == kind.value, either))
    for end in (doubt.c.a, doubt.c.b):
        connection.execute(delete(doubt).where(doubt.c.kind == kind.value, among(connection, end, nodes)))
    for table in (key, member):
        connection.execute(delete(table).where(table.c.kind == kind.value, among(connection, table.c.node, nodes)))
    return sorted(near - set(nodes))


@lru_cache(100_000)
def hashed(words: str) -> int:
    """A number of 63 bits for a key: a tenth of the room that its words would take in an index."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big") >> 1


def put_keys(connection: Connection, kind: Kind, node: str, keys: Iterable[int], day: int = 0) -> None:
    """Keep by which keys (`hashed`) a thing is found, and its day (`days.ordinal`)."""
    rows = [{"kind": kind.value, "key": one, "day": day, "node": node} for one in sorted(set(keys))]
    if rows:
        connection.execute(insert(key), rows)


def sharing(
    connection: Connection, kind: Kind, keys: Collection[int], days: tuple[int, int] | None = None
) -> dict[int, list[str]]:
    """The things that have one of some keys, by the key.

    Args:
        connection: to the dossier.
        kind: what they are.
        keys: `hashed`.
        days: the first and last day that they may be of (`days.ordinal`); those without a day are found besides.
    """
    found: dict[int, list[str]] = {}
    if not keys:
        return found
    own = select(key.c.key, key.c.node).where(key.c.kind == kind.value, among(connection, key.c.key, keys))
    # A range of days is read from the index; "or none" beside it would read all days.
    queries = [own] if days is None else [own.where(key.c.day.between(*days)), own.where(key.c.day == 0)]
    for query in queries:
        for one, node in connection.execute(query):
            found.setdefault(one, []).append(node)
    return found


def _components(connection: Connection, kind: Kind, nodes: Collection[str]) -> tuple[list[Component], list[Link]]:
    """The components that some nodes are in: what is linked as the same, over any number of steps, sorted, with the
    links among them; and all links that have an end in one."""
    found, edge = set(nodes), sorted(set(nodes))
    links: dict[tuple[str, str], Link] = {}
    while edge:
        links |= {(one.a, one.b): one for one in links_of(connection, kind, edge)}
        near = {end for one in links.values() if one.verdict is Verdict.SAME for end in one[:2]}
        edge = sorted(near - found)
        found |= near
    return components_of(found, links.values()), list(links.values())


def components_of(nodes: Collection[str], links: Iterable[Link]) -> list[Component]:
    """Some nodes by what is linked as the same, sorted, each with all links among them."""
    known = sorted(links)
    home = joined(nodes, [one[:2] for one in known if one.verdict is Verdict.SAME])
    out: dict[str, Component] = {}
    for node in sorted(nodes):
        out.setdefault(home[node], ([], []))[0].append(node)
    for one in known:
        if one.a in home and one.b in home and home[one.a] == home[one.b]:
            out[home[one.a]][1].append(one)
    return list(out.values())


def joined(nodes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One node for each set of nodes that pairs join, by each of its nodes."""
    up = {node: node for node in nodes}

    def top(node: str) -> str:
        while up[node] != node:
            up[node] = node = up[up[node]]
        return node

    for a, b in pairs:
        if a in up and b in up:
            up[top(a)] = top(b)
    return {node: top(node) for node in up}


def links_of(connection: Connection, kind: Kind, nodes: Collection[str]) -> Iterable[Link]:
    """The links of some nodes; a person's comes after a rule's of the same two, and so outranks it."""
    own = select(*_COLUMNS).where(link.c.kind == kind.value)
    ends = (own.where(among(connection, end, nodes)) for end in (link.c.a, link.c.b))
    return _ranked(connection.execute(union(*ends)).all())


def links_among(connection: Connection, kind: Kind, nodes: Collection[str]) -> Iterable[Link]:
    """The links of which both ends are among some nodes, as of `links_of`."""
    if len(nodes) < 2:
        return []
    both = (among(connection, end, nodes) for end in (link.c.a, link.c.b))
    return _ranked(connection.execute(select(*_COLUMNS).where(link.c.kind == kind.value, *both)).all())


# A table of the few values: links are read by thousands.
_VERDICTS = {one.value: one for one in Verdict}
_BY = {one.value: one for one in By}
_COLUMNS = link.c.a, link.c.b, link.c.verdict, link.c.score, link.c.reason, link.c.by


def _ranked(rows: Iterable[Any]) -> Iterable[Link]:
    for a, b, verdict, score, reason, by in sorted(rows, key=itemgetter(5), reverse=True):
        yield Link(a, b, _VERDICTS[verdict], score, reason, _BY[by])


def _members(
    connection: Connection, kind: Kind, nodes: Sequence[str], groups: Iterable[Sequence[str]]
) -> dict[str, str | None]:
    """Write the members of groups; the nodes that are in another group now, each with the one that it was in."""
    own = (member.c.kind == kind.value, among(connection, member.c.node, nodes))
    had = {row.node: row.group for row in connection.execute(select(member.c.node, member.c.group).where(*own))}
    now = {node: min(group) for group in groups for node in group}
    moved = {node: had.get(node) for node, group in now.items() if had.get(node) != group}
    if moved:
        gone = among(connection, member.c.node, [node for node, group in moved.items() if group is not None])
        connection.execute(delete(member).where(member.c.kind == kind.value, gone))
        connection.execute(insert(member), [{"kind": kind.value, "node": node, "group": now[node]} for node in moved])
    return moved
