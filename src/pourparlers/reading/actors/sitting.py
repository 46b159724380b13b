"""Who «on» is, told by those among whom one says it: «Dans l'entourage de la ministre, on assure que…»."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from pourparlers.model import How

if TYPE_CHECKING:
    from pourparlers.reading.actors.collectives import Collectives
    from pourparlers.reading.actors.coreference import Reference


def sitting_there(collectives: Collectives, first: int, pronoun: int) -> Reference | None:
    """The people or body of the phrase that opens a sentence, up to the comma before «on».

    The first that has a party, as in «Du côté du gouvernement, on récuse ces griefs»; else the first, where a
    preposition of place opens the phrase («Chez les armateurs, on estime…», not «Pour les armateurs, on peut…»).
    """
    tokens, grammar = collectives.parse.tokens, collectives.lexicon.grammar
    if tokens[pronoun - 1].text != ",":
        return None
    nouns = [noun for noun in tokens[first : pronoun - 1] if noun.pos == "NOUN"]
    resolved = ((noun, collectives.resolve(noun, False)) for noun in nouns if noun.lemma not in grammar.prepositional)
    found = [(noun, one) for noun, one in resolved if one is not None]
    known = next((one for _, one in found if one.how is How.PARTY), None)
    # «A la Commission»: agencies write capitals without their accents
    places = {*grammar.locative, *(normalize("NFD", word)[0] + word[1:] for word in grammar.locative)}
    # «Au mieux, on attendra»: a phrase need not have a noun.
    placed = tokens[first].lower in places or any(noun.lemma in grammar.prepositional for noun in nouns[:1])
    if known is not None or not placed or not found or any(t.text == "," for t in tokens[first : pronoun - 1]):
        return known
    return found[0][1]
