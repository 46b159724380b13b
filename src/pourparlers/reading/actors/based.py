"""Bodies taken up by where they sit: "The Fiji-based body", "the Geneva-based agency" after its name."""

from __future__ import annotations

from itertools import takewhile

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.gazetteer import Mention

# Sentences back in which the body was named.
AGAIN = 3
PLACES = {NameKind.STATE, NameKind.CAPITAL, NameKind.PLACE, NameKind.ADJECTIVE, NameKind.COMBINING}


def based_body(cast: Cast, token: Token) -> Reference | None:
    """The one body of the last sentence that names any; none where the noun is new or names the body itself."""
    lexicon, tokens = cast.context.lexicon, cast.context.parse.tokens
    at = token.i - 1
    if at < 3 or tokens[at].lower not in lexicon.grammar.seated or tokens[at - 1].text != "-":
        return None
    place = cast.names.get(at - 2)
    first = place.first if place is not None and place.kind in PLACES else at - 2
    known = (*lexicon.bodies, *lexicon.grammar.last_nouns, *lexicon.grammar.private_bodies)
    if tokens[first - 1].lower not in lexicon.grammar.definite or token.lemma not in known:
        return None
    body = _last_named(cast, token, first - 1)
    party = cast.party_of(body.id) if body is not None else None
    return Reference((body.id,), (party,) if party else (), How.ROLE, first - 1, token.i) if body is not None else None


def _last_named(cast: Cast, token: Token, first: int) -> Mention | None:
    parse, things = cast.context.parse, cast.context.world.things
    near = takewhile(lambda m: token.sent - parse.tokens[m.first].sent <= AGAIN, cast.mentions_before(first))
    bodies = [m for m in near if m.kind is NameKind.ORGANISATION]
    bodies = [m for m in bodies if m.id not in things or things[m.id].kind not in {"armed_group", "party"}]
    last = [m for m in bodies if parse.tokens[m.first].sent == parse.tokens[bodies[0].first].sent]
    return last[0] if last and len({m.id for m in last}) == 1 else None
