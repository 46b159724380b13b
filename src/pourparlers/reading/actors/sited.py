"""Whose those are who are told by where they sit: «À Lima, le ministère a convoqué…», «une source à l'OMC»."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.organisations import acts

SEATS = {NameKind.CAPITAL, NameKind.STATE}


def sited(cast: Cast, token: Token) -> str | None:
    """The state of the capital that opens a sentence whose subject is a body of a state without a nationality."""
    parse, lexicon = cast.context.parse, cast.context.lexicon
    if token.rel != "nsubj" or token.lemma not in lexicon.scope.collective_nouns:
        return None
    first = parse.sentence_of(token).first
    place = cast.names.get(first + 1)
    opens = parse.tokens[first].lower in lexicon.grammar.locative and place is not None and place.kind in SEATS
    if not opens or place is None or parse.tokens[place.last + 1].text != ",":
        return None
    named = any(i in cast.names for i in range(place.last + 1, token.right + 1))
    return None if named else cast.party_of(place.id)


def working_at(cast: Cast, source: Token) -> str | None:
    """«Une source à l'OMC», «selon une source à la Commission européenne»: whom somebody without a name works for."""
    tokens, grammar = cast.context.parse.tokens, cast.context.lexicon.grammar
    at = source.i + 1
    if at + 1 >= len(tokens) or tokens[at].lower not in {*grammar.portfolio, *grammar.employer, *grammar.working}:
        return None
    at += 1 + (tokens[at + 1].plain in grammar.definite)
    body = cast.names.get(at)
    employs = body is not None and body.kind in {NameKind.ORGANISATION, NameKind.BODY, NameKind.METONYM}
    return cast.party_of(body.id) if body is not None and employs else None


def named_employer(cast: Cast, source: Token) -> str | None:
    """«un cadre d'AfriOnde»: the body by a name that nobody knows, where it acts elsewhere in the text."""
    parse, genitive = cast.context.parse, cast.context.lexicon.grammar.genitive
    kid = next((k for k in parse.kids(source, "nmod") if k.pos == "PROPN" and k.i not in cast.person_at), None)
    linked = kid is not None and any(c.plain in genitive for c in parse.kids(kid, "case"))
    return kid.text if kid is not None and linked and acts(parse, kid.i) else None
