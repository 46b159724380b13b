"""Some of several who were told just before: "Officials in Lima are sure. … one of them said"."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.actors.roles import RolePhrase
from pourparlers.reading.actors.seats import seated

# Sentences back in which they are told.
NEAR = 2


def quantified(cast: Cast, mention: Mention) -> int | None:
    """"Many Bolivians", "most young Kenyans": the word that tells that some of a people are meant, and no state."""
    tokens, words = cast.context.parse.tokens, cast.context.lexicon.grammar.quantifiers
    for at in range(mention.first - 1, max(-1, mention.first - 4), -1):
        if tokens[at].lower in words:
            return at
        if tokens[at].pos != "ADJ":
            return None
    return None


def some_countries(cast: Cast, noun: Token, first: int) -> bool:
    """«plusieurs pays européens», "some African countries": some countries of a union are not the union."""
    grammar = cast.context.lexicon.grammar
    several = noun.feats.get("Number") == "Plur" and noun.lemma in grammar.state_nouns
    words = {*grammar.quantifiers, *grammar.indefinite}
    return several and any(t.lower in words for t in cast.context.parse.tokens[first : noun.i])


def one_of_role(cast: Cast, token: Token, whole: Token | None) -> RolePhrase | None:
    """ "One of the UN mediators rejected it": the office of several, where it is told for whom they speak, or who."""
    role = cast.role_at.get(whole.i) if whole is not None and whole.i > token.i else None
    one = token.lower in cast.context.lexicon.grammar.indefinite
    told = role is not None and role.number == "p" and (bool(role.party) or role.first in cast.bearers)
    return role if one and told else None


def named_holder(cast: Cast, role: RolePhrase) -> Reference | None:
    """«L'un des médiateurs de l'ONU, le Norvégien Arne Bakke, a refusé»: the one of several who is named."""
    person = next(iter(cast.bearers.get(role.first, ())), None)
    if person is None:
        return None
    name = next(name for name in person.names if name.first > role.last)
    parties = (person.party,) if person.party and person.speaks else ()
    return Reference((person.id,), parties, How.NAMED, role.first, name.last)


def party_of_several(cast: Cast, pronoun: Token) -> str | None:
    """The party of those whom "them" takes up: the only holders of an office in the plural told near."""
    tokens, parse = cast.context.parse.tokens, cast.context.parse
    first = parse.sentences[max(0, pronoun.sent - NEAR)].first
    block = parse.sentence_of(pronoun).block
    several = [role for role in cast.roles_within(first, pronoun.i) if role.number == "p" and not role.former]
    near = [role for role in several if parse.sentence_of(tokens[role.head]).block == block]
    parties = {party for role in near for party in role.parties or seated(cast, role)}
    return parties.pop() if len(parties) == 1 else None
