import importlib.util
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pourparlers.model import Record
from pourparlers.scoring import Tally, compare, gold_files, read_gold
from pourparlers.scoring.agreement import same_actor
from pourparlers.scoring.errors import differences
from pourparlers.scoring.gold import GoldError
from records import record_of

HERE = Path(__file__).parent / "gold"
# The gold that the project is developed on, and the program that scores it, where they are at hand.
SHARED = Path(__file__).parents[3] / "shared" / "gold"


def test_a_record_without_fault_scores_one() -> None:
    tally = Tally()
    for path in gold_files(HERE):
        gold = read_gold(path)
        compare(gold, record_of(gold), tally)
        assert list(differences(gold, record_of(gold))) == []
    assert set(tally.figures().values()) == {1.0}


def test_a_missing_record_counts_as_an_empty_one() -> None:
    tally = Tally()
    compare(read_gold(gold_files(HERE)[0]), None, tally)
    figures = tally.figures()
    assert figures["statement R"] == 0.0
    assert figures["statement P"] is None
    assert figures["statement F1"] == 0.0


def test_what_differs_is_told() -> None:
    gold = read_gold(gold_files(HERE)[0])
    lines = list(differences(gold, spoilt(record_of(gold))))
    assert any("missed" in line for line in lines)
    assert any("read as" in line for line in lines)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("person:Wendy Sherman", "person:Sherman", True),
        ("person:Zoé Élu", "person:Zoe Elu", True),
        ("group:ses alliés", "group:les alliés", True),
        ("group:la partie suisse", "CH", False),
        ("CH", "CH", True),
        ("CH", "person:CH", False),
        (None, None, True),
        (None, "CH", False),
    ],
)
def test_actors_agree(a: str | None, b: str | None, same: bool) -> None:
    assert same_actor(a, b) is same


def test_bad_gold_is_told(tmp_path: Path) -> None:
    with pytest.raises(GoldError):
        gold_files(tmp_path)
    bad = tmp_path / "bad.yaml"
    bad.write_text("id: bad\ntext: abc\ntimes:\n- {at: xyz, value: 2022}\n", encoding="utf-8")
    with pytest.raises(GoldError, match="xyz"):
        read_gold(bad)


def spoilt(record: Record) -> Record:
    """A record with faults of every kind: facts left out, moved, and misread."""
    raw: Any = msgspec.to_builtins(record)
    raw["times"] = raw["times"][1:]
    raw["encounters"] = [e | {"kind": "vote", "date": "2000"} if n % 3 == 2 else e for n, e in enumerate(raw["encounters"])]
    raw["statements"] = [
        s | ({"act": "say", "speaker": ["XX"]} if n % 4 == 1 else {"form": "narrated", "stance": None} if n % 4 == 2 else {})
        for n, s in enumerate(raw["statements"])
        if n % 5
    ]
    raw["actors"] = [a | {"party": "XX"} if n % 2 else a for n, a in enumerate(raw["actors"])]
    return msgspec.convert(raw, Record)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared gold beside the project")
@pytest.mark.parametrize("spoil", [False, True])
def test_figures_are_those_of_the_shared_program(spoil: bool) -> None:
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    assert spec and spec.loader
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    ours, other = Tally(), theirs.Tally()
    for path in gold_files(SHARED):
        gold = read_gold(path)
        record = record_of(gold)
        record = spoilt(record) if spoil else record
        compare(gold, record, ours)
        theirs.score_one(theirs.load_gold(path), json.loads(msgspec.json.encode(record)), other)
    assert ours.figures() == other.figures()
