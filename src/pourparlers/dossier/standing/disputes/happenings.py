"""Encounters that one reports and a party denies, or that one side and the other are told to have called off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pourparlers.dossier.standing.disputes.disagreement import Contradiction, Side, What, contradiction_of, side_of
from pourparlers.dossier.standing.disputes.near import Near
from pourparlers.dossier.standing.likeness import first_day
from pourparlers.dossier.standing.listing import Encounter, Evidence, Statement
from pourparlers.lexicon.happenings import author_of, calls_off, kinds_meant, kinds_named, stays_away
from pourparlers.model import Act, EncounterKind, Status

# Within so many days of the encounter it is spoken of.
NEAR = 21
# What one can deny to have taken place at all; talks are had in many senses.
_CONTACTS = {
    EncounterKind.CALL, EncounterKind.MEETING, EncounterKind.VISIT, EncounterKind.SUMMIT, EncounterKind.HANDOVER,
    EncounterKind.SIGNING, EncounterKind.PRESS_CONFERENCE,
}  # fmt: skip
# By these whoever speaks calls off or asks for it; by the others somebody else is told to have done so.
_OWN = {Act.REJECT, Act.DEMAND, Act.PROPOSE}


class Reported(NamedTuple):
    """What is known of the articles and reports besides.

    Attributes:
        languages: of the articles, by id.
        alone: of each article the one encounter that it tells to have been called off; None where there are several.
    """

    languages: Mapping[str, str]
    alone: Mapping[str, str | None]


def disputed_happenings(
    met: Sequence[Encounter], said: Sequence[Statement], reported: Reported
) -> Iterator[Contradiction]:
    """The contradictions between encounters and statements about them."""
    yield from _denied(met, said)
    yield from _called_off(met, said, reported)


def _denied(met: Sequence[Encounter], said: Sequence[Statement]) -> Iterator[Contradiction]:
    """«Il n'y a eu aucun appel», by a party that others report to have called."""
    denials = Near(((one, first_day(one)) for one in said if denies(one)), NEAR)
    for one in met:
        if not deniable(one):
            continue
        for no in denials.around(first_day(one)):
            told = [report for report in one.reports if report.article not in {r.article for r in no.reports}]
            if told and _of_it(one, no):
                sides = [*(side_of(r, Status.HELD.value) for r in told), *(side_of(r, "denied") for r in no.reports)]
                yield contradiction_of(What.OUTCOME, one, sides)
                break


def _of_it(one: Encounter, no: Statement) -> bool:
    if (no.parties and not set(no.parties) & set(one.parties)) or one.kind not in kinds_meant(no.content, no.language):
        return False
    day, told = first_day(one), first_day(no)
    return day is not None and told is not None and day <= told


class _Told(NamedTuple):
    """What a report of a statement tells of something called off.

    Attributes:
        kinds: of what; none where a pronoun stands for it («l'a annulée»).
        accused: whom it accuses of having done so.
        author: who else is told to have done so.
    """

    kinds: frozenset[EncounterKind]
    accused: str | None
    author: str | None
    day: date | None
    report: Evidence


def _called_off(met: Sequence[Encounter], said: Sequence[Statement], reported: Reported) -> Iterator[Contradiction]:
    """«Le Sénégal a fait annuler la conférence», and «Nouakchott l'a annulée»: two authors of one thing."""
    off = [one for one in met if one.status is Status.CANCELLED]
    rows = (told for one in said for report in one.reports for told in _stated(one, report, reported.languages))
    stated = Near(((told, told.day) for told in rows) if off else (), NEAR)
    alone = reported.alone
    for one in off:
        near = stated.around(first_day(one))
        sides = [side for told in near if (side := _side(one, told, alone.get(told.report.article) == one.id))]
        first = {(side.article, side.value): side for side in (*_reported(one, reported), *sides)}
        if _differ(list(first.values())):
            yield contradiction_of(What.AUTHOR, one, first.values())


def _differ(sides: Sequence[Side]) -> bool:
    """Whether two articles tell two authors."""
    return any(one.value != other.value and one.article != other.article for one in sides for other in sides)


def _reported(one: Encounter, reported: Reported) -> Iterator[Side]:
    for report in one.reports:
        author = author_of(report.text, reported.languages[report.article], one.place)
        if author is not None and author in one.parties:
            yield side_of(report, author)


def denies(one: Statement) -> bool:
    """Whether a statement denies something."""
    return one.act is Act.DENY and not one.negated


def deniable(one: Encounter) -> bool:
    """Whether one can deny an encounter to have taken place."""
    return one.status is Status.HELD and one.kind in _CONTACTS


def tells_of_off(one: Statement, languages: Mapping[str, str]) -> bool:
    """Whether a statement tells, in any report, of something called off."""
    return any(True for report in one.reports for _ in _stated(one, report, languages))


def _stated(one: Statement, report: Evidence, languages: Mapping[str, str]) -> Iterator[_Told]:
    language = languages.get(report.article)
    if language is None or one.act is Act.DENY or one.negated:
        return
    off = calls_off(report.text, language)
    if off or stays_away(report.text, language):
        own = one.parties[0] if off and one.act in _OWN and len(one.parties) == 1 else None
        accused = one.target if one.act is Act.ACCUSE else None
        kinds = kinds_named(report.text, language) if off else frozenset[EncounterKind]()
        yield _Told(kinds, accused, own or author_of(report.text, language), first_day(one), report)


def _side(one: Encounter, told: _Told, alone: bool) -> Side | None:
    """The author of an encounter's calling off, as a report of a statement tells it, if it is about that encounter.

    Args:
        one: the encounter.
        told: what the report tells.
        alone: whether the article tells of this encounter alone that it was called off: a pronoun stands for it.
    """
    author = told.accused if told.accused in one.parties else told.author
    of_it = one.kind in told.kinds or (not told.kinds and alone)
    return side_of(told.report, author) if author is not None and author in one.parties and of_it else None
