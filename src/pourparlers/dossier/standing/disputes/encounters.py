"""Encounters that outlets date, place or measure differently, or that one reports and another denies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.merging.names import agree, name_of, same_word
from pourparlers.dossier.standing.disputes.disagreement import Contradiction, Side, What, contradiction_of
from pourparlers.dossier.standing.listing import Encounter
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import Kind, article, encounter_report, member, part
from pourparlers.lexicon.places import is_state, spot_of
from pourparlers.lexicon.world import fold
from pourparlers.model import EncounterKind, Status

_LETTERS = re.compile(r"[^\W\d_]+")
_HOURS = re.compile(r"PT(\d+)([HM])")
_DAYS = re.compile(r"P(\d+)([DW])")
# At these a party is one person, or speaks through one.
_FACE_TO_FACE = {EncounterKind.CALL, EncounterKind.MEETING, EncounterKind.SUMMIT, EncounterKind.VISIT}
Differ = Callable[[Any, Any], bool]


def disputed_encounters(
    connection: Connection, met: Sequence[Encounter], beside: Iterable[Contradiction] = ()
) -> Iterator[Contradiction]:
    """The contradictions among the reports of each encounter.

    Args:
        connection: to the dossier.
        met: the encounters.
        beside: the dates that others have which are told of in the same articles, as `dates_told` tells them.
    """
    told = _reports(connection, [one.id for one in met if len(one.reports) > 1])
    yield from _disputed_dates(_dates_told(met, told), beside)
    for one in met:
        rows = told.get(one.id, [])
        after = [row for row in rows if _told_after(row)]
        yield from _sides(one, What.PLACE, after, lambda row: row.place, places_differ)
        yield from _sides(one, What.LENGTH, after, lambda row: row.duration, lengths_differ)
        yield from _sides(one, What.OUTCOME, rows, lambda row: row.status, _outcomes_differ)
        if one.kind in _FACE_TO_FACE:
            yield from _participants(connection, one, after)


def dates_told(connection: Connection, met: Sequence[Encounter]) -> list[Contradiction]:
    """The encounters that are told with several dates."""
    return _dates_told(met, _reports(connection, [one.id for one in met if len(one.reports) > 1]))


def _dates_told(met: Sequence[Encounter], told: Mapping[str, Sequence[Any]]) -> list[Contradiction]:
    after = ((one, [row for row in told.get(one.id, ()) if _told_after(row)]) for one in met)
    return [found for one, rows in after for found in _sides(one, What.DATE, rows, lambda row: row.date, dates_differ)]


def _disputed_dates(found: Sequence[Contradiction], beside: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """Those with several dates that do not only follow others («la conférence de presse qui a suivi»)."""
    by_day: dict[tuple[str, str], list[set[tuple[str, str]]]] = {}
    for one in (*found, *beside):
        days = _days_told(one)
        for day in days:
            by_day.setdefault(day, []).append(days)
    for one in found:
        days = _days_told(one)
        if not any(days < others for others in by_day[min(days)]):
            yield one


def _days_told(one: Contradiction) -> set[tuple[str, str]]:
    return {(side.article, side.value[:10]) for side in one.between}


def _reports(connection: Connection, ids: Sequence[str]) -> dict[str, list[Any]]:
    columns = encounter_report, article.c.published, article.c.outlet, member.c.group
    query = select(*columns).select_from(
        member.join(encounter_report, encounter_report.c.uid == member.c.node).join(
            article, article.c.id == encounter_report.c.article
        )
    )  # fmt: skip
    found: dict[str, list[Any]] = {}
    for some in parts(ids):
        which = member.c.kind == Kind.ENCOUNTER.value, member.c.group.in_(some)
        for row in connection.execute(query.where(*which).order_by(encounter_report.c.uid)):
            found.setdefault(row.group, []).append(row)
    return found


def _told_after(row: Any) -> bool:
    """What is planned for a day can still be moved; what was held, was so on one day."""
    if row.status not in {Status.HELD, Status.DENIED}:
        return False
    day, paper = window(row.date), window(row.published)
    return day is None or paper is None or day.first <= paper.last


def _sides(
    one: Encounter, what: What, rows: Iterable[Any], value: Callable[[Any], str | None], differ: Differ
) -> Iterator[Contradiction]:
    """The contradiction of all rows that differ from one another in a value, if any do."""
    told = [(row, words) for row in rows if (words := value(row)) is not None]
    articles: dict[str, set[str]] = {}
    for row, words in told:
        articles.setdefault(words, set()).add(row.article)
    others = {words: [other for other in articles if other != words and differ(words, other)] for words in articles}
    sides = [
        _side(row, words) for row, words in told if any(articles[other] - {row.article} for other in others[words])
    ]
    if sides:
        yield contradiction_of(what, one, sides)


def _side(row: Any, value: str) -> Side:
    return Side(
        article=row.article, outlet=row.outlet, published=row.published, value=value, evidence=row.evidence,
        report=row.uid,
    )  # fmt: skip


def dates_differ(one: str, other: str) -> bool:
    """Two days that are both told to the day; a month and a day in it agree."""
    left, right = window(one), window(other)
    return bool(left and right and left.day and right.day and not left.touches(right))


def places_differ(one: str, other: str) -> bool:
    """«Genève» and "Geneva" agree, as do a town and its state."""
    left, right = spot_of(one), spot_of(other)
    if left.name in right.name or right.name in left.name:
        return False
    return not (left.state and left.state == right.state and (is_state(left) or is_state(right)))


def lengths_differ(one: str, other: str) -> bool:
    """Seven hours and nine; two days and seven hours may both be true."""
    for unit in (_HOURS, _DAYS):
        left, right = unit.fullmatch(one), unit.fullmatch(other)
        if left and right:
            return left[2] == right[2] and left[1] != right[1]
    return False


def _outcomes_differ(one: str, other: str) -> bool:
    """Held and denied; what was planned may have been cancelled since, and what was cancelled may have been held."""
    return {one, other} == {Status.HELD.value, Status.DENIED.value}


def _participants(connection: Connection, one: Encounter, rows: Sequence[Any]) -> Iterator[Contradiction]:
    """For one party one tells of one person, another of another."""
    parties = _parties_of(connection, {person for row in rows for person in listed(row.persons)})
    for party in one.parties:
        yield from _sides(one, What.PARTICIPANTS, rows, partial(_alone, party, parties), _persons_differ)


def _alone(party: str, parties: Mapping[tuple[str, str], str], row: Any) -> str | None:
    """The one person of a party that a report names; None where it names none or several."""
    own = [who for who in listed(row.persons) if parties.get((row.article, who)) == party]
    return own[0] if len(own) == 1 else None


def _persons_differ(one: str, other: str) -> bool:
    """One surname with other given names is rather one person in two spellings than two persons."""
    left, right = (name_of(who.removeprefix("person:")) for who in (one, other))
    written = [fold("".join(_LETTERS.findall(who))) for who in (one, other)]
    return agree(left, right) == 0.0 and not same_word(left.surname, right.surname) and not same_word(*written)


def _parties_of(connection: Connection, persons: Iterable[str]) -> dict[tuple[str, str], str]:
    """The party of each person by article and id, as told by the node that stands in the parts of reports."""
    found = {}
    for some in parts(sorted(persons)):
        query = select(part.c.article, part.c.actor, part.c.node).where(part.c.actor.in_(some))
        for where, actor, node in connection.execute(query).all():
            found[where, actor] = node.rpartition("|")[2]
    return found
