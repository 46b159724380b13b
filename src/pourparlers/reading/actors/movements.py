"""Who takes up the one armed movement of a text ("PNG rebels", "the front"), and which state it fights."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.context import is_state
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.roles import RolePhrase
from pourparlers.reading.text.phrases import noun_phrase

# Sentences of title and lead, in which "a rebel group" may come before its name.
LEAD = 3
# What tells whose rebels they are ("PNG rebels").
NATIONS = {NameKind.STATE, NameKind.ADJECTIVE, NameKind.CAPITAL, NameKind.PLACE, NameKind.DEMONYM}


def fought_state(cast: Cast) -> str | None:
    """The state whose rebels title or lead tell ("Kenyan rebels", "a rebel group in the east of Congo").

    Its government is "the government" of the text, wherever the mediators sit.
    """
    parse, insurgent = cast.context.parse, cast.context.lexicon.grammar.insurgent
    end = parse.sentences[: LEAD + 1][-1].last if parse.sentences else -1
    for token in (t for t in parse.tokens[: end + 1] if t.lemma in insurgent):
        head = parse.tokens[token.head] if token.rel in {"amod", "compound"} else token
        first, last = noun_phrase(parse, head)
        for name in (cast.names[i] for i in range(first, last + 1) if i in cast.names):
            party = cast.party_of(name.id) if name.kind in NATIONS and name.id else None
            if party and is_state(cast, party, True):
                return party
    return None


def taken_up(cast: Cast, token: Token) -> Reference | None:
    """ "The rebels", "PNG rebels", "the front", "the rebel delegation", in a lead "a rebel group": the movement."""
    movement = cast.rebels
    if movement is None or token.i in cast.names:
        return None
    first = _first(cast, token)
    before = [t.lower for t in cast.context.parse.tokens[first : token.i]]
    if not _fits(cast, token, {*before}) or _apart(cast, token, first):
        return None
    return Reference((movement,), (movement,), How.ROLE, first, token.i)


def _fits(cast: Cast, token: Token, before: set[str]) -> bool:
    """Whether a noun with what stands before it tells fighters, a side or body of theirs, or a movement."""
    grammar, scope, word = cast.context.lexicon.grammar, cast.context.lexicon.scope, token.lemma.lower()
    several, some = token.feats.get("Number") == "Plur", not before.isdisjoint(grammar.indefinite)
    if word in grammar.rebels:
        return several and not some
    if before.isdisjoint(grammar.insurgent):
        return word in grammar.movement_nouns and len(before) == 1 and not before.isdisjoint(grammar.definite)
    body = word in scope.bloc_nouns or word in grammar.movement_nouns or word in scope.collective_nouns
    return body and not several and (not some or token.sent < LEAD)


def of_fought(cast: Cast, role: RolePhrase) -> str | None:
    """ "The government's chief negotiator" in a text on Kenyan rebels is Kenya's, wherever the talks are held."""
    tokens = cast.context.parse.tokens
    named = role.party is not None or any(i in cast.names for i in range(role.first, role.last + 1))
    if cast.fought is None or named or role.former or not role.entry.speaks_for:
        return None
    return next((cast.fought for i in range(role.first, role.noun_first) if fought_by(cast, tokens[i])), None)


def fought_by(cast: Cast, noun: Token) -> str | None:
    """The state that rebels fight, where a noun with the article tells its government or army."""
    grammar, first = cast.context.lexicon.grammar, _first(cast, noun)
    definite = noun.i == first + 1 and cast.context.parse.tokens[first].lower in grammar.definite
    return cast.fought if definite and noun.lemma in grammar.state_nouns else None


def _first(cast: Cast, token: Token) -> int:
    """The first word of what stands before a noun: article, nationality, "rebel"."""
    tokens, at = cast.context.parse.tokens, token.i
    while at and tokens[at - 1].sent == token.sent and _belongs(cast, tokens[at - 1]):
        at -= 1
    return at


def _belongs(cast: Cast, word: Token) -> bool:
    name, grammar = cast.names.get(word.i), cast.context.lexicon.grammar
    if name is not None:
        return name.kind in NATIONS or name.id == cast.rebels
    return word.pos == "DET" or word.lower in grammar.insurgent or word.text in grammar.name_genitive


def _apart(cast: Cast, token: Token, first: int) -> bool:
    """Whether a phrase tells of some of them or of others: "two rebels", "breakaway rebels", "rebels who split"."""
    parse = cast.context.parse
    outside = any(k.i < first and k.rel in {"amod", "nummod", "compound"} for k in parse.kids(token))
    return outside or any(k.rel == "acl" and parse.tokens[token.i + 1].text != "," for k in parse.kids(token))
