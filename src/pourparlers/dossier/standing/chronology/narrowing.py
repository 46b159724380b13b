"""Which entries of the chronology are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, select

from pourparlers.dossier.standing.chronology.entries import Entries
from pourparlers.dossier.standing.filters import Filters, between, called, issue_nodes, plain_person
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.facets import Facet
from pourparlers.dossier.store.schema import Kind, contradiction_about, doubt, entry, facet, member
from pourparlers.lexicon.world import fold
from pourparlers.model import Act, EncounterKind, Status

if TYPE_CHECKING:
    from pourparlers.dossier.standing.chronology.entries import Mask


class Only(StrEnum):
    """Of what entries are."""

    ENCOUNTERS = "encounters"
    STATEMENTS = "statements"


class Review(StrEnum):
    """Whether a person looked at a report of an entry, or had best do so."""

    REVIEWED = "reviewed"
    UNREVIEWED = "unreviewed"
    DOUBTFUL = "doubtful"


class Narrowed(Filters, frozen=True, kw_only=True):
    """Which entries are asked for; what is None or as it is without being asked does not narrow.

    Attributes:
        only: encounters or statements alone.
        kind, status: of encounters, so that no statements are asked for; acts and issues ask for no encounters.
        review: whether a person looked at it.
        plain: whether statements that say something and do nothing else are among them.
        undated: only what has no day.
        contradicted: only what sources disagree about.
    """

    only: Only | None = None
    kind: EncounterKind | None = None
    status: Status | None = None
    review: Review | None = None
    plain: bool = True
    undated: bool = False
    contradicted: bool = False


# What narrows by one thing: it is lifted where that thing is counted.
ACTS, DAYS = "act", "days"


class Narrowing:
    """The entries that are asked for.

    Args:
        connection: to the dossier.
        entries: all of it.
        asked: what is asked for.
    """

    def __init__(self, connection: Connection, entries: Entries, asked: Narrowed) -> None:
        self.entries = entries
        self._connection, self._asked = connection, asked

    @cached_property
    def masks(self) -> Mapping[str, Mask]:
        """By what narrows, which entries are left by it alone."""
        return dict(self._masks())

    def left(self, lifted: str | None = None) -> Mask | None:
        """Which entries are left; None for all.

        Args:
            lifted: what narrows all the same, and is not to.
        """
        out: Mask | None = None
        for name, mask in self.masks.items():
            if name != lifted:
                out = mask if out is None else out & mask
        return out

    def chosen(self, name: Facet) -> str | None:
        """The value of a facet that is asked for as such."""
        if name is Facet.PARTY:
            return self._asked.party_id
        if name is Facet.PERSON:
            return f"person:{self._asked.person}"
        told = getattr(self._asked, name.value)
        return str(told) if told is not None else None

    def without(self) -> dict[str, int]:
        """By what narrows, how many entries were left without it."""
        left = {name: self.left(name) for name in self.masks}
        return {name: len(self.entries) if mask is None else int(mask.sum()) for name, mask in left.items()}

    def _masks(self) -> Iterable[tuple[str, Mask]]:
        asked, entries = self._asked, self.entries
        if asked.only:
            yield "only", entries.met if asked.only is Only.ENCOUNTERS else ~entries.met
        if not asked.plain:
            yield "plain", entries.act != self._number(Facet.ACT, Act.SAY)
        if asked.act or asked.kind:
            yield ACTS, self._acts()
        if asked.since or asked.until or asked.undated:
            yield DAYS, self._days()
        if asked.review:
            yield "review", self.looked(asked.review)
        if asked.contradicted:
            yield "contradicted", self.contradicted
        for name, numbers in self._valued():
            yield name, entries.having(numbers)

    def _valued(self) -> Iterable[tuple[str, Iterable[int]]]:
        """What narrows by values that reports tell."""
        asked = self._asked
        if asked.status:
            yield "status", [self._number(Facet.STATUS, asked.status)]
        if asked.party:
            yield "party", [self._number(Facet.PARTY, asked.party_id or "")]
        if asked.person:
            yield "person", self.named(asked.person)
        if asked.outlet:
            outlets = called(asked.outlet, self.entries.of(Facet.OUTLET), itemgetter(1))
            yield "outlet", [n for n, _ in outlets]
        if asked.issue:
            nodes = issue_nodes(self._connection, asked.issue)
            yield "issue", [self._number(Facet.ISSUE, node) for node in nodes]

    def named(self, letters: str) -> list[int]:
        """The numbers of the persons with some letters in their names."""
        plain = fold(letters)
        return [n for n, id_ in self.entries.of(Facet.PERSON) if plain in plain_person(id_)]

    def _number(self, name: Facet, value: str) -> int:
        """The number of a value; one that nothing has where there is none."""
        return self.entries.numbers.get((name, str(value)), self.entries.most + 1)

    def _like(self, where: Any, name: Facet) -> list[int]:
        return list(self._connection.execute(select(facet.c.n).where(facet.c.facet == name.value, where)).scalars())

    def _acts(self) -> Mask:
        asked, act = self._asked, self.entries.act
        out: Mask = act != 0
        if asked.act:
            out = out & (act == self._number(Facet.ACT, asked.act))
        if asked.kind:
            out = out & (act == self._number(Facet.KIND, asked.kind))
        return out

    def _days(self) -> Mask:
        asked, entries = self._asked, self.entries
        out: Mask = entries.day == 0 if asked.undated else entries.day != 0
        if asked.since or asked.until:
            out = out & entries.flags(self._like(and_(*between(facet.c.value, asked)), Facet.DAY))[entries.day]
        return out

    def looked(self, review: Review) -> Mask:
        """Which entries are so."""
        if review is Review.DOUBTFUL:
            return self.doubtful
        told = "yes" if review is Review.REVIEWED else "no"
        return self._kept(review.value, lambda: self.entries.having([self._number(Facet.LOOKED, told)]))

    @property
    def doubtful(self) -> Mask:
        """Which entries may be one with another, have no speaker, or are in the conditional of the press."""
        return self._marked("doubtful", doubtful)

    @property
    def contradicted(self) -> Mask:
        """Which entries sources disagree about."""
        return self._marked("contradicted", contradicted)

    def _marked(self, name: str, find: Callable[[Connection], Sequence[int]]) -> Mask:
        """Which entries have their numbers among those that are found."""
        import numpy as np

        return self._kept(name, lambda: np.isin(self.entries.number, find(self._connection)))

    def _kept(self, name: str, find: Callable[[], Mask]) -> Mask:
        """A mask that is found once for each state of the dossier."""
        if name not in self.entries.marked:
            self.entries.marked[name] = find()
        return self.entries.marked[name]


# Reports of these kinds of doubt; what was just so joined is one all the same.
_DOUBTS = ("unsure", "speaker", "hedged")


def doubtful(connection: Connection) -> list[int]:
    """The numbers of the entries of which a person had best judge a report."""
    found: list[int] = []
    kinds = doubt.c.kind.in_((Kind.ENCOUNTER.value, Kind.STATEMENT.value))
    for end in (doubt.c.a, doubt.c.b):
        own = and_(member.c.kind == doubt.c.kind, member.c.node == end)
        query = select(entry.c.n).select_from(doubt.join(member, own).join(entry, entry.c.id == member.c.group))
        found += connection.execute(query.where(kinds, doubt.c.about.in_(_DOUBTS), end != "")).scalars().all()
    return found


def contradicted(connection: Connection) -> list[int]:
    """The numbers of the entries that sources disagree about."""
    about = contradiction_about
    query = select(entry.c.n).where(entry.c.id.in_(select(about.c.thing).where(about.c.marks)))
    return list(connection.execute(query).scalars())


def numbered(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The ids of some entries by their numbers."""
    query = select(entry.c.n, entry.c.id).where(among(connection, entry.c.n, list(numbers)))
    return {row.n: row.id for row in connection.execute(query)}
