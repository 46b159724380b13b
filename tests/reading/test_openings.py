"""Patterns that are left out unsearched match nothing: the letters with which a match begins are told from the pattern."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.lexicon import load_lexicon
from pourparlers.reading.statements.openings import Openings, openings

PATTERNS = {language: [re.compile(one.pattern) for one in load_lexicon(language).contents] for language in ("fr", "en")}
FITTING = {language: Openings(patterns) for language, patterns in PATTERNS.items()}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bun rabais", {"un rab"}),
        (r"\b(?:un|deux) rabais", {"un rab", "deux r"}),
        (r"(?:très )?(?:bon|mal)\b", {"très b", "très m", "bon", "mal"}),
        (r"(?<!pas )accord", {"accord"}),
        (r"essa[iy]e", {"essaie", "essaye"}),
        (r"(?:ha)+!", {"ha"}),
        (r"\w+ accord", set()),
        (r"(?:trop )?.*accord", set()),
        (r"non|.+oui", set()),
        (r"aucun\w*", {"aucun"}),
        (r"[^a]b", set()),
        (r"(?i:non)", set()),
    ],
)
def test_the_letters_with_which_a_match_begins(pattern: str, expected: set[str]) -> None:
    assert openings(pattern) == expected


@pytest.mark.parametrize("language", ["fr", "en"])
def test_few_patterns_are_searched_in_every_text(language: str) -> None:
    assert len(FITTING[language].fitting("")) <= len(PATTERNS[language]) // 10


def letters(language: str) -> st.SearchStrategy[str]:
    """Texts of words with which patterns begin and go on."""
    words = {word for one in PATTERNS[language] for word in re.findall(r"[^\W\d_]{2,}", one.pattern)}
    return st.lists(st.sampled_from([*sorted(words), "n'", "l'", "«", '"', "…", ","]), max_size=14).map(" ".join)


@given(letters("fr"))
def test_no_french_pattern_that_matches_is_left_out(text: str) -> None:
    assert matching("fr", text) <= set(FITTING["fr"].fitting(text))


@given(letters("en"))
def test_no_english_pattern_that_matches_is_left_out(text: str) -> None:
    assert matching("en", text) <= set(FITTING["en"].fitting(text))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_pattern_is_left_out_of_its_own_examples(language: str) -> None:
    for one in load_lexicon(language).contents:
        for example in (*one.yes, *one.no):
            text = example.lower().replace("’", "'")
            assert matching(language, text) <= set(FITTING[language].fitting(text)), text


def matching(language: str, text: str) -> set[int]:
    return {number for number, pattern in enumerate(PATTERNS[language]) if pattern.search(text)}
