"""Numbers of one thing that articles on one encounter tell differently: «41 marins», "38 fishermen"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from pourparlers.dossier.merging.groups import joined
from pourparlers.dossier.standing.disputes.disagreement import Contradiction, contradiction_in
from pourparlers.dossier.standing.disputes.told_numbers import (
    Numbers,
    Told,
    alone,
    differ,
    nearest,
    numbers_of,
    one_offer,
    word,
)


class Differs(NamedTuple):
    """A number of an article that differs from that of another, both on one statement or encounter.

    Attributes:
        thing: the id of the statement or encounter.
        concept, act: what is counted, and what whoever offers or asks for so many does; empty for none.
        part: names the articles that differ, over any number of steps.
        n: as in `Told`.
    """

    thing: str
    concept: str
    act: str
    article: str
    part: str
    n: int


# A number and the article that tells it.
Which = tuple[str, Told]


class Counted(NamedTuple):
    """A contradiction of numbers, and the statements and encounters in whose articles they stand."""

    contradiction: Contradiction
    things: Sequence[str]


def disputed_numbers(connection: Connection, articles_of: Mapping[str, Sequence[str]]) -> Iterator[Contradiction]:
    """The numbers that articles on one encounter, or with one statement, tell differently.

    Args:
        connection: to the dossier.
        articles_of: the articles of each encounter and statement, by its id.
    """
    told = numbers_of(connection, {id_ for articles in articles_of.values() for id_ in articles})
    rows = [row for thing, articles in articles_of.items() for row in differing(thing, articles, told)]
    yield from (one.contradiction for one in in_rounds(rows, told, Beside(articles_of)))


class Beside:
    """Which articles are about something in common.

    Args:
        articles_of: the articles of encounters and statements, by their ids.
    """

    def __init__(self, articles_of: Mapping[str, Iterable[str]]) -> None:
        self._articles_of = articles_of
        self._things: dict[str, list[str]] = {}
        for thing, articles in articles_of.items():
            for id_ in set(articles):
                self._things.setdefault(id_, []).append(thing)

    def of(self, articles: Iterable[str]) -> set[str]:
        """The articles that are about something in common with any of some, these among them."""
        things = {thing for id_ in articles for thing in self._things.get(id_, ())}
        return {id_ for thing in things for id_ in self._articles_of[thing]}


def differing(thing: str, articles: Sequence[str], told: Numbers) -> Iterator[Differs]:
    """What articles on one statement or encounter count differently, each in one number alone."""
    alike: dict[tuple[object, ...], list[Which]] = {}
    for id_ in sorted(set(articles)):
        for one in told.get(id_, ()):
            alike.setdefault(one.alike, []).append((id_, one))
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    first: dict[tuple[str, str, str], int] = {}
    for left, right, concept in _apart(list(alike.values())):
        here, there = ([(id_, one) for id_, one in side if alone(one, concept, told[id_])] for side in (left, right))
        own = concept, left[0][1].act or ""
        for (a, one), (b, other) in _pairs(here, there):
            found.setdefault(own, []).append((a, b))
            for id_, which in ((a, one), (b, other)):
                first[*own, id_] = min(which.n, first.get((*own, id_), which.n))
    for own, pairs in found.items():
        home = joined({id_ for pair in pairs for id_ in pair}, pairs)
        least = _least(home)
        yield from (Differs(thing, *own, id_, least[home[id_]], first[*own, id_]) for id_ in home)


def _apart(alike: Sequence[Sequence[Which]]) -> Iterator[tuple[Sequence[Which], Sequence[Which], str]]:
    """Of numbers by what is alike in them those that differ, two by two, with what they count."""
    by_thing: dict[str, list[int]] = {}
    for at, some in enumerate(alike):
        for thing in some[0][1].things:
            by_thing.setdefault(thing, []).append(at)
    near = {
        (min(at, other), max(at, other))
        for at, some in enumerate(alike)
        for thing in nearest(some[0][1])
        for other in by_thing[thing]
        if some[0][1].number != alike[other][0][1].number
    }
    for at, other in sorted(near):
        concept = differ(alike[at][0][1], alike[other][0][1])
        if concept is not None:
            yield alike[at], alike[other], concept


def _pairs(here: Sequence[Which], there: Sequence[Which]) -> Iterator[tuple[Which, Which]]:
    """Pairs of different articles that join all that any such pair joins."""
    for these, those, turned in ((here, there, False), (there, here, True)):
        for one in these:
            other = next((which for which in those if which[0] != one[0]), None)
            if other is not None:
                yield (other, one) if turned else (one, other)


def _least(home: Mapping[str, str]) -> dict[str, str]:
    """The first of the nodes that are joined, by what stands for them."""
    found: dict[str, str] = {}
    for node in sorted(home):
        found.setdefault(home[node], node)
    return found


def in_rounds(rows: Iterable[Differs], told: Numbers, beside: Beside) -> Iterator[Counted]:
    """The contradictions of articles that differ: those of one round of talks apart from those of another.

    Args:
        rows: all of each round.
        told: the numbers of the articles in them and beside them.
        beside: which articles are about something in common.
    """
    counted: dict[tuple[str, str], list[Differs]] = {}
    for row in rows:
        counted.setdefault((row.concept, row.act), []).append(row)
    for (concept, act), some in sorted(counted.items()):
        parts = {f"{row.thing}|{row.part}" for row in some}
        home = joined({row.article for row in some} | parts, [(row.article, f"{row.thing}|{row.part}") for row in some])
        rounds: dict[str, list[Differs]] = {}
        for row in some:
            rounds.setdefault(home[row.article], []).append(row)
        for own in rounds.values():
            yield Counted(_round(concept, act, own, told, beside), sorted({row.thing for row in own}))


def _round(concept: str, act: str, rows: Iterable[Differs], told: Numbers, beside: Beside) -> Contradiction:
    first: dict[str, int] = {}
    for row in rows:
        first[row.article] = min(row.n, first.get(row.article, row.n))
    sides = {id_: next(one for one in told[id_] if one.n == n) for id_, n in sorted(first.items())}
    near = beside.of(sides) - sides.keys()
    others = [one for id_ in sorted(near) if (one := _agreeing(concept, sides, told.get(id_, ()))) is not None]
    words = min(word(one, concept) for one in sides.values())
    return contradiction_in(concept, words, act, min(sides), [one.side for one in (*sides.values(), *others)])


def _agreeing(concept: str, sides: Mapping[str, Told], told: Sequence[Told]) -> Told | None:
    """What another article tells in the number of one of the sides."""
    return next(
        (
            one for one in told
            if concept in one.things
            and any(one.number == side.number and one_offer(one, side) for side in sides.values())
        ),
        None,
    )  # fmt: skip
