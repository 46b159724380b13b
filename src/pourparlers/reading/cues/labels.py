"""A noun set beside a clause to name what it tells, so that another's act may answer it: "…, a claim Oslo denied"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues.antecedents import antecedent


def label_comma(parse: Parse, lexicon: Lexicon, verb: Token) -> int | None:
    """The comma before the label that is the object of a verb: "…, an offer | welcomed by both sides"."""
    noun = antecedent(parse, lexicon, verb)
    if noun is None or noun.i > verb.i:
        return None
    comma = next((i for i in range(noun.i - 1, max(noun.i - 5, 0), -1) if parse.tokens[i].text == ","), None)
    return comma if comma is not None and is_label(parse, lexicon, comma) == noun.i else None


def is_label(parse: Parse, lexicon: Lexicon, comma: int) -> int | None:
    """The word of the label that a comma sets beside what stands before it: "…, a strongly worded threat"."""
    ahead = parse.tokens[comma + 1 : min(comma + 5, parse.sentence_of(parse.tokens[comma]).last)]
    article = bool(ahead) and ahead[0].lower in lexicon.grammar.indefinite
    noun = next((t for t in ahead[article:] if t.pos not in {"ADJ", "ADV"}), None)
    return noun.i if noun is not None and noun.pos == "NOUN" and noun.lemma in lexicon.grammar.labels else None
