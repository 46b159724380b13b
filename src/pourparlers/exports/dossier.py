"""A dossier as one JSON object: its records whole, and what stands on them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from pourparlers.dossier.dossier import Dossier
from pourparlers.dossier.store.schema import Kind, encounter_report, member, statement_report

SCHEMA = "pourparlers.dossier/1"


def dossier_object(dossier: Dossier) -> dict[str, Any]:
    """The object that `export DOSSIER json` prints."""
    return {
        "schema": SCHEMA,
        "records": list(dossier.records()),
        "encounters": [_encounter(rows) for rows in _groups(dossier, Kind.ENCOUNTER, encounter_report)],
        "statements": [_statement(rows) for rows in _groups(dossier, Kind.STATEMENT, statement_report)],
    }


def _groups(dossier: Dossier, kind: Kind, table: Any) -> list[list[Any]]:
    """The rows of each group of a kind, groups and rows in order."""
    query = select(table, member.c.group).join(member, member.c.node == table.c.uid).where(member.c.kind == kind.value)
    found: dict[str, list[Any]] = {}
    with dossier.engine.connect() as connection:
        for row in connection.execute(query.order_by(member.c.group, table.c.uid)):
            found.setdefault(row.group, []).append(row)
    return list(found.values())


def _reports(rows: list[Any]) -> list[dict[str, str]]:
    return [{"article": article, "id": id_} for article, _, id_ in (row.uid.partition(":") for row in rows)]


def _encounter(rows: list[Any]) -> dict[str, Any]:
    first = rows[0]
    parties = sorted({party for row in rows for party in row.parties.split(" · ") if party})
    return {
        "id": first.group, "kind": first.kind, "parties": parties, "date": first.date, "place": first.place,
        "reports": _reports(rows),
    }  # fmt: skip


def _statement(rows: list[Any]) -> dict[str, Any]:
    first = rows[0]
    return {"id": first.group, "act": first.act, "parties": first.parties.split(" · "), "reports": _reports(rows)}
