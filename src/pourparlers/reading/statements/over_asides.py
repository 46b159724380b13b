"""What two commas set between a subject and its verb: "Edgar Mamani, the minister, offered"."""

from __future__ import annotations

from pourparlers.language.tree import Parse

NOUNS = {"NOUN", "PROPN", "X"}
# How many words an apposition between commas may have.
APPOSED = 10


def over_apposition(parse: Parse, at: int, first: int) -> int:
    """The word before what two commas set beside a noun: "Bolivia's minister, Edgar Mamani, reportedly offered".

    "The Latvian envoy Ilze Krumina, in a note read by an aide, | announced" has a name before what a preposition opens.
    """
    if at <= first + 2 or parse.tokens[at].text != ",":
        return at
    opening = next((i for i in range(at - 1, max(first, at - APPOSED), -1) if parse.tokens[i].text == ","), at)
    inner = parse.tokens[opening + 1 : at]
    if opening < at and inner[0].pos == "ADP" and parse.tokens[opening - 1].pos == "PROPN":
        told = any(t.feats.get("VerbForm") == "Fin" for t in inner)
        return at if told or parse.kid(parse.tokens[opening - 1], "case") is not None else opening - 1
    named = opening < at and opening > first and all(t.pos in {*NOUNS, "DET", "ADJ", "ADP"} for t in inner)
    return opening - 1 if named and inner[0].pos in {*NOUNS, "DET"} and inner[-1].pos in NOUNS else at
