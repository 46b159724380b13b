"""What the next page needs is found out beside those that answer."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep

from pourparlers import Dossier
from pourparlers.dossier.standing.chronology import kept_entries
from pourparlers.dossier.store.database import state_of
from pourparlers.web.room import Room
from pourparlers.web.warming import Warming


def known(dossier: Dossier) -> bool:
    """Whether within some seconds the chronology is there as it is now, and what is marked in it."""
    with dossier.engine.connect() as connection:
        state = state_of(connection)
    end = monotonic() + 30
    while monotonic() < end:
        there = kept_entries._held(state)
        if there is not None and {"doubtful", "contradicted"} <= there.marked.keys():
            return True
        sleep(0.01)
    return False


def test_it_knows_the_dossier_before_and_after_a_change(own: Path) -> None:
    kept_entries._read_before.clear()
    with Dossier(own) as dossier:
        warming = Warming(Room(dossier))
        warming.start()
        assert known(dossier)
        dossier.accept(dossier.statements(limit=1)[0].id)
        warming.again()
        assert known(dossier)
