"""The articles that are of one text: its first version, later versions of the same outlet, relays of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import Connection, and_, case, func, or_, select

from pourparlers.dossier.store.schema import By, Kind, Verdict, article, link, member

# So many articles of one text are listed.
MOST = 100


class Kin(msgspec.Struct, frozen=True, kw_only=True):
    """An article that has its text in common with others."""

    id: Annotated[str, Meta(description="Of the article.")]
    outlet: Annotated[str | None, Meta(description="Where it was published.")]
    published: Annotated[str | None, Meta(description="When.")]
    title: Annotated[str | None, Meta(description="Its headline.")]
    language: Annotated[str, Meta(description="ISO 639-1.")]
    how: Annotated[
        str | None,
        Meta(description="`first`, `version` of the same outlet as the first, `relay` of another; null: not known."),
    ]
    share: Annotated[
        float | None,
        Meta(
            description="How much of the five-word runs of the shorter the article asked about has in common with it."
        ),
    ]


def kin_of(connection: Connection, id_: str) -> tuple[Kin, ...]:
    """The articles of one text with one, itself among them, the first first; none where it stands alone.

    The first is the one published first; of one day the one whose outlet the text names, then the longest.
    """
    group = select(member.c.group).where(member.c.kind == Kind.TEXT.value, member.c.node == id_).scalar_subquery()
    names_itself = func.replace(article.c.text, func.coalesce(article.c.outlet, ""), "") != article.c.text
    order = (
        func.coalesce(article.c.published, "9999"), case((names_itself, 0), else_=1),
        func.length(article.c.text).desc(), article.c.id,
    )  # fmt: skip
    columns = [article.c[name] for name in ("id", "outlet", "published", "title", "language")]
    query = select(*columns).join(member, and_(member.c.kind == Kind.TEXT.value, member.c.node == article.c.id))
    rows = connection.execute(query.where(member.c.group == group).order_by(*order).limit(MOST)).all()
    if len(rows) < 2:
        return ()
    shares = _shares(connection, id_)
    return tuple(Kin(**row._mapping, how=_how(row, rows[0]), share=shares.get(row.id)) for row in rows)


def _how(row: Any, first: Any) -> str | None:
    if row is first:
        return "first"
    if row.outlet is None or first.outlet is None:
        return None
    return "version" if row.outlet == first.outlet else "relay"


def _shares(connection: Connection, id_: str) -> dict[str, float]:
    """How like the text of an article those are that a rule joined it with."""
    joined = link.c.kind == Kind.TEXT.value, link.c.verdict == Verdict.SAME.value, link.c.by == By.RULE.value
    query = select(link.c.a, link.c.b, link.c.score).where(*joined, or_(link.c.a == id_, link.c.b == id_))
    return {row.b if row.a == id_ else row.a: row.score for row in connection.execute(query)}


def voices_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Of which text each of some articles is one."""
    query = select(member.c.node, member.c.group).where(member.c.kind == Kind.TEXT.value, member.c.node.in_(ids))
    return {row.node: row.group for row in connection.execute(query)}
