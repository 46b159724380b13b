"""Words of one meaning under one concept, whatever their language and family: «libération», «libérer», "release"."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from snowballstemmer import stemmer

from pourparlers.lexicon.world import fold, rows_of

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
# Words that the table has not meet by so many letters of their stems («observateurs», "observers").
LETTERS = 6
# The Snowball algorithm of a language.
_ALGORITHMS = {"fr": "french", "en": "english"}


def concepts(text: str, language: str) -> list[str]:
    """The concepts of a text in order: ids of the table, stems of other words, numbers; no function words.

    Args:
        text: any words.
        language: "fr" or "en"; for another language words are compared as they are.
    """
    found = (_concept(word, language) for word in _WORD.findall(text.lower()))
    return [one for one in found if one is not None]


def is_number(concept: str) -> bool:
    """Whether a concept is a number as written."""
    return concept[:1].isdecimal()


@cache
def _concept(word: str, language: str) -> str | None:
    if word[0].isdecimal():
        # «1.500» and "1,500" are one number; «3,6» and "3.6" another.
        return re.sub("[.,]", "", word) if _THOUSANDS.fullmatch(word) else word.replace(",", ".")
    lemmas, stems = _table(language)
    if word in lemmas and lemmas[word].isdecimal():
        return lemmas[word]  # «quatre traversées», "four sailings"
    if len(word) < 3 or word in _stops(language):
        return None
    stem = _stem(word, language)
    return lemmas.get(word) or stems.get(stem) or stem[:LETTERS]


@cache
def _table(language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Concepts by their single words, and by the stems of these, for words in other forms."""
    lemmas: dict[str, str] = {}
    stems: dict[str, str] = {}
    for row in rows_of("concepts.csv"):
        for lemma in row.get(language, "").split("|"):
            if lemma and " " not in lemma:
                lemmas.setdefault(lemma, row["concept"])
                stems.setdefault(_stem(lemma, language), row["concept"])
    return lemmas, stems


@cache
def _stem(word: str, language: str) -> str:
    algorithm = _ALGORITHMS.get(language)
    return fold(stemmer(algorithm).stemWord(word) if algorithm else word)


@cache
def _stops(language: str) -> frozenset[str]:
    """The function words of a language, as spaCy lists them."""
    try:
        return frozenset(import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS)
    except ImportError:
        return frozenset()
