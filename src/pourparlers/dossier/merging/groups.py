"""Things that are one, as groups over links.

A link is a function of the two things alone, and the groups of a component are a function of its links alone: so the
groups are the same in whatever order articles come in. A newcomer changes the groups of its own component and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, union

from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import By, Kind, Verdict, key, link, member


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
# Writes what each group of a component stands for; called with all nodes of the component and its groups.
Write = Callable[[Connection, Sequence[str], Sequence[Sequence[str]]], None]


def put_links(connection: Connection, kind: Kind, links: Iterable[Link]) -> None:
    """Keep links; one that is there already is judged anew."""
    rows = [{"kind": kind.value, **one._asdict(), "verdict": one.verdict.value, "by": one.by.value} for one in links]
    if rows:
        own = ("kind", "a", "b", "by")
        connection.execute(_GONE, [{f"old_{name}": row[name] for name in own} for row in rows])
        connection.execute(insert(link), rows)


_GONE = delete(link).where(*(link.c[name] == bindparam(f"old_{name}") for name in ("kind", "a", "b", "by")))


def regroup(
    connection: Connection, kind: Kind, nodes: Collection[str], partition: Partition, write: Write | None = None
) -> None:
    """Write the groups of the components that some nodes are in.

    Args:
        connection: within a transaction.
        kind: of what kind the nodes are.
        nodes: those that are new or whose links have changed.
        partition: from the nodes (sorted) and links of a component to its groups.
        write: writes what the groups stand for.
    """
    components = _components(connection, kind, nodes)
    found = sorted(node for told, _ in components for node in told)
    groups = [sorted(group) for told, links in components for group in partition(told, links)]
    if found:
        _members(connection, kind, found, groups)
    if found and write is not None:
        write(connection, found, groups)


def leave(connection: Connection, kind: Kind, nodes: Sequence[str]) -> list[str]:
    """Take things out of keys, links and groups.

    Returns:
        The things that they were linked with, sorted: to be grouped anew.
    """
    near = {end for one in _links_of(connection, kind, nodes) for end in one[:2]}
    either = or_(among(connection, link.c.a, nodes), among(connection, link.c.b, nodes))
    connection.execute(delete(link).where(link.c.kind == kind.value, either))
    for table in (key, member):
        connection.execute(delete(table).where(table.c.kind == kind.value, among(connection, table.c.node, nodes)))
    return sorted(near - set(nodes))


@lru_cache(100_000)
def hashed(words: str) -> int:
    """A number of 63 bits for a key: a tenth of the room that its words would take in an index."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big") >> 1


def put_keys(connection: Connection, kind: Kind, keys: Mapping[str, Iterable[int]]) -> None:
    """Keep by which keys (`hashed`) things are found, by the thing."""
    rows = [{"kind": kind.value, "key": one, "node": node} for node, told in keys.items() for one in sorted(set(told))]
    if rows:
        connection.execute(insert(key), rows)


def sharing(connection: Connection, kind: Kind, keys: Collection[int]) -> dict[int, list[str]]:
    """The things that have one of some keys, by the key."""
    found: dict[int, list[str]] = {}
    if keys:
        query = select(key.c.key, key.c.node).where(key.c.kind == kind.value, among(connection, key.c.key, keys))
        for one, node in connection.execute(query):
            found.setdefault(one, []).append(node)
    return found


Component = tuple[list[str], list[Link]]


def _components(connection: Connection, kind: Kind, nodes: Collection[str]) -> list[Component]:
    """The components that some nodes are in: what is linked as the same, over any number of steps, sorted; and all
    links among them."""
    found, edge = set(nodes), sorted(set(nodes))
    links: dict[tuple[str, str], Link] = {}
    while edge:
        links |= {(one.a, one.b): one for one in _links_of(connection, kind, edge)}
        near = {end for one in links.values() if one.verdict is Verdict.SAME for end in one[:2]}
        edge = sorted(near - found)
        found |= near
    home = _joined(found, [one[:2] for one in links.values() if one.verdict is Verdict.SAME])
    out: dict[str, Component] = {}
    for node in sorted(found):
        out.setdefault(home[node], ([], []))[0].append(node)
    for (a, b), one in sorted(links.items()):
        if a in home and b in home and home[a] == home[b]:
            out[home[a]][1].append(one)
    return list(out.values())


def _joined(nodes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One node for each set of nodes that pairs join, by each of its nodes."""
    up = {node: node for node in nodes}

    def top(node: str) -> str:
        while up[node] != node:
            up[node] = node = up[up[node]]
        return node

    for a, b in pairs:
        up[top(a)] = top(b)
    return {node: top(node) for node in up}


def _links_of(connection: Connection, kind: Kind, nodes: Sequence[str]) -> Iterable[Link]:
    """The links of some nodes; a person's comes after a rule's of the same two, and so outranks it."""
    columns = link.c.a, link.c.b, link.c.verdict, link.c.score, link.c.reason, link.c.by
    ends = (select(*columns).where(link.c.kind == kind.value, among(connection, end, nodes)) for end in columns[:2])
    rows = connection.execute(union(*ends)).all()
    for a, b, verdict, score, reason, by in sorted(rows, key=lambda row: row.by, reverse=True):
        yield Link(a, b, Verdict(verdict), score, reason, By(by))


def _members(connection: Connection, kind: Kind, nodes: Sequence[str], groups: Iterable[Sequence[str]]) -> None:
    connection.execute(delete(member).where(member.c.kind == kind.value, among(connection, member.c.node, nodes)))
    rows = [{"kind": kind.value, "node": node, "group": min(group)} for group in groups for node in group]
    connection.execute(insert(member), rows)
