"""Gerunds that the tagger took for the nouns that they look like: "returned after | meeting | Trump in Washington"."""

from __future__ import annotations

from collections.abc import Mapping

from pourparlers.language.tree import Parse, Token, link

BEFORE = {"ADP", "SCONJ"}


def mend_gerunds(parse: Parse, gerunds: Mapping[str, str]) -> None:
    """Make verbs of such words in place.

    A noun without article or adjective, after a preposition, has no name right behind it.

    Args:
        parse: the trees.
        gerunds: nouns that are gerunds too, each with its verb.
    """
    for sentence in parse.sentences if gerunds else ():
        found = [token for token in parse.words(sentence) if token.lower in gerunds and _governs(parse, token)]
        for token in found:
            _make_verb(parse, token, gerunds[token.lower])
        if found:
            link(parse.tokens, sentence.first, sentence.last)


def _governs(parse: Parse, token: Token) -> bool:
    """Whether a name follows that is no part of another word's phrase ("before meeting Room rules")."""
    last = parse.sentence_of(token).last
    if token.pos != "NOUN" or token.i in {last, parse.sentence_of(token).first}:
        return False
    before, name = parse.tokens[token.i - 1], parse.tokens[token.i + 1]
    return before.pos in BEFORE and name.pos == "PROPN" and not parse.kid(token, "det", "amod", "compound")


def _make_verb(parse: Parse, token: Token, verb: str) -> None:
    name = parse.tokens[token.i + 1]
    while name.head != token.i and name.head > token.i and parse.tokens[name.head].pos == "PROPN":
        name = parse.tokens[name.head]
    token.pos, token.lemma, token.feats = "VERB", verb, {"VerbForm": "Ger"}
    token.dep = token.rel = "advcl"
    if not name.left <= token.i <= name.right:
        name.head, name.dep, name.rel = token.i, "obj", "obj"
