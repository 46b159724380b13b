"""Things that are one, as groups over links.

A link is a function of the two things alone, and the groups of a component are a function of its links alone: so the
groups are the same in whatever order articles come in. A newcomer changes the groups of its own component and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, and_, delete, insert, or_, select

from pourparlers.dossier.schema import Kind, Verdict, key, link, member

# More variables than this in one query some SQLite libraries refuse.
MOST = 400
T = TypeVar("T")


class Link(NamedTuple):
    """What is judged of two things, `a` before `b`: the verdict, how sure (0 to 1), and the reason in a few words."""

    a: str
    b: str
    verdict: Verdict
    score: float
    reason: str


Partition = Callable[[Sequence[str], Sequence[Link]], Iterable[Sequence[str]]]


def put_links(connection: Connection, kind: Kind, links: Iterable[Link]) -> None:
    """Keep links; one that is there already is judged anew."""
    rows = [{"kind": kind.value, **one._asdict(), "verdict": one.verdict.value} for one in links]
    for row in rows:
        connection.execute(delete(link).where(link.c.kind == row["kind"], link.c.a == row["a"], link.c.b == row["b"]))
    if rows:
        connection.execute(insert(link), rows)


def regroup(connection: Connection, kind: Kind, nodes: Iterable[str], partition: Partition) -> None:
    """Write the groups of the components that some nodes are in.

    Args:
        connection: within a transaction.
        kind: of what kind the nodes are.
        nodes: those that are new or whose links have changed.
        partition: from the nodes (sorted) and links of a component to its groups.
    """
    done: set[str] = set()
    for node in nodes:
        if node in done:
            continue
        found, links = _component(connection, kind, node)
        done |= set(found)
        for group in partition(found, links):
            _write(connection, kind, group)


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


def whole(nodes: Sequence[str], links: Sequence[Link]) -> Iterable[Sequence[str]]:
    """A partition that keeps a component together."""
    return [nodes]


def _component(connection: Connection, kind: Kind, node: str) -> tuple[list[str], list[Link]]:
    """The nodes that a node is linked with as the same, over any number of steps, sorted; and all links among them."""
    found, edge = {node}, [node]
    links: dict[tuple[str, str], Link] = {}
    while edge:
        rows = [row for part in _parts(edge) for row in _links_of(connection, kind, part)]
        links |= {(row.a, row.b): row for row in rows}
        near = {end for row in rows if row.verdict is Verdict.SAME for end in (row.a, row.b)}
        edge = sorted(near - found)
        found |= near
    inside = [one for (a, b), one in sorted(links.items()) if a in found and b in found]
    return sorted(found), inside


def _links_of(connection: Connection, kind: Kind, nodes: Sequence[str]) -> Iterable[Link]:
    either = or_(link.c.a.in_(nodes), link.c.b.in_(nodes))
    for row in connection.execute(select(link).where(and_(link.c.kind == kind.value, either))):
        yield Link(row.a, row.b, Verdict(row.verdict), row.score, row.reason)


def _parts(values: Sequence[T]) -> Iterable[Sequence[T]]:
    """Values in as many parts as a query takes."""
    return (values[at : at + MOST] for at in range(0, len(values), MOST))


def _write(connection: Connection, kind: Kind, group: Sequence[str]) -> None:
    for part in _parts(group):
        connection.execute(delete(member).where(member.c.kind == kind.value, member.c.node.in_(part)))
    first = min(group)
    connection.execute(insert(member), [{"kind": kind.value, "node": node, "group": first} for node in group])
