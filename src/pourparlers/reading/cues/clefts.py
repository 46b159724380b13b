"""Clauses that an incise parts from the noun they set off: «C'est Riga, assure la ministre, qui a annulé la visite»."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon

OPENING = {"CCONJ", "ADV", "PUNCT"}


def cleft_focus(parse: Parse, lexicon: Lexicon, pronoun: int) -> Token | None:
    """The noun that a relative pronoun after an incise takes up: «Et c'est | Riga, affirme-t-elle, | qui a annulé…»."""
    tokens, grammar = parse.tokens, lexicon.grammar
    if not grammar.subject_after or pronoun < 4 or pronoun >= len(tokens):
        return None
    if tokens[pronoun].plain not in grammar.relative or tokens[pronoun - 1].text != ",":
        return None
    at = parse.sentence_of(tokens[pronoun]).first
    while at < pronoun and tokens[at].pos in OPENING:
        at += 1
    copula = tokens[at + 1]
    if tokens[at].plain not in grammar.impersonal or copula.rel != "cop":
        return None
    noun = tokens[copula.head]
    comma = next((t.i for t in tokens[copula.i : pronoun - 1] if t.text == ","), 0)
    inner = tokens[comma + 1 : pronoun - 1]
    incise = bool(inner) and any(t.feats.get("VerbForm") == "Fin" for t in inner[:2])
    # «C'est la fin, prévient la ministre, qui a rejeté le texte» sets nobody off.
    actor = noun.pos == "PROPN" or noun.lemma in lexicon.scope.collective_nouns
    return noun if copula.i < noun.i < comma and incise and actor else None
