"""Nouns that make a preposition with those around them and are nobody's object: «au sein de», "on condition that"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.text.phrases import genitives, markers


def opens_preposition(parse: Parse, lexicon: Lexicon, mark: str, noun: Token) -> bool:
    """Whether a noun after a preposition only goes on it: nothing is proposed, promised or demanded of it."""
    return _conditional(lexicon, mark, noun) or _amid_preposition(parse, lexicon, mark, noun)


def _conditional(lexicon: Lexicon, mark: str, noun: Token) -> bool:
    """"will back the Polish proposal | on condition that the gauge stays": of a condition nothing is proposed."""
    words = f"{mark} {noun.lower} "
    return any(one.startswith(words) for one in lexicon.scope.condition_markers)


def _amid_preposition(parse: Parse, lexicon: Lexicon, mark: str, noun: Token) -> bool:
    """«a accusé Riga | à l'occasion d'un dîner», not «optimiste sur l'issue de la séance»."""
    to = markers(lexicon, next(iter(lexicon.grammar.contracted), ""))
    opens = mark in to and noun.lower in lexicon.grammar.prepositional and noun.i + 1 < len(parse.tokens)
    return opens and parse.kid(noun, "amod") is None and parse.tokens[noun.i + 1].plain in genitives(lexicon)
