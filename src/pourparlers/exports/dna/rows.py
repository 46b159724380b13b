"""The statements of a dossier as Discourse Network Analyzer codes them: one person and one organisation a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from pourparlers.coding.units import even
from pourparlers.dossier.contents import Entity, Told
from pourparlers.dossier.standing.agreement import agreement_of, position_of
from pourparlers.exports.dna.schema import LONGEST
from pourparlers.model import ActorKind, Encounter, Span, Stance, Statement
from pourparlers.views.safe import one_line


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A statement or an encounter in one article, of one speaker.

    Attributes:
        start, end: from the first to the last of its words, code points, half-open.
        person, party: who speaks or takes part, and for whom.
        target: who is accused, asked, threatened or answered.
        act: of a statement; of an encounter its kind.
        issue: its id and label across articles.
        agreement: None where no side is taken.
        position: from -2 to 2.
        quote: the words themselves.
    """

    start: int
    end: int
    person: Entity | None
    party: Entity | None
    target: Entity | None
    act: str
    issue: tuple[str, str] | None
    place: str | None
    agreement: Stance | None
    position: int
    quote: str

    @property
    def counted(self) -> bool:
        """Whether it is a statement of the program's own type: a side taken on an issue."""
        return self.agreement is not None and self.issue is not None


def rows_of(told: Told) -> list[Row]:
    """The rows of an article, in the order of its text."""
    found = [row for one in told.record.statements for row in _statement(told, one)]
    found += [row for one in told.record.encounters for row in _encounter(told, one)]
    return sorted(found, key=lambda row: (row.start, row.end))


def _statement(told: Told, one: Statement) -> Iterator[Row]:
    shared = {
        "target": told.entity(one.target) if one.target else None, "act": str(one.act), "issue": told.issue(one),
        "agreement": agreement_of(one.act, one.stance, one.negated), "place": None,
        "position": position_of(one.act, one.stance, one.negated, one.conditional), **_where(one.content),
    }  # fmt: skip
    yield from (Row(person=a, party=b, **shared) for a, b in _speakers(told, one.speaker, one.party))


def _encounter(told: Told, one: Encounter) -> Iterator[Row]:
    shared = {
        "target": None, "act": str(one.kind), "issue": None, "agreement": None, "place": one.place, "position": 0,
        **_where(one.evidence),
    }  # fmt: skip
    if one.evidence:
        yield from (Row(person=a, party=b, **shared) for a, b in _speakers(told, one.persons, one.parties))


def _where(spans: Sequence[Span]) -> dict[str, Any]:
    if not spans:
        return {}
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return {"start": start, "end": end, "quote": even(" […] ".join(span.text for span in spans))}


def _speakers(told: Told, speakers: Sequence[str], parties: Sequence[str]) -> list[tuple[Entity | None, Entity | None]]:
    """Each person or group with its party, then each party for which none of them speaks."""
    people = [told.entity(id_) for id_ in speakers]
    known = {id_: told.entity(id_) for id_ in parties}
    out: list[tuple[Entity | None, Entity | None]] = []
    for one in people:
        if one.kind in {ActorKind.PERSON, ActorKind.GROUP}:
            own = known.get(one.party or "") or next(iter(known.values()), None)
            out.append((one, own))
    covered = {party.id for _, party in out if party}
    out += [(None, party) for party in known.values() if party.id not in covered]
    others = [one for one in people if one.kind not in {ActorKind.PERSON, ActorKind.GROUP}]
    return out or [(None, one) for one in others] or [(None, None)]


class Values:
    """Values of a variable, each at most 190 characters and of one thing alone."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {"": ""}
        self._of: dict[str, str] = {"": ""}

    def __call__(self, key: str, name: str) -> str:
        """The value of a thing: its name, cut at a word; of a second of the same name with a number behind it."""
        if key in self._of:
            return self._of[key]
        whole, n = even(one_line(name)) or "?", 1
        value = _cut(whole, LONGEST)
        while value in self._taken:
            n += 1
            mark = f" ({n})"
            value = _cut(whole, LONGEST - len(mark)) + mark
        self._taken[value], self._of[key] = key, value
        return value


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else one_line(line, longest)


def short(value: str | None) -> str:
    """A field of a document or an entity: one line of at most 190 characters."""
    return _cut(even(one_line(value or "")), LONGEST)
