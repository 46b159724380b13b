"""The table of concepts is well formed, and joins words across languages and families."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import pourparlers.lexicon
from pourparlers.lexicon.concepts import concepts, meanings, rarity

TABLE = Path(pourparlers.lexicon.__file__).parent / "world" / "concepts.csv"


def test_the_table_is_sorted_and_its_concepts_stand_once() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = [row["concept"] for row in rows]
    assert ids == sorted(ids) and len(ids) == len(set(ids))
    for language in ("fr", "en"):
        lemmas = [lemma for row in rows for lemma in row[language].split("|")]
        assert all(lemma and lemma == unicodedata.normalize("NFC", lemma.strip()) for lemma in lemmas)
        assert max(Counter(lemmas).values()) <= 6


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("la libération des otages", "releasing the hostages"),
        ("quatre traversées", "four crossings"),
        ("Un filet n'est pas une arme", "A net is not a weapon"),
        ("1.500 permis", "1,500 permits"),
        ("80 000 dollars", "80,000 dollars"),
        ("quatre-vingt-dix-sept filets", "97 nets"),
        ("vingt et un pêcheurs", "twenty-one fishermen"),
        ("deux cent six licences", "two hundred and six licences"),
        ("2,5 millions", "2.5 million"),
        ("deux cinquièmes", "40 per cent"),
        ("40 %", "two fifths"),
        ("ils ont promis", "they promised"),
        ("elle a tenu, ils tiennent", "she held, they hold"),
    ],
)
def test_two_languages_say_the_same(french: str, english: str) -> None:
    assert set(concepts(french, "fr")) == set(concepts(english, "en"))


def test_a_language_without_a_table_is_compared_as_written() -> None:
    assert concepts("Ein Netz ist keine Waffe", "de") == concepts("ein netz ist keine waffe", "de")


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [("en", "fishermen", "fisherman"), ("en", "sold", "sell"), ("fr", "promis", "promettre"), ("fr", "yeux", "œil")],
)
def test_an_irregular_form_means_what_its_lemma_means(language: str, form: str, lemma: str) -> None:
    assert set(meanings(form, language)[0]) & set(meanings(lemma, language)[0])


def test_a_word_may_mean_several_things() -> None:
    assert {"door", "carry"} <= set(meanings("la porte", "fr")[0])


def test_an_expression_is_known_by_its_words() -> None:
    assert set(meanings("il a dit oui", "fr")[0]) & set(meanings("he said yes", "en")[0])


def test_a_place_has_one_name_in_two_languages() -> None:
    assert meanings("Batoumi et le Royaume-Uni", "fr")[0] == meanings("Batumi and the United Kingdom", "en")[0]


def test_a_rare_word_tells_more_than_a_frequent_one() -> None:
    assert rarity("say") < rarity("net")


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [
        ("en", "followed", "follow"), ("en", "informed", "inform"), ("en", "planned", "plan"), ("en", "sites", "site"),
        ("en", "steps", "step"), ("en", "accounts", "account"), ("fr", "étrangères", "étranger"),
        ("fr", "petits", "petit"), ("fr", "ans", "an"), ("fr", "tonnes", "tonne"), ("fr", "achetons", "acheter"),
        ("fr", "dément", "démentir"),
    ],
)  # fmt: skip
def test_a_form_means_what_its_own_lemma_means_not_a_word_of_one_stem(language: str, form: str, lemma: str) -> None:
    assert set(meanings(lemma, language)[0]) <= set(meanings(form, language)[0])


@pytest.mark.parametrize(
    ("language", "form", "foreign"),
    [
        ("en", "followed", "follower"), ("en", "sites", "sit"), ("en", "killed", "injure"), ("fr", "amis", "amiante"),
        ("fr", "mères", "mer"), ("fr", "parlé", "parlement"),
    ],
)  # fmt: skip
def test_a_form_does_not_mean_a_word_that_is_only_spelt_alike(language: str, form: str, foreign: str) -> None:
    assert not set(meanings(foreign, language)[0]) & set(meanings(form, language)[0])


def test_prepositions_and_modal_verbs_mean_nothing() -> None:
    assert meanings("devant le juge qui doit, devrait et pourrait", "fr") == meanings("le juge", "fr")
    assert meanings("she must and should", "en") == []


def test_avions_are_aircraft() -> None:
    assert set(meanings("les avions", "fr")[0]) & set(meanings("planes", "en")[0])


def test_a_capital_spelt_like_a_word_is_the_state_too() -> None:
    assert "AT" in meanings("Vienne", "fr")[0]
    assert meanings("the Turkey talks", "en")[0] == ("TR",)
