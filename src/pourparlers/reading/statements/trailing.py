"""What a comma sets behind a content that is no clause: relative clauses and appositions are the reporter's."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Token
from pourparlers.reading.actors.speakers import Resolver


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
