"""Where actors appear: which articles name them, which statements they make, which encounters they are at.

What an actor is called differs from article to article, and what is one differs from both: to count the statements of
an actor from the reports, each report of each spelling is looked up twice. `appearance` says it in one row for each
actor and thing, written with the things and moved with the names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, exists, insert, literal, or_, select

from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import (
    Appears,
    Kind,
    actor_report,
    appearance,
    article,
    encounter,
    member,
    part,
    statement,
)

# As what one appears in things of a kind, by which roles in its reports, and the day of the thing.
_THINGS: dict[Kind, tuple[Appears, tuple[str, ...], Any]] = {
    Kind.STATEMENT: (Appears.SAYS, ("speaker", "party"), statement.c.day),
    Kind.ENCOUNTER: (Appears.MEETS, ("person", "party"), encounter.c.date),
}
_COLUMNS = ("role", "actor", "thing", "day")


def appear_in(connection: Connection, kind: Kind, reports: Sequence[str]) -> None:
    """Write who appears in statements or encounters, in place of what was told of them.

    Args:
        connection: within a transaction; their rows are there.
        kind: which of both.
        reports: the uids of all reports of which they are made or were made.
    """
    forget_things(connection, reports)
    _put(connection, _of_things(kind).where(among(connection, part.c.uid, reports)))


def appear_in_article(connection: Connection, id_: str) -> None:
    """Write who is named in an article, in place of what was told of it."""
    forget_things(connection, [id_])
    _put(connection, _of_articles().where(actor_report.c.article == id_))


def moved(connection: Connection, nodes: Mapping[str, str | None]) -> None:
    """Write where actors appear whose names have changed.

    Args:
        connection: within a transaction.
        nodes: names that are another actor's now, each with the actor whose it was; None for a new name.
    """
    lost = sorted({old for old in nodes.values() if old is not None})
    _forget_actors(connection, lost)
    rest = select(member.c.node).where(member.c.kind == Kind.ACTOR.value, among(connection, member.c.group, lost))
    told = sorted({*nodes, *connection.execute(rest).scalars()})
    _put_missing(connection, _of_articles().where(among(connection, actor_report.c.node, told)))
    for kind in _THINGS:
        _put_missing(connection, _of_things(kind).where(among(connection, part.c.node, told)))


def forget_things(connection: Connection, ids: Sequence[str]) -> None:
    """Take out who appears in some articles, statements or encounters; actors that are in nothing else go with them."""
    connection.execute(delete(appearance).where(among(connection, appearance.c.thing, ids)))


def _forget_actors(connection: Connection, ids: Sequence[str]) -> None:
    """Take out where some actors appear."""
    if ids:
        own = [and_(appearance.c.role == one.value, among(connection, appearance.c.actor, ids)) for one in Appears]
        connection.execute(delete(appearance).where(or_(*own)))


def fill(connection: Connection) -> None:
    """Write who appears where in a dossier that has articles, but none of these rows."""
    for query in (_of_articles(), *map(_of_things, _THINGS)):
        _put(connection, query)


def _of_articles() -> Select[Any]:
    columns = literal(Appears.NAMED.value), member.c.group, article.c.id, article.c.published
    joined = actor_report.join(member, _actor(actor_report.c.node)).join(
        article, article.c.id == actor_report.c.article
    )
    return select(*columns).select_from(joined).distinct()


def _of_things(kind: Kind) -> Select[Any]:
    role, roles, day = _THINGS[kind]
    thing, table = member.alias("thing"), day.table
    joined = (
        part.join(member, _actor(part.c.node))
        .join(thing, and_(thing.c.kind == kind.value, thing.c.node == part.c.uid))
        .join(table, table.c.id == thing.c.group)
    )
    columns = literal(role.value), member.c.group, table.c.id, day
    return select(*columns).select_from(joined).where(part.c.role.in_(roles)).distinct()


def _actor(node: Any) -> ColumnElement[bool]:
    return and_(member.c.kind == Kind.ACTOR.value, member.c.node == node)


def _put(connection: Connection, query: Select[Any]) -> None:
    connection.execute(insert(appearance).from_select(_COLUMNS, query))


def _put_missing(connection: Connection, query: Select[Any]) -> None:
    role, actor, thing, _ = query.selected_columns
    there = exists().where(appearance.c.role == role, appearance.c.actor == actor, appearance.c.thing == thing)
    _put(connection, query.where(~there))
