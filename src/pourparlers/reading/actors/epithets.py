"""Persons called by their nationality alone: «la Barbadienne», «l'Indonésien», "the Swede"."""

from __future__ import annotations

from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.actors.persons import Person

# Sentences back to which a nationality may take up a person.
NEAR = 5


def adopt_epithets(cast: Cast) -> None:
    """Give each singular nationality with a definite article to the one person near whom it can mean."""
    for mention in cast.mentions:
        if mention.kind is not NameKind.DEMONYM or not _is_one(cast, mention):
            continue
        named = cast.person_at.get(mention.last + 1)
        bearer = named or _taken_up(cast, mention)
        if bearer is None:
            continue
        bearer.nation = bearer.nation or cast.party_of(mention.id)
        if named is None:
            cast.epithets[mention.first] = bearer
            bearer.gender = bearer.gender or mention.gender


def _is_one(cast: Cast, mention: Mention) -> bool:
    tokens, grammar = cast.context.parse.tokens, cast.context.lexicon.grammar
    before = tokens[mention.first - 1] if mention.first else None
    article = before is not None and before.plain in grammar.definite
    if before is None or not article or before.feats.get("Number") == "Plur":
        return False
    # "the French" are many.
    return mention.number == "s" and tokens[mention.first].feats.get("Number") != "Plur"


def _taken_up(cast: Cast, mention: Mention) -> Person | None:
    """The only person of the sentences before, or of all whom the text names before, that agrees."""
    tokens, party = cast.context.parse.tokens, cast.party_of(mention.id)
    at = tokens[mention.first].sent
    near: list[Person] = []
    for person in cast.persons:
        last = person.last_before(mention.first)
        if last is None or not 0 <= at - tokens[last].sent <= NEAR or not _agrees(cast, person, mention, party):
            continue
        near.append(person)
    sure = [person for person in near if party in {person.party, person.nation}]
    found = sure or near
    if not found and cast.persons and _agrees(cast, cast.persons[0], mention, party):
        # Whom a portrait is about may be meant from afar.
        return cast.persons[0] if tokens[cast.persons[0].names[0].first].sent == 0 else None
    return found[0] if len(found) == 1 else None


def _agrees(cast: Cast, person: Person, mention: Mention, party: str | None) -> bool:
    if mention.gender and person.gender and mention.gender != person.gender:
        return False
    thing = cast.context.world.things.get(person.party or "")
    # A state's minister is of its nationality; who speaks for an organisation may be of any.
    return person.party is None or person.party == party or thing is None or thing.kind != "state"
