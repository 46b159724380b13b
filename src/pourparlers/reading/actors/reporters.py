"""Whom a plural pronoun means that opens what somebody says: "Fijian pilots said | they had told the monitors"."""

from __future__ import annotations

from collections.abc import Callable

from pourparlers.language.tree import Token
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.context import is_state
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.text.phrases import subject

# Clauses within clauses: "The union said they had told monitors | they did not think…".
DEEPEST = 4


def of_themselves(cast: Cast, token: Token, resolve: Callable[[Token], Reference | None]) -> Reference | None:
    """Those who say it, where they are several or a body; a person or a state would not say "they" of itself."""
    parse, word = cast.context.parse, token
    for _ in range(DEEPEST):
        verb = parse.tokens[word.head]
        above = parse.tokens[verb.head]
        doer = subject(parse, above) if word.rel == "nsubj" and verb.rel == "ccomp" else None
        if doer is None or doer.i > token.i or doer.sent != token.sent:
            return None
        if doer.lower != token.lower:
            found = resolve(doer)
            if found is None or not _several(cast, doer, found):
                return None
            return found._replace(how=How.PRONOUN, first=token.i, last=token.i)
        word = doer
    return None


def _several(cast: Cast, doer: Token, found: Reference) -> bool:
    named = found.ids[0]
    plural = doer.feats.get("Number") == "Plur" and doer.pos == "NOUN" or len(found.ids) > 1
    body = not named.startswith(("person:", "group:")) and not is_state(cast, named)
    return plural or body
