"""The steps that bring the tables of an older dossier up to date, each from one version to the next.

A table or an index that a version adds says so in `schema`: `info={"since": 2}`. What fills them from the tables that
were there already may stand on rooms above the store: `dossier.filling`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Index, Table, insert, select

from pourparlers.dossier.store import schema, words
from pourparlers.dossier.store.expected import expect_more


def to_2(connection: Connection) -> None:
    """What the reading room pages through: tables that are written beside the merged rows, and their indexes."""
    _make(connection, 2)
    words.make_index(connection, "evidence")
    told = schema.encounter_report.c
    connection.execute(
        insert(schema.evidence).from_select(["uid", "article", "text"], select(told.uid, told.article, told.evidence))
    )


def _make(connection: Connection, version: int) -> None:
    """Make the tables and indexes that a version adds."""
    for made in added(version):
        made.create(connection)
    if connection.dialect.name == "sqlite":
        expect_more(connection)


def added(version: int) -> Iterator[Table | Index]:
    """The tables that a version adds, and the indexes that it adds to older ones."""
    for table in schema.metadata.sorted_tables:
        if table.info.get("since") == version:
            yield table
        else:
            yield from (index for index in sorted(table.indexes, key=_name) if index.info.get("since") == version)


def _name(index: Index) -> str:
    return str(index.name)
