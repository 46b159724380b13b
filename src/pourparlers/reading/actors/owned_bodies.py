"""Public bodies whose state stands before their name: "Thailand's Department of National Parks"."""

from __future__ import annotations

from pourparlers.language.tree import Parse
from pourparlers.lexicon import Lexicon, NameKind, World
from pourparlers.reading.actors.gazetteer import Mention

STATES = {NameKind.STATE, NameKind.CAPITAL, NameKind.ADJECTIVE}


def owned_bodies(parse: Parse, lexicon: Lexicon, world: World, mentions: list[Mention]) -> dict[str, str]:
    """The state of each body by its id, where the noun of its name is one of a public body and a state owns it."""
    ends = {m.last: m for m in mentions if m.kind in STATES}
    out: dict[str, str] = {}
    for body in mentions:
        public = any(t.lower in lexicon.grammar.public_bodies for t in parse.tokens[body.first : body.last + 1])
        if body.kind is not NameKind.ORGANISATION or body.id in world.things or not public or not body.first:
            continue
        owned = parse.tokens[body.first - 1].text in lexicon.grammar.name_genitive
        state = ends.get(body.first - 2) if owned else None
        if state is None:
            # "the Peruvian Institute of the Sea"
            state = ends.get(body.first - 1)
            state = state if state is not None and state.kind is NameKind.ADJECTIVE else None
        thing = world.things.get(state.id) if state is not None else None
        if thing is not None and thing.kind == "state":
            out[body.id] = thing.party or thing.id
    return out
