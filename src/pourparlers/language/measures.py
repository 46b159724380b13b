"""Nouns after a measure that a tagger takes for verbs: "would accept a 65 percent | cut in quotas"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Sentence, Token, link


def find_measured(parse: Parse, sentence: Sentence) -> None:
    """Make a bare verb right after a numbered singular with its article the noun that the measure is of.

    "A 40-ton truck carrying hay" has a participle, "gave a tenth man to cut hay" a marker.
    """
    for token in parse.words(sentence):
        if _has_article(parse, token):
            token.pos, token.feats = "NOUN", {"Number": "Sing"}
            token.dep = token.rel = "obj"
    found = [token for token in parse.words(sentence) if _is_measured(parse, sentence, token)]
    for noun in found:
        unit = parse.tokens[noun.i - 1]
        noun.pos, noun.dep, noun.rel, noun.head = "NOUN", unit.dep, unit.rel, unit.head
        noun.feats = {"Number": "Sing"}
        if unit.head == unit.i:
            noun.head, sentence.root = noun.i, noun.i
        unit.dep = unit.rel = "compound"
        for kid in list(parse.kids(unit, "det", "nummod", "compound")):
            kid.head = noun.i if kid.rel == "det" else unit.i
        unit.head = noun.i
        for kid in parse.kids(noun, "obl"):
            if kid.i > noun.i and parse.kid(kid, "case") is not None:
                kid.dep = kid.rel = "nmod"
    if found:
        link(parse.tokens, sentence.first, sentence.last)


def _is_measured(parse: Parse, sentence: Sentence, token: Token) -> bool:
    if token.pos != "VERB" or token.lower != token.lemma or token.i <= sentence.first + 2:
        return False
    unit = parse.tokens[token.i - 1]
    single = unit.pos in {"NOUN", "SYM"} and unit.i in {token.head, *(kid.i for kid in _near(parse, token))}
    numbered = parse.kid(unit, "nummod") is not None
    article = any(kid.feats.get("Definite") == "Ind" for kid in parse.kids(unit, "det"))
    return single and numbered and article and parse.kid(token, "mark", "aux", "nsubj", "obj") is None


def _has_article(parse: Parse, token: Token) -> bool:
    """ "rejected a 65 percent | cut": what has an article and a measure of its own is a noun."""
    bare = token.pos == "VERB" and token.rel == "xcomp" and token.lower == token.lemma
    measured = any(parse.kid(kid, "nummod") is not None for kid in parse.kids(token, "compound"))
    return (
        bare and measured and parse.kid(token, "det") is not None and parse.kid(token, "mark", "nsubj", "obj") is None
    )


def _near(parse: Parse, token: Token) -> list[Token]:
    """What hangs on the verb on which the word hangs."""
    return list(parse.kids(parse.tokens[token.head]))
