"""What is known of articles besides, for encounters that were called off."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select

from pourparlers.dossier.standing.disputes.happenings import Reported
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, article, encounter, encounter_report, member
from pourparlers.model import Status

_OFF = Status.CANCELLED.value


def reported(connection: Connection, met: Sequence[Encounter], said: Sequence[Statement]) -> Reported:
    """The languages of the articles of some encounters and statements, and of what one thing each tells as off."""
    both: tuple[Encounter | Statement, ...] = (*met, *said)
    articles = {report.article for one in both for report in one.reports}
    return Reported(languages_of(connection, articles), _alone(connection, articles))


def languages_of(connection: Connection, articles: Collection[str]) -> dict[str, str]:
    """The languages of some articles, by their ids."""
    query = select(article.c.id, article.c.language).where(among(connection, article.c.id, articles))
    return {row.id: row.language for row in connection.execute(query)}


def _alone(connection: Connection, articles: Collection[str]) -> dict[str, str | None]:
    """Of each article the one encounter that it tells to have been called off; None where there are several."""
    told = encounter_report
    own = (member.c.kind == Kind.ENCOUNTER.value) & (member.c.node == told.c.uid)
    joined = told.join(member, own).join(encounter, encounter.c.id == member.c.group)
    query = select(told.c.article, encounter.c.id).distinct().select_from(joined)
    query = query.where(among(connection, told.c.article, articles), told.c.status == _OFF, encounter.c.status == _OFF)
    found: dict[str, str | None] = {}
    for where, id_ in connection.execute(query):
        found[where] = None if where in found else id_
    return found
