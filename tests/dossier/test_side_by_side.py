"""Several persons decide on one dossier at once: nothing is lost, and who did not see another's decision is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from deciders import as_if_in_turn, decide_all_at_once
from dossiers import rows
from pourparlers import Dossier
from pourparlers.model import DecidedError
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


def test_nothing_is_lost_in_a_file(where: Path, tmp_path: Path) -> None:
    decide_all_at_once(lambda: Dossier(where))
    with Dossier(where) as dossier:
        as_if_in_turn(tmp_path / "other.dossier", dossier)


def test_nothing_is_lost_between_programs(where: Path) -> None:
    with Dossier(where) as dossier:
        ids = [one.id for one in dossier.statements()[:2]]
    command = [sys.executable, "-m", "pourparlers"]
    told = (("accept", ids[0]), ("reject", ids[0]), ("accept", ids[1]))
    runs = [
        subprocess.Popen([*command, verb, str(where), id_, "--who", verb], stderr=subprocess.PIPE) for verb, id_ in told
    ]
    for run in runs:
        _, said = run.communicate(timeout=240)
        assert run.returncode == 0, said.decode()
    with Dossier(where) as dossier:
        assert sorted(one.decision.verb for one in dossier.decisions()) == ["accept", "accept", "reject"]
