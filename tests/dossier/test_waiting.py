"""Several who write one file at once: whoever waits comes between two articles of one who adds many."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

from pourparlers import Dossier
from rounds import Gold, dossier_of, record, round_records


def test_a_decision_comes_between_the_articles_of_one_who_adds_many(tmp_path: Path) -> None:
    where = tmp_path / "talks.dossier"
    dossier_of(where, round_records()).close()
    many = [record(f"Le pont n° {n} reste fermé, a dit Ana Rey.") for n in range(40)]

    def add() -> float:
        with Dossier(where) as own:
            assert own.add([one.article for one in many], reader=Gold(many)).new == 40
        return monotonic()

    with ThreadPoolExecutor(1) as threads, Dossier(where) as dossier:
        ids = [one.id for one in dossier.statements(limit=4)]
        dossier.get_ready()
        adding = threads.submit(add)
        for id_ in ids:
            dossier.accept(id_)
        decided = monotonic()
        assert decided < adding.result()
