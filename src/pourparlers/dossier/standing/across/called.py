"""What statements and encounters are called where others name them: all that tells one from another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.standing.listing import Encounter, Statement, encounters, statements
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, encounter, statement


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """Statements and encounters that a page names, by their ids; what is not there was rejected."""

    statements: Annotated[dict[str, Statement], Meta(description="The statements.")] = {}
    encounters: Annotated[dict[str, Encounter], Meta(description="The encounters.")] = {}


def called(connection: Connection, things: Iterable[tuple[str, str]]) -> Called:
    """What some things are called.

    Args:
        connection: of the dossier.
        things: their kinds and ids.
    """
    ids: dict[str, list[str]] = {Kind.STATEMENT.value: [], Kind.ENCOUNTER.value: []}
    for kind, id_ in things:
        ids[kind].append(id_)
    said, met = ids[Kind.STATEMENT.value], ids[Kind.ENCOUNTER.value]
    return Called(
        statements={one.id: one for one in statements(connection, None, among(connection, statement.c.id, said))}
        if said
        else {},
        encounters={one.id: one for one in encounters(connection, None, among(connection, encounter.c.id, met))}
        if met
        else {},
    )
