"""What may happen to a dossier, done to it: nothing is lost, and the error says what to do."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from dossiers import ADD, add_twice_at_once, clippings, rows
from pourparlers import Article, Dossier
from pourparlers.dossier.store import database
from pourparlers.model import DossierError, LockedError, PourparlersError, SchemaError, SpaceError


def refused(where: Path) -> PourparlersError:
    with pytest.raises(DossierError) as caught:
        Dossier(where)
    assert caught.value.hint and str(where) in str(caught.value)
    return caught.value


def test_there_is_no_dossier(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.dossier").code == "PP-D01"
    assert not (tmp_path / "none.dossier").exists()


def test_a_folder_a_text_and_an_empty_file_are_no_dossiers(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("Lima rejette la taxe.", encoding="utf-8")
    (tmp_path / "empty").touch()
    for where in (tmp_path, tmp_path / "text", tmp_path / "empty"):
        assert refused(where).code == "PP-D01"
    assert (tmp_path / "text").read_text(encoding="utf-8") == "Lima rejette la taxe."


def test_the_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    where = tmp_path / "bookmarks.sqlite"
    with sqlite3.connect(where) as foreign:
        foreign.execute("CREATE TABLE article (title TEXT)")
    before = where.read_bytes()
    refused(where)
    with pytest.raises(DossierError):
        Dossier(where, create=True)
    assert where.read_bytes() == before


def test_a_truncated_dossier_is_told(tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    where = tmp_path / "talks.dossier"
    with Dossier(where, create=True) as dossier:
        dossier.add(articles, reader=shelf)
    whole = where.read_bytes()
    where.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DossierError) as caught, Dossier(where) as dossier:
        list(dossier.records())
        dossier.add(articles, reader=shelf)
    assert caught.value.code == "PP-D01" and "backup" in caught.value.hint


def test_a_dossier_of_a_newer_schema_is_not_touched(tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    where = tmp_path / "talks.dossier"
    with Dossier(where, create=True) as dossier:
        dossier.add(articles[:1], reader=shelf)
    with sqlite3.connect(where) as newer:
        newer.execute("UPDATE about SET value = '99' WHERE key = 'schema'")
    error = refused(where)
    assert isinstance(error, SchemaError) and error.code == "PP-D02" and "99" in error.what


def test_a_locked_dossier_waits_and_then_says_so(
    tmp_path: Path, articles: list[Article], shelf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 200)
    where = tmp_path / "talks.dossier"
    Dossier(where, create=True).close()
    other = sqlite3.connect(where, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with Dossier(where) as dossier:
        with pytest.raises(LockedError) as caught:
            dossier.add(articles, reader=shelf)
        assert caught.value.code == "PP-D03"
        other.execute("ROLLBACK")
        assert dossier.add(articles, reader=shelf).new == 5


def test_two_writers_add_each_article_once(tmp_path: Path) -> None:
    folder, where = clippings(tmp_path / "in", 12), tmp_path / "talks.dossier"
    add_twice_at_once(str(where), str(folder))
    with Dossier(where) as dossier:
        assert len(dossier) == 12


def test_killed_at_any_moment_it_goes_on_from_there(tmp_path: Path) -> None:
    folder, where = clippings(tmp_path / "in", 40), tmp_path / "talks.dossier"
    with Dossier(tmp_path / "whole.dossier", create=True) as dossier:
        dossier.add([folder])
        expected = rows(dossier)
    chance = random.Random(4)
    for _ in range(6):
        run = subprocess.Popen([*ADD, str(where), str(folder)], stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.0, 5.0))
        run.send_signal(signal.SIGKILL)
        run.wait(timeout=60)
    done = subprocess.run([*ADD, str(where), str(folder)], capture_output=True, timeout=240)
    assert done.returncode == 0, done.stderr.decode()
    with Dossier(where) as dossier:
        assert rows(dossier) == expected


@pytest.mark.skipif(os.geteuid() != 0 if hasattr(os, "geteuid") else True, reason="a small disk needs a mount")
def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        where = disk / "talks.dossier"
        with Dossier(where, create=True) as dossier:
            dossier.add(articles[:1], reader=shelf)
            before = rows(dossier)
            (disk / "ballast").write_bytes(b"\0" * os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize)
            with pytest.raises(SpaceError) as caught:
                dossier.add(articles[1:], reader=shelf)
            assert caught.value.code == "PP-D04"
            (disk / "ballast").unlink()
            kept = rows(dossier)["article"]
            assert set(before["article"]) <= set(kept)
            dossier.add(articles, reader=shelf)
            assert len(dossier) == 5
    finally:
        subprocess.run(["umount", disk], check=True)
