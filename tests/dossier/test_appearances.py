"""Where actors appear is the same however a dossier came to be what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from pourparlers import Article, Dossier
from pourparlers.dossier.store import appearances, called, schema
from pourparlers.dossier.store.called import plain

TOLD = {schema.appearance: appearances, schema.actor_name: called, schema.issue_name: called}


def kept(dossier: Dossier) -> list[tuple[Any, ...]]:
    with dossier.engine.connect() as connection:
        return sorted((table.name, *row) for table in TOLD for row in connection.execute(select(table)).all())


def made_anew(dossier: Dossier) -> list[tuple[Any, ...]]:
    """What is told where nothing was, without keeping it."""
    with dossier.engine.connect() as connection:
        for table in TOLD:
            connection.execute(delete(table))
        for fill in {one.fill for one in TOLD.values()}:
            fill(connection)
        told = sorted((table.name, *row) for table in TOLD for row in connection.execute(select(table)).all())
        connection.rollback()
    return told


@pytest.fixture
def dossier(tmp_path: Path, articles: list[Article], shelf: Any) -> Dossier:
    made = Dossier(tmp_path / "talks.dossier", create=True)
    made.add(articles, reader=shelf)
    return made


def test_each_decision_and_its_undoing_leave_what_would_be_made_anew(dossier: Dossier, shelf: Any) -> None:
    before = kept(dossier)
    assert before == made_anew(dossier)
    one = next(one for one in dossier.statements(party="EC") if len(one.reports) > 1)
    steps: list[Any] = [
        lambda: dossier.merge("PE|Peru", "EC|Ecuador"),
        lambda: dossier.split("PE|Pérou"),
        lambda: dossier.reject(one.id),
        lambda: dossier.reject(one.id, report=True),
        lambda: dossier.correct(one.id, party=["PE"], all_reports=True),
        lambda: dossier.split(one.reports[0].report),
        lambda: dossier.rename(dossier.issues()[0].label, "la taxe"),
    ]
    for step in steps:
        step()
        assert kept(dossier) == made_anew(dossier)
        dossier.undo()
        assert kept(dossier) == before
    dossier.reread(all_articles=True, reader=shelf)
    assert kept(dossier) == before


def test_two_actors_that_are_one_appear_once_in_what_both_are_in(dossier: Dossier) -> None:
    def said(actor: str) -> set[str]:
        return {row[3] for row in kept(dossier) if row[:3] == ("appearance", "says", actor)}

    both = said("EC|Ecuador") | said("PE|Peru") | said("EC|Équateur") | said("PE|Pérou")
    dossier.merge("PE|Peru", "EC|Ecuador")
    assert said("EC|Ecuador") == both
    assert not said("PE|Peru")


@pytest.mark.parametrize(
    ("name", "found"),
    [("Ñacunday Rolón", "nacunday rolon"), ("Ould Sneïguel", "ould sneiguel"), ("Грушко", "грушко grushko")],
)
def test_a_name_is_found_however_it_is_written(name: str, found: str) -> None:
    assert plain(name) == found
