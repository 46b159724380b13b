"""Numbers of one thing that articles on one encounter tell differently: «41 marins», "38 fishermen"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import Connection, select

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.merging.groups import joined
from pourparlers.dossier.standing.disputes.disagreement import Contradiction, Side, contradiction_in
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import article, number
from pourparlers.model import Act

# Numbers of fewer digits are not told roundly.
ROUND = 3
# After so many days an offer may have been raised, a demand lowered.
MOVED = 3
_OFFERED, _ASKED = {Act.PROPOSE.value, Act.PROMISE.value}, {Act.DEMAND.value}


class Told(NamedTuple):
    """A number as an article tells it.

    Attributes:
        n: its place among the numbers of the article.
        things, words: the concepts of what may be counted, the nearest first, and how they are written.
        act, parties: of whoever offers or asks for so many.
    """

    n: int
    number: str
    things: Sequence[str]
    words: Sequence[str]
    act: str | None
    parties: frozenset[str]
    side: Side

    @property
    def alike(self) -> tuple[object, ...]:
        """All of it that matters for whether another number differs: offers and demands move from day to day."""
        day = self.side.published if self.act in _OFFERED | _ASKED else None
        return self.number, tuple(self.things), tuple(self.words), self.act, self.parties, day


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


Numbers = Mapping[str, Sequence[Told]]


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
        here, there = ([(id_, one) for id_, one in side if _alone(one, concept, told[id_])] for side in (left, right))
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
        for thing in _nearest(some[0][1])
        for other in by_thing[thing]
        if some[0][1].number != alike[other][0][1].number
    }
    for at, other in sorted(near):
        concept = _differ(alike[at][0][1], alike[other][0][1])
        if concept is not None:
            yield alike[at], alike[other], concept


def _differ(left: Told, right: Told) -> str | None:
    """What both count differently."""
    concept = _thing(left, right) if left.number != right.number else None
    return None if concept is None or _rounded(left, right) or _yielded(left, right) else concept


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
    differ: dict[str, int] = {}
    for row in rows:
        differ[row.article] = min(row.n, differ.get(row.article, row.n))
    sides = {id_: next(one for one in told[id_] if one.n == n) for id_, n in sorted(differ.items())}
    near = beside.of(sides) - sides.keys()
    others = [one for id_ in sorted(near) if (one := _agreeing(concept, sides, told.get(id_, ()))) is not None]
    words = min(_word(one, concept) for one in sides.values())
    return contradiction_in(concept, words, act, min(sides), [one.side for one in (*sides.values(), *others)])


def _agreeing(concept: str, sides: Mapping[str, Told], told: Sequence[Told]) -> Told | None:
    """What another article tells in the number of one of the sides."""
    return next(
        (
            one for one in told
            if concept in one.things
            and any(one.number == side.number and _one_offer(one, side) for side in sides.values())
        ),
        None,
    )  # fmt: skip


def _rounded(left: Told, right: Told) -> bool:
    """«Neuf mille enfants» are "some 9,400": of numbers that nobody offers a round one may stand for another."""
    few, many = sorted((left.number, right.number), key=lambda one: len(one.rstrip("0")))
    if left.act or "." in few + many or len(few) < ROUND or len(few) != len(many):
        return False
    digits = len(few.rstrip("0"))
    return round(int(many), digits - len(few)) == int(few)


def _yielded(left: Told, right: Told) -> bool:
    """Whether a later offer is more, or a later demand less: whoever negotiates moves, and both papers are right."""
    first, last = sorted((left, right), key=lambda one: (one.side.published or "", one.number))
    before, after = window(first.side.published), window(last.side.published)
    if not before or not after or (after.first - before.first).days <= MOVED:
        return False
    more = Fraction(last.number) > Fraction(first.number)
    return more if left.act in _OFFERED else left.act in _ASKED and not more


def _thing(left: Told, right: Told) -> str | None:
    """What both count: the nearest word of one («41 marins détenus») among the words of the other ("38 jailed men").

    Of several the nearest to both numbers; no state, whose adjective stands beside what is counted («trois marins
    norvégiens»), where there is another.
    """
    if not _one_offer(left, right):
        return None
    both = ((left, right), (right, left))
    shared = {thing for one, other in both for thing in _nearest(one) if thing in other.things}
    return min(
        shared, key=lambda one: (one.isupper(), left.things.index(one) + right.things.index(one), one), default=None
    )


def _nearest(one: Told) -> list[str]:
    """What the word nearest to a number may mean."""
    return [thing for thing, word in zip(one.things, one.words, strict=True) if word == one.words[0]]


def _one_offer(one: Told, other: Told) -> bool:
    """Whether two numbers can be of one offer or demand: of one act and, where both tell them, of the same parties."""
    return one.act == other.act and (not one.parties or not other.parties or one.parties == other.parties)


def _word(told: Told, thing: str) -> str:
    return told.words[told.things.index(thing)] if thing in told.things else "\uffff"


def _alone(one: Told, thing: str, told: Iterable[Told]) -> bool:
    same = (other for other in told if thing in other.things and _one_offer(other, one))
    return all(other.number == one.number for other in same)


def numbers_of(connection: Connection, ids: Iterable[str]) -> dict[str, list[Told]]:
    """The numbers of some articles, by the articles' ids, in their order."""
    found: dict[str, list[Told]] = {}
    query = select(number, article.c.outlet, article.c.published).join(article, article.c.id == number.c.article)
    own = among(connection, number.c.article, sorted(ids))
    for row in connection.execute(query.where(own).order_by(number.c.article, number.c.n)).all():
        side = Side(
            article=row.article, outlet=row.outlet, published=row.published, value=row.number, evidence=row.text
        )
        parties = frozenset(listed(row.parties))
        one = Told(row.n, row.number, listed(row.things), listed(row.words), row.act, parties, side)
        found.setdefault(row.article, []).append(one)
    return found
