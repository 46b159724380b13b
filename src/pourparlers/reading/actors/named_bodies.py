"""Bodies whose name stands before the common noun: "Lebanon's Hezbollah movement", "the powerful UGTT union"."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.coreference import Reference

MOVEMENTS = {"party", "armed_group"}
# "the UN group", "the Toyota union" are others than the United Nations and Toyota.
OTHERS = {"company", "bloc"}


def named_before(cast: Cast, token: Token) -> Reference | None:
    """The body that the name right before its common noun tells; English alone has it there."""
    name, grammar = cast.names.get(token.i - 1), cast.context.lexicon.grammar
    if name is None or name.kind is not NameKind.ORGANISATION or token.text[0].isupper() or not grammar.last_nouns:
        return None
    thing = cast.context.world.things.get(name.id)
    kind = thing.kind if thing is not None else ""
    nouns = (*grammar.last_nouns, *grammar.generic_bodies) if kind in MOVEMENTS else grammar.last_nouns
    if kind in OTHERS or token.lemma not in nouns:
        return None
    party = cast.party_of(name.id) or name.id
    return Reference((name.id,), (party,), How.NAMED, name.first, token.i)
