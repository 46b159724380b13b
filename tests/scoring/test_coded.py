"""Partial gold: only what was coded is measured."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from pourparlers.scoring import GoldArticle, Tally, compare, differences, read_gold
from pourparlers.scoring.coded import JUDGES
from records import record_of
from rounds import ROUNDS

FILES = sorted(path for path in (ROUNDS / "tartu-saumon-2021").glob("*.yaml") if path.name != "dossier.yaml")
KINDS = ("times", "actors", "encounters", "statements")
FIELDS = {kind: tuple(field for field in JUDGES[kind] if field != "agreement") for kind in KINDS}


def partial(path: Path, *, exhaustive: tuple[str, ...] = KINDS, **coded: tuple[str, ...]) -> GoldArticle:
    return msgspec.structs.replace(read_gold(path), coded=coded or {**FIELDS}, exhaustive=exhaustive)


def figures(gold: GoldArticle, **without: int) -> dict[str, float | None]:
    """Those of the record of whole gold, without the first so many facts of some kinds."""
    record = record_of(msgspec.structs.replace(gold, coded=None))
    changed = {kind: getattr(record, kind)[n:] for kind, n in without.items()}
    tally = Tally()
    compare(gold, msgspec.structs.replace(record, **changed), tally)
    return tally.figures()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_record_of_the_same_has_full_marks(path: Path) -> None:
    gold = partial(path)
    told = figures(gold)
    assert set(told.values()) <= {1.0, None}
    assert {f"coded {name} {side}" for name in ("time", "person", "encounter", "statement") for side in "PR"} <= set(
        told
    )
    assert list(differences(gold, record_of(msgspec.structs.replace(gold, coded=None)))) == []


def test_what_is_missed_and_what_is_too_much() -> None:
    gold = partial(FILES[0])
    n = len(gold.statements)
    missed = figures(gold, statements=1)
    assert missed["coded statement R"] == round((n - 1) / n, 4)
    assert missed["coded statement P"] == 1.0
    fewer = msgspec.structs.replace(gold, statements=gold.statements[1:])
    told = {one.kind for one in differences(fewer, record_of(msgspec.structs.replace(gold, coded=None)))}
    assert told == {"fact not coded"}
    loose = msgspec.structs.replace(fewer, exhaustive=())
    assert list(differences(loose, record_of(msgspec.structs.replace(gold, coded=None)))) == []


def test_no_other_kind_and_no_other_field_is_measured() -> None:
    gold = partial(FILES[0], exhaustive=(), statements=("party",))
    assert set(figures(gold)) == {"coded statement R", "coded statement party accuracy"}


def test_passages_hold_what_is_read_in_them() -> None:
    gold = read_gold(FILES[0])
    whole = tuple({"party": one["party"], "spans": [(0, len(gold.text))]} for one in gold.statements[:1])
    told = {"statements": whole, "coded": {"statements": ("party",)}}
    for exact, found in ((True, 0.0), (False, 1.0)):
        tally = Tally()
        compare(msgspec.structs.replace(gold, exact=exact, **told), record_of(gold), tally)
        assert tally.figures()["coded statement R"] == found
        assert tally.figures()["coded statement party accuracy"] == (1.0 if found else None)


def test_a_file_tells_that_it_is_partial(tmp_path: Path) -> None:
    head = "id: a\nlanguage: fr\ntext: |\n  Lima accepte le péage.\n"
    (tmp_path / "a.yaml").write_text(
        head
        + "coded: {statements: [party]}\nexact: false\nstatements:\n- {party: [PE], content: ['Lima accepte le péage']}\n",
        encoding="utf-8",
    )
    (tmp_path / "b.yaml").write_text(head, encoding="utf-8")
    gold, whole = read_gold(tmp_path / "a.yaml"), read_gold(tmp_path / "b.yaml")
    assert (gold.coded, gold.exhaustive, gold.exact) == ({"statements": ("party",)}, (), False)
    assert (whole.coded, whole.exact) == (None, True)


def test_whole_and_partial_gold_stand_apart() -> None:
    tally, gold = Tally(), read_gold(FILES[0])
    record = record_of(gold)
    compare(gold, record, tally)
    alone = tally.figures()
    compare(partial(FILES[0]), record, tally)
    assert {name: value for name, value in tally.figures().items() if not name.startswith("coded ")} == alone
