"""Numbers of one thing that articles on one encounter tell differently: «41 marins», "38 fishermen"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

import msgspec
from sqlalchemy import Connection, select

from pourparlers.dossier.standing.counts import Count, counts_of
from pourparlers.dossier.standing.disagreement import Contradiction, Side, What, contradiction
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.schema import article
from pourparlers.model import Record

Told = Mapping[str, Sequence[Count]]


def disputed_numbers(
    connection: Connection, met: Sequence[Encounter], said: Sequence[Statement]
) -> Iterator[Contradiction]:
    """The numbers that articles on one encounter, or with one statement, tell differently."""
    both: tuple[Encounter | Statement, ...] = (*met, *said)
    linked = {pair for one in both for pair in combinations(sorted({r.article for r in one.reports}), 2)}
    records = _records(connection, {id_ for pair in linked for id_ in pair})
    told = {id_: list(counts_of(record)) for id_, record in records.items()}
    found: dict[tuple[str, tuple[str, ...]], dict[str, Side]] = {}
    words: dict[str, str] = {}
    for a, b in sorted(linked):
        for thing, left, right in _differing(told[a], told[b]):
            words[thing] = min(_word(left, thing), _word(right, thing), words.get(thing, "\uffff"))
            sides = found.setdefault((thing, left.whose[:1]), {})
            sides |= {id_: _side(records[id_], count) for id_, count in ((a, left), (b, right))}
    for (thing, _), sides in sorted(found.items()):
        yield contradiction(What.NUMBER, thing, sides.values(), words[thing])


def _differing(one: Sequence[Count], other: Sequence[Count]) -> Iterator[tuple[str, Count, Count]]:
    """What two articles count differently, each in one number alone."""
    for left, right in product(one, other):
        thing = _thing(left, right) if left.number != right.number else None
        if thing is not None and _alone(left, thing, one) and _alone(right, thing, other):
            yield thing, left, right


def _thing(left: Count, right: Count) -> str | None:
    """What both count: the nearest word of one («41 marins détenus») among the words of the other ("38 jailed men")."""
    if not _one_offer(left.whose, right.whose):
        return None
    if left.things[0] in right.things:
        return left.things[0]
    return right.things[0] if right.things[0] in left.things else None


def _one_offer(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two numbers can be of one offer or demand: one act, and a party in common where both tell one."""
    if one[:1] != other[:1]:
        return False
    return len(one) < 2 or len(other) < 2 or bool(set(one[1:]) & set(other[1:]))


def _word(count: Count, thing: str) -> str:
    return count.words[count.things.index(thing)]


def _alone(count: Count, thing: str, told: Iterable[Count]) -> bool:
    same = (other for other in told if thing in other.things and _one_offer(other.whose, count.whose))
    return all(other.number == count.number for other in same)


def _records(connection: Connection, ids: Iterable[str]) -> dict[str, Record]:
    found = {}
    for some in parts(sorted(ids)):
        for id_, raw in connection.execute(select(article.c.id, article.c.record).where(article.c.id.in_(some))):
            found[id_] = msgspec.json.decode(raw, type=Record)
    return found


def _side(record: Record, count: Count) -> Side:
    one = record.article
    return Side(
        article=one.id, outlet=one.outlet, published=one.published, value=count.number,
        evidence=one.text[count.start : count.end],
    )  # fmt: skip
