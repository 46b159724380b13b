"""Encounters that one reports and a party denies, or that one side and the other are told to have called off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pourparlers.dossier.standing.disagreement import Contradiction, Side, What, contradiction_of, side_of
from pourparlers.dossier.standing.likeness import first_day
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.lexicon.happenings import author_of, calls_off, kinds_meant, kinds_named
from pourparlers.model import Act, EncounterKind, Status

# Within so many days of the encounter it is spoken of.
_NEAR = 21
# What one can deny to have taken place at all; talks are had in many senses.
_CONTACTS = {
    EncounterKind.CALL, EncounterKind.MEETING, EncounterKind.VISIT, EncounterKind.SUMMIT, EncounterKind.HANDOVER,
    EncounterKind.SIGNING, EncounterKind.PRESS_CONFERENCE,
}  # fmt: skip
# By these whoever speaks calls off or asks for it; by the others somebody else is told to have done so.
_OWN = {Act.REJECT, Act.DEMAND, Act.PROPOSE}


def disputed_happenings(
    met: Sequence[Encounter], said: Sequence[Statement], languages: dict[str, str]
) -> Iterator[Contradiction]:
    """The contradictions between encounters and statements about them.

    Args:
        met, said: the encounters and statements.
        languages: of the articles that report them, by id.
    """
    yield from _denied(met, said)
    yield from _called_off(met, said, languages)


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
    if (no.parties and not set(no.parties) & set(one.parties)) or one.kind not in kinds_meant(no.content, no.language):
        return False
    day, told = first_day(one), first_day(no)
    return day is not None and told is not None and 0 <= (told - day).days <= _NEAR


class _Author(NamedTuple):
    """Who is told to have called off what, by a report."""

    kinds: frozenset[EncounterKind]
    day: date | None
    side: Side


def _called_off(
    met: Sequence[Encounter], said: Sequence[Statement], languages: dict[str, str]
) -> Iterator[Contradiction]:
    """«Le Sénégal a fait annuler la conférence», and «Nouakchott l'a annulée»: two authors of one thing."""
    stated = [author for one in said for author in _stated(one)]
    for one in met:
        if one.status is Status.CANCELLED:
            own = list(_reported(one, languages))
            others = [author for author in stated if one.kind in author.kinds and _near(first_day(one), author.day)]
            sides = {(author.side.article, author.side.value): author.side for author in (*own, *others)}
            if _differ(list(sides.values())):
                yield contradiction_of(What.AUTHOR, one, sides.values())


def _differ(sides: Sequence[Side]) -> bool:
    """Whether two articles tell two authors."""
    return any(one.value != other.value and one.article != other.article for one in sides for other in sides)


def _reported(one: Encounter, languages: dict[str, str]) -> Iterator[_Author]:
    for report in one.reports:
        author = author_of(report.text, languages[report.article])
        if author is not None and author in one.parties:
            yield _Author(frozenset({one.kind}), first_day(one), side_of(report, author))


def _stated(one: Statement) -> Iterator[_Author]:
    kinds = kinds_named(one.content, one.language)
    if kinds and calls_off(one.content, one.language):
        own = one.parties[0] if one.act in _OWN and len(one.parties) == 1 else None
        author = own or author_of(one.content, one.language)
        for report in one.reports if author else ():
            yield _Author(kinds, first_day(one), side_of(report, author or ""))


def _near(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= _NEAR
