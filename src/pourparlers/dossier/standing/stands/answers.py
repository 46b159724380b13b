"""Which statement answers which, with the words of both; `merging.replies` tells how they are found."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from pourparlers.dossier.merging.fates import Denied, Fate
from pourparlers.dossier.standing.filters import Filters, Page, of_statements
from pourparlers.dossier.standing.listing import Statement, statements
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.schema import fate, reply, statement
from pourparlers.model import Act

Outcome = Fate | Denied


def answered(
    connection: Connection, act: Act, asked: Filters, outcome: Outcome | None, page: Page
) -> list[tuple[Statement, Sequence[Statement]]]:
    """The proposals or accusations that are asked for, by day, each with its answers in order of day.

    Args:
        connection: to the dossier.
        act: what they are: propose or accuse.
        asked: which.
        outcome: what became of them; whatever became where None.
        page: which of them all.
    """
    query = select(fate.c.statement).where(fate.c.act == act.value)
    if asked != Filters():
        query = query.join(statement, statement.c.id == fate.c.statement).where(of_statements(connection, asked))
    if outcome is not None:
        query = query.where(fate.c.fate == outcome.value)
    ids = connection.scalars(page.of(query.order_by(fate.c.day, fate.c.first, fate.c.statement))).all()
    replies = _replies(connection, ids)
    told = _statements(connection, {*ids, *(other for others in replies.values() for other in others)})
    found = {id_: [told[other] for other in replies.get(id_, ()) if other in told] for id_ in ids}
    return [(told[id_], sorted(others, key=_order)) for id_, others in found.items()]


def counted(connection: Connection, act: Act, asked: Filters) -> dict[str, int]:
    """How many of the proposals or accusations that are asked for had which outcome."""
    query = select(fate.c.fate, func.count().label("n")).where(fate.c.act == act.value).group_by(fate.c.fate)
    if asked != Filters():
        query = query.join(statement, statement.c.id == fate.c.statement).where(of_statements(connection, asked))
    return {row.fate: row.n for row in connection.execute(query)}


def _order(one: Statement) -> tuple[str, str]:
    return one.day or "9999", one.id


def _replies(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for some in parts(ids):
        for asked, answer in connection.execute(select(reply).where(reply.c.asked.in_(some))):
            found.setdefault(asked, []).append(answer)
    return found


def _statements(connection: Connection, ids: set[str]) -> dict[str, Statement]:
    found: dict[str, Statement] = {}
    for some in parts(sorted(ids)):
        found |= {one.id: one for one in statements(connection, None, statement.c.id.in_(some))}
    return found
