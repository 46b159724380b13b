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


def governing(cast: Cast, token: Token) -> tuple[str, ...]:
    """"Authorities in Norway and Sweden", "the governments of Chad and Mali": the states that a phrase names."""
    parse, grammar = cast.context.parse, cast.context.lexicon.grammar
    at, found, closed = token.i + 2, list[str](), True
    if token.lemma not in grammar.governing or at >= len(parse.tokens):
        return ()
    if parse.tokens[at - 1].plain not in {*grammar.locative, *grammar.genitive}:
        return ()
    while at < len(parse.tokens) and parse.tokens[at].sent == token.sent:
        at += parse.tokens[at].pos == "DET" and at + 1 < len(parse.tokens)
        name = cast.names.get(at)
        if name is None or name.kind not in SEATS or name.first != at:
            break
        found.append(name.id)
        joint = parse.tokens[min(name.last + 1, len(parse.tokens) - 1)]
        if joint.text != "," and joint.pos != "CCONJ":
            break
        at, closed = joint.i + 1, joint.pos == "CCONJ"
    return tuple(dict.fromkeys(found if closed else found[:1]))


def private_person(cast: Cast, token: Token, first: int, last: int) -> bool:
    """"A Norwegian whale watcher": a private person speaks for no state."""
    parse, lexicon = cast.context.parse, cast.context.lexicon
    inner = [t for t in parse.tokens[first : last + 1] if t.i != token.i]
    public = any(t.lemma in lexicon.scope.collective_nouns for t in inner)
    one = token.feats.get("Number") != "Plur"
    return one and not public and any(kid.lower in lexicon.grammar.indefinite for kid in parse.kids(token, "det"))


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
