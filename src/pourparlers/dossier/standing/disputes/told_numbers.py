"""Numbers as articles tell them, and whether two of them tell one thing differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import Connection, select

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.standing.disputes.disagreement import Side
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


Numbers = Mapping[str, Sequence[Told]]


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


def differ(left: Told, right: Told) -> str | None:
    """What both count differently."""
    concept = _thing(left, right) if left.number != right.number else None
    return None if concept is None or _rounded(left, right) or _yielded(left, right) else concept


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
    if not one_offer(left, right):
        return None
    both = ((left, right), (right, left))
    shared = {thing for one, other in both for thing in nearest(one) if thing in other.things}
    return min(
        shared, key=lambda one: (one.isupper(), left.things.index(one) + right.things.index(one), one), default=None
    )


def nearest(one: Told) -> list[str]:
    """What the word nearest to a number may mean."""
    return [thing for thing, word in zip(one.things, one.words, strict=True) if word == one.words[0]]


def one_offer(one: Told, other: Told) -> bool:
    """Whether two numbers can be of one offer or demand: of one act and, where both tell them, of the same parties."""
    return one.act == other.act and (not one.parties or not other.parties or one.parties == other.parties)


def word(told: Told, thing: str) -> str:
    """How what is counted is written; behind all words where it is not counted."""
    return told.words[told.things.index(thing)] if thing in told.things else "\uffff"


def alone(one: Told, thing: str, told: Iterable[Told]) -> bool:
    """Whether an article counts a thing in one number alone.

    Args:
        one: the number.
        thing: what it counts.
        told: all numbers of the article.
    """
    same = (other for other in told if thing in other.things and one_offer(other, one))
    return all(other.number == one.number for other in same)
