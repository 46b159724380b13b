"""Numbers of one thing that articles on one encounter tell differently: «41 marins», "38 fishermen"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from sqlalchemy import Connection, select

from pourparlers.dossier.standing.disagreement import Contradiction, Side, What, contradiction
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import article, number


class Told(NamedTuple):
    """A number as an article tells it.

    Attributes:
        things, words: the concepts of what may be counted, the nearest first, and how they are written.
        act, parties: of whoever offers or asks for so many.
    """

    number: str
    things: Sequence[str]
    words: Sequence[str]
    act: str | None
    parties: frozenset[str]
    side: Side


def disputed_numbers(
    connection: Connection, met: Sequence[Encounter], said: Sequence[Statement]
) -> Iterator[Contradiction]:
    """The numbers that articles on one encounter, or with one statement, tell differently."""
    both: tuple[Encounter | Statement, ...] = (*met, *said)
    linked = {pair for one in both for pair in combinations(sorted({r.article for r in one.reports}), 2)}
    told = _told(connection, {id_ for pair in linked for id_ in pair})
    found: dict[tuple[str, str | None], dict[str, Side]] = {}
    words: dict[str, str] = {}
    for a, b in sorted(linked):
        for thing, left, right in _differing(told.get(a, ()), told.get(b, ())):
            words[thing] = min(_word(left, thing), _word(right, thing), words.get(thing, "\uffff"))
            sides = found.setdefault((thing, left.act), {})
            sides |= {a: left.side, b: right.side}
    for (thing, _), sides in sorted(found.items(), key=lambda one: (one[0][0], one[0][1] or "")):
        yield contradiction(What.NUMBER, thing, sides.values(), words[thing])


def _differing(one: Sequence[Told], other: Sequence[Told]) -> Iterator[tuple[str, Told, Told]]:
    """What two articles count differently, each in one number alone."""
    for left, right in product(one, other):
        thing = _thing(left, right) if left.number != right.number else None
        if thing is not None and _alone(left, thing, one) and _alone(right, thing, other):
            yield thing, left, right


def _thing(left: Told, right: Told) -> str | None:
    """What both count: the nearest word of one («41 marins détenus») among the words of the other ("38 jailed men")."""
    if not _one_offer(left, right):
        return None
    if left.things[0] in right.things:
        return left.things[0]
    return right.things[0] if right.things[0] in left.things else None


def _one_offer(one: Told, other: Told) -> bool:
    """Whether two numbers can be of one offer or demand: one act, and a party in common where both tell one."""
    if one.act != other.act:
        return False
    return not one.parties or not other.parties or bool(one.parties & other.parties)


def _word(told: Told, thing: str) -> str:
    return told.words[told.things.index(thing)]


def _alone(one: Told, thing: str, told: Iterable[Told]) -> bool:
    same = (other for other in told if thing in other.things and _one_offer(other, one))
    return all(other.number == one.number for other in same)


def _told(connection: Connection, ids: Iterable[str]) -> dict[str, list[Told]]:
    """The numbers of some articles, by the articles' ids, in their order."""
    found: dict[str, list[Told]] = {}
    query = select(number, article.c.outlet, article.c.published).join(article, article.c.id == number.c.article)
    for some in parts(sorted(ids)):
        for row in connection.execute(query.where(number.c.article.in_(some)).order_by(number.c.article, number.c.n)):
            side = Side(
                article=row.article, outlet=row.outlet, published=row.published, value=row.number, evidence=row.text
            )
            parties = frozenset(listed(row.parties))
            one = Told(row.number, listed(row.things), listed(row.words), row.act, parties, side)
            found.setdefault(row.article, []).append(one)
    return found
