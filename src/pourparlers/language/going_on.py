"""Participles by which somebody says more: "The minister said Oslo had invited both sides, | adding that…"."""

from __future__ import annotations

from collections.abc import Collection

from pourparlers.language.tree import Parse, Sentence, Token, link


def find_speakers(parse: Parse, sentence: Sentence, words: Collection[str]) -> None:
    """Hang such participles on the verb of whoever speaks, where the tree gives them to what is said.

    Args:
        parse, sentence: where to look.
        words: participles that go on with what somebody says, lower case; others may be those of whom one speaks
            ("said Oslo had refused, arguing that the road was long").
    """
    moved = False
    for token in parse.words(sentence):
        if token.pos != "VERB" or token.feats.get("VerbForm") not in {"Part", "Ger"} or token.rel != "advcl":
            continue
        if token.i - 2 <= sentence.first or parse.tokens[token.i - 1].text != "," or not _governs(parse, token):
            continue
        said = _right_before(parse, token) or (_above(parse, token) if token.lower in words else None)
        if said is not None and said.i != token.head:
            token.head, moved = said.i, True
    if moved:
        link(parse.tokens, sentence.first, sentence.last)


def _governs(parse: Parse, token: Token) -> bool:
    return any(kid.i > token.i for kid in parse.kids(token, "ccomp", "obj"))


def _right_before(parse: Parse, token: Token) -> Token | None:
    """ "The port will open, the envoy said, | adding that…": the verb right before the comma, with its own subject."""
    verb = parse.tokens[token.i - 2]
    doer = parse.kid(verb, "nsubj") if verb.pos == "VERB" and verb.feats.get("VerbForm") == "Fin" else None
    lone = doer is not None and doer.right == verb.i - 1 and parse.kid(verb, "ccomp", "obj", "xcomp") is None
    return verb if lone and doer is not None and parse.tokens[doer.left - 1].text == "," else None


def _above(parse: Parse, token: Token) -> Token | None:
    """The verb above the clause on which the participle hangs in the tree."""
    clause = parse.tokens[token.head]
    said = parse.tokens[clause.head]
    within = clause.rel == "ccomp" and said.pos == "VERB" and said.i < clause.i < token.i
    return said if within and parse.kid(said, "nsubj") is not None else None
