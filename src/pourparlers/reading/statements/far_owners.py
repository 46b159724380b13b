"""Whose act a noun is where the tree hangs them on what is wanted: "a plea for patience | from Kathmandu"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Chars, trim
from pourparlers.reading.text.phrases import marker


def owner_within(resolver: Resolver, noun: Token, thread: Reference | None) -> Reference | None:
    """Who stands after "from" within the complement of a new noun: not "the demand for coal from China".

    Nor "a request for records from the police", which are asked of them.
    """
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    if not grammar.origin or any(det.lower not in grammar.indefinite for det in parse.kids(noun, "det", "nmod:poss")):
        return None
    for kid in parse.kids(noun, "nmod"):
        bare = parse.kid(kid, "det") is None and kid.feats.get("Number") == "Sing"
        own = kid.i > noun.i and (bare or marker(parse, kid) in grammar.genitive)
        for inner in parse.kids(kid, "nmod") if own else ():
            if inner.i > kid.i and marker(parse, inner) in grammar.origin:
                return resolver.resolve(inner, thread, False, placed=False)
    return None


def short_of_owner(parse: Parse, owner: Reference | None, head: int, spans: list[Chars]) -> list[Chars]:
    """"a warning of strikes | from drivers": whose warning it is is no part of what is warned of."""
    if owner is None or owner.first <= head + 1:
        return spans
    before = parse.tokens[owner.first - 1]
    before = parse.tokens[owner.first - 2] if before.pos == "DET" else before
    if before.pos != "ADP" or before.i <= head:
        return spans
    return [trim(parse.text, a, before.start) if a < before.start < b else (a, b) for a, b in spans]
