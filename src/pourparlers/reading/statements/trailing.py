"""What a comma sets behind a content that is no clause: relative clauses and appositions are the reporter's."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Token
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.text.phrases import is_nonfinite


def without_trailing(resolver: Resolver, first: int, last: int) -> int:
    """«accuse Ohrid d'avoir vidé le lac | , dont les prises ont fondu», «compte réformer l'impôt | , autre promesse».

    What a second comma closes is amid the content, and what stands in quotation marks is the speaker's.
    """
    tokens = resolver.parse.tokens
    if tokens[last].text == ")":
        last = _without_brackets(tokens, first, last)
    commas = [i for i in range(first + 1, last) if tokens[i].text == ","]
    if not commas or resolver.cast.quoted[commas[-1]]:
        return last
    comma, opens = commas[-1], tokens[commas[-1] + 1]
    if _relative(resolver, opens, last) or _apposed(resolver, comma, first, last):
        return comma - 1
    return last


def without_beside(resolver: Resolver, first: int, last: int) -> int:
    """"said the fair would move | , easing a long quarrel": what a comma sets behind a clause is the reporter's too.

    So "the fair would leave Bern | , which has no hall"; where quoted words go on it is the speaker's.
    """
    tokens, quoted = resolver.parse.tokens, resolver.cast.quoted
    commas = [i for i in range(first + 2, last - 1) if tokens[i].text == ","]
    if resolver.lexicon.grammar.subject_after or not commas or any(quoted[commas[-1] : last + 1]):
        return last
    comma, opens = commas[-1], tokens[commas[-1] + 1]
    told = any(t.feats.get("VerbForm") == "Fin" for t in tokens[first:comma])
    return comma - 1 if told and (_relative(resolver, opens, last) or _participle(resolver, opens, last)) else last


def _participle(resolver: Resolver, opens: Token, last: int) -> bool:
    """"…, easing a long quarrel": a participle with an object, behind a clause; "including", "following" are none."""
    tokens, grammar = resolver.parse.tokens, resolver.lexicon.grammar
    behind = opens.pos == "VERB" and opens.rel in {"advcl", "acl", "xcomp", "parataxis"}
    own = behind and is_nonfinite(resolver.parse, opens)
    plain = resolver.parse.kid(opens, "mark", "cc") is None and opens.feats.get("VerbForm") != "Inf"
    finite = any(t.feats.get("VerbForm") == "Fin" for t in tokens[opens.i : last + 1])
    governs = resolver.parse.kid(opens, "obj", "xcomp") is not None
    return own and plain and governs and not finite and opens.lower not in grammar.outside


def without_manner(resolver: Resolver, first: int, last: int) -> int:
    """"endorsed the fund | in principle": how somebody does it is no part of what it is done to."""
    text, tokens = resolver.parse.text, resolver.parse.tokens
    said = text[tokens[first].start : tokens[last].end].lower()
    manner = next((one for one in resolver.lexicon.grammar.manner if said.endswith(f" {one}")), None)
    if manner is None or resolver.cast.quoted[last]:
        return last
    start = tokens[last].end - len(manner)
    return next((i - 1 for i in range(first + 1, last + 1) if tokens[i].start == start), last)


def _without_brackets(tokens: Sequence[Token], first: int, last: int) -> int:
    """«convoquer trois élus | (les deux derniers sont arrivés en mai)»: a sentence in brackets is told beside."""
    opening = next((i for i in range(last, first + 1, -1) if tokens[i].text == "("), last)
    told = any(t.feats.get("VerbForm") == "Fin" for t in tokens[opening:last])
    return opening - 1 if told else last


def _relative(resolver: Resolver, opens: Token, last: int) -> bool:
    """«qui», «dont», «auquel», «à laquelle» with a finite verb after it; «que» may open a clause of its own."""
    tokens, grammar = resolver.parse.tokens, resolver.lexicon.grammar
    pronoun = tokens[opens.i + 1] if opens.pos == "ADP" else opens
    known = pronoun.plain in grammar.relative and pronoun.plain not in grammar.that
    return known and any(t.feats.get("VerbForm") == "Fin" for t in tokens[pronoun.i + 1 : last + 1])


def _apposed(resolver: Resolver, comma: int, first: int, last: int) -> bool:
    """Whether the words after a comma are one apposition, which nothing joins."""
    tokens = resolver.parse.tokens
    heads = (t for t in tokens[comma + 1 : last + 1] if not comma < t.head <= last)
    head = next(heads, None)
    if head is None or next(heads, None) is not None or head.rel != "appos" or head.pos != "NOUN":
        return False
    return first <= head.head < comma and resolver.parse.kid(head, "cc", "conj") is None
