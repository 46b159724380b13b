"""The one way in which things of a kind are joined: found by keys, judged two by two, grouped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sqlalchemy import Connection

from pourparlers.dossier.merging.doubtful import put_doubts
from pourparlers.dossier.merging.groups import (
    Link,
    Move,
    Partition,
    links_of,
    put_keys,
    put_links,
    regroup,
    sharing,
)
from pourparlers.dossier.merging.groups import Write as WriteGroups
from pourparlers.dossier.merging.growth import groups_of, grow, regrow
from pourparlers.dossier.store.schema import Kind
from pourparlers.model import LengthError

# Things of one article that share a key. Each is compared with each: of so many, some seconds.
MOST_ALIKE = 500


class Thing(Protocol):
    """What may be one with others: its `node` names it."""

    @property
    def node(self) -> str: ...


T = TypeVar("T", bound=Thing)
Write = Callable[[Connection, Sequence[str], Sequence[Sequence[str]]], None]


@dataclass(frozen=True)
class Course(Generic[T]):
    """How things of a kind are joined.

    Attributes:
        kind: what they are.
        load: the things of some nodes, by node.
        keys: by what a thing is found.
        sought: by what others are sought for it.
        judge: the link of two things, or None where they have too little in common.
        partition: the groups of a component.
        write: writes what groups stand for; called with all their nodes and the groups.
        least: the score from which `judge` joins.
        move: writes what else bears the ids of groups.
        day: the day that a thing is of (`days.ordinal`), 0 for none.
        period: things of which both have a day are compared where so many days at most lie between them.
        grows: whether groups are joined by the surest links first and nothing else, so that a newcomer changes few.
    """

    kind: Kind
    load: Callable[[Connection, Sequence[str]], list[T]]
    keys: Callable[[T], Iterable[int]]
    sought: Callable[[T], Iterable[int]]
    judge: Callable[[T, T], Link | None]
    partition: Partition
    write: Write | None = None
    least: float = 1.0
    move: Move | None = None
    day: Callable[[T], int] = lambda thing: 0
    period: int = 0
    grows: bool = False


def enter(connection: Connection, course: Course[T], new: Sequence[T]) -> None:
    """Link new things with those that they may be. Their groups are still to be written: `settle`.

    Raises:
        LengthError: one article tells so much of one thing that comparing it all two by two would take minutes.
    """
    keys = {thing.node: tuple(course.keys(thing)) for thing in new}
    _refuse_endless(keys.values())
    for thing in new:
        put_keys(connection, course.kind, thing.node, keys[thing.node], course.day(thing))
    near = _near(connection, course, new)
    things = {thing.node: thing for thing in new}
    others = set().union(*near.values()) - things.keys()
    things |= {thing.node: thing for thing in (course.load(connection, sorted(others)) if others else ())}
    pairs = {(min(node, other), max(node, other)) for node, told in near.items() for other in told - {node}}
    links = (course.judge(things[a], things[b]) for a, b in sorted(pairs) if a in things and b in things)
    put_links(connection, course.kind, [one for one in links if one is not None])


def _refuse_endless(keys: Iterable[Iterable[int]]) -> None:
    counts = Counter(key for told in keys for key in told)
    most = max(counts.values(), default=0)
    if most > MOST_ALIKE:
        what = f"the article tells much the same thing {most:,} times; {MOST_ALIKE:,} times are compared."
        raise LengthError(what, hint="Give each article a file of its own.")


def _near(connection: Connection, course: Course[T], new: Sequence[T]) -> dict[str, set[str]]:
    """What shares a key with each of some things."""
    near: dict[str, set[str]] = {}
    for day in sorted({course.day(thing) for thing in new}):
        sought = {thing.node: set(course.sought(thing)) for thing in new if course.day(thing) == day}
        days = (max(1, day - course.period), day + course.period) if day else None
        sharers = sharing(connection, course.kind, set().union(*sought.values()), days)
        near |= {node: {other for one in keys for other in sharers.get(one, ())} for node, keys in sought.items()}
    return near


def settle_new(connection: Connection, course: Course[T], new: Sequence[str]) -> None:
    """Write the groups of new things, where nothing else has changed and no person has judged things of their kind."""
    grow(connection, course.kind, new, course.partition, _writer(course), course.move)


def settle(connection: Connection, course: Course[T], nodes: Collection[str]) -> None:
    """Write the groups of things that are new, or of which a link has changed, and those that change with them."""
    anew = regrow if course.grows else regroup
    if nodes:
        anew(connection, course.kind, nodes, course.partition, _writer(course), course.move)


def rewrite(connection: Connection, course: Course[T], nodes: Collection[str]) -> None:
    """Write what the groups of some things stand for, where the groups are as they were."""
    groups = sorted(groups_of(connection, course.kind, nodes))
    own = sorted(node for group in groups for node in group)
    if own:
        _writer(course)(connection, own, groups, list(links_of(connection, course.kind, own)))


def _writer(course: Course[T]) -> WriteGroups:
    def write(
        connection: Connection, nodes: Sequence[str], groups: Sequence[Sequence[str]], links: Collection[Link]
    ) -> None:
        if course.write is not None:
            course.write(connection, nodes, groups)
        put_doubts(connection, course.kind, groups, links, course.least)

    return write
