"""Who takes part in the facts of an article or in some reports, as an actor across articles."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, select

from pourparlers.dossier.store.schema import Kind, member, part


def taking_part(connection: Connection, where: ColumnElement[bool]) -> dict[str, str]:
    """The actors across articles, by what facts call them: "EC", "person:Ana Rey".

    Args:
        connection: of the dossier.
        where: a condition on rows of `part`.
    """
    query = select(part.c.actor, member.c.group).join(
        member, and_(member.c.kind == Kind.ACTOR.value, member.c.node == part.c.node)
    )
    return {row.actor: row.group for row in connection.execute(query.where(where).order_by(member.c.group.desc()))}
