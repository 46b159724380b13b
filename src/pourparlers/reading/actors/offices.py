"""Offices of heads of state and government that are their state: "the prime minister's office", "Lee's office"."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.context import NATIONAL, body_noun
from pourparlers.reading.actors.coreference import Reference


def office_of(cast: Cast, token: Token, first: int, last: int) -> Reference | None:
    """The state whose president, premier or minister an office is of; none for "the mayor's office", "her office"."""
    if token.lemma not in cast.context.lexicon.grammar.seats_of_power:
        return None
    party = _of_role(cast, first, last) or _of_person(cast, first, token.i)
    return Reference((party,), (party,), How.PARTY, first, last) if party else None


def _of_role(cast: Cast, first: int, last: int) -> str | None:
    for role in cast.roles_within(first, last):
        if role.entry.role not in NATIONAL or role.former or role.own or body_noun(cast, role):
            continue
        bearer = cast.bearer.get(role.first)
        return role.party or (bearer.party if bearer is not None else None) or cast.home
    return None


def _of_person(cast: Cast, first: int, noun: int) -> str | None:
    """ "Lee's office said": of one who is told to hold such an office."""
    genitive = cast.context.parse.tokens[noun - 1].lower in cast.context.lexicon.grammar.name_genitive
    person = cast.person_at.get(noun - 2) if genitive and noun - 2 >= first else None
    return person.party if person is not None and person.speaks and person.role_class & NATIONAL else None
