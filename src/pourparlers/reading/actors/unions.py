"""Whom the members of a union of states stand for, and which state a word for a kind of state means."""

from __future__ import annotations

from itertools import takewhile

from pourparlers.language.tree import Token
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.context import is_state
from pourparlers.reading.actors.coreference import Candidates, Reference

# Sentences back to which «les membres» may point.
AGAIN = 4
UNIONS = {"organisation", "bloc"}
# Sentences back in which «le pays», «l'émirat» is named.
NEAR = 2
FAR = 6


def members_of(cast: Cast, token: Token) -> str | None:
    """«Les membres», "member states": of the union of states that was named last."""
    if not _all_members(cast, token):
        return None
    parse, things = cast.context.parse, cast.context.world.things
    near = takewhile(lambda m: token.sent - parse.tokens[m.first].sent <= AGAIN, cast.mentions_before(token.i))
    unions = [m.id for m in near if m.id in things and things[m.id].kind in UNIONS]
    return cast.party_of(unions[0]) if unions else None


def whole_union(cast: Cast, token: Token, first: int, last: int) -> Reference | None:
    """«Les 28 États membres de l'Union européenne»: all of them are the Union; its African members are not."""
    told = token.lemma in cast.context.lexicon.grammar.members or token.i + 1 <= last and _is_member(cast, token.i + 1)
    some = any(t.plain in cast.context.lexicon.grammar.pair for t in cast.context.parse.tokens[first : token.i])
    apart = any(not _is_member(cast, kid.i) for kid in cast.context.parse.kids(token, "amod", "acl"))
    # «les deux membres de l'Otan» are some of it
    if not told or some or apart or not _definite(cast, token):
        return None
    union = _named_union(cast, token, last)
    return Reference((union,), (union,), How.PARTY, first, last) if union else None


def _named_union(cast: Cast, token: Token, last: int) -> str | None:
    """The union after a noun; none after «les membres du personnel de l'ONU»."""
    at = next((i for i in range(token.i + 1, last + 1) if i in cast.names), last + 1)
    inside = {cast.party_of(cast.names[i].id) for i in range(at, last + 1) if i in cast.names}
    between = cast.context.parse.tokens[token.i + 1 : at]
    if len(inside) != 1 or any(t.pos == "NOUN" and not _is_member(cast, t.i) for t in between):
        return None
    union = inside.pop()
    known = cast.context.world.things.get(union or "")
    return union if known is not None and known.kind in UNIONS else None


def nearest_party(cast: Cast, candidates: Candidates, token: Token) -> str | None:
    """«le pays», «l'émirat»: the last party told; for a word of states a state, and of that kind if it tells one."""
    grammar, things = cast.context.lexicon.grammar, cast.context.world.things
    kind = grammar.state_forms.get(token.lemma, ())
    if _elsewhere(cast, token):
        return None
    called = _called_so(cast, token) or _at_home(cast, token)
    if called is not None:
        return called
    for point in candidates.before(token):
        if token.sent - point.sent > (FAR if kind else NEAR):
            break
        if cast.quoted[point.i] and not cast.quoted[token.i]:
            # '"Since when is a quay Panama's?" The Labor Ministry proposed…': what somebody says is no context.
            continue
        thing = things.get(point.party or "")
        fits = thing is not None and thing.kind == "state" or token.lemma not in grammar.state_nouns
        if point.party and fits and (not kind or point.party in kind):
            return point.party
    home = cast.home if token.lemma not in grammar.state_nouns or is_state(cast, cast.home or "") else None
    return home if not kind or home in kind else None


def _at_home(cast: Cast, token: Token) -> str | None:
    """ "NAIROBI - Kenya recalled its envoy over Somalia's maps, the foreign ministry said": of the state at home."""
    kids = list(cast.context.parse.kids(token, "det", "amod", "compound"))
    bare = any(kid.plain in cast.context.lexicon.grammar.definite for kid in kids)
    # "The ministry contested it" takes up the one told last
    told = bare and len(kids) > 1 and not any(kid.i in cast.names for kid in kids)
    told = told and token.lemma in cast.context.lexicon.grammar.ministries
    return cast.home if told and is_state(cast, cast.home or "", True) else None


def _called_so(cast: Cast, token: Token) -> str | None:
    """"The Samoan government and the pilots met… The government agreed": the one state that had the noun before.

    None where the noun stood alone before any state had it: "The government… brokered by the Norwegian government".
    """
    parse, grammar = cast.context.parse, cast.context.lexicon.grammar
    if token.lemma not in grammar.state_nouns or not _bare(cast, token):
        return None
    told: set[str] = set()
    for noun in parse.tokens[: token.i]:
        if noun.lemma != token.lemma or noun.pos != "NOUN":
            continue
        inside = (cast.names[i] for i in range(noun.left, noun.i) if i in cast.names)
        party = next((one for m in inside if (one := cast.party_of(m.id)) and is_state(cast, one, True)), None)
        if party is None and not told and _bare(cast, noun):
            return None
        told |= {party} if party else set()
    return told.pop() if len(told) == 1 else None


def _bare(cast: Cast, noun: Token) -> bool:
    """Whether a noun has its definite article and nothing more."""
    article = next(cast.context.parse.kids(noun, "det"), None)
    told = article is not None and article.plain in cast.context.lexicon.grammar.definite
    return told and cast.context.parse.kid(noun, "amod", "nmod", "compound", "acl") is None


def no_body(cast: Cast, token: Token) -> bool:
    """"The state of emergency allows him to rule by decree": a noun that its complement makes a thing."""
    parse = cast.context.parse
    ahead = parse.text[token.start : token.end + 24].lower().replace("’", "'")
    return any(ahead.startswith(words) for words in cast.context.lexicon.grammar.no_bodies)


def _elsewhere(cast: Cast, token: Token) -> bool:
    """"Countries announced stricter rules", "told foreign powers to leave": others than the state told last."""
    parse, grammar = cast.context.parse, cast.context.lexicon.grammar
    if token.feats.get("Number") != "Plur":
        return False
    if of_others(cast, token):
        return True
    bare = parse.kid(token, "det", "nmod", "amod", "nummod") is None
    return bool(grammar.foreign) and token.lemma in grammar.state_nouns and bare


def of_others(cast: Cast, token: Token) -> bool:
    """"The international community", "the developed countries": no body and no state told before."""
    kids = cast.context.parse.kids(token, "amod", "det")
    return any(kid.lower in cast.context.lexicon.grammar.foreign for kid in kids)


def _all_members(cast: Cast, token: Token) -> bool:
    return token.lemma in cast.context.lexicon.grammar.members and _definite(cast, token)


def _definite(cast: Cast, token: Token) -> bool:
    """Whether a noun is in the plural and has its article."""
    parse, definite = cast.context.parse, cast.context.lexicon.grammar.definite
    article = any(kid.plain in definite for kid in parse.kids(token, "det"))
    return article and token.feats.get("Number") == "Plur"


def _is_member(cast: Cast, word: int) -> bool:
    """The second word of «États membres», "member" of "member states"."""
    token = cast.context.parse.tokens[word]
    return token.lemma in cast.context.lexicon.grammar.members
