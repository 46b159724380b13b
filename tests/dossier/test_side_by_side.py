"""Several persons decide on one dossier at once: nothing is lost, and who did not see another's decision is told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dossiers import rows
from pourparlers import Dossier
from pourparlers.dossier.applying import apply
from pourparlers.dossier.review.decisions import Decision
from pourparlers.dossier.store.database import writing
from pourparlers.model import DecidedError, DossierError
from rounds import dossier_of, round_records


@pytest.fixture
def where(tmp_path: Path) -> Path:
    dossier_of(tmp_path / "talks.dossier", round_records()).close()
    return tmp_path / "talks.dossier"


def test_who_did_not_see_a_decision_is_told_and_may_decide_anyhow(where: Path) -> None:
    with Dossier(where) as ana, Dossier(where) as bela:
        one, other = (statement.id for statement in ana.statements()[:2])
        seen = bela.last_decision()
        first = ana.correct(one, act="deny", who="Ana")
        before = rows(bela)
        with pytest.raises(DecidedError) as told:
            bela.having_seen(seen).reject(one, who="Béla")
        assert told.value.since == (first,) and "Ana" in told.value.what
        assert rows(bela) == before
        # What Ana did not touch is decided as it was seen.
        bela.having_seen(seen).accept(other, who="Béla")
        bela.having_seen(bela.last_decision()).reject(one, who="Béla")
        assert [made.decision.who for made in bela.decisions()] == ["Ana", "Béla", "Béla"]


def test_an_undoing_and_a_joining_are_decisions_too(where: Path) -> None:
    with Dossier(where) as dossier:
        one, other, third = (statement.id for statement in dossier.statements()[:3])
        dossier.accept(one)
        seen = dossier.last_decision()
        dossier.undo()
        with pytest.raises(DecidedError):
            dossier.having_seen(seen).accept(one)
        seen = dossier.last_decision()
        dossier.merge(one, other)
        for name in (one, other):
            with pytest.raises(DecidedError):
                dossier.having_seen(seen).accept(name)
        dossier.having_seen(seen).accept(third)


def decide_all_at_once(where: Path | str, open_: Callable[[], Dossier]) -> None:
    """Six persons decide on all statements side by side, each on those that another decides on too."""
    with open_() as dossier:
        ids = sorted(report.report for one in dossier.statements() for report in one.reports)[:24]

    def decide(n: int) -> list[Decision]:
        made = []
        with open_() as own:
            for at in range(n % 3, len(ids), 3):
                try:
                    made.append(
                        own.accept(ids[at], report=True, who=f"p{n}")
                        if n % 2
                        else own.reject(ids[at], report=True, who=f"p{n}")
                    )
                except DossierError as error:
                    assert "called" in error.what, error
        return made

    with ThreadPoolExecutor(6) as threads:
        made = [one for some in threads.map(decide, range(6)) for one in some]
    with open_() as dossier:
        kept = [one.decision for one in dossier.decisions()]
        assert sorted(one.id for one in kept) == sorted(one.id for one in made) and len(made) == 48


def as_if_in_turn(where: Path, dossier: Dossier) -> None:
    """The dossier is the one that the same decisions make one after the other."""
    with dossier_of(where, round_records()) as other:
        with writing(other.engine, other.where) as connection:
            apply(connection, [one.decision for one in dossier.decisions()])
        assert rows(other) == rows(dossier)


def test_nothing_is_lost_in_a_file(where: Path, tmp_path: Path) -> None:
    decide_all_at_once(where, lambda: Dossier(where))
    with Dossier(where) as dossier:
        as_if_in_turn(tmp_path / "other.dossier", dossier)


def test_nothing_is_lost_between_programs(where: Path) -> None:
    with Dossier(where) as dossier:
        ids = [one.id for one in dossier.statements()[:6]]
    command = [sys.executable, "-m", "pourparlers"]
    runs = [
        subprocess.Popen([*command, verb, str(where), id_, "--who", verb], stderr=subprocess.PIPE)
        for id_ in ids[:3] for verb in ("accept", "reject")
    ]  # fmt: skip
    for run in runs:
        _, told = run.communicate(timeout=120)
        assert run.returncode == 0, told.decode()
    with Dossier(where) as dossier:
        assert len(dossier.decisions()) == 6
