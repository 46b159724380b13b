"""What makes a dossier, and what brings an older one up to date."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select

import pourparlers
from pourparlers.dossier.store import schema, steps, views, words
from pourparlers.dossier.store.database import APPLICATION, faults, writing
from pourparlers.dossier.store.expected import expect
from pourparlers.model.errors import DossierError, LockedError, SchemaError, SpaceError

Step = Callable[[Connection], None]
# Is told how many steps are done, and of how many: first that none is.
Bringing = Callable[[int, int], None]
# The step that leads from version n to n + 1, by n.
STEPS: dict[int, Step] = {1: steps.to_2}


def prepare(
    engine: Engine,
    where: str | Path,
    fills: Mapping[int, Sequence[Step]] | None = None,
    told: Bringing | None = None,
) -> None:
    """Make the tables of a new dossier, or bring an older one up to date, all of it or nothing.

    Args:
        engine: of the dossier.
        where: its name for errors.
        fills: by version what fills the tables that it added, from those of an older dossier.
        told: called while an older dossier is brought up to date.

    Raises:
        SchemaError: it was written by a newer version, or by an older one and cannot be written to.
        LockedError, SpaceError: it was written by an older version, and cannot be written to now.
        DossierError: it has tables, but is no dossier.
    """
    with faults(where), engine.connect() as connection:
        version = version_of(connection, where)
    with _older(version):
        _readers_beside_writers(engine, where)
        if version != schema.VERSION:
            _bring(engine, where, fills or {}, told or (lambda done, of: None))


def _readers_beside_writers(engine: Engine, where: str | Path) -> None:
    if engine.dialect.name == "sqlite":
        with faults(where), engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql("BEGIN")


def _bring(engine: Engine, where: str | Path, fills: Mapping[int, Sequence[Step]], told: Bringing) -> None:
    with _without_collections(), writing(engine, where) as connection:
        # Another may have done it since.
        version = version_of(connection, where)
        if version == 0:
            _make(connection)
            return
        left = range(version, schema.VERSION)
        run = [step for n in left for step in (STEPS[n], *fills.get(n + 1, ()), _now(n + 1))]
        for done, step in enumerate(run):
            told(done, len(run))
            step(connection)


@contextmanager
def _without_collections() -> Iterator[None]:
    """Millions of rows come and go, none in a circle: time is not spent on looking for circles among them."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _now(version: int) -> Step:
    """The step that writes down which version the dossier now has."""

    def write(connection: Connection) -> None:
        connection.execute(schema.about.update().where(schema.about.c.key == "schema").values(value=str(version)))

    return write


@contextmanager
def _older(version: int) -> Iterator[None]:
    """Tell why a dossier of an older version cannot be opened: it is to be brought up to date before it is read."""
    try:
        yield
    except DossierError as error:
        if version in {0, schema.VERSION}:
            raise
        what = (
            f"the dossier has schema {version} and is to be brought up to date (schema {schema.VERSION}); {error.what}"
        )
        told = type(error) if isinstance(error, (LockedError, SpaceError)) else SchemaError
        hint = error.hint if told is not SchemaError else "Open it once where it can be written, or a copy of it."
        raise told(what, where=error.where, hint=hint) from error


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
