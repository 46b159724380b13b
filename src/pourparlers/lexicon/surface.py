"""The forms that words of the lexicon may have in a text, where no parser has told lemmas yet."""

from __future__ import annotations

from functools import cache

from pourparlers.lexicon.concepts import inflections
from pourparlers.lexicon.loader import load_lexicon
from pourparlers.lexicon.world import rows_of


def verb_forms(lemma: str, language: str) -> frozenset[str]:
    """The forms of a verb, in lower case: those that the lexicon lists, and what regular endings may make of it.

    Args:
        lemma: one word as the lexicon writes it.
        language: of the word.
    """
    listed = _listed(language).get(lemma, frozenset()) | _irregular(language).get(lemma, frozenset())
    return listed | _regular(lemma, language, "inflections") | {lemma}


def noun_forms(lemma: str, language: str) -> frozenset[str]:
    """The forms of a noun or adjective, in lower case, by regular endings: more than there are, never less."""
    return _regular(lemma, language, "nominal") | {lemma}


def _regular(lemma: str, language: str, name: str) -> frozenset[str]:
    told = inflections(language, name)
    return frozenset(lemma.removesuffix(of_lemma) + ending for ending, of_lemma in told if lemma.endswith(of_lemma))


@cache
def _listed(language: str) -> dict[str, frozenset[str]]:
    """Forms by their lemma."""
    found: dict[str, set[str]] = {}
    for form, lemma in load_lexicon(language).forms.items():
        found.setdefault(lemma, set()).add(form)
    return {lemma: frozenset(forms) for lemma, forms in found.items()}


@cache
def _irregular(language: str) -> dict[str, frozenset[str]]:
    rows = (row for row in rows_of("irregular_forms.csv") if row["language"] == language)
    return {row["lemma"]: frozenset(row["forms"].split()) for row in rows}
