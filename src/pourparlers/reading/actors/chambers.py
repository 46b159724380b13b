"""Whose a chamber is that stands without its state: "the US Senate approved… The Senate also asked"."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.coreference import Reference

STATES = {NameKind.STATE, NameKind.METONYM, NameKind.ADJECTIVE}


def chamber(cast: Cast, token: Token) -> Reference | None:
    """The state whose chamber a bare word with a capital names: the one that the text has named it with, or home."""
    if token.lower not in cast.context.lexicon.grammar.chambers or not token.text[0].isupper():
        return None
    bare = token.left >= token.i - 1 and token.right == token.i
    if not bare or token.i in cast.names:
        return None
    named = (name.id for name in cast.mentions if name.kind in STATES and _with(cast, name.first, name.last, token))
    home = cast.home if cast.home in cast.context.world.things else None
    party = next(named, None) or home
    return Reference((party,), (party,), How.PARTY, token.i, token.i) if party else None


def _with(cast: Cast, first: int, last: int, token: Token) -> bool:
    """Whether a name holds the chamber's word, or has it right after: "US Senate", "the Polish | Senate"."""
    words = cast.context.parse.tokens[first : last + 2]
    return any(t.text == token.text for t in words)
