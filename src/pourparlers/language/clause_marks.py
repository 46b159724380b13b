"""Conjunctions that the parser hung on a word of the clause that they open."""

from __future__ import annotations

from collections.abc import Collection

from pourparlers.language.tree import Parse, Sentence, Token, link

SUBJECTS = {"nsubj", "nsubj:pass"}


def find_marks(parse: Parse, sentence: Sentence, that: Collection[str]) -> None:
    """Hang such a conjunction on the verb of its clause."""
    found = False
    for token in parse.words(sentence):
        verb = (_before_name(parse, token) or _before_condition(parse, token)) if token.plain in that else None
        if verb is None or parse.kid(verb, "mark") is not None:
            continue
        token.head, token.dep, token.rel, token.pos = verb.i, "mark", "mark", "SCONJ"
        found = True
    if found:
        link(parse.tokens, sentence.first, sentence.last)


def _before_name(parse: Parse, token: Token) -> Token | None:
    """«a déclaré mardi | qu'Arvid et Maric avaient…»: the verb of a subject whose preposition it passes for."""
    doer = parse.tokens[token.head]
    verb = parse.tokens[doer.head]
    opens = token.rel == "case" and doer.dep in SUBJECTS and token.i == doer.left
    return verb if opens and verb.i > doer.i else None


def _before_condition(parse: Parse, token: Token) -> Token | None:
    """«a affirmé | que si la digue cède, le bac partira»: of two conjunctions the first is the main clause's."""
    condition, after = parse.tokens[token.head], parse.tokens[min(token.i + 1, len(parse.tokens) - 1)]
    verb = parse.tokens[condition.head]
    both = token.rel == "mark" and after.rel == "mark" and after.head == condition.i and after.i < condition.i
    return verb if both and condition.rel == "advcl" and verb.rel == "ccomp" and verb.i > condition.i else None
