"""Points that commas and a conjunction list, told by their order alone: trees hang them now here, now there."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.reading.text.phrases import noun_phrase

# How many words may stand before the noun of a point ("two more | days").
BEFORE = 5
WITHIN = {"DET", "NUM", "ADJ", "NOUN", "ADV", "PROPN", "PART", "SYM", "PRON"}
WHEN = {"obl:unmarked", "obl:tmod", "nmod:unmarked"}


def enumerated(parse: Parse, head: Token) -> list[Token]:
    """The points after the first: "called for a truce, | an inquiry | and the release of the crew".

    None where what follows may be set beside the first ("the release of Ana Kral, a former envoy, and an apology").
    """
    tokens, limit, out = parse.tokens, parse.sentence_of(head).last, list[Token]()
    at = noun_phrase(parse, head)[1] + 1
    if at >= limit or tokens[at].text != "," or tokens[at - 1].pos == "PROPN" or at - 1 <= noun_phrase(parse, head)[0]:
        return []
    while at + 2 < limit and (tokens[at].text == "," or tokens[at].pos == "CCONJ"):
        noun = _opened(parse, at + 1, limit)
        if noun is None:
            return []
        out.append(noun)
        joint, at = tokens[at].pos == "CCONJ", _end(parse, noun, limit) + 1
        if joint:
            ends = len(out) > 1 and tokens[at].pos not in {"VERB", "AUX"}
            return out if ends else []
    return []


def _opened(parse: Parse, first: int, limit: int) -> Token | None:
    """The noun of the phrase of two words or more that begins at a word; None before a name or a clause."""
    for token in parse.tokens[first : min(limit, first + BEFORE) + 1]:
        if token.pos not in WITHIN:
            return None
        part = token.rel == "compound" and token.head > token.i  # "two | rest | days"
        if token.pos == "NOUN" and token.i > first and not part and noun_phrase(parse, token)[0] == first:
            return token if parse.kid(token, "nsubj", "cop", "case") is None else None
    return None


def _end(parse: Parse, noun: Token, limit: int) -> int:
    """The last word of a point, with a time that the tree hangs elsewhere ("two rest days | every two weeks")."""
    last = noun_phrase(parse, noun)[1]
    after = parse.tokens[last + 1 : min(limit, last + BEFORE) + 1]
    return next((t.right for t in after if t.dep in WHEN and t.left == last + 1), last)
