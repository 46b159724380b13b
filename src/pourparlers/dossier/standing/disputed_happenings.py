"""Encounters that one reports and a party denies, or that one side and the other are told to have called off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from pourparlers.dossier.standing.disagreement import Contradiction, What, contradiction, contradiction_of, side_of
from pourparlers.dossier.standing.likeness import first_day
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.lexicon.happenings import calls_off, kinds_meant, kinds_named
from pourparlers.lexicon.ids import ids_named
from pourparlers.model import Act, EncounterKind, Status

# Within so many days of the encounter it is spoken of.
_NEAR = 21
# What one can deny to have taken place at all; talks are had in many senses.
_CONTACTS = {
    EncounterKind.CALL, EncounterKind.MEETING, EncounterKind.VISIT, EncounterKind.SUMMIT, EncounterKind.HANDOVER,
    EncounterKind.SIGNING, EncounterKind.PRESS_CONFERENCE,
}  # fmt: skip
_CALLED_OFF = {Act.REJECT, Act.DEMAND, Act.PROPOSE, Act.ACCEPT}


def disputed_happenings(met: Sequence[Encounter], said: Sequence[Statement]) -> Iterator[Contradiction]:
    """The contradictions between encounters and statements about them."""
    yield from _denied(met, said)
    yield from _called_off(said)


def _denied(met: Sequence[Encounter], said: Sequence[Statement]) -> Iterator[Contradiction]:
    """«Il n'y a eu aucun appel», by a party that others report to have called."""
    denials = [one for one in said if one.act is Act.DENY and not one.negated]
    for one in met:
        if one.status is not Status.HELD or one.kind not in _CONTACTS:
            continue
        for no in denials:
            told = [report for report in one.reports if report.article not in {r.article for r in no.reports}]
            if told and _of_it(one, no):
                sides = [*(side_of(r, Status.HELD.value) for r in told), *(side_of(r, "denied") for r in no.reports)]
                yield contradiction_of(What.OUTCOME, one, sides)
                break


def _of_it(one: Encounter, no: Statement) -> bool:
    if not set(no.parties) & set(one.parties) or one.kind not in kinds_meant(no.content, no.language):
        return False
    day, told = first_day(one), first_day(no)
    return day is not None and told is not None and 0 <= (told - day).days <= _NEAR


def _called_off(said: Sequence[Statement]) -> Iterator[Contradiction]:
    """«Le Sénégal a fait annuler la conférence», and «Nouakchott l'a annulée»: two authors of one thing."""
    told = [(one, kinds, author) for one in said for kinds, author in _author(one)]
    done: set[frozenset[str]] = set()
    for (one, kinds, author), (other, others, another) in combinations(told, 2):
        pair = frozenset((author, another)) | kinds
        if author == another or not kinds & others or pair in done or not _near(one, other):
            continue
        if not {r.article for r in one.reports} & {r.article for r in other.reports}:
            done.add(pair)
            sides = [side_of(r, who) for told, who in ((one, author), (other, another)) for r in told.reports]
            yield contradiction(What.AUTHOR, one, sides)


def _author(one: Statement) -> Iterator[tuple[frozenset[EncounterKind], str]]:
    """The kinds of encounters that a statement calls off, and whose doing that is: the first state that it names."""
    kinds = kinds_named(one.content, one.language)
    if not kinds or not calls_off(one.content, one.language):
        return
    if one.act in _CALLED_OFF and len(one.parties) == 1:
        yield kinds, one.parties[0]
    elif one.act in {Act.SAY, Act.ACCUSE}:
        named = ids_named(one.content)
        if named:
            yield kinds, named[0]


def _near(one: Statement, other: Statement) -> bool:
    left, right = first_day(one), first_day(other)
    return left is not None and right is not None and abs((left - right).days) <= _NEAR
