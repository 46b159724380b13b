"""Full text over statements, encounters and articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, func, select

from pourparlers.dossier.standing.filters import Filters, Page, between, of_encounters, of_outlet, of_statements
from pourparlers.dossier.standing.finding.hits import Hit, Row, Where, article_hits, encounter_hits, statement_hits
from pourparlers.dossier.standing.finding.terms import query_of
from pourparlers.dossier.store.schema import (
    Kind,
    article,
    encounter,
    encounter_report,
    evidence,
    member,
    statement,
    statement_report,
)
from pourparlers.dossier.store.sought import Query, matches, number_of
from pourparlers.model import DossierError

__all__ = ["Found", "Hit", "Where", "found_in", "search", "sought"]

# Words that more reports hold are too common to be told apart by how often they stand where; of them only so many
# reports, those that came in last, are looked at.
_RANKED, _COMMON = 2000, 1000


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what holds some words, the best first.

    Attributes:
        hits: those of the page. In PostgreSQL, a phrase whose words stand apart takes a place and gives no hit.
        found: how many there are in all.
        more: whether there are more than that, the words being so common that only what came in last was looked at,
            and stands first.
    """

    hits: tuple[Hit, ...] = ()
    found: int = 0
    more: bool = False


def search(connection: Connection, asked: Sequence[str], filters: Filters | None = None, most: int = 50) -> list[Hit]:
    """Statements, then encounters, then articles that hold all words, the best first.

    Args:
        connection: to the dossier.
        asked: words, "exact phrases" and beginnings*, with the operators of `query_of`.
        filters: as for statements; no encounters where an act or an issue is asked for, and no articles where a party
            or a person is besides.
        most: how many statements, how many encounters and how many articles at most.

    Raises:
        DossierError: no words are asked for.
    """
    query = sought(asked)
    return [
        hit
        for where in Where
        for hit in found_in(connection, where, query, filters or Filters(), Page(limit=most)).hits
    ]


def sought(asked: Sequence[str]) -> Query:
    """What is looked for.

    Raises:
        DossierError: there are no words that must stand there.
    """
    query = query_of(asked)
    if not query.every:
        raise DossierError("there are no words to look for.", hint='Give words, "exact phrases" or beginnings*.')
    return query


def found_in(connection: Connection, where: Where, query: Query, asked: Filters, page: Page) -> Found:
    """What of one kind holds what is sought.

    Args:
        connection: to the dossier.
        where: in what the words are looked for.
        query: with one term at least that must stand there.
        asked: as for `search`.
        page: which of them.
    """
    if _is_out(where, asked):
        return Found()
    name, rows, hits = _KINDS[where]
    common = number_of(connection, name, query, _RANKED) == _RANKED
    matching = matches(connection, name, query).subquery("matching")
    chosen = rows(connection, matching, asked)
    if common:
        chosen = chosen.add_columns((-matching.c.n).label("score")).order_by(matching.c.n.desc()).limit(_COMMON)
    else:
        chosen = chosen.add_columns(matching.c.score.label("score"))
    told = connection.execute(page.of(_best(chosen))).all()
    found, looked_at = (told[0].found, told[0].looked_at) if told else (0, 0)
    seen = tuple(hits(connection, [Row(row.uid, row.id) for row in told], query))
    return Found(hits=seen, found=found, more=common and looked_at == _COMMON)


def _is_out(where: Where, asked: Filters) -> bool:
    """Whether what is asked for is nothing that such a thing has."""
    of_statements_alone = bool(asked.act or asked.issue)
    of_facts = bool(asked.party or asked.person)
    return (where is not Where.STATEMENT and of_statements_alone) or (where is Where.ARTICLE and of_facts)


def _best(chosen: Select[Any]) -> Select[Any]:
    """Of each thing the report that answers best, with the number of all things and of all reports."""
    rows = chosen.subquery("chosen")
    order = func.row_number().over(partition_by=rows.c.id, order_by=(rows.c.score, rows.c.uid))
    ranked = select(rows, order.label("nth"), func.count().over().label("looked_at")).subquery("ranked")
    counted = func.count().over().label("found")
    told = select(ranked.c.uid, ranked.c.id, ranked.c.looked_at, counted).where(ranked.c.nth == 1)
    return told.order_by(ranked.c.score, func.coalesce(ranked.c.day, "").desc(), ranked.c.uid)


def _of_statements(connection: Connection, matching: Any, asked: Filters) -> Select[Any]:
    own = statement_report.c
    group = and_(member.c.kind == Kind.STATEMENT.value, member.c.node == own.uid)
    query = (
        select(own.uid, statement.c.id, statement.c.day)
        .select_from(matching)
        .join(statement_report, own.n == matching.c.n)
        .join(member, group)
        .join(statement, statement.c.id == _bare(member.c.group))
    )
    return _of_outlet(connection, query.where(of_statements(connection, asked)), own.article, asked)


def _of_encounters(connection: Connection, matching: Any, asked: Filters) -> Select[Any]:
    own = evidence.c
    group = and_(member.c.kind == Kind.ENCOUNTER.value, member.c.node == own.uid)
    query = (
        select(own.uid, encounter.c.id, encounter.c.date.label("day"))
        .select_from(matching)
        .join(evidence, own.n == matching.c.n)
        .join(encounter_report, encounter_report.c.uid == own.uid)
        .join(member, group)
        .join(encounter, encounter.c.id == _bare(member.c.group))
    )
    return _of_outlet(connection, query.where(of_encounters(connection, asked)), own.article, asked)


def _bare(column: Any) -> Any:
    """A column that SQLite looks nothing up by: it would go through all groups of a party for each report."""
    return column.op("||")("")


def _of_outlet(connection: Connection, query: Select[Any], own: Any, asked: Filters) -> Select[Any]:
    """Only reports of the outlet, not all reports of what it reports."""
    if not asked.outlet:
        return query
    return query.join(article, article.c.id == own).where(*of_outlet(connection, asked))


def _of_articles(connection: Connection, matching: Any, asked: Filters) -> Select[Any]:
    own = article.c
    query = select(own.id.label("uid"), own.id, own.published.label("day")).select_from(matching)
    which = *of_outlet(connection, asked), *between(own.published, asked)
    return query.join(article, own.n == matching.c.n).where(*which)


_Rows = Callable[[Connection, Any, Filters], Select[Any]]
_Hits = Callable[[Connection, Sequence[Row], Query], list[Hit]]
_KINDS: dict[Where, tuple[str, _Rows, _Hits]] = {
    Where.STATEMENT: ("statement_report", _of_statements, statement_hits),
    Where.ENCOUNTER: ("evidence", _of_encounters, encounter_hits),
    Where.ARTICLE: ("article", _of_articles, article_hits),
}
