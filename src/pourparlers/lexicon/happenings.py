"""Which kinds of encounters words name, and whether they call one off, whatever their language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pourparlers.lexicon.concepts import concepts
from pourparlers.lexicon.loader import load_lexicon
from pourparlers.model import EncounterKind

# So many concepts of a content stand at its head.
HEAD = 3


def kinds_named(text: str, language: str) -> frozenset[EncounterKind]:
    """The kinds of encounters that words name: a call for «aucun appel», "telephoned"."""
    return _named(concepts(text, language), language)


def kinds_meant(text: str, language: str) -> frozenset[EncounterKind]:
    """The kinds that words name at their head: «aucun appel n'a eu lieu», not «un rabais avant les pourparlers»."""
    return _named(concepts(text, language)[:HEAD], language)


def _named(told: Iterable[str], language: str) -> frozenset[EncounterKind]:
    known = _kinds(language)
    return frozenset(kind for concept in told for kind in known.get(concept, ()))


def calls_off(text: str, language: str) -> bool:
    """Whether words tell that something was called off or moved: «a fait annuler la conférence», "the postponement"."""
    return bool(_cancelled(language) & set(concepts(text, language)))


@cache
def _kinds(language: str) -> dict[str, frozenset[EncounterKind]]:
    """Kinds by the concepts of words that name them wherever they stand; what needs company is left out."""
    found: dict[str, set[EncounterKind]] = {}
    for entry in load_lexicon(language).encounters:
        told = concepts(entry.noun or entry.verb or "", language)
        alone = not (entry.needs or entry.objects or entry.weak) or entry.kind == EncounterKind.CALL
        if len(told) == 1 and alone and (entry.noun or entry.kind == EncounterKind.CALL):
            found.setdefault(told[0], set()).add(EncounterKind(entry.kind))
    return {concept: frozenset(kinds) for concept, kinds in found.items()}


@cache
def _cancelled(language: str) -> frozenset[str]:
    told = (concepts(word, language) for word in load_lexicon(language).encounter_words.cancelled)
    return frozenset(one[0] for one in told if len(one) == 1)
