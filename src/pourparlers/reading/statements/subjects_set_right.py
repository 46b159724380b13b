"""Subjects that a tree gives to the wrong verb: a time, the noun after "whose", the first speaker of two."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.reading.actors.gazetteer import ACTORS
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.clefts import cleft_focus
from pourparlers.reading.cues.find import dictionary_forms, verb_group
from pourparlers.reading.cues.speech_verbs import incise_verb
from pourparlers.reading.text.phrases import is_finite, is_nonfinite, subject

NOUNS = {"NOUN", "PROPN"}
# How a noun that takes up what was told hangs on it ("…, an idea that Oslo rejected").
GLOSSES = {"appos", "parataxis", "conj", "obj", "obl", "dep"}
INSIDE = {"appos", "compound", "flat", "nmod"}
# Relations of a verb that is no clause's on another word.
MAIN = {"root", "conj", "parataxis"}
# Words that two commas set beside a subject.
ASIDE = 24


def set_right(resolver: Resolver, verb: Token, token: Token | None) -> Token | None:
    """The word for who acts, where the one that the tree gives cannot be it; else that one."""
    first = _joined_to(resolver.parse, verb)
    if first is not None and (token is None or token is subject(resolver.parse, first)):
        return set_right(resolver, first, subject(resolver.parse, first))
    if token is not None and token.i in resolver.time_words:
        # "the envoy, who last year threatened to…": a time that the tree takes for the subject
        return next((kid for kid in resolver.parse.kids(verb, "nsubj") if kid.i not in resolver.time_words), None)
    if token is None or token.i >= verb.i:
        return token or _before_aside(resolver, verb, None)
    if token.pos == "PRON" and token.i and resolver.parse.tokens[token.i - 1].rel == "fixed":
        return None  # «L'agence a quant à elle invité Riga à signer»: before the verb stands who acts
    focus = cleft_focus(resolver.parse, resolver.lexicon, token.i) or _after_verdict(resolver, verb, token)
    if focus is not None:
        return focus
    other = _of_relative(resolver, verb) or _of_incise(resolver, verb) or _before_whose(resolver, verb, token)
    other = other or _before_aside(resolver, verb, token)
    return other or _after_preposition(resolver, verb) or token


def _joined_to(parse: Parse, verb: Token) -> Token | None:
    """ "Peru, whose farmers had lost a harvest, praised it | and offered to…": the verb that has the subject."""
    first = parse.tokens[verb.head]
    joined = verb.rel == "conj" and first.pos == "VERB" and first.i < verb.i and subject(parse, verb) is None
    return first if joined and is_finite(parse, verb) and is_finite(parse, first) else None


def _after_verdict(resolver: Resolver, verb: Token, token: Token) -> Token | None:
    """«Faux, répond la ministre: «…»»: a judgement that opens the sentence speaks for nobody; who judges follows."""
    parse, lists = resolver.parse, resolver.lexicon.verdicts
    alone = token.left == token.right and token.i == parse.sentence_of(verb).first
    if not alone or parse.tokens[token.i + 1].text != "," or token.i + 2 != verb_group(parse, verb)[0]:
        return None
    known = lists.blame | lists.refused | lists.untrue | lists.praise | lists.alone
    kids = (kid for kid in parse.kids(verb, "nsubj", "obj") if kid.i > verb.i and kid.pos in NOUNS)
    return None if known.isdisjoint({token.lower, *dictionary_forms(token)}) else next(kids, None)


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


def _of_incise(resolver: Resolver, verb: Token) -> Token | None:
    """ "Peru has accepted the cap, the envoy said on Monday, | hailing “a first step”": who said it, not Peru."""
    parse, tokens = resolver.parse, resolver.parse.tokens
    if not is_nonfinite(parse, verb) or verb.i < 4 or tokens[verb.i - 1].text != ",":
        return None
    opening = _comma_before(parse, verb.i - 1)
    if opening is None or tokens[opening + 1].lower in resolver.lexicon.grammar.relative:
        return None
    inside = range(opening + 1, verb.i - 1)
    said = next((tokens[i] for i in inside if tokens[i].rel in MAIN and is_finite(parse, tokens[i])), None)
    if said is None or not incise_verb(parse, resolver.lexicon, said):
        return None
    doer = subject(parse, said)
    return doer if doer is not None and doer.i in inside else None


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


def _before_aside(resolver: Resolver, verb: Token, token: Token | None) -> Token | None:
    """ "Ann Lee, head of the union Marea, | accused…", "Lima, which shut a strait, | offered": nothing between acts.

    Nor does what a second aside is set beside: "Ann Lee, an engineer, who has no party, | refused".
    """
    parse, tokens = resolver.parse, resolver.parse.tokens
    at = verb_group(parse, verb)[0] - 1
    while at > 0 and (tokens[at].pos == "ADV" or at in resolver.time_words):
        at -= 1
    opening = _comma_before(parse, at) if tokens[at].text == "," and _told(parse, verb) else None
    if opening is None:
        return None
    clause = tokens[opening + 1].lower in resolver.lexicon.grammar.relative
    if token is None:
        # "Ann Lee, who went to Lima, | now wants Peru to pay": in two parts in the tree
        return _set_apart(parse, opening - 1) if clause and verb.rel in MAIN else None
    if opening < token.i < at:
        # "Her colleague, a baker known as Captain Ash, told": whom the aside names is told better by it
        cast = resolver.cast
        named = clause or opening - 1 in cast.person_at or opening - 1 in cast.names
        return _set_apart(parse, opening - 1) if named else None
    outer = _comma_before(parse, opening) if token.i < opening <= token.right + 1 else None
    named = outer is not None and outer < token.i and outer - 1 in resolver.cast.person_at
    return _set_apart(parse, outer - 1) if named and outer is not None else None


def _told(parse: Parse, verb: Token) -> bool:
    """Whether a verb is finite, or governs what only a past does though it is taken for a participle."""
    governs = parse.kid(verb, "obj", "xcomp", "ccomp") is not None and parse.kid(verb, "aux") is None
    return is_finite(parse, verb) or (governs and verb.rel in MAIN)


def _comma_before(parse: Parse, at: int) -> int | None:
    """The comma before another one, near, in its sentence, with at least a word before it."""
    first = max(parse.sentence_of(parse.tokens[at]).first, at - ASIDE)
    return next((i for i in range(at - 1, first, -1) if parse.tokens[i].text == ","), None)


def _set_apart(parse: Parse, at: int) -> Token | None:
    """The head of the noun phrase that ends at a word, which no preposition opens."""
    word = parse.tokens[at]
    while word.rel in INSIDE and word.head < word.i and parse.tokens[word.head].pos in NOUNS:
        word = parse.tokens[word.head]
    return word if word.pos in NOUNS and parse.kid(word, "case") is None else None


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
