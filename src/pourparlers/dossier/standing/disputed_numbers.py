"""Numbers of one thing that articles on one encounter tell differently: «41 marins», "38 fishermen"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, islice, product
from typing import NamedTuple

from sqlalchemy import Connection, select

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.merging.groups import joined
from pourparlers.dossier.standing.disagreement import Contradiction, Side, What, contradiction
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.dossier.store.merged import parts
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
    found: dict[tuple[str, str], list[tuple[str, Told, str, Told]]] = {}
    for a, b in sorted(linked):
        for thing, left, right in _differing(told.get(a, ()), told.get(b, ())):
            found.setdefault((thing, left.act or ""), []).append((a, left, b, right))
    beside = _beside(linked)
    for (thing, _), pairs in sorted(found.items(), key=lambda one: one[0]):
        for sides in _of_one(pairs):
            words = min(_word(one, thing) for one in sides.values())
            near = {id_ for side in sides for id_ in beside[side]}
            others = _agreeing(thing, sides, {id_: told.get(id_, ()) for id_ in near})
            yield contradiction(What.NUMBER, thing, [one.side for one in (*sides.values(), *others)], words)


def _beside(linked: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The articles that are about something in common with each article."""
    found: dict[str, set[str]] = {}
    for a, b in linked:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found


def _of_one(pairs: Sequence[tuple[str, Told, str, Told]]) -> Iterator[dict[str, Told]]:
    """The sides that differ, by article: those of one round of talks apart from those of another."""
    home = joined({id_ for a, _, b, _ in pairs for id_ in (a, b)}, [(a, b) for a, _, b, _ in pairs])
    rounds: dict[str, dict[str, Told]] = {}
    for a, left, b, right in pairs:
        rounds.setdefault(home[a], {}).update({a: left, b: right})
    yield from sorted(rounds.values(), key=min)


def _agreeing(thing: str, sides: Mapping[str, Told], told: Mapping[str, Sequence[Told]]) -> Iterator[Told]:
    """What other articles tell in the numbers of one of the sides."""
    for id_ in sorted(told.keys() - sides.keys()):
        same = (
            one for one in told[id_] if thing in one.things
            and any(one.number == side.number and _one_offer(one, side) for side in sides.values())
        )  # fmt: skip
        yield from islice(same, 1)


def _differing(one: Sequence[Told], other: Sequence[Told]) -> Iterator[tuple[str, Told, Told]]:
    """What two articles count differently, each in one number alone."""
    for left, right in product(one, other):
        thing = _thing(left, right) if left.number != right.number else None
        if thing is None or _rounded(left, right) or _yielded(left, right):
            continue
        if _alone(left, thing, one) and _alone(right, thing, other):
            yield thing, left, right


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
    """What both count: the nearest word of one («41 marins détenus») among the words of the other ("38 jailed men")."""
    if not _one_offer(left, right):
        return None
    for one, other in ((left, right), (right, left)):
        shared = [thing for thing in _nearest(one) if thing in other.things]
        if shared:
            return min(shared)
    return None


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
