"""What two dossiers must have in common."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from pourparlers import Dossier
from pourparlers.dossier import schema

# Numbers tell the order of arrival; times tell when it was.
OF_ARRIVAL = {"n", "added", "seen", "file"}


def rows(dossier: Dossier) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a dossier by table, sorted, without what the arrival of its articles alone decides."""
    out = {}
    with dossier.engine.connect() as connection:
        for table in schema.metadata.sorted_tables:
            if table is not schema.about:
                kept = [column for column in table.c if column.name not in OF_ARRIVAL]
                if table is schema.span:
                    kept = list(table.c)
                out[table.name] = sorted((tuple(row) for row in connection.execute(select(*kept))), key=repr)
    return out
