"""Persons taken up by their age alone: "The 61-year-old said"."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.coreference import Reference

# Sentences back in which the person is told.
NEAR = 2
# What stands in "the 61-year-old engineer".
PARTS = {"DET", "NUM", "NOUN", "PUNCT", "ADJ", "X"}


def aged(cast: Cast, token: Token) -> Reference | None:
    """The one person told in the sentences just before whom "the 61-year-old" means."""
    tokens, grammar = cast.context.parse.tokens, cast.context.lexicon.grammar
    words = [t.lower.rpartition("-")[2] for t in (token, tokens[max(token.i - 1, 0)])]
    if not any(word in grammar.aged for word in words):
        return None
    first = token.i
    while first and tokens[first - 1].sent == token.sent and tokens[first - 1].pos in PARTS:
        first -= 1
        if tokens[first].pos == "DET":
            break
    numbered = any(ch.isdigit() for t in tokens[first : token.i + 1] for ch in t.text)
    if not numbered or tokens[first].lower not in grammar.definite:
        return None
    told = [(at, p) for p in cast.persons if (at := p.last_before(first)) is not None]
    near = [p for at, p in told if token.sent - tokens[at].sent <= NEAR]
    if len(near) != 1:
        return None
    party = near[0].party if near[0].speaks else None
    return Reference((near[0].id,), (party,) if party else (), How.ROLE, first, token.i)
