"""Whether the tables of a dossier hold what can stand in them: asked only where a page could not be made of them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, String, Table, Text, func, literal_column, select

from pourparlers.dossier.standing.disputes.disagreement import What
from pourparlers.dossier.store.schema import (
    actor,
    actor_report,
    contradiction,
    encounter,
    encounter_report,
    metadata,
    statement,
    statement_report,
)
from pourparlers.model import Act, ActorKind, EncounterKind, Form, Stance, Status
from pourparlers.model.errors import DossierError

_CODES: tuple[tuple[Table, str, type[StrEnum]], ...] = (
    (statement, "act", Act), (statement, "form", Form), (statement, "stance", Stance),
    (statement_report, "act", Act), (statement_report, "form", Form), (statement_report, "stance", Stance),
    (encounter, "kind", EncounterKind), (encounter, "status", Status),
    (encounter_report, "kind", EncounterKind), (encounter_report, "status", Status),
    (actor, "kind", ActorKind), (actor_report, "kind", ActorKind), (contradiction, "what", What),
)  # fmt: skip
_LONGEST = 60


def damage(connection: Connection) -> DossierError | None:
    """What stands in a table and cannot, as an error that tells where; None where nothing was found.

    Looked at are the codes of acts, forms, stances and kinds, and whether an id or a code holds a NUL.

    Args:
        connection: to the dossier.
    """
    for table, name, query in _queries(connection.dialect.name):
        value = connection.execute(query.limit(1)).scalar()
        if value is not None:
            held = str(value)[:_LONGEST]
            hint = "Take it from a backup; the articles can also be added to a new dossier."
            return DossierError(f"the dossier is damaged: it holds {held!r}.", where=f"{table}.{name}", hint=hint)
    return None


def _queries(dialect: str) -> Iterator[tuple[str, str, Any]]:
    for table, name, codes in _CODES:
        own = table.c[name]
        yield table.name, name, select(own).where(own.is_not(None), own.not_in([one.value for one in codes]))
    # PostgreSQL takes no NUL into a text; SQLite's own functions take a text to end there, but for `instr`.
    for table in metadata.sorted_tables if dialect == "sqlite" else ():
        for own in table.c:
            if isinstance(own.type, String) and (own.primary_key or not isinstance(own.type, Text)):
                yield table.name, own.name, select(own).where(func.instr(own, literal_column("char(0)")) > 0)
