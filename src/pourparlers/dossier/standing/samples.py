"""Where a name or a label stands, for a person who is to judge whether two are one: the words alone seldom tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.json import decode
from sqlalchemy import Connection, Select, func, select

from pourparlers.dossier.review.corrections import fact_of
from pourparlers.dossier.standing.finding.snippets import passage
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import Kind, actor_report, article, span, statement_report
from pourparlers.model import Actor, Record

# So many are shown of each side, and so many characters of each.
SHOWN, _LONGEST = 2, 240


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a name or a label stands.

    Attributes:
        report: the uid of the statement, or of the actor in the article.
        article, outlet, published, language: of its article.
        what: the act of a statement.
        who: of a statement who speaks.
        role: of an actor its office or role there.
        before, text, after: its words within their sentence.
    """

    report: str
    article: str
    outlet: str | None
    published: str | None
    language: str
    what: str | None = None
    who: tuple[str, ...] = ()
    role: str | None = None
    before: str = ""
    text: str = ""
    after: str = ""


class Samples(msgspec.Struct, frozen=True, kw_only=True):
    """How often a name or a label stands in the dossier (statements, articles), and the latest places."""

    found: int
    shown: tuple[Sample, ...]


def samples_of(connection: Connection, kind: Kind, node: str) -> Samples | None:
    """Where a name or a label stands; None for what is itself a place in an article.

    Args:
        connection: of the dossier.
        kind: of what is judged.
        node: as in `member`.
    """
    if kind is Kind.ISSUE:
        return _told(connection, statement_report, statement_report.c.issue_node == node)
    return _told(connection, actor_report, actor_report.c.node == node) if kind is Kind.ACTOR else None


def _told(connection: Connection, table: Any, own: Any) -> Samples:
    found = connection.execute(select(func.count()).select_from(table).where(own)).scalar_one()
    columns = article.c.outlet, article.c.published, article.c.language
    query = select(table, *columns).join(article, article.c.id == table.c.article).where(own)
    make = _statements if table is statement_report else _actors
    return Samples(found=found, shown=tuple(make(connection, query)))


def _of(row: Any) -> dict[str, Any]:
    told = {"article": row.article, "outlet": row.outlet, "published": row.published, "language": row.language}
    return {"report": row.uid, **told}


def _statements(connection: Connection, query: Select[Any]) -> Iterator[Sample]:
    order = statement_report.c.day.desc().nulls_last(), statement_report.c.uid
    for row in connection.execute(query.order_by(*order).limit(SHOWN)).all():
        edges = select(func.min(span.c.start), func.max(span.c.end)).where(span.c.uid == row.uid)
        first, last = connection.execute(edges.where(span.c.role == "content")).one()
        who = tuple(listed(row.speakers) or listed(row.parties))
        text = connection.execute(select(article.c.text).where(article.c.id == row.article)).scalar_one()
        yield Sample(**_of(row), what=row.act, who=who, **_within(text, first or 0, last or 0))


def _actors(connection: Connection, query: Select[Any]) -> Iterator[Sample]:
    order = article.c.published.desc().nulls_last(), actor_report.c.uid
    for row in connection.execute(query.order_by(*order).limit(SHOWN)).all():
        raw = connection.execute(select(article.c.record).where(article.c.id == row.article)).scalar_one()
        record = decode(raw, type=Record)
        actor = fact_of(record, row.id)
        where = actor.mentions[0] if isinstance(actor, Actor) and actor.mentions else None
        words: dict[str, Any] = _within(record.article.text, where.start, where.end) if where else {}
        yield Sample(**_of(row), role=row.role, **words)


def _within(text: str, start: int, end: int) -> dict[str, Any]:
    """Some characters within their sentence; of long ones what fits."""
    around = passage(text, start, end, start, _LONGEST)
    end = min(end, max(start, around.end))
    return {"before": text[around.start : start], "text": text[start:end], "after": text[end : max(end, around.end)]}
