"""The table of concepts is well formed, and joins words across languages and families."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import pourparlers.lexicon
from pourparlers.lexicon.concepts import concepts

TABLE = Path(pourparlers.lexicon.__file__).parent / "world" / "concepts.csv"


def test_the_table_is_sorted_and_its_concepts_stand_once() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = [row["concept"] for row in rows]
    assert ids == sorted(ids) and len(ids) == len(set(ids))
    for language in ("fr", "en"):
        lemmas = [lemma for row in rows for lemma in row[language].split("|")]
        assert all(lemma and lemma == unicodedata.normalize("NFC", lemma.strip()) for lemma in lemmas)
        assert max(Counter(lemmas).values()) <= 2


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("la libération des otages", "releasing the hostages"),
        ("quatre traversées", "four crossings"),
        ("Un filet n'est pas une arme", "A net is not a weapon"),
        ("1.500 permis", "1,500 permits"),
    ],
)
def test_two_languages_say_the_same(french: str, english: str) -> None:
    assert set(concepts(french, "fr")) == set(concepts(english, "en"))


def test_a_language_without_a_table_is_compared_as_written() -> None:
    assert concepts("Ein Netz ist keine Waffe", "de") == concepts("ein netz ist keine waffe", "de")
