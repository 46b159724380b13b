import importlib.util
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pourparlers.model import Record
from pourparlers.scoring import Tally, compare, gold_files, read_gold
from pourparlers.scoring.agreement import same_actor
from pourparlers.scoring.cues import known_cue
from pourparlers.scoring.errors import ErrorKind, differences
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


def changed(facts: str, at: int, **fields: Any) -> Record:
    """The faultless record with one fact otherwise; without fields, that fact is left out."""
    raw: Any = msgspec.to_builtins(record_of(read_gold(gold_files(HERE)[0])))
    kept = list(raw[facts])
    kept[at : at + 1] = [kept[at] | fields] if fields else []
    raw[facts] = kept
    return msgspec.convert(raw, Record)


def span(words: str) -> dict[str, Any]:
    text = read_gold(gold_files(HERE)[0]).text
    return {"start": text.index(words), "end": text.index(words) + len(words), "text": words}


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (changed("times", 0), ErrorKind.TIME_MISSED),
        (changed("times", 0, value="2023-03-15"), ErrorKind.TIME_VALUE),
        (changed("actors", 0), ErrorKind.PERSON_MISSED),
        (changed("actors", 0, party="IT"), ErrorKind.PERSON_PARTY),
        (changed("encounters", 0), ErrorKind.ENCOUNTER_MISSED),
        (changed("encounters", 0, date="2023-03-15"), ErrorKind.ENCOUNTER_DATE),
        (changed("encounters", 0, place="Berne"), ErrorKind.ENCOUNTER_PLACE),
        (changed("encounters", 0, parties=["CH", "IT", "FR"]), ErrorKind.ENCOUNTER_PARTIES),
        (changed("statements", 1), ErrorKind.CUE_UNREAD),
        (changed("statements", 1, speaker=[]), ErrorKind.SPEAKER_ABSENT),
        (changed("statements", 1, speaker=["group:la négociatrice"]), ErrorKind.SPEAKER_UNRESOLVED),
        (changed("statements", 1, speaker=["IT"]), ErrorKind.SPEAKER_WRONG),
        (changed("statements", 1, party=[]), ErrorKind.PARTY_ABSENT),
        (changed("statements", 1, party=["IT"]), ErrorKind.PARTY_WRONG),
        (changed("statements", 1, act="promise"), ErrorKind.ACT),
        (changed("statements", 1, form="mixed"), ErrorKind.FORM),
        (changed("statements", 3, target=None), ErrorKind.TARGET_ABSENT),
        (changed("statements", 1, content=[span("vallée")]), ErrorKind.CONTENT_SHORT),
        (changed("statements", 2, content=[span("Elle a réclamé la reconnaissance des appellations cantonales.\n\nBerne accuse l'Italie d'avoir vendu des tommes de plaine.")]), ErrorKind.CONTENT_LONG),
    ],
)
def test_each_difference_has_its_kind(record: Record, kind: ErrorKind) -> None:
    found = list(differences(read_gold(gold_files(HERE)[0]), record))
    assert [one.kind for one in found if one.kind is not ErrorKind.STANCE] == [kind]


def test_words_that_carry_an_act_are_known() -> None:
    assert known_cue("a rejeté", "fr")
    assert known_cue("rejects", "en")
    assert not known_cue("a zigzagué", "fr")


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
    told = other.figures()
    assert {name: value for name, value in ours.figures().items() if name in told} == told
