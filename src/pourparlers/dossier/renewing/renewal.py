"""Contradictions written anew: those that what has changed may concern, in the transaction that changes it.

The table holds what `standing.computed` finds in the whole dossier. What may contradict something is told by its days,
its articles and what it was contradicted by: so as much is read for a hundred thousand statements as for a hundred.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from msgspec.json import encode
from sqlalchemy import Connection, delete, insert, select

from pourparlers.dossier.renewing.changed import changed, with_relabelled
from pourparlers.dossier.renewing.encounters import about_encounters
from pourparlers.dossier.renewing.numbers import about_numbers
from pourparlers.dossier.renewing.places import put_places
from pourparlers.dossier.renewing.statements import about_statements
from pourparlers.dossier.standing.disputes.disagreement import OF_ENCOUNTERS, Contradiction
from pourparlers.dossier.standing.disputes.numbers import Counted
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, contradiction, contradiction_about, member
from pourparlers.dossier.store.touched import take, touch_all


def renew(connection: Connection) -> None:
    """Write the contradictions anew that rest on what has changed: at the end of a transaction that changes it."""
    touched = take(connection)
    if not any(touched.values()):
        return
    told = changed(connection, touched)
    all_ = with_relabelled(connection, told, touched[Kind.ISSUE])
    put_places(connection, all_)
    lost, met = about_encounters(connection, told)
    denied, said = about_statements(connection, all_)
    counted, numbers = about_numbers(connection, told)
    _drop(connection, lost | denied | counted)
    _put(connection, [*met, *said], numbers)


def fill(connection: Connection) -> None:
    """Write the contradictions of a dossier that has statements and encounters, but none of these rows."""
    touch_all(connection)
    renew(connection)


def _drop(connection: Connection, ids: Collection[str]) -> None:
    told = sorted(ids)
    connection.execute(delete(contradiction_about).where(among(connection, contradiction_about.c.contradiction, told)))
    connection.execute(delete(contradiction).where(among(connection, contradiction.c.id, told)))


def _put(connection: Connection, plain: Collection[Contradiction], numbers: Collection[Counted]) -> None:
    found = (*plain, *(one.contradiction for one in numbers))
    if not found:
        return
    connection.execute(insert(contradiction), [_row(one) for one in found])
    groups = _groups(connection, plain)
    rows = [row for one in plain for row in _about(one, groups)] + list(_counted(numbers))
    connection.execute(insert(contradiction_about), rows)


def _row(one: Contradiction) -> dict[str, Any]:
    return {
        "id": one.id, "what": one.what.value, "subject": one.subject, "about": one.about,
        "first": one.between[0].published, "sides": len(one.between), "told": encode(one).decode(),
    }  # fmt: skip


def _groups(connection: Connection, found: Iterable[Contradiction]) -> dict[str, tuple[str, str]]:
    """Kind and id of the statement or encounter that each report on any side is of."""
    uids = sorted({side.report for one in found for side in one.between if side.report})
    kinds = member.c.kind.in_([Kind.STATEMENT.value, Kind.ENCOUNTER.value])
    query = select(member.c.node, member.c.kind, member.c.group).where(kinds, among(connection, member.c.node, uids))
    return {node: (kind, group) for node, kind, group in connection.execute(query).all()}


def _about(one: Contradiction, groups: dict[str, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    kind = Kind.ENCOUNTER if one.what in OF_ENCOUNTERS else Kind.STATEMENT
    things = {(kind.value, one.subject), *(groups[side.report] for side in one.between if side.report)}
    for which, thing in sorted(things):
        yield {"contradiction": one.id, "kind": which, "thing": thing, "marks": True}
    yield from _articles(one)


def _articles(one: Contradiction) -> Iterator[dict[str, Any]]:
    for thing in sorted({side.article for side in one.between}):
        yield {"contradiction": one.id, "kind": "article", "thing": thing, "marks": False}


def _counted(numbers: Iterable[Counted]) -> Iterator[dict[str, Any]]:
    for one, things in numbers:
        for thing in things:
            kind = Kind.ENCOUNTER if thing.rpartition(":")[2].startswith("e") else Kind.STATEMENT
            yield {"contradiction": one.id, "kind": kind.value, "thing": thing, "marks": False}
        yield from _articles(one)
