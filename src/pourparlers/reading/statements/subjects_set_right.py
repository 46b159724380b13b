"""Subjects that a tree gives to the wrong verb: a time, the noun after "whose", the first speaker of two."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.reading.actors.gazetteer import ACTORS
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.text.phrases import is_nonfinite, subject

NOUNS = {"NOUN", "PROPN"}
# How a noun that takes up what was told hangs on it ("…, an idea that Oslo rejected").
GLOSSES = {"appos", "parataxis", "conj", "obj", "obl", "dep"}
INSIDE = {"appos", "compound", "flat", "nmod"}


def set_right(resolver: Resolver, verb: Token, token: Token | None) -> Token | None:
    """The word for who acts, where the one that the tree gives cannot be it; else that one."""
    if token is not None and token.i in resolver.time_words:
        # "the envoy, who last year threatened to…": a time that the tree takes for the subject
        return next((kid for kid in resolver.parse.kids(verb, "nsubj") if kid.i not in resolver.time_words), None)
    if token is None or token.i >= verb.i:
        return token
    other = _of_relative(resolver, verb) or _before_whose(resolver, verb, token)
    return other or _after_preposition(resolver, verb) or token


def _of_relative(resolver: Resolver, verb: Token) -> Token | None:
    """ "She proposed a toll, an idea Oslo rejected, | saying fish had no passports": the last to act goes on."""
    parse, tokens, grammar = resolver.parse, resolver.parse.tokens, resolver.lexicon.grammar
    if verb.rel != "advcl" or not is_nonfinite(parse, verb) or verb.i < 4 or tokens[verb.i - 1].text != ",":
        return None
    inner = next((t for t in (tokens[verb.i - 2], *parse.ancestors(tokens[verb.i - 2])) if t.dep == "acl:relcl"), None)
    noun = tokens[inner.head] if inner is not None else None
    if inner is None or noun is None or not verb.head < noun.i < inner.i or noun.rel not in GLOSSES:
        return None
    taken_up = any(k.lower in grammar.indefinite and tokens[k.i - 1].text == "," for k in parse.kids(noun, "det"))
    doer = subject(parse, inner)
    own = doer is not None and doer.lower not in grammar.relative and doer.pos in NOUNS
    return doer if taken_up and own else None


def _before_whose(resolver: Resolver, verb: Token, token: Token) -> Token | None:
    """ "The Danube Commission, whose experts advised both sides, | suggested…": it suggests, not its experts."""
    parse, tokens = resolver.parse, resolver.parse.tokens
    whose = next((k for k in parse.kids(token, "nmod") if k.lower in resolver.lexicon.grammar.of_which), None)
    inner = tokens[token.i + 1 : verb.i]
    closed = next((t.i for t in inner if t.text == "," and any(o.pos == "VERB" for o in tokens[token.i : t.i])), None)
    if whose is None or closed is None or whose.i < 2 or whose.sent != verb.sent:
        return None
    at = tokens[whose.i - 1 - (tokens[whose.i - 1].text == ",")]
    if at.text == ")":
        at = tokens[max(0, at.i - 3)]
    while at.rel in INSIDE and at.head < at.i and tokens[at.head].pos in NOUNS:
        at = tokens[at.head]
    return at if at.pos in NOUNS and at.sent == verb.sent else None


def _after_preposition(resolver: Resolver, verb: Token) -> Token | None:
    """ "gave its consent only after the World Bank (WB) | undertook to pay": a name before a verb without a subject."""
    parse, tokens = resolver.parse, resolver.parse.tokens
    if subject(parse, verb) is not None or verb.i < 3 or verb.feats.get("VerbForm") != "Fin":
        return None
    at = verb.i - 1
    at -= 3 if tokens[at].text == ")" and tokens[at - 2].text == "(" else 0
    name = resolver.cast.names.get(at)
    if name is None or name.kind not in ACTORS or name.first < 2:
        return None
    before = name.first - 1
    before -= tokens[before].lower in resolver.lexicon.grammar.definite
    opens = tokens[before].lower in resolver.lexicon.grammar.clause_prepositions
    return _head(parse, name.first, name.last) if opens and tokens[before].sent == verb.sent else None


def _head(parse: Parse, first: int, last: int) -> Token:
    tokens = parse.tokens
    return next((tokens[i] for i in range(first, last + 1) if not first <= tokens[i].head <= last), tokens[last])
