"""Things that are one, as groups over links.

A link is a function of the two things alone, and the groups of a component are a function of its links alone: so the
groups are the same in whatever order articles come in. A newcomer changes the groups of its own component and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, delete, insert, or_, select

from pourparlers.dossier.store.schema import By, Kind, Verdict, key, link, member

# More variables than this in one query some SQLite libraries refuse.
MOST = 400
T = TypeVar("T")


class Link(NamedTuple):
    """What is judged of two things, `a` before `b`: the verdict, how sure (0 to 1), why in a few words, by whom."""

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
    for row in rows:
        own = [link.c[name] == row[name] for name in ("kind", "a", "b", "by")]
        connection.execute(delete(link).where(*own))
    if rows:
        connection.execute(insert(link), rows)


def regroup(
    connection: Connection, kind: Kind, nodes: Iterable[str], partition: Partition, write: Write | None = None
) -> None:
    """Write the groups of the components that some nodes are in.

    Args:
        connection: within a transaction.
        kind: of what kind the nodes are.
        nodes: those that are new or whose links have changed.
        partition: from the nodes (sorted) and links of a component to its groups.
        write: writes what the groups stand for.
    """
    done: set[str] = set()
    for node in nodes:
        if node in done:
            continue
        found, links = _component(connection, kind, node)
        done |= set(found)
        groups = [sorted(group) for group in partition(found, links)]
        _members(connection, kind, found, groups)
        if write is not None:
            write(connection, found, groups)


def leave(connection: Connection, kind: Kind, nodes: Sequence[str]) -> list[str]:
    """Take things out of keys, links and groups.

    Returns:
        The things that they were linked with, sorted: to be grouped anew.
    """
    near: set[str] = set()
    for part in _parts(nodes):
        near |= {end for one in _links_of(connection, kind, part) for end in one[:2]}
        either = or_(link.c.a.in_(part), link.c.b.in_(part))
        connection.execute(delete(link).where(link.c.kind == kind.value, either))
        for table in (key, member):
            connection.execute(delete(table).where(table.c.kind == kind.value, table.c.node.in_(part)))
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


def sharing(connection: Connection, kind: Kind, keys: Iterable[int]) -> list[str]:
    """The things that share one of some keys, sorted."""
    found: set[str] = set()
    for part in _parts(sorted(set(keys))):
        query = select(key.c.node).where(key.c.kind == kind.value, key.c.key.in_(part))
        found |= set(connection.execute(query).scalars())
    return sorted(found)


def _component(connection: Connection, kind: Kind, node: str) -> tuple[list[str], list[Link]]:
    """The nodes that a node is linked with as the same, over any number of steps, sorted; and all links among them."""
    found, edge = {node}, [node]
    links: dict[tuple[str, str], Link] = {}
    while edge:
        for part in _parts(edge):
            links |= {(one.a, one.b): one for one in _links_of(connection, kind, part)}
        near = {end for one in links.values() if one.verdict is Verdict.SAME for end in one[:2]}
        edge = sorted(near - found)
        found |= near
    inside = [one for (a, b), one in sorted(links.items()) if a in found and b in found]
    return sorted(found), inside


def _links_of(connection: Connection, kind: Kind, nodes: Sequence[str]) -> Iterable[Link]:
    """The links of some nodes; a person's comes after a rule's of the same two, and so outranks it."""
    either = or_(link.c.a.in_(nodes), link.c.b.in_(nodes))
    query = select(link).where(link.c.kind == kind.value, either).order_by(link.c.by.desc())
    for row in connection.execute(query):
        yield Link(row.a, row.b, Verdict(row.verdict), row.score, row.reason, By(row.by))


def _parts(values: Sequence[T]) -> Iterable[Sequence[T]]:
    """Values in as many parts as a query takes."""
    return (values[at : at + MOST] for at in range(0, len(values), MOST))


def _members(connection: Connection, kind: Kind, nodes: Sequence[str], groups: Iterable[Sequence[str]]) -> None:
    for part in _parts(nodes):
        connection.execute(delete(member).where(member.c.kind == kind.value, member.c.node.in_(part)))
    rows = [{"kind": kind.value, "node": node, "group": min(group)} for group in groups for node in group]
    connection.execute(insert(member), rows)
