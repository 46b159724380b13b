"""The one way in which things of a kind are joined: found by keys, judged two by two, grouped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sqlalchemy import Connection

from pourparlers.dossier.merging.groups import (
    MOST,
    Link,
    Partition,
    Write,
    put_keys,
    put_links,
    regroup,
    sharing,
)
from pourparlers.dossier.store.schema import Kind


class Thing(Protocol):
    """What may be one with others: its `node` names it."""

    @property
    def node(self) -> str: ...


T = TypeVar("T", bound=Thing)


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
        write: writes what groups stand for.
    """

    kind: Kind
    load: Callable[[Connection, Sequence[str]], list[T]]
    keys: Callable[[T], Iterable[int]]
    sought: Callable[[T], Iterable[int]]
    judge: Callable[[T, T], Link | None]
    partition: Partition
    write: Write | None = None


def enter(connection: Connection, course: Course[T], new: Sequence[T]) -> None:
    """Link new things with those that they may be. Their groups are still to be written: `settle`."""
    put_keys(connection, course.kind, {thing.node: course.keys(thing) for thing in new})
    links: dict[tuple[str, str], Link] = {}
    for thing in new:
        near = [node for node in sharing(connection, course.kind, course.sought(thing)) if node != thing.node]
        for other in _loaded(connection, course, near):
            one = course.judge(thing, other)
            if one is not None:
                links[one.a, one.b] = one
    put_links(connection, course.kind, links.values())


def settle(connection: Connection, course: Course[T], nodes: Iterable[str]) -> None:
    """Write the groups that some things are in."""
    regroup(connection, course.kind, nodes, course.partition, course.write)


def _loaded(connection: Connection, course: Course[T], nodes: Sequence[str]) -> Iterable[T]:
    for at in range(0, len(nodes), MOST):
        yield from course.load(connection, nodes[at : at + MOST])
