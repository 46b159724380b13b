"""What actors and issues are called, so that any part of a name finds them, however it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from anyascii import anyascii
from sqlalchemy import Connection, Table, insert, select

from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import actor, actor_name, issue, issue_name
from pourparlers.lexicon.world import fold


def plain(name: str) -> str:
    """A name without accents and capitals, with its Latin letters after it where it has others: «грушко grushko»."""
    told, latin = fold(name), anyascii(name).lower()
    return told if latin == told else f"{told} {latin}"


def put_names(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write the names of actors or issues; what they were called went with their rows.

    Args:
        connection: within a transaction.
        table: `actor_name` or `issue_name`.
        rows: of the actors or issues.
    """
    (own,) = (column.name for column in table.c if column.foreign_keys)
    told = [
        {own: row["id"], "name": name, "plain": plain(name)}
        for row in rows
        for name in dict.fromkeys((*listed(row["names"]), *filter(None, (row.get("name"), row.get("label")))))
    ]
    if told:
        connection.execute(insert(table), told)


def fill(connection: Connection) -> None:
    """Write the names in a dossier that has actors and issues, but none of these rows."""
    for table, names in ((actor, actor_name), (issue, issue_name)):
        put_names(connection, names, [row._asdict() for row in connection.execute(select(table))])
