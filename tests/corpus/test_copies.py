"""Copies are found by what a text is known by, and articles that are none are told apart."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.corpus.copies import HASHES, KEYS, SIZE, groups, likeness, sketch
from pourparlers.dossier.merging.copies import runs

WORDS = [f"mot{n}" for n in range(3000)]


def text(seed: int, n: int = 300) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(n))


def changed(words: str, every: int) -> str:
    return " ".join("autre" if at % every == every - 1 else word for at, word in enumerate(words.split()))


def sketches(texts: list[str]) -> np.ndarray:
    return np.frombuffer(b"".join(map(sketch, texts)), dtype=np.uint8).reshape(len(texts), SIZE)


def test_a_sketch_has_its_size_and_is_the_same_everywhere() -> None:
    assert len(sketch(text(1))) == SIZE
    assert sketch(text(1)).hex()[:32] == sketch(text(1).upper()).hex()[:32]
    assert sketch("Trop court pour être reconnu.") == b""


@pytest.mark.parametrize("every", [10, 20, 50])
def test_likeness_is_told_within_a_tenth(every: int) -> None:
    for seed in range(8):
        one = text(seed)
        other = changed(one, every)
        a, b = runs(one), runs(other)
        (told,) = likeness(*(sketches([words])[:, KEYS:] for words in (one, other)))
        assert abs(told - len(a & b) / len(a | b)) < 0.17
    assert sketches([text(1)])[:, KEYS:].shape == (1, HASHES)


def test_copies_are_one_and_other_texts_are_not() -> None:
    originals = [text(seed) for seed in range(40)]
    copies = [one + " Une ligne ajoutée par le journal du soir." for one in originals[:20]]
    told = groups(np.full(60, 700_000), sketches([*originals, *copies]))
    assert told.tolist() == [*range(40), *range(20)]


def test_a_copy_of_a_copy_is_one_and_what_is_printed_a_month_later_is_not() -> None:
    one = text(1)
    other = changed(one, 40)
    days = np.array([100, 120, 145, 400])
    assert groups(days, sketches([one, other, changed(other, 37), one])).tolist() == [0, 0, 0, 3]


@given(st.permutations(range(12)))
def test_the_order_in_which_texts_of_one_day_come_decides_nothing_but_who_is_first(order: list[int]) -> None:
    texts = [text(seed // 3) if seed % 3 else changed(text(seed // 3), 30) for seed in range(12)]
    found = groups(np.full(12, 5), sketches([texts[at] for at in order])).tolist()
    assert {frozenset(order[at] for at in range(12) if found[at] == first) for first in found} == {
        frozenset(range(at, at + 3)) for at in range(0, 12, 3)
    }


def test_nothing_has_no_groups() -> None:
    assert groups(np.zeros(0, dtype=np.int64), np.zeros((0, SIZE), dtype=np.uint8)).tolist() == []
