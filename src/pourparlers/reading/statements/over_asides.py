"""What two commas set between a subject and its verb: "Edgar Mamani, the minister, offered"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.reading.actors.gazetteer import ACTORS
from pourparlers.reading.actors.speakers import Resolver

NOUNS = {"NOUN", "PROPN", "X"}
# How many words an apposition between commas may have.
APPOSED = 10
ASIDE = 24
# Relations of a verb that is no clause's on another word.
MAIN = {"root", "parataxis", "conj"}


def over_apposition(parse: Parse, at: int, first: int) -> int:
    """The word before what two commas set beside a noun: "Bolivia's minister, Edgar Mamani, reportedly offered".

    "The Latvian envoy Ilze Krumina, in a note read by an aide, | announced" has a name before what a preposition opens.
    """
    if at <= first + 2 or parse.tokens[at].text != ",":
        return at
    opening = next((i for i in range(at - 1, max(first, at - APPOSED), -1) if parse.tokens[i].text == ","), at)
    inner = parse.tokens[opening + 1 : at]
    # Two commas may stand side by side.
    if not inner:
        return at
    if inner[0].pos == "ADP" and parse.tokens[opening - 1].pos == "PROPN":
        told = any(t.feats.get("VerbForm") == "Fin" for t in inner)
        return at if told or parse.kid(parse.tokens[opening - 1], "case") is not None else opening - 1
    named = opening > first and all(t.pos in {*NOUNS, "DET", "ADJ", "ADP"} for t in inner)
    return opening - 1 if named and inner[0].pos in {*NOUNS, "DET"} and inner[-1].pos in NOUNS else at


def name_over_aside(resolver: Resolver, verb: Token, first: int) -> Token | None:
    """ "Lima, itself in debt to Quito, | called": the name before an aside without a verb, where the subject is lost.

    Or the name that the aside is: "the bloc's deputy secretary, Omar Diab, | urged both sides to…".
    """
    tokens, limit = resolver.parse.tokens, resolver.parse.sentence_of(verb).first
    closing = first - 1
    if verb.feats.get("VerbForm") != "Fin" or verb.rel not in MAIN or closing <= limit or tokens[closing].text != ",":
        return None
    opening = next((i for i in range(closing - 1, max(limit, closing - ASIDE), -1) if tokens[i].text == ","), None)
    if opening is None or any(t.feats.get("VerbForm") == "Fin" for t in tokens[opening:closing]):
        return None
    inner, cast = tokens[opening + 1], resolver.cast
    if inner.i in cast.person_at and closing - 1 in cast.person_at:
        return inner
    name = cast.names.get(opening - 1)
    acts = name is not None and name.kind in ACTORS and not _placed(tokens, name.first, limit)
    return tokens[opening - 1] if acts or opening - 1 in cast.person_at else None


def _placed(tokens: list[Token], first: int, limit: int) -> bool:
    """ "In | Lima, a port, …": a name after a preposition is where something was."""
    before = tokens[first - 1 - (first - 1 > limit and tokens[first - 1].pos == "DET")] if first > limit else None
    return before is not None and before.pos == "ADP"
