"""Groups that grow are those that all things give at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete, select

from pourparlers.dossier.merging.groups import Link, leave, put_links, regroup
from pourparlers.dossier.merging.growth import grow, regrow
from pourparlers.dossier.merging.partition import surest_first
from pourparlers.dossier.store.schema import By, Kind, Verdict, doubt, key, link, member, metadata, touched

KIND = Kind.STATEMENT
NAMES = [f"n{n:02}" for n in range(14)]
VERDICTS = [Verdict.SAME, Verdict.SAME, Verdict.SAME, Verdict.UNSURE, Verdict.DIFFERENT, None]


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    metadata.create_all(engine, tables=[link, member, touched])
    with engine.connect() as one:
        yield one
    engine.dispose()


def apart(a: str, b: str) -> bool:
    """Of things two numbers apart, or of one end, two are never one."""
    return (int(a[1:]) * 7 + int(b[1:]) * 7) % 5 == 0


def groups(nodes: list[str], links: list[Link]) -> list[list[str]]:
    def never_one(left: Collection[str], right: Collection[str]) -> bool:
        return any(apart(a, b) for a in left for b in right)

    return [list(group) for group in surest_first(nodes, links, apart=never_one)]


def found(connection: Connection) -> set[tuple[str, str]]:
    return {(row.node, row.group) for row in connection.execute(select(member))}


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[list[str]], list[Link]]:
    """Things in the batches in which they come, and all links among them."""
    order = draw(st.permutations(NAMES))
    cuts = draw(st.lists(st.booleans(), min_size=len(order), max_size=len(order)))
    batches: list[list[str]] = [[]]
    for name, cut in zip(order, cuts, strict=True):
        batches += [[]] if cut else []
        batches[-1].append(name)
    told = draw(st.lists(st.sampled_from(VERDICTS), min_size=91, max_size=91))
    scores = draw(st.lists(st.integers(1, 9), min_size=91, max_size=91))
    pairs = zip(combinations(NAMES, 2), told, scores, strict=True)
    near = (row for row in pairs if int(row[0][1][1:]) - int(row[0][0][1:]) < 5)
    return batches, [Link(a, b, verdict, score / 10, "") for (a, b), verdict, score in near if verdict]


@settings(max_examples=200, deadline=None)
@given(worlds())
def test_what_grows_is_what_is_made_at_once(world: tuple[list[list[str]], list[Link]]) -> None:
    batches, links = world
    engine = create_engine("sqlite://")
    metadata.create_all(engine, tables=[link, member, touched])
    with engine.connect() as connection:
        there: set[str] = set()
        for batch in batches:
            there |= set(batch)
            put_links(
                connection, KIND, [one for one in links if {one.a, one.b} <= there and {one.a, one.b} & set(batch)]
            )
            grow(connection, KIND, batch, groups)
        grown = found(connection)
        regroup(connection, KIND, NAMES, groups)
        assert grown == found(connection)
    engine.dispose()


@settings(max_examples=60, deadline=None)
@given(
    worlds(),
    st.lists(st.tuples(st.integers(0, 90), st.sampled_from(["same", "different", "undo", "leave"])), max_size=8),
)
def test_what_changes_is_what_is_made_at_once(
    world: tuple[list[list[str]], list[Link]], told: list[tuple[int, str]]
) -> None:
    """A person joins, sets apart and undoes; things go: the groups are those of all that is left, read whole."""
    _, links = world
    pairs = list(combinations(NAMES, 2))
    engine = create_engine("sqlite://")
    metadata.create_all(engine, tables=[link, member, key, doubt, touched])
    with engine.connect() as connection:
        put_links(connection, KIND, links)
        regroup(connection, KIND, NAMES, groups)
        left = set(NAMES)
        for n, how in told:
            a, b = pairs[n]
            if how == "leave":
                near = leave(connection, KIND, [a] if a in left else [])
                left.discard(a)
                regrow(connection, KIND, near, groups)
                continue
            person = link.c.by == By.PERSON.value, link.c.a == a, link.c.b == b
            connection.execute(delete(link).where(*person))
            if how != "undo" and {a, b} <= left:
                put_links(connection, KIND, [Link(a, b, Verdict(how), 1.0, "", By.PERSON)])
            regrow(connection, KIND, {a, b} & left, groups)
        changed = found(connection)
        regroup(connection, KIND, sorted(left), groups)
        assert changed == found(connection)
    engine.dispose()


def test_a_long_row_is_not_read_whole(connection: Connection) -> None:
    """What a party says each week is linked from week to week, and falls into groups of a few reports."""
    names = [f"n{n:03}" for n in range(300)]
    read: list[int] = []

    def pairs(nodes: list[str], links: list[Link]) -> list[list[str]]:
        read.append(len(nodes))
        told = {frozenset(one[:2]) for one in links}

        def untold(left: Collection[str], right: Collection[str]) -> bool:
            return any(frozenset((a, b)) not in told for a in left for b in right)

        return [list(group) for group in surest_first(nodes, links, apart=untold)]

    for n, name in enumerate(names):
        near = [Link(names[m], name, Verdict.SAME, 0.5 + (m * 7 % 10) / 100, "") for m in range(max(0, n - 3), n)]
        put_links(connection, KIND, near)
        grow(connection, KIND, [name], pairs)
    assert max(read) < 30
    grown = found(connection)
    regroup(connection, KIND, names, pairs)
    assert grown == found(connection)


def test_of_what_only_one_may_have_a_group_has_one_unless_a_person_joined_two() -> None:
    links = [Link("a:1", "b:1", Verdict.SAME, 0.9, ""), Link("a:2", "b:1", Verdict.SAME, 0.8, "")]
    nodes = ["a:1", "a:2", "b:1"]

    def of_article(told: list[Link]) -> list[list[str]]:
        return [list(group) for group in surest_first(nodes, told, sole=lambda node: node[0])]

    assert of_article(links) == [["a:1", "b:1"], ["a:2"]]
    assert of_article([*links, Link("a:1", "a:2", Verdict.SAME, 1.0, "", By.PERSON)]) == [["a:1", "a:2", "b:1"]]


def test_nothing_but_a_person_parts_what_persons_joined() -> None:
    joined = [Link(a, b, Verdict.SAME, 1.0, "", By.PERSON) for a, b in ("ab", "bc")]

    def beside(different: Link) -> list[list[str]]:
        return [list(group) for group in surest_first(["a", "b", "c"], [*joined, different])]

    assert beside(Link("a", "c", Verdict.DIFFERENT, 1.0, "")) == [["a", "b", "c"]]
    assert beside(Link("a", "c", Verdict.DIFFERENT, 1.0, "", By.PERSON)) == [["a", "b"], ["c"]]
