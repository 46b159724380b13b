"""A dossier that an older version wrote is brought up to date: nothing of it is lost, or nothing is changed."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from dossiers import rows
from pourparlers import Dossier
from pourparlers.dossier.importing import read
from pourparlers.dossier.store import database, migrations, schema, steps
from pourparlers.dossier.store.migrations import version_of
from pourparlers.exports.dossier import written
from pourparlers.model import DossierError, LockedError, SchemaError

OLD = Path(__file__).parent / "files" / "version-1.dossier.gz"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A dossier of version 1 with five articles, decisions and an undone one."""
    where = tmp_path / "talks.dossier"
    where.write_bytes(gzip.decompress(OLD.read_bytes()))
    return where


def told(where: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the tables that version 1 had, as any program reads them."""
    with sqlite3.connect(f"file:{where}?mode=ro", uri=True) as connection:
        names = sorted(table.name for table in schema.metadata.sorted_tables if not table.info.get("since"))
        return {
            name: sorted((tuple(row) for row in connection.execute(f'SELECT * FROM "{name}"')), key=repr)
            for name in names
            if name != "about"
        }


def version(where: Path) -> str:
    with sqlite3.connect(f"file:{where}?mode=ro", uri=True) as connection:
        (found,) = connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone()
    return str(found)


def test_nothing_is_lost(old: Path) -> None:
    before = told(old)
    assert version(old) == "1" and len(before["article"]) == 5 and len(before["decision"]) > 5
    Dossier(old).close()
    assert version(old) == str(schema.VERSION) and told(old) == before


def test_it_is_as_one_made_anew(old: Path, tmp_path: Path) -> None:
    with Dossier(old) as dossier, Dossier(tmp_path / "new.dossier", create=True) as new:
        new.import_(read(b"".join(written(dossier)), "old"))
        assert rows(dossier) == rows(new)
        for engine in (dossier.engine, new.engine):
            with engine.connect() as connection:
                assert version_of(connection, "") == schema.VERSION
        assert shape(old) == shape(tmp_path / "new.dossier")


def shape(where: Path) -> list[tuple[Any, ...]]:
    """Tables, indexes, views and triggers, and what SQLite expects of them."""
    with sqlite3.connect(f"file:{where}?mode=ro", uri=True) as connection:
        made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        return sorted(made, key=repr) + sorted(connection.execute("SELECT * FROM sqlite_stat1").fetchall())


def test_it_takes_articles_and_decisions_as_before(old: Path) -> None:
    with Dossier(old) as dossier:
        dossier.undo(who="ana")
        dossier.accept(dossier.statements()[0].id, who="ana")
    with Dossier(old) as dossier:
        assert len(dossier) == 5 and dossier.decisions()[-1].decision.verb == "accept"


def test_what_fails_on_the_way_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def halfway(connection: Connection) -> None:
        steps.to_2(connection)
        connection.exec_driver_sql("DELETE FROM article")
        raise DossierError("there is no room to go on.")

    before = told(old)
    monkeypatch.setitem(migrations.STEPS, 1, halfway)
    with pytest.raises(SchemaError):
        Dossier(old)
    assert version(old) == "1" and told(old) == before


def test_a_locked_one_waits_and_then_says_so(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 200)
    with sqlite3.connect(old) as wal:
        wal.execute("PRAGMA journal_mode = WAL")
    other = sqlite3.connect(old, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LockedError) as caught:
        Dossier(old)
    assert "schema 1" in caught.value.what and "another program" in caught.value.what and caught.value.hint
    other.execute("ROLLBACK")
    other.close()
    with Dossier(old) as dossier:
        assert len(dossier) == 5


def test_one_that_cannot_be_written_says_so(old: Path) -> None:
    def only_read(connection: Any, _: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    before = old.read_bytes()
    event.listen(Engine, "connect", only_read)
    try:
        with pytest.raises(SchemaError) as caught:
            Dossier(old)
    finally:
        event.remove(Engine, "connect", only_read)
    assert caught.value.code == "PP-D02" and "schema 1" in caught.value.what and str(old) in str(caught.value)
    assert "copy" in caught.value.hint and version(old) == "1"
    assert before[100:] == old.read_bytes()[100:], "the head alone may tell another journal"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights are those of POSIX")
def test_one_without_rights_says_so(old: Path) -> None:
    """As another user where the tests run as root, whom no rights hold back."""
    with TemporaryDirectory(prefix="pourparlers-") as folder:
        where = Path(shutil.copy(old, Path(folder) / "talks.dossier"))
        where.chmod(0o444)
        Path(folder).chmod(0o555)
        said = as_another(lambda: Dossier(where).close())
        Path(folder).chmod(0o755)
    assert said.startswith("[PP-D02]") and "schema 1" in said and "copy" in said


def as_another(do: Callable[[], None]) -> str:
    """What an error says to a user without rights; "" where there is none."""
    out, to = os.pipe()
    if os.fork() == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            do()
        except DossierError as error:
            os.write(to, str(error).encode())
        finally:
            os._exit(0)
    os.close(to)
    os.wait()
    with os.fdopen(out, encoding="utf-8") as told:
        return told.read()


def test_how_far_it_is_is_told_once(old: Path) -> None:
    told: list[tuple[int, int]] = []
    Dossier(old, bringing=lambda done, of: told.append((done, of))).close()
    assert told == [(n, len(told)) for n in range(len(told))]
    assert len(told) > len(migrations.STEPS)
    told.clear()
    Dossier(old, bringing=lambda done, of: told.append((done, of))).close()
    assert told == []


@pytest.mark.parametrize(
    ("ui", "line"), [("fr", "mise à jour du dossier…"), ("en", "bringing the dossier up to date…")]
)
def test_commands_tell_that_they_wait(old: Path, ui: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from pourparlers.cli.main import main

    monkeypatch.setenv("LC_ALL", ui)
    first, second = (CliRunner().invoke(main, ["statements", str(old), "--json"]) for _ in range(2))
    assert first.exit_code == second.exit_code == 0
    assert first.stderr.splitlines() == [line]
    assert second.stderr == ""
    assert first.stdout == second.stdout
