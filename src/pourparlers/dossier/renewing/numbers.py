"""The contradictions about numbers, of those that what has changed may concern."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from pourparlers.dossier.renewing.changed import Changed
from pourparlers.dossier.standing.disputes.disagreement import What
from pourparlers.dossier.standing.disputes.numbers import Beside, Counted, Differs, differing, in_rounds
from pourparlers.dossier.standing.disputes.told_numbers import numbers_of
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import (
    Kind,
    contradiction,
    contradiction_about,
    disputed_number,
    encounter_report,
    member,
    statement_report,
)


def about_numbers(connection: Connection, changed: Changed) -> tuple[set[str], list[Counted]]:
    """The ids of the contradictions that are no more as they are kept, and those that are."""
    articles = {
        *(report.article for one in changed.both for report in one.reports),
        *(name.partition(":")[0] for name in changed.names),
    }
    _renew(connection, changed)
    gone = _kept(connection, articles)
    told_of = articles | _articles_of(connection, gone)
    rows = _rounds(connection, told_of)
    gone |= _kept(connection, {row.article for row in rows})
    beside = _beside(connection, {row.article for row in rows})
    told = numbers_of(connection, {id_ for articles in beside.values() for id_ in articles})
    return gone, list(in_rounds(rows, told, Beside(beside)))


def _renew(connection: Connection, changed: Changed) -> None:
    """Write what the articles of statements and encounters count differently, in place of what was written."""
    own = among(connection, disputed_number.c.thing, sorted(changed.names))
    connection.execute(delete(disputed_number).where(own))
    articles_of = {one.id: [report.article for report in one.reports] for one in changed.both}
    several = {id_: articles for id_, articles in articles_of.items() if len(set(articles)) > 1}
    told = numbers_of(connection, {id_ for articles in several.values() for id_ in articles})
    rows = [row._asdict() for id_, articles in several.items() for row in differing(id_, articles, told)]
    if rows:
        connection.execute(insert(disputed_number), rows)


def _kept(connection: Connection, articles: Collection[str]) -> set[str]:
    """The contradictions of numbers that some articles are in."""
    about = contradiction_about
    query = select(contradiction.c.id).join(about, about.c.contradiction == contradiction.c.id)
    own = about.c.kind == _ARTICLE, among(connection, about.c.thing, sorted(articles))
    return set(connection.scalars(query.where(*own, contradiction.c.what == What.NUMBER.value)))


_ARTICLE = "article"


def _articles_of(connection: Connection, ids: Collection[str]) -> set[str]:
    about = contradiction_about
    own = about.c.kind == _ARTICLE, among(connection, about.c.contradiction, sorted(ids))
    return set(connection.scalars(select(about.c.thing).where(*own)))


def _rounds(connection: Connection, articles: Collection[str]) -> list[Differs]:
    """All of the rounds in which some articles differ: step by step from article to article."""
    table = disputed_number
    query = select(*(table.c[name] for name in Differs._fields))
    found: set[Differs] = set()
    edge = {(row.concept, row.act, row.article) for row in _rows(connection, query, table.c.article, articles)}
    seen: set[tuple[str, str, str]] = set()
    while edge:
        seen |= edge
        own = _rows(connection, query, table.c.article, {one for _, _, one in edge})
        parts = {_part(row) for row in own if (row.concept, row.act, row.article) in edge}
        near = _rows(connection, query, table.c.thing, {thing for thing, *_ in parts})
        new = {row for row in near if _part(row) in parts}
        found |= new
        edge = {(row.concept, row.act, row.article) for row in new} - seen
    return sorted(found)


def _part(row: Differs) -> tuple[str, str, str, str]:
    return row.thing, row.concept, row.act, row.part


def _rows(connection: Connection, query: Any, column: Any, values: Collection[str]) -> list[Differs]:
    rows = connection.execute(query.where(among(connection, column, sorted(values)))) if values else ()
    return [Differs(*row) for row in rows]


def _beside(connection: Connection, articles: Collection[str]) -> dict[str, list[str]]:
    """The statements and encounters that some articles tell of, each with all its articles."""
    found: dict[str, list[str]] = {}
    for kind, reports in ((Kind.STATEMENT, statement_report), (Kind.ENCOUNTER, encounter_report)):
        of_kind = member.c.kind == kind.value
        own = select(reports.c.uid).where(among(connection, reports.c.article, sorted(articles)))
        groups = list(connection.scalars(select(member.c.group).distinct().where(of_kind, member.c.node.in_(own))))
        query = select(member.c.group, reports.c.article).join(reports, reports.c.uid == member.c.node)
        for thing, id_ in connection.execute(query.where(of_kind, among(connection, member.c.group, groups))).all():
            found.setdefault(thing, []).append(id_)
    return found
