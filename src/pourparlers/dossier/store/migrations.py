"""What makes a dossier, and what brings an older one up to date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select

import pourparlers
from pourparlers.dossier.store import schema, views, words
from pourparlers.dossier.store.database import APPLICATION, faults, writing
from pourparlers.dossier.store.expected import expect
from pourparlers.model.errors import DossierError, SchemaError

Step = Callable[[Connection], None]
# The step that leads from version n to n + 1, by n. There is none yet.
STEPS: dict[int, Step] = {}


def prepare(engine: Engine, where: str | Path) -> None:
    """Make the tables of a new dossier, or bring an older one up to date.

    Raises:
        SchemaError: it was written by a newer version.
        DossierError: it has tables, but is no dossier.
    """
    if engine.dialect.name == "sqlite":
        with faults(where), engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql("BEGIN")
    with faults(where), engine.connect() as connection:
        version = version_of(connection, where)
    if version == schema.VERSION:
        return
    with writing(engine, where) as connection:
        # Another may have done it since.
        version = version_of(connection, where)
        if version == 0:
            _make(connection)
        for step in range(version, schema.VERSION if version else 0):
            STEPS[step](connection)
            connection.execute(schema.about.update().where(schema.about.c.key == "schema").values(value=str(step + 1)))


def version_of(connection: Connection, where: str | Path) -> int:
    """The version of a dossier's tables; 0 where it has none.

    Raises:
        SchemaError: it is newer than this software.
        DossierError: there are tables, but not a dossier's.
    """
    names = set(inspect(connection).get_table_names())
    if schema.about.name not in names:
        if names & set(schema.metadata.tables):
            raise DossierError("the database holds tables, but no dossier.", where=str(where), hint="Name another.")
        return 0
    told = connection.execute(select(schema.about.c.value).where(schema.about.c.key == "schema")).scalar()
    if told is None or not told.isdecimal():
        raise DossierError("the dossier does not tell its version.", where=str(where), hint="Take it from a backup.")
    if int(told) > schema.VERSION:
        what = f"the dossier has schema {told}; this version knows up to {schema.VERSION}."
        raise SchemaError(what, where=str(where), hint="Install a newer version of pourparlers.")
    return int(told)


def _make(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    schema.metadata.create_all(connection)
    words.make(connection)
    views.make(connection)
    if connection.dialect.name == "sqlite":
        expect(connection)
    told = {
        "schema": str(schema.VERSION),
        "software": f"pourparlers {pourparlers.__version__}",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    connection.execute(schema.about.insert(), [{"key": key, "value": value} for key, value in told.items()])
