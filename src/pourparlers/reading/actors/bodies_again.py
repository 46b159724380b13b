"""Bodies told again by a common noun: «l'organisation régionale», «son association», «le secrétariat de l'Union»."""

from __future__ import annotations

from itertools import takewhile

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.coreference import Candidates, Reference
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.text.phrases import genitives, marker

# Sentences back to which «l'organisation régionale» may point.
AGAIN = 4
UNIONS = {"organisation", "bloc"}
STATES = {"state", "breakaway", "region"}
NAMED = {NameKind.ORGANISATION, NameKind.TREATY}


def body_again(cast: Cast, candidates: Candidates, token: Token, first: int) -> Reference | None:
    """The body that such a noun phrase means; None where it may be another."""
    party = _own(cast, candidates, token)
    if party is None and _definite(cast, token):
        party = _union(cast, token) or _last(cast, token) or _part_of(cast, token)
    return Reference((party,), (party,), How.ROLE, first, token.right) if party else None


def _own(cast: Cast, candidates: Candidates, token: Token) -> str | None:
    """«Rita Mba, de l'ONG Forêts Vives… Son association réclame»: the body for which the person told before speaks."""
    grammar, scope = cast.context.lexicon.grammar, cast.context.lexicon.scope
    owner = next((k for k in cast.context.parse.kids(token, "det", "nmod") if k.lower in grammar.possessive), None)
    if owner is None or token.right > token.i or token.lemma not in (*scope.bloc_nouns, *grammar.private_bodies):
        return None
    point = candidates.antecedent(owner, None)
    thing = cast.context.world.things.get(point.party or "") if point is not None else None
    if point is None or not point.human or (thing is not None and thing.kind in STATES):
        return None
    return None if token.lemma in cast.context.lexicon.scope.collective_nouns else point.party


def _union(cast: Cast, token: Token) -> str | None:
    """«la CEEAC… L'organisation régionale»: the union of states that was named last."""
    lexicon = cast.context.lexicon
    kids = [k for k in cast.context.parse.kids(token) if k.i > token.i and k.rel != "punct"]
    wide = len(kids) == 1 and kids[0].rel == "amod" and kids[0].lemma in lexicon.grammar.of_unions
    if not wide or kids[0].right > kids[0].i or token.lemma not in lexicon.bodies:
        return None
    things = cast.context.world.things
    near = [m for m in _near(cast, token, AGAIN) if m.kind is NameKind.ORGANISATION]
    unions = [m for m in near if m.id in things and things[m.id].kind in UNIONS]
    return cast.party_of(unions[0].id) if unions else None


def _last(cast: Cast, token: Token) -> str | None:
    """«…, présidente du Syndicat des porteurs. L'organisation revendique»: the one body of the sentence before."""
    if token.right > token.i or token.lemma not in cast.context.lexicon.grammar.any_bodies:
        return None
    told = {m.id for m in _near(cast, token, 1) if m.kind is NameKind.ORGANISATION}
    return cast.party_of(told.pop()) if len(told) == 1 else None


def _part_of(cast: Cast, token: Token) -> str | None:
    """«le secrétariat de la convention», «la direction du syndicat»: the body, where its noun or name tells which."""
    parse, lexicon = cast.context.parse, cast.context.lexicon
    if token.lemma not in lexicon.grammar.heads_of_bodies:
        return None
    of_what = genitives(lexicon)
    whole = next((k for k in parse.kids(token, "nmod") if k.i > token.i and marker(parse, k) in of_what), None)
    if whole is None or whole.i in cast.names or any(parse.kids(whole, "nmod", "amod")):
        return None
    pact = whole.lemma in lexicon.grammar.pacts
    if not pact and (whole.lemma not in lexicon.scope.bloc_nouns or whole.text[0].isupper()):
        return None
    told = {m.id for m in _near(cast, token, 1) if m.kind in NAMED}
    return cast.party_of(told.pop()) if len(told) == 1 else None


def _near(cast: Cast, token: Token, back: int) -> list[Mention]:
    """The names told before a word, not further back than so many sentences, the last first."""
    tokens = cast.context.parse.tokens
    return list(takewhile(lambda m: token.sent - tokens[m.first].sent <= back, cast.mentions_before(token.i)))


def _definite(cast: Cast, token: Token) -> bool:
    parse, definite = cast.context.parse, cast.context.lexicon.grammar.definite
    one = token.pos == "NOUN" and token.feats.get("Number") != "Plur"
    return one and any(kid.plain in definite for kid in parse.kids(token, "det"))
