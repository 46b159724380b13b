"""The contradictions about encounters, of those that what has changed may concern."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select

from pourparlers.dossier.renewing.changed import Changed, encounters_of, statements_of, stored
from pourparlers.dossier.renewing.places import Role, around, lying, ordinal_of
from pourparlers.dossier.standing.disputes.called_off import languages_of, reported
from pourparlers.dossier.standing.disputes.computed import once
from pourparlers.dossier.standing.disputes.disagreement import OF_ENCOUNTERS, Contradiction
from pourparlers.dossier.standing.disputes.encounters import dates_told, disputed_encounters
from pourparlers.dossier.standing.disputes.happenings import (
    NEAR,
    deniable,
    denies,
    disputed_happenings,
    tells_of_off,
)
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, encounter, encounter_report, member
from pourparlers.model import Status

_WHATS = {what.value for what in OF_ENCOUNTERS}


def about_encounters(connection: Connection, changed: Changed) -> tuple[set[str], list[Contradiction]]:
    """The ids of the contradictions that are no more as they are kept, and those that are."""
    ids = {one.id for one in changed.met} | _near(connection, changed.said) | _beside(connection, changed.names)
    ids |= {one.subject for one in changed.stored.values() if one.what in _WHATS}
    met = encounters_of(connection, ids)
    said = _spoken_of(connection, met)
    found = [
        *disputed_encounters(connection, met, _other_dates(connection, met)),
        *disputed_happenings(met, said, reported(connection, met, said)),
    ]
    there = stored(connection, ids | changed.names)
    gone = {id_ for id_, one in there.items() if one.what in _WHATS and one.subject in ids | changed.names}
    return gone, list(once(found))


def _near(connection: Connection, said: Sequence[Statement]) -> set[str]:
    """The encounters that statements may deny, or may tell the calling off of."""
    denials = [ordinal_of(one) for one in said if denies(one)]
    languages = languages_of(connection, {report.article for one in said for report in one.reports})
    off = [ordinal_of(one) for one in said if tells_of_off(one, languages)]
    return lying(connection, Role.MET, around(denials, NEAR, 0)) | lying(
        connection, Role.CANCELLED, around(off, NEAR, NEAR)
    )


def _beside(connection: Connection, names: Collection[str]) -> set[str]:
    """Of the encounters in the articles of those that have changed such as have several dates, or were called off."""
    own = select(encounter_report.c.article).where(among(connection, encounter_report.c.uid, sorted(names)))
    told = _grouped().join(encounter, encounter.c.id == member.c.group)
    near = select(encounter.c.id).distinct().select_from(told).where(
        encounter_report.c.article.in_(own),
        or_(encounter.c.status == Status.CANCELLED.value, encounter.c.id.in_(_dated())),
    )  # fmt: skip
    return set(connection.scalars(near))


def _grouped() -> Any:
    return member.join(encounter_report, encounter_report.c.uid == member.c.node)


def _dated() -> Any:
    """The encounters that are told with several dates."""
    other = member.alias("other")
    report = encounter_report.alias("dated")
    return (
        select(other.c.group)
        .select_from(other.join(report, report.c.uid == other.c.node))
        .where(other.c.kind == Kind.ENCOUNTER.value, other.c.group == encounter.c.id)
        .group_by(other.c.group)
        .having(func.count(report.c.date.distinct()) > 1)
        .correlate(encounter)
    )


def _spoken_of(connection: Connection, met: Sequence[Encounter]) -> list[Statement]:
    """The statements that may deny encounters or tell that they were called off."""
    held = [ordinal_of(one) for one in met if deniable(one)]
    off = [ordinal_of(one) for one in met if one.status is Status.CANCELLED]
    ids = lying(connection, Role.NO, around(held, 0, NEAR)) | lying(connection, Role.OFF, around(off, NEAR, NEAR))
    return statements_of(connection, ids)


def _other_dates(connection: Connection, met: Sequence[Encounter]) -> list[Contradiction]:
    """The dates of other encounters that are told in all articles in which one's dates are told."""
    firsts = {one.between[0].article for one in dates_told(connection, met)}
    query = select(member.c.group).distinct().select_from(_grouped())
    ids = set(connection.scalars(query.where(among(connection, encounter_report.c.article, sorted(firsts)))))
    return dates_told(connection, encounters_of(connection, ids - {one.id for one in met}))
