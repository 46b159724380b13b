"""The entries that are kept in a process are brought up to date by what was written since, and are as if read anew."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from typing import Any

import numpy as np
import pytest
from sqlalchemy import delete, insert, select

from pourparlers import Dossier
from pourparlers.dossier.standing.chronology import kept_entries
from pourparlers.dossier.standing.chronology.entries import Entries, read
from pourparlers.dossier.standing.chronology.kept_entries import entries_of
from pourparlers.dossier.standing.chronology.renewed import MOST, renewed
from pourparlers.dossier.store.database import writing
from pourparlers.dossier.store.schema import entry
from rounds import Gold, round_records

OTHER = "dakar-diplomes-2024"
NAMES = ("number", "day", "act", "owner", "values")


def same(one: Entries, other: Entries) -> bool:
    columns = all(np.array_equal(getattr(one, name), getattr(other, name)) for name in NAMES)
    return columns and one.known == other.known and one.numbers == other.numbers and one.issues == other.issues


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("kept") / "talks.dossier"
    records = round_records()[3:24]
    with Dossier(file, create=True) as dossier:
        dossier.add([one.article for one in records], reader=Gold(records))
    return file


@pytest.fixture
def dossier(filled: Path, tmp_path: Path) -> Any:
    with Dossier(copyfile(filled, tmp_path / "own.dossier")) as opened:
        yield opened


def held(dossier: Dossier) -> Entries:
    """The entries as they are kept; they are as if read anew."""
    with dossier.engine.connect() as connection:
        told = entries_of(connection)
        assert same(told, read(connection))
        assert told is entries_of(connection)
    return told


def step(dossier: Dossier, before: Entries) -> Entries:
    """The entries brought up to date from earlier ones; they are as if read anew."""
    with dossier.engine.connect() as connection:
        told = renewed(connection, before)
        assert told is not None
        assert same(told, read(connection))
    return told


def test_what_is_decided_and_undone(dossier: Dossier) -> None:
    before = first = held(dossier)
    said = [one.id for one in dossier.statements(limit=6)]
    met = [one.id for one in dossier.encounters(limit=2)]
    issue = dossier.issues()[0]
    for act in (
        lambda: dossier.reject(said[0]), lambda: dossier.accept(said[1]),
        lambda: dossier.merge(said[2], said[3]),
        lambda: dossier.reject(met[0]), lambda: dossier.rename(issue.id, "quai neuf"), dossier.undo,
        lambda: dossier.correct(said[4], act="deny"), dossier.undo, dossier.undo,
    ):  # fmt: skip
        act()
        before = step(dossier, before)
        held(dossier)
    step(dossier, first)


def test_new_articles_before_and_after_and_between(dossier: Dossier) -> None:
    before = held(dossier)
    records = [*round_records(OTHER)[::7], *round_records()[:3]]
    for n in range(0, len(records), 4):
        some = records[n : n + 4]
        dossier.add([one.article for one in some], reader=Gold(some))
        before = step(dossier, before)
        held(dossier)


def test_a_number_never_comes_back(dossier: Dossier) -> None:
    before = held(dossier)
    with dossier.engine.connect() as connection:
        last = connection.execute(select(entry.c.id).order_by(entry.c.n.desc()).limit(1)).scalar_one()
    dossier.reject(last)
    dossier.undo()
    told = step(dossier, before)
    assert told.number.max() > before.number.max()


def test_what_another_process_wrote_and_a_file_put_back(dossier: Dossier, filled: Path) -> None:
    held(dossier)
    with Dossier(dossier.where) as other:
        other.reject(other.statements(limit=1)[0].id)
    held(dossier)
    dossier.close()
    for ending in ("-wal", "-shm"):
        Path(f"{dossier.where}{ending}").unlink(missing_ok=True)
    copyfile(filled, dossier.where)
    with Dossier(dossier.where) as again:
        held(again)
        again.reject(again.encounters(limit=1)[0].id)
        held(again)


def test_an_empty_dossier_and_one_that_is_emptied(tmp_path: Path, dossier: Dossier) -> None:
    with Dossier(tmp_path / "empty.dossier", create=True) as empty:
        assert len(held(empty)) == 0
        records = round_records(OTHER)[:2]
        before = held(empty)
        empty.add([one.article for one in records], reader=Gold(records))
        step(empty, before)
        held(empty)
    before = held(dossier)
    with writing(dossier.engine, dossier.where) as connection:
        connection.execute(delete(entry))
    assert len(step(dossier, before)) == 0


def test_so_much_that_it_is_read_anew(dossier: Dossier) -> None:
    before = held(dossier)
    with writing(dossier.engine, dossier.where) as connection:
        last, facets = connection.execute(select(entry.c.n, entry.c.facets).order_by(entry.c.n.desc()).limit(1)).one()
        rows = [{"n": last + n, "id": f"x{n}", "place": f"~{n}", "facets": facets} for n in range(1, MOST + 2)]
        connection.execute(insert(entry), rows)
    with dossier.engine.connect() as connection:
        assert renewed(connection, before) is None


def test_few_states_are_kept(dossier: Dossier) -> None:
    id_ = dossier.statements(limit=1)[0].id
    for _ in range(3):
        dossier.accept(id_)
        held(dossier)
        dossier.undo()
        held(dossier)
    assert len(kept_entries._read_before) <= kept_entries._KEPT
