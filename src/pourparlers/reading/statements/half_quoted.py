"""A quoted adverb or adjective amid a predicate, at which a tree may end the clause: 'was "likely" | Chad's doing'."""

from __future__ import annotations

from pourparlers.reading.actors.speakers import Resolver

CLOSING, OPENING = {"»", "”", '"', "’"}, {"«", "“", '"', "‘"}
# Quoted words before the rest of the predicate.
QUOTED = 3
OPENS = {"DET", "NOUN", "PROPN", "ADJ"}


def with_predicate(resolver: Resolver, last: int) -> int:
    """The last word of a clause that goes on after such words; it goes on to the next stop without a verb."""
    tokens = resolver.parse.tokens
    close = last if tokens[last].text in CLOSING else last + 1
    if close + 1 >= len(tokens):
        return last
    # A parser may take the rest for a sentence.
    limit = resolver.parse.sentence_of(tokens[close + 1]).last
    opening = next((i for i in range(close - 2, max(close - QUOTED - 2, 1), -1) if tokens[i].text in OPENING), None)
    if opening is None or tokens[close].text not in CLOSING:
        return last
    inner, after = tokens[opening + 1 : close], tokens[close + 1]
    small = all(t.pos in {"ADV", "ADJ"} for t in inner) and tokens[opening - 1].rel == "cop"
    opens = after.pos in OPENS or (after.pos == "ADP" and inner[-1].pos == "ADV")
    if not small or not opens or after.i in resolver.time_words:
        return last
    stop = next((i for i in range(close + 1, limit + 1) if tokens[i].pos in {"PUNCT", "CCONJ", "SCONJ"}), limit + 1)
    verb = any(t.feats.get("VerbForm") == "Fin" for t in tokens[close + 1 : stop])
    return last if verb else stop - 1
