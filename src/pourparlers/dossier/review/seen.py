"""What was decided on the same things by others, since a page that shows them was drawn."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, or_, select

from pourparlers.dossier.review.decisions import Decision, decisions
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import decided, decision


def last(connection: Connection) -> int:
    """The number of the last decision; 0 where there is none. A page that is drawn now has seen all up to it."""
    return int(connection.execute(select(func.coalesce(func.max(decision.c.n), 0))).scalar_one())


def decisions_on(connection: Connection, names: Collection[str], since: int = 0) -> list[Decision]:
    """The decisions that name some things, and those that undo them, in their order.

    Args:
        connection: of the dossier.
        names: uids, names, labels, texts, entries of the codebook.
        since: the number of a decision; those behind it are told.
    """
    return _with_undoing(connection, _naming(connection, names), since)


def decisions_about(connection: Connection, article: str) -> list[Decision]:
    """The decisions that name an article or a fact of it, and those that undo them, in their order."""
    own = or_(decided.c.node == article, decided.c.node.between(f"{article}:", f"{article}:\U0010ffff"))
    return _with_undoing(connection, set(connection.scalars(select(decided.c.decision).where(own))))


def _naming(connection: Connection, names: Collection[str]) -> set[str]:
    return set(connection.scalars(select(decided.c.decision).where(among(connection, decided.c.node, names))))


def _with_undoing(connection: Connection, found: set[str], since: int = 0) -> list[Decision]:
    ids, edge = set(found), set(found)
    while edge:
        edge = _naming(connection, edge) - ids
        ids |= edge
    return decisions(connection, among(connection, decision.c.id, ids), decision.c.n > since) if ids else []
