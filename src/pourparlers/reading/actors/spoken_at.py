"""Where somebody speaks, told right before the name."""

from __future__ import annotations

from pourparlers.language.tree import Parse
from pourparlers.lexicon import Lexicon, NameKind
from pourparlers.reading.actors.gazetteer import Mention

PLACES = {NameKind.CAPITAL, NameKind.PLACE}


def where_spoken(parse: Parse, lexicon: Lexicon, place: Mention) -> bool:
    """«a déclaré mardi à Téhéran | Samir Haddad»: a place after a preposition that is not «de»."""
    before = parse.tokens[place.first - 1]
    inside = place.first > 0 and before.pos == "ADP" and before.sent == parse.tokens[place.first].sent
    return inside and place.kind in PLACES and before.plain not in lexicon.grammar.genitive
