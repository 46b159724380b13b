"""What words tell of in passing, whatever their language: kinds of encounters, acts, who called something off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pourparlers.lexicon.concepts import concepts
from pourparlers.lexicon.ids import states_in
from pourparlers.lexicon.loader import load_lexicon
from pourparlers.model import Act, EncounterKind

_WORD = re.compile(r"[^\W\d_]+")
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


def acts_named(text: str, language: str) -> frozenset[Act]:
    """The acts whose verbs or nouns stand in words: to accept for «avoir donné son accord», "ever having consented"."""
    told = _acts(language)
    return frozenset(act for concept in concepts(text, language) for act in told.get(concept, ()))


def calls_off(text: str, language: str) -> bool:
    """Whether words tell that something was called off or moved: «a fait annuler la conférence», "the postponement"."""
    return bool(_cancelled(language) & set(concepts(text, language)))


def author_of(text: str, language: str) -> str | None:
    """The state named nearest to the word that calls something off: «le Sénégal a fait annuler la conférence»: SN.

    «La délégation jordanienne l'a annulée»: an adjective names it too. None where no state, or no such word, is there.
    """
    off = [word.start() for word in _WORD.finditer(text) if calls_off(word.group(), language)]
    named = states_in(text, language)
    near = [(min(abs(at - place) for place in off), id_) for id_, at in named] if off else []
    return min(near)[1] if near else None


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
def _acts(language: str) -> dict[str, frozenset[Act]]:
    """Acts by the concepts of the single words that carry them."""
    found: dict[str, set[Act]] = {}
    for entry in load_lexicon(language).acts:
        written = entry.verb or entry.noun or ""
        told = concepts(written, language)
        # «prêter l'oreille» is no loan: of several words none alone carries the act.
        if len(told) == 1 and written.isalpha() and not entry.neutral:
            found.setdefault(told[0], set()).add(entry.act)
    return {concept: frozenset(acts) for concept, acts in found.items()}


@cache
def _cancelled(language: str) -> frozenset[str]:
    told = (concepts(word, language) for word in load_lexicon(language).encounter_words.cancelled)
    return frozenset(one[0] for one in told if len(one) == 1)
