"""«Ce dernier»: of those told just before, the last, whatever its place in its sentence."""

from __future__ import annotations

from collections.abc import Callable

from pourparlers.language.tree import Token
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.gazetteer import ACTORS
from pourparlers.reading.actors.points import is_place

HEADS = {"NOUN", "PROPN"}


def last_told(cast: Cast, token: Token, resolve: Callable[[Token], Reference | None]) -> Reference | None:
    """«Lomé a reçu le ministre malien. Ce dernier a promis…»: who agrees and was told last before, a sentence back."""
    parse = cast.context.parse
    if parse.tokens[token.i - 1].lower not in cast.context.lexicon.grammar.this:
        return None
    for at in range(token.i - 2, parse.sentences[max(0, token.sent - 1)].first - 1, -1):
        other = parse.tokens[at]
        if _is_actor(cast, other) and _agrees(cast, other, token):
            found = resolve(other)
            if found is not None and (found.how is not How.UNNAMED or other.i in cast.role_at):
                return found._replace(first=token.i - 1, last=token.i)
    return None


def nearest_told(cast: Cast, token: Token) -> str | None:
    """«… à l'Union des guides. Celle-ci a décliné. Son président…»: the party that the demonstrative stands for."""
    tokens = cast.context.parse.tokens
    if token.plain not in cast.context.lexicon.grammar.nearest or token.rel != "nsubj":
        return None
    for mention in cast.mentions_before(token.i):
        if token.sent - tokens[mention.first].sent > 1:
            return None
        acts = mention.kind in ACTORS and not is_place(cast, mention.first, mention.kind)
        if acts and tokens[mention.first].sent < token.sent and _agrees(cast, tokens[mention.first], token):
            return cast.party_of(mention.id)
    return None


def _is_actor(cast: Cast, token: Token) -> bool:
    """Whether a word names somebody or is the noun of a body; what is told but as a complement is no actor.

    «Le ministre malien assiste au sommet du Comesa. Ce dernier…» is the minister.
    """
    name = cast.names.get(token.i)
    if name is not None:
        inside = token.rel in {"nmod", "appos", "flat"} or name.first <= token.head <= name.last != name.first
        return name.kind in ACTORS and not is_place(cast, name.first, name.kind) and not inside
    if token.i in cast.person_at:
        return token.rel not in {"flat", "appos"}
    role = cast.role_at.get(token.i)
    if role is not None:
        return role.head == token.i
    bodies, states = cast.context.lexicon.bodies, cast.context.lexicon.grammar.state_nouns
    # «le vice-président qui représente le pays»
    represented = token.rel == "obj" and token.lemma in states
    return token.pos in HEADS and token.lemma in bodies and not represented


def _agrees(cast: Cast, other: Token, token: Token) -> bool:
    person, name, role = cast.person_at.get(other.i), cast.names.get(other.i), cast.role_at.get(other.i)
    thing = cast.context.world.things.get(name.id) if name is not None else None
    known = (one.gender for one in (person, name, thing, role) if one is not None and one.gender)
    gender = next(known, other.feats.get("Gender", "")[:1].lower())
    wanted = token.feats.get("Gender", "")[:1].lower()
    plural = name.number == "p" if name is not None else other.feats.get("Number") == "Plur"
    agrees = not (gender and wanted) or gender[:1] == wanted
    return agrees and plural == (token.feats.get("Number") == "Plur")
