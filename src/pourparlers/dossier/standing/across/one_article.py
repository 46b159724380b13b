"""An article with its facts as they stand, and where each of them stands across sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.json import decode
from sqlalchemy import ColumnElement, Connection, Table, and_, distinct, func, null, select

from pourparlers.dossier.review.decisions import active
from pourparlers.dossier.review.kept import reviewed
from pourparlers.dossier.review.seen import decisions_about
from pourparlers.dossier.standing.across.copies import Kin, kin_of
from pourparlers.dossier.standing.across.taking_part import taking_part
from pourparlers.dossier.standing.disputes.contradictions import marks
from pourparlers.dossier.standing.disputes.disagreement import What
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.rows import uid
from pourparlers.dossier.store.schema import (
    Kind,
    article,
    encounter_report,
    issue,
    member,
    part,
    statement_report,
)
from pourparlers.model import Encounter, Record, Statement


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a fact of an article stands in the dossier."""

    thing: Annotated[str, Meta(description="The id of the encounter or the statement that it is one report of.")]
    reports: Annotated[int, Meta(description="How many reports there are of that, this one among them.")]
    voices: Annotated[int, Meta(description="From how many independent texts they are.")]
    day: Annotated[str | None, Meta(description="The day on which it was said, or happened.")]
    issue: Annotated[str | None, Meta(description="The id of the issue that it is about.")]
    label: Annotated[str | None, Meta(description="What the issue is called across articles.")]
    review: Annotated[str | None, Meta(description="What a person decided of it: accepted or corrected.")]
    disputed: Annotated[tuple[What, ...], Meta(description="What sources disagree about of that.")]


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """The article before or after another."""

    id: Annotated[str, Meta(description="Its id.")]
    outlet: Annotated[str | None, Meta(description="Where it was published.")]
    published: Annotated[str | None, Meta(description="When.")]
    title: Annotated[str | None, Meta(description="Its headline.")]
    language: Annotated[str, Meta(description="ISO 639-1.")]


class OneArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it stands in a dossier."""

    record: Annotated[Record, Meta(description="As persons corrected it, without what they rejected.")]
    file: Annotated[str | None, Meta(description="Where it came from.")]
    standing: Annotated[Mapping[str, Standing], Meta(description="Of its encounters and statements, by their ids.")]
    actors: Annotated[Mapping[str, str], Meta(description="The actors across articles, by what its facts call them.")]
    rejected: Annotated[int, Meta(description="How many of its facts persons rejected.")]
    before: Annotated[Neighbour | None, Meta(description="The one before it, by day of publication and id.")]
    after: Annotated[Neighbour | None, Meta(description="The one after it.")]
    kin: Annotated[tuple[Kin, ...], Meta(description="Those of one text with it, itself among them, the first first.")]


def one_article(connection: Connection, id_: str) -> OneArticle | None:
    """An article; None where there is none of this id."""
    row = connection.execute(select(article.c.record, article.c.file).where(article.c.id == id_)).one_or_none()
    if row is None:
        return None
    read = decode(row.record, type=Record)
    record, reviews = reviewed(read, active(decisions_about(connection, id_)))
    left = len(record.encounters) + len(record.statements)
    return OneArticle(
        record=record, file=row.file, standing=_standing(connection, record, reviews),
        actors=taking_part(connection, part.c.article == id_),
        rejected=len(read.encounters) + len(read.statements) - left, before=_beside(connection, record, -1),
        after=_beside(connection, record, 1), kin=kin_of(connection, id_),
    )  # fmt: skip


def _standing(connection: Connection, record: Record, reviews: Mapping[str, str]) -> dict[str, Standing]:
    where = record.article.id
    rows: dict[str, Any] = {}
    for kind, table, day in (
        (Kind.ENCOUNTER, encounter_report, "date"),
        (Kind.STATEMENT, statement_report, "day"),
    ):
        rows |= {row.uid: row for row in _reports(connection, where, kind, table, day)}
    things = {row.thing for row in rows.values()}
    counts, disputed = _counts(connection, things), marks(connection, things)
    facts: tuple[Encounter | Statement, ...] = (*record.encounters, *record.statements)
    return {
        fact.id: _stands(rows[name], counts, reviews.get(fact.id), disputed.get(rows[name].thing, ()))
        for fact in facts
        if (name := uid(where, fact.id)) in rows
    }


def _stands(
    row: Any, counts: Mapping[str, tuple[int, int]], review: str | None, disputed: tuple[What, ...]
) -> Standing:
    reports, voices = counts.get(row.thing, (1, 1))
    return Standing(
        thing=row.thing, reports=reports, voices=voices, day=row.day, issue=row.issue, label=row.label, review=review,
        disputed=disputed,
    )  # fmt: skip


def _reports(connection: Connection, where: str, kind: Kind, table: Table, day: str) -> Any:
    """The reports of an article, each with the thing that it tells of and the issue that it is about."""
    topic = member.alias("topic")
    query = select(table.c.uid, member.c.group.label("thing"), table.c[day].label("day"))
    joined: Any = table.join(member, and_(member.c.kind == kind.value, member.c.node == table.c.uid))
    if kind is Kind.STATEMENT:
        query = query.add_columns(issue.c.id.label("issue"), issue.c.label.label("label"))
        named = and_(topic.c.kind == Kind.ISSUE.value, topic.c.node == table.c.issue_node)
        joined = joined.outerjoin(topic, named).outerjoin(issue, issue.c.id == topic.c.group)
    else:
        query = query.add_columns(null().label("issue"), null().label("label"))
    return connection.execute(query.select_from(joined).where(table.c.article == where))


def _counts(connection: Connection, things: set[str]) -> dict[str, tuple[int, int]]:
    """How many reports of each of some things there are, and from how many texts."""
    text = member.alias("text")
    out: dict[str, tuple[int, int]] = {}
    for kind, table in ((Kind.ENCOUNTER, encounter_report), (Kind.STATEMENT, statement_report)):
        query = select(member.c.group, func.count(), func.count(distinct(text.c.group))).select_from(
            member.join(table, table.c.uid == member.c.node)
            .join(text, and_(text.c.kind == Kind.TEXT.value, text.c.node == table.c.article))
        ).where(member.c.kind == kind.value).group_by(member.c.group)  # fmt: skip
        for some in parts(sorted(things)):
            rows = connection.execute(query.where(member.c.group.in_(some)))
            out |= {group: (reports, voices) for group, reports, voices in rows}
    return out


def _beside(connection: Connection, record: Record, way: int) -> Neighbour | None:
    """The article before (-1) or after (1), by day of publication and id; those without a day stand first."""
    day, id_ = record.article.published, record.article.id
    column, own = article.c.published, article.c.id
    same = and_(column.is_(None) if day is None else column == day, own > id_ if way > 0 else own < id_)
    if found := _first(connection, same, own.asc() if way > 0 else own.desc()):
        return found
    if way > 0:
        far: ColumnElement[bool] = column.is_not(None) if day is None else column > day
        return _first(connection, far, column.asc(), own.asc())
    if day is None:
        return None
    return _first(connection, column < day, column.desc(), own.desc()) or _first(
        connection, column.is_(None), own.desc()
    )


def _first(connection: Connection, where: ColumnElement[bool], *order: Any) -> Neighbour | None:
    columns = [article.c[name] for name in Neighbour.__struct_fields__]
    row = connection.execute(select(*columns).where(where).order_by(*order).limit(1)).one_or_none()
    return Neighbour(**row._mapping) if row is not None else None
