"""Rounds of talks that five outlets tell, read and merged: no figure falls below what it was.

Figures are those of ../shared/gold/score_dossier.py, F1 each. Nobody has looked at what stands in the rounds `vientiane-wagons-2019` and
`montevideo-semences-2022`: theirs tell what the software does on text that it was not made for.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import yaml

from pourparlers import Article, Dossier, Reader
from pourparlers.articles import from_text
from pourparlers.exports.dossier import dossier_object

ROUNDS = Path(__file__).parents[1] / "gold" / "rounds"
SHARED = Path(__file__).parents[3] / "shared" / "gold"
SCORER = SHARED / "score_dossier.py"
FLOORS = yaml.safe_load((ROUNDS / "floors.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def folder_of(name: str) -> Path:
    return next(path for path in (ROUNDS / name, SHARED / "rounds" / name) if path.is_dir())


def articles_of(name: str) -> Iterator[Article]:
    for path in sorted(folder_of(name).glob("*.yaml")):
        if path.name != "dossier.yaml":
            told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            yield from_text(told["text"], language=told["language"], published=told["published"], outlet=told["outlet"])


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer of rounds is not part of a clone")
@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_of_a_round_falls(name: str, tmp_path: Path, reader: Reader) -> None:
    with Dossier(tmp_path / "round.dossier", create=True) as dossier:
        dossier.add(articles_of(name), reader=reader)
        (tmp_path / "round.json").write_bytes(msgspec.json.encode(dossier_object(dossier)))
    command = [sys.executable, str(SCORER), str(folder_of(name)), str(tmp_path / "round.json")]
    figures = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    for figure, floor in FLOORS[name].items():
        assert figures[figure]["F1"] >= floor, f"{figure}: {figures[figure]}"
