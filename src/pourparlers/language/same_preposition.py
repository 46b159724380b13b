"""Complements of one noun that a tree sets beside the noun: «le ministre des Mines, de l'Énergie et du Pétrole»."""

from __future__ import annotations

from collections.abc import Collection

from pourparlers.language.tree import Parse, Sentence, Token

BESIDE = {"conj", "appos"}


def join_complements(parse: Parse, sentence: Sentence, of: Collection[str]) -> bool:
    """Join each such complement to the first one with its preposition; whether there was any.

    Both have capitals, as what an office is in charge of: «le maire de Riga, du parti du Fleuve» stays, since no
    conjunction closes a list there.

    Args:
        parse, sentence: the trees, and which of them.
        of: the forms of the preposition.
    """
    found = False
    for token in parse.words(sentence):
        if token.rel not in BESIDE or token.pos not in {"NOUN", "PROPN"} or not token.text[0].isupper():
            continue
        noun = parse.tokens[token.head]
        first = _first(parse, noun, token, of) if noun.pos == "NOUN" and noun.i < token.i else None
        if first is not None and _has(parse, token, of) and _closed(parse, noun, of):
            token.head, token.dep, token.rel = first.i, "conj", "conj"
            found = True
    return found


def _first(parse: Parse, noun: Token, after: Token, of: Collection[str]) -> Token | None:
    """The noun's own complement, with a capital and the preposition."""
    kids = (kid for kid in parse.kids(noun, "nmod") if noun.i < kid.i < after.i and kid.text[0].isupper())
    return next((kid for kid in kids if _has(parse, kid, of)), None)


def _has(parse: Parse, token: Token, of: Collection[str]) -> bool:
    return any(kid.plain in of and kid.i < token.i for kid in parse.kids(token, "case"))


def _closed(parse: Parse, noun: Token, of: Collection[str]) -> bool:
    """Whether a conjunction and the preposition end the list."""
    for kid in parse.kids(noun, "conj", "appos", "nmod"):
        for one in (kid, *parse.kids(kid, "conj")):
            joint = parse.kid(one, "cc")
            if joint is not None and parse.tokens[joint.i + 1].plain in of:
                return True
    return False
