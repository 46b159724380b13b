"""No text of an article is run by a spreadsheet that opens an export."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import msgspec
import pytest

from exporting import exported, made
from pourparlers import Record
from rounds import record

SEPARATORS = {"dna-csv": ";", "polecat": "\t", "cameo": "\t"}
RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1", '"=1+1', "'=1+1"]


def told(formula: str) -> Record:
    """An article whose outlet, title, actors, roles, issue, place and passages begin so."""
    text = f"{formula}, dit Rosa Quispe.\n\nLe Pérou et l'Équateur ont négocié à Macará."
    said = {
        "act": "accuse", "speaker": [f"person:{formula}"], "party": ["PE"], "target": "EC", "issue": formula,
        "words": f"{formula.strip()}, dit Rosa Quispe.",
    }  # fmt: skip
    agreed = {**said, "act": "accept", "target": None}
    met = {"kind": "talks", "parties": ["PE", "EC"], "place": formula, "words": "Le Pérou et l'Équateur ont négocié"}
    plain = record(text, said, agreed, met, outlet=formula)
    actors = tuple(
        msgspec.structs.replace(one, name=formula, role=formula) if one.kind == "person" else one
        for one in plain.actors
    )
    article = msgspec.structs.replace(plain.article, title=formula, author=formula, section=formula)
    return msgspec.structs.replace(plain, article=article, actors=actors)


def run(cell: str) -> bool:
    """Whether a spreadsheet runs a cell; a number is none that it runs."""
    try:
        float(cell)
    except ValueError:
        return cell.lstrip(" \"'" if not cell.startswith("'") else "").startswith(RUN)
    return False


@pytest.mark.parametrize("name", list(SEPARATORS))
@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_run(tmp_path: Path, name: str, formula: str) -> None:
    with made(tmp_path, [told(formula)]) as dossier:
        data = exported(dossier, name).decode()
    _, *rows = csv.reader(StringIO(data, newline=""), delimiter=SEPARATORS[name], strict=True)
    assert rows
    assert not [cell for row in rows for cell in row if run(cell)]
    assert any(cell.startswith("'") for row in rows for cell in row)


def test_numbers_below_zero_stay_numbers(tmp_path: Path) -> None:
    with made(tmp_path, [told("=1+1")]) as dossier:
        data = exported(dossier, "cameo").decode()
    scores = [float(row["goldstein"]) for row in csv.DictReader(StringIO(data, newline=""), delimiter="\t")]
    assert min(scores) < 0
