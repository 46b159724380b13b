"""In which words two texts differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.views.differing import differing


@pytest.mark.parametrize(
    ("one", "other", "apart", "beyond"),
    [
        ("le pont rouvre", "le pont rouvre", [], []),
        ("Le Pont rouvre mardi.", "le pont, rouvre jeudi", ["mardi"], ["jeudi"]),
        ("trente camions retenus", "quarante camions retenus", ["trente"], ["quarante"]),
        ("l'été à Zagreb", "l’ete a Zagreb", [], []),
        ("droits de port de Batoumi", "Batumi port dues", ["droits de", "de Batoumi"], ["Batumi", "dues"]),
        ("", "tout est neuf", [], ["tout est neuf"]),
        ("🏳️‍🌈 phare", "phare", [], []),
    ],
)  # fmt: skip
def test_words_that_are_not_in_the_other(one: str, other: str, apart: list[str], beyond: list[str]) -> None:
    left, right = differing(one, other)
    assert [text.strip() for text, differs in left if differs] == apart
    assert [text.strip() for text, differs in right if differs] == beyond


@given(st.text(max_size=200), st.text(max_size=200))
def test_nothing_of_a_text_is_lost(one: str, other: str) -> None:
    for text, runs in zip((one, other), differing(one, other), strict=True):
        assert "".join(run for run, _ in runs) == text


def test_long_texts_are_compared_in_no_time() -> None:
    left, _ = differing("un mot " * 50_000, "deux mots " * 50_000)
    assert sum(len(run) for run, _ in left) == 350_000
