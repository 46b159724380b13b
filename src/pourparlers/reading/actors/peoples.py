"""Groups that only their form or an adjective tells: peoples («les Catalans»), those who fight a state."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.reading.actors.cast import Cast


def is_people(cast: Cast, token: Token) -> bool:
    """«Les Catalans réclament un vote»: with a plural article a name that nobody bears is a people's or party's."""
    if not (token.text[0].isupper() and token.text[1:].islower()):
        return False
    parse, definite = cast.context.parse, cast.context.lexicon.grammar.definite
    articles = (kid for kid in parse.kids(token, "det") if kid.lower in definite)
    several = any(kid.feats.get("Number") == "Plur" for kid in articles)
    return several and token.i not in cast.names and token.i not in cast.person_at


def are_no_state(cast: Cast, token: Token) -> bool:
    """Whether authorities or forces are of those who fight a state, or of a part of it."""
    return are_fighters(cast, token) or are_local(cast, token)


def are_local(cast: Cast, token: Token) -> bool:
    """ "Provincial authorities in Quetta", "the city government": they speak for no state."""
    lexicon, tokens = cast.context.lexicon, cast.context.parse.tokens
    public = token.lemma in lexicon.scope.collective_nouns or token.lower in lexicon.scope.collective_nouns
    return public and token.i > 0 and tokens[token.i - 1].lower in lexicon.grammar.subnational


def are_fighters(cast: Cast, token: Token) -> bool:
    """«les forces rebelles», "the separatist leadership": of those who fight a state, and no state."""
    acting, tokens = cast.context.lexicon.scope.acting_nouns, cast.context.parse.tokens
    told = token.i > 0 and tokens[token.i - 1].lower in cast.context.lexicon.grammar.insurgent
    return told or any(kid.lemma in acting for kid in cast.context.parse.kids(token, "amod"))


def parts_of(token: Token) -> set[str]:
    """«les patrons-pêcheurs», «les marins-pêcheurs»: the words of a compound, without the ending of the plural."""
    parts = token.lower.split("-")
    return {form for part in parts for form in (part, part.removesuffix("s"))} if len(parts) > 1 else set()
