"""The database of a dossier: an SQLite file of its own, or a PostgreSQL database for teams."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, create_engine, event, insert, inspect, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from pourparlers.dossier.store.schema import about
from pourparlers.model.errors import DossierError, LockedError, SpaceError

# Says in the head of an SQLite file whose it is ("POUR").
APPLICATION = 0x504F5552
MAGIC = b"SQLite format 3\x00"
# How long a writer waits for others, in milliseconds, and how often it looks whether the file is free, in seconds.
PATIENCE = 60_000
_LOOKING = 0.005
# Whoever writes one thing after the other leaves the file alone for so many seconds between two: SQLite keeps no line
# of those who wait, and one who looks now and then would find it taken each time.
BREATH = 0.02


def connect(where: str | Path, *, create: bool = False) -> Engine:
    """The engine of a dossier, opened and found to be one.

    Args:
        where: the path of an SQLite file, or a URL that SQLAlchemy knows ("postgresql://…").
        create: whether a file that is not there, or is empty, becomes a new dossier.

    Raises:
        DossierError: there is none, it is another program's file, or it is damaged.
        LockedError: another program holds it.
    """
    url = _address(str(where)) if "://" in str(where) else _file(Path(where), create)
    try:
        engine = create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
    except ImportError as error:
        hint = 'Install it with pip install "pourparlers[postgresql]".'
        raise DossierError("what speaks to PostgreSQL is not installed.", where=_bare(where), hint=hint) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _tune)
        event.listen(engine, "begin", _begin)
    with faults(where), engine.connect() as connection:
        if url.get_backend_name() == "sqlite":
            _owned(connection, where)
    return engine


@contextmanager
def writing(engine: Engine, where: str | Path) -> Iterator[Connection]:
    """A transaction that writes: all of it is kept, or nothing.

    Raises:
        LockedError, SpaceError, DossierError: it could not be written; nothing has changed.
    """
    with faults(where), engine.connect().execution_options(write=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            # One writer at a time, as in an SQLite file: two that add one article would trip over each other.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION})")
        yield connection
        _put_state(connection)


def state_of(connection: Connection) -> str:
    """The name of the state that a dossier is in: as long as it is the same, nothing has changed.

    Args:
        connection: whatever it reads after this is of that state or, in PostgreSQL, of a later one.
    """
    return connection.execute(_STATE).scalar() or ""


def states_before(connection: Connection) -> list[str]:
    """The names of the states that a dossier was in before, the latest first; the last `_STATES` of them."""
    return (told_of(connection, "before") or "").split()


def told_of(connection: Connection, key: str) -> str | None:
    """What the table `about` tells of one thing."""
    told: str | None = connection.execute(_TOLD, {"wanted": key}).scalar()
    return told


def tell(connection: Connection, key: str, value: str) -> None:
    """Write what the table `about` tells of one thing."""
    if connection.execute(_TELL, {"wanted": key, "now": value}).rowcount == 0:
        connection.execute(insert(about).values(key=key, value=value))


_TOLD = select(about.c.value).where(about.c.key == bindparam("wanted"))
_TELL = update(about).where(about.c.key == bindparam("wanted")).values(value=bindparam("now"))
_STATE = select(about.c.value).where(about.c.key == "state")
# What is kept in a process is brought up to date over so many writes; after more it is read anew.
_STATES = 64


def _put_state(connection: Connection) -> None:
    if old := state_of(connection):
        tell(connection, "before", " ".join([old, *states_before(connection)][:_STATES]))
    # A number that counts up would come back where a copy of the file is taken from a backup.
    tell(connection, "state", secrets.token_hex(8))


@contextmanager
def faults(where: str | Path) -> Iterator[None]:
    """Tell a database's own errors in our words, with the way out."""
    try:
        yield
    except DBAPIError as error:
        raise _told(str(error.orig or error), where) from error


def _told(reason: str, where: str | Path) -> DossierError:
    low, place = reason.lower(), _bare(where)
    if "locked" in low or "busy" in low:
        hint = "Close the other program, or try again when it is done."
        return LockedError("another program is writing to the dossier.", where=place, hint=hint)
    if "full" in low or "no space" in low or "disk i/o" in low:
        hint = "Make room and run the command again: what was added before is kept."
        return SpaceError("there is no room to write to.", where=place, hint=hint)
    if "not a database" in low or "malformed" in low:
        hint = "Take it from a backup; the articles can also be added to a new dossier."
        return DossierError("the file is damaged or is no dossier.", where=place, hint=hint)
    if "readonly" in low or "read-only" in low or "unable to open" in low:
        hint = "Check the rights of the file and its folder."
        return DossierError(f"the dossier cannot be opened or written: {reason}.", where=place, hint=hint)
    first = reason.splitlines()[0]
    return DossierError(f"the database says: {first}.", where=place, hint="Check its address and rights.")


def _bare(where: str | Path) -> str:
    """An address as it may be shown: without its password."""
    return make_url(str(where)).render_as_string(hide_password=True) if "://" in str(where) else str(where)


def _address(where: str) -> URL:
    """A URL with the driver that comes with the extra."""
    try:
        url = make_url(where)
    except ArgumentError as error:
        hint = "Write postgresql://user@host/name."
        raise DossierError("the address is no URL of a database.", where=where, hint=hint) from error
    if url.get_backend_name() != "postgresql":
        hint = "Name a file, or postgresql://host/name."
        raise DossierError("this kind of database holds no dossiers.", where=_bare(where), hint=hint)
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def _file(path: Path, create: bool) -> URL:
    try:
        if path.is_dir():
            raise DossierError("this is a folder.", where=str(path), hint="Name a file, such as talks.dossier.")
        empty = not path.exists() or path.stat().st_size == 0
        head = MAGIC if empty else path.open("rb").read(len(MAGIC))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        what = f"the file cannot be opened: {reason}."
        raise DossierError(what, where=str(path), hint="Check its rights.") from error
    if empty and not create:
        hint = "Check its name; `pourparlers add` makes one of articles, `pourparlers open --new` an empty one."
        raise DossierError("there is no dossier.", where=str(path), hint=hint)
    if not path.parent.is_dir():
        raise DossierError("its folder is not there.", where=str(path), hint="Make the folder first.")
    if head != MAGIC:
        raise DossierError("the file is no dossier.", where=str(path), hint="Name another file.")
    return URL.create("sqlite", database=str(path))


def _tune(connection: Any, _: object) -> None:
    """Readers beside a writer; a commit is on the disk when it is done."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer asks for the file at once: two that first read and then write would wait for each other."""
    if not connection.get_execution_options().get("write"):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite's own waiting looks ten times a second, too seldom to come between two articles of one who adds many.
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        _begin_to_write(connection, monotonic() + PATIENCE / 1000)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE}")


def _begin_to_write(connection: Connection, until: float) -> None:
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return
        except OperationalError as error:
            if "locked" not in str(error.orig) or monotonic() > until:
                raise
        sleep(_LOOKING)


def _owned(connection: Connection, where: str | Path) -> None:
    """Whether an SQLite file is a dossier, or is still nothing."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if application != APPLICATION and inspect(connection).get_table_names():
        hint = "Name another file: nothing is written into the files of other programs."
        raise DossierError("the file belongs to another program.", where=str(where), hint=hint)
