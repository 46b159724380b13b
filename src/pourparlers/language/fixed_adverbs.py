"""Adverbs of several words that parsers take for coordinations: «a bel et bien fermé» joins no verb to «bel»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator

from pourparlers.language.tree import Parse, Token, link

NOUNS = {"NOUN", "PROPN"}


def mend_adverbs(parse: Parse, adverbs: Iterable[str], having: Collection[str]) -> None:
    """Make one adverb of each such stretch, and give what it stole to the word it belongs to.

    Args:
        parse: the trees.
        adverbs: the stretches as written, without what may be elided before them («ores et déjà»).
        having: auxiliaries that make a tense of a participle.
    """
    for words in adverbs:
        for first, last in _places(parse, words):
            owner = _owner(parse, first, last, having)
            if owner is not None:
                _hand_over(parse, first, last, owner, having)
                sentence = parse.sentence_of(owner)
                link(parse.tokens, sentence.first, sentence.last)


def _places(parse: Parse, words: str) -> Iterator[tuple[int, int]]:
    """First and last word of each place where a stretch is written, with the elided word before it."""
    at, size = parse.text.find(words), len(words.split())
    while at >= 0:
        first = bisect_left(parse.starts, at)
        ends = parse.tokens[min(first + size, len(parse.tokens)) - 1]
        if ends.end == at + len(words) and parse.tokens[first].sent == ends.sent:
            elided = first > 0 and parse.tokens[first - 1].text[-1] in "'’" and parse.tokens[first - 1].end == at
            yield first - elided, ends.i
        at = parse.text.find(words, at + 1)


def _owner(parse: Parse, first: int, last: int, having: Collection[str]) -> Token | None:
    """The word after the adverb that a tree joins to it; right after it, joined to whatever it hangs on."""
    tokens, inner = parse.tokens, range(first, last + 1)
    after = tokens[last + 1 : parse.sentence_of(tokens[last]).last + 1]
    joined = next((t for t in after if t.rel == "conj" and t.head in inner), None)
    beside = after[0] if after and after[0].rel == "conj" else next(iter(after[1:2]), None)
    if joined is not None or beside is None or beside.rel != "conj":
        return joined
    return beside if _top(parse, first, last, beside, having) is not None else None


def _top(parse: Parse, first: int, last: int, owner: Token, having: Collection[str]) -> Token | None:
    """The word in whose place the owner belongs: of the adverb, or an auxiliary whose object that seems to be."""
    tokens, inner = parse.tokens, range(first, last + 1)
    tops = [tokens[i] for i in inner if tokens[i].head not in inner or tokens[i].head == i]
    if owner.head in inner:
        up = tokens[owner.head]
        while up not in tops:
            up = tokens[up.head]
        return up
    if owner.head == first - 1 and tokens[owner.head].lemma in having:
        return tokens[owner.head]  # «Riga a d'ores et déjà | signé»
    # «a dit que le réseau est d'ores et déjà | installé», joined to «dit»
    return next((one for one in tops if one.head == owner.head and parse.kid(one, "cop") is not None), None)


def _hand_over(parse: Parse, first: int, last: int, owner: Token, having: Collection[str]) -> None:
    """Put a word in the place of what the tree joined it to, and hang the adverb on it."""
    tokens, inner = parse.tokens, {*range(first, last + 1)}
    top = _top(parse, first, last, owner, having)
    if top is None:
        return
    root = top.head == top.i
    owner.head, owner.dep, owner.rel = (owner.i if root else top.head), top.dep, top.rel
    for token in tokens[parse.sentence_of(owner).first : parse.sentence_of(owner).last + 1]:
        if token is not owner and token.i not in inner and token.head in {*inner, top.i}:
            token.head = owner.i
    if top.i not in inner:  # the auxiliary that passed for a verb
        top.pos, top.head, top.dep, top.rel = "AUX", owner.i, "aux:tense", "aux"
    for i in sorted(inner):
        tokens[i].head, tokens[i].dep, tokens[i].rel = first, "fixed", "fixed"
    head = tokens[first]
    # «demande d'ores et déjà | une réunion»: of what governs a noun
    over = owner.head if owner.pos in NOUNS and owner.head < first else owner.i
    head.pos, head.head, head.dep, head.rel = "ADV", over, "advmod", "advmod"
    if owner.pos == "VERB":
        _as_passive(parse, owner)


def _as_passive(parse: Parse, verb: Token) -> None:
    """«est bel et bien fermé»: what was the copula of the adverb is the auxiliary of the verb."""
    for token in parse.tokens[parse.sentence_of(verb).first : verb.i]:
        if token.head == verb.i and token.dep == "cop":
            token.dep, token.rel = "aux:pass", "aux"
        elif token.head == verb.i and token.dep == "nsubj" and verb.feats.get("VerbForm") == "Part":
            passive = any(t.head == verb.i and t.dep in {"cop", "aux:pass"} for t in parse.tokens[token.i : verb.i])
            token.dep = "nsubj:pass" if passive else token.dep
