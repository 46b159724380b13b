"""Which reports of statements others deny or refuse, as the table of contradictions has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.json import decode
from sqlalchemy import Connection, select

from pourparlers.dossier.standing.disputes.disagreement import Contradiction, What
from pourparlers.dossier.standing.filters import Filters, between
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, contradiction, contradiction_about, statement

_WHAT = (What.ACCEPTANCE.value, What.DENIAL.value)


def disputed_reports(connection: Connection, until: str | None = None, ids: Collection[str] | None = None) -> set[str]:
    """The reports of what a party accepted or did according to some and not according to others, and of what denies it.

    Args:
        connection: to the dossier.
        until: the day until which statements count: a denial that comes later disputes nothing yet.
        ids: statements of which it is asked; all where None.
    """
    query = select(contradiction.c.id, contradiction.c.told).where(contradiction.c.what.in_(_WHAT))
    if ids is not None:
        own = among(connection, contradiction_about.c.thing, ids)
        query = query.where(contradiction.c.id.in_(select(contradiction_about.c.contradiction).where(own)))
    found = {row.id: decode(row.told, type=Contradiction) for row in connection.execute(query)}
    kept = _by(connection, found.values(), until) if until else found.values()
    return {side.report for one in kept for side in one.between if side.report}


def _by(connection: Connection, found: Iterable[Contradiction], until: str) -> list[Contradiction]:
    """Those of which the statement and one that denies it are told until a day."""
    told = list(found)
    about = contradiction_about
    query = select(about.c.contradiction, about.c.thing).join(statement, statement.c.id == about.c.thing).where(
        about.c.kind == Kind.STATEMENT.value, among(connection, about.c.contradiction, [one.id for one in told]),
        *between(statement.c.day, Filters(until=until)),
    )  # fmt: skip
    things: dict[str, set[str]] = {}
    for row in connection.execute(query):
        things.setdefault(row.contradiction, set()).add(row.thing)
    return [one for one in told if one.subject in things.get(one.id, ()) and len(things[one.id]) > 1]
