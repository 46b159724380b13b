"""Actors as event data code them: where they belong, and to what part of it, as far as that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from pourparlers.dossier.contents import Contents, Entity, Told
from pourparlers.dossier.standing import listing
from pourparlers.lexicon import Lexicon, languages, load_lexicon, load_world
from pourparlers.lexicon.event_codes import countries, event_codes, group_of
from pourparlers.lexicon.world import Thing, split_words
from pourparlers.model import ActorKind

_PARTIAL = "PRE"
_GOVERNMENT = "GOV"


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """An actor of an event.

    Attributes:
        entity: who it is across articles.
        code: of its state (ISO 3166-1 alpha-3, KOS) or group of international actors; None where that is not told.
        sectors: such as GOV.
        cameo: its code in CAMEO.
        text: how the article calls it.
        role: as the article tells it.
        party: the id of what it belongs to.
        country: the English name of the state of `code`, else of the organisation.
    """

    entity: Entity
    code: str | None
    sectors: tuple[str, ...]
    cameo: str | None
    text: str
    role: str | None = None
    party: str | None = None
    country: str | None = None


class Coder:
    """Codes the actors of a statement or an encounter.

    Args:
        contents: of the dossier.
        told: the article that is cited.
        fact: as it stands across articles, which may name actors that this one does not.
    """

    def __init__(self, contents: Contents, told: Told, fact: listing.Statement | listing.Encounter) -> None:
        self._contents, self._told, self._fact = contents, told, fact
        self._own = {actor.id: actor for actor in told.record.actors}
        self._language = told.article.language

    def all(self, ids: Iterable[str]) -> tuple[Coded, ...]:
        """Some actors, each once."""
        coded = (self(id_) for id_ in dict.fromkeys(ids))
        return tuple({one.entity.key: one for one in coded}.values())

    def with_parties(self, persons: Sequence[str], parties: Sequence[str]) -> tuple[Coded, ...]:
        """Persons, and those parties for which none of them stands."""
        first = self.all(persons)
        stood_for = {one.party for one in first} | set(persons)
        return first + self.all(id_ for id_ in parties if id_ not in stood_for)

    def __call__(self, id_: str) -> Coded:
        """One actor, by its id in the article or in another that reports the same."""
        own, thing = self._own.get(id_), _thing(id_, self._language)
        entity = _named_entity(self._told.entity(id_) if own else self._contents.across(id_, self._fact), thing)
        organised = entity.kind in {ActorKind.STATE, ActorKind.ORGANISATION}
        party = (own.party if own else None) or entity.party or (id_ if organised else None)
        role = (own.role if own else None) or entity.role
        where = thing if entity.kind is ActorKind.ORGANISATION else _thing(party or id_, self._language)
        code, sectors = _code(where), tuple(dict.fromkeys(self._sectors(role, entity, where)))
        return Coded(
            entity=entity, code=code, sectors=sectors, cameo=_cameo(where, code, sectors),
            text=own.name if own else thing.names[self._language] if thing else entity.name, role=role, party=party,
            country=_country(where, code),
        )  # fmt: skip

    def _sectors(self, role: str | None, entity: Entity, thing: Thing | None) -> Iterable[str]:
        codes, partial = event_codes(), _partial(thing)
        if entity.kind is ActorKind.STATE or (entity.kind is ActorKind.ORGANISATION and partial):
            yield _GOVERNMENT
        elif entity.kind is ActorKind.ORGANISATION and thing and thing.kind in codes.kinds:
            yield codes.kinds[thing.kind]
        elif entity.kind is ActorKind.PERSON and role and thing and (thing.kind == "state" or partial):
            # "UN envoy" is an office of no state.
            sector = codes.roles.get(_class_of(role) or "")
            yield from (sector,) if sector else ()
        if partial:
            yield _PARTIAL


def _named_entity(entity: Entity, thing: Thing | None) -> Entity:
    """An actor of whom no article tells more than the id, under its name."""
    if thing is None or entity.name != entity.id:
        return entity
    return msgspec.structs.replace(entity, name=thing.names["en"], wikidata=thing.wikidata)


def _thing(id_: str, language: str) -> Thing | None:
    return load_world(language).things.get(id_)


def _partial(thing: Thing | None) -> str | None:
    """The state that a partially recognised entity is counted to."""
    return event_codes().partially_recognised.get(thing.names["en"]) if thing else None


def _code(thing: Thing | None) -> str | None:
    if thing is None:
        return None
    if thing.id in countries():
        return countries()[thing.id].event_data
    of_party = countries().get(thing.party or "")
    return _partial(thing) or group_of(thing.id) or (of_party.event_data if of_party else None)


def _cameo(thing: Thing | None, code: str | None, sectors: tuple[str, ...]) -> str | None:
    if thing is None or code is None:
        return None
    codes = event_codes().cameo_organisations
    if code in codes:
        return codes.get(thing.id, codes[code])
    return code + next((sector for sector in sectors if sector != _PARTIAL), "")


@cache
def _english() -> dict[str, str]:
    """The names of states by their codes, without the territories that bear the code of another."""
    things = load_world("en").things
    own = {id_: one.event_data for id_, one in countries().items() if one.alpha3 == one.event_data}
    return {code: things[id_].names["en"] for id_, code in own.items() if id_ in things}


def country_name(state: str | None) -> str | None:
    """The English name of a state, of a territory that of the state that governs it, by an alpha-2 code."""
    return _english().get(countries()[state].event_data) if state in countries() else None


def _country(thing: Thing | None, code: str | None) -> str | None:
    if thing is None or code is None:
        return None
    return _english().get(code) or thing.names["en"]


@cache
def _class_of(role: str) -> str | None:
    """The class of a role, in whatever language; None for one that is over («ancien ministre») or not known."""
    words = split_words(role)
    if _former().intersection(words):
        return None
    # «conseiller du Premier ministre»: the role that begins first, not the English "premier" behind it.
    found = [one for language in languages() for one in _classes_in(words, load_lexicon(language))]
    return min(found, key=lambda one: one[0])[1] if found else None


@cache
def _former() -> frozenset[str]:
    return frozenset(word.rstrip("-") for language in languages() for word in load_lexicon(language).scope.former)


def _classes_in(words: tuple[str, ...], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """The first role of some words in a language: at which word it begins, and its class."""
    for n, word in enumerate(words):
        for form, entry, _, _ in lexicon.roles.get(word, []):
            # "Deputy Transport Minister" is a minister who is not the first.
            rank = len(form) == 1 and word in lexicon.scope.rank_words
            if _begins(words[n:], form) and not rank:
                if not entry.relational:
                    yield n, entry.role
                return


def _begins(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Whether a role begins with a form; "head of the | Mozambican | delegation" has words before the last of it."""
    apart = len(form) > 2 and len(form) <= len(words) <= len(form) + 2
    return words[: len(form)] == form or (apart and (*words[: len(form) - 1], words[-1]) == form)
