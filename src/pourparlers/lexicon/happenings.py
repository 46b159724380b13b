"""What words tell of in passing, whatever their language: kinds of encounters, acts, who called something off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pourparlers.lexicon.concepts import Senses, commonest, concepts, meanings, of_group, rarity
from pourparlers.lexicon.ids import states_in
from pourparlers.lexicon.loader import load_lexicon
from pourparlers.model import Act, EncounterKind

_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[\w\s'’]+")
# The same words are asked about for each pair of reports that may contradict one another.
KNOWN = 10_000
# Letters: no expression that a word begins is longer.
_WINDOW = 120
# So many concepts of a content stand at its head.
HEAD = 3
# What is rarer tells more of a word's meaning by itself.
COMMON = 0.5


@lru_cache(KNOWN)
def kinds_named(text: str, language: str) -> frozenset[EncounterKind]:
    """The kinds of encounters that words name: a call for «aucun appel», "telephoned"."""
    return _named(_told(text, language), language)


@lru_cache(KNOWN)
def kinds_meant(text: str, language: str) -> frozenset[EncounterKind]:
    """The kinds that words name at their head: «aucun appel n'a eu lieu», not «un rabais avant les pourparlers»."""
    return _named(_told(text, language)[:HEAD], language)


def _told(text: str, language: str) -> list[str]:
    """The concepts of a text; what calls off («annuler», "called off") is no call itself."""
    return [commonest(senses) for senses in meanings(text, language) if not _off(senses)]


def _off(senses: Senses) -> bool:
    return bool(of_group("off") & set(senses))


def _named(told: Iterable[str], language: str) -> frozenset[EncounterKind]:
    known = _kinds(language)
    return frozenset(kind for concept in told for kind in known.get(concept, ()))


def acts_named(text: str, language: str) -> frozenset[Act]:
    """The acts whose verbs or nouns stand in words: to accept for «avoir donné son accord», "ever having consented"."""
    told = _acts(language)
    return frozenset(act for concept in concepts(text, language) for act in told.get(concept, ()))


@lru_cache(KNOWN)
def calls_off(text: str, language: str) -> bool:
    """Whether words tell that something was called off or moved: «a fait annuler la conférence», "the postponement"."""
    return any(_off(senses) for senses in meanings(text, language))


@lru_cache(KNOWN)
def stays_away(text: str, language: str) -> bool:
    """Whether words tell that somebody did not come: «s'est retirée», "pulled out", not "pulled out of the treaty"."""
    return any(_away(text[word.start() :], language) for word in _WORD.finditer(text))


def _away(text: str, language: str) -> bool:
    """Whether the first word of a text tells that somebody did not come."""
    clause = _CLAUSE.match(text)
    after = _WORD.findall(clause[0].lower())[1:3] if clause else []
    return bool(of_group("stayed away") & set(_first(text, language))) and not of_group("objects", language) & set(
        after
    )


def _first(text: str, language: str) -> Senses:
    """What the first word of a text means; nothing where that is a function word."""
    word = _WORD.match(text)
    return next(iter(meanings(text[:_WINDOW], language))) if word and meanings(word[0], language) else ()


@lru_cache(KNOWN)
def author_of(text: str, language: str, place: str | None = None) -> str | None:
    """The state named nearest to the word that calls something off: «le Sénégal a fait annuler la conférence»: SN.

    «La délégation jordanienne l'a annulée»: an adjective names it too. Of what «a été annulée» or «est tombé à l'eau»
    only a state named afterwards is the author («à la demande de Tunis»). None where no state is, or no such word.

    Args:
        text, language: the words.
        place: where the thing was to be, which is no author («la séance prévue à Libreville»).
    """
    off = _place_of_off(text, language)
    if off is None:
        return None
    named = [(at, id_) for id_, at in states_in(text, language) if not place or not text.startswith(place, at)]
    if _undergone(text, off, language):
        named = [(at, id_) for at, id_ in named if at > off]
    return min(((abs(at - off), id_) for at, id_ in named), default=(0, None))[1]


def _place_of_off(text: str, language: str) -> int | None:
    """Where the last word begins that calls off, or else the last by which somebody stays away."""
    words = [(word.start(), text[word.start() :]) for word in _WORD.finditer(text)]
    calls = [_off(_first(rest, language)) for _, rest in words]
    if True not in calls:
        return max((at for at, rest in words if _away(rest, language)), default=None)
    last = len(calls) - 1 - calls[::-1].index(True)
    while last and calls[last - 1]:  # «fait capoter» is one
        last -= 1
    return words[last][0]


def _undergone(text: str, at: int, language: str) -> bool:
    """Whether the word at a place tells what befell a thing, not what its subject did."""
    before = _WORD.findall(text[:at].lower())[-2:]
    told = set(_first(text[at:], language)) & of_group("off")
    failed = bool(told) and told <= of_group("failed") and not of_group("causatives", language) & set(before)
    return failed or bool(of_group("passives", language) & set(before))


@cache
def _kinds(language: str) -> dict[str, frozenset[EncounterKind]]:
    """Kinds by the concepts of words that name them wherever they stand; what needs company is left out."""
    found: dict[str, set[EncounterKind]] = {}
    for entry in load_lexicon(language).encounters:
        told = concepts(entry.noun or entry.verb or "", language)
        alone = not (entry.needs or entry.objects or entry.weak) or entry.kind == EncounterKind.CALL
        # «Personne n'a parlé d'arrêter»: a verb as common as this names no call by itself.
        verb = entry.kind == EncounterKind.CALL and told and rarity(told[0]) >= COMMON
        if len(told) == 1 and alone and (entry.noun or verb):
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
    # «Aucun appel» is no demand.
    return {concept: frozenset(acts) for concept, acts in found.items() if concept not in _kinds(language)}
