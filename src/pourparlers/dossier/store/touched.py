"""What has changed within a transaction, for what is written anew at its end."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from pourparlers.dossier.store.schema import Kind, member, touched

# What contradictions rest on.
KINDS = (Kind.ENCOUNTER, Kind.STATEMENT, Kind.ISSUE)


def touch(connection: Connection, kind: Kind, nodes: Iterable[str | None]) -> None:
    """Note that things have changed, or are gone.

    Args:
        connection: within a transaction.
        kind: what they are; of other kinds than `KINDS` nothing is noted.
        nodes: what names them in `member`, and the ids of the groups that they were in; None is passed over.
    """
    rows = [{"kind": kind.value, "node": node} for node in sorted({node for node in nodes if node is not None})]
    if rows and kind in KINDS:
        connection.execute(insert(touched), rows)


def take(connection: Connection) -> dict[Kind, set[str]]:
    """What has changed, by its kind; it is forgotten."""
    found: dict[Kind, set[str]] = {kind: set() for kind in KINDS}
    for kind, node in connection.execute(select(touched.c.kind, touched.c.node).distinct()):
        found[Kind(kind)].add(node)
    if any(found.values()):
        connection.execute(delete(touched))
    return found


def touch_all(connection: Connection) -> None:
    """Note all statements and encounters."""
    query = select(member.c.kind, member.c.node).where(member.c.kind.in_([Kind.ENCOUNTER.value, Kind.STATEMENT.value]))
    connection.execute(insert(touched).from_select(["kind", "node"], query))
