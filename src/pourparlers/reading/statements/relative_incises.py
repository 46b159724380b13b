"""Incises within a relative clause: "buoys which, Quito alleges, were stolen" says nothing of what stands before."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.find import CueMatch

# Words of the relative clause before its incise ("seed that was, | they allege, sold").
OPENING = 4
# Words of the incise after its verb ("which, the envoy said on Monday, were…").
LONGEST = 8
WITHIN = {"AUX", "ADV", "PRON"}


def relative_rest(resolver: Resolver, cue: CueMatch, first: int) -> tuple[int, int] | None:
    """First and last word of what an incise that begins at a word comments on; None where it is in no such clause."""
    tokens, sentence = resolver.parse.tokens, resolver.parse.sentence_of(resolver.parse.tokens[cue.i])
    if first - 2 < sentence.first or tokens[first - 1].text != "," or not _opened(resolver, first - 2, sentence.first):
        return None
    reach = range(cue.last + 1, min(cue.last + LONGEST, sentence.last))
    closing = next((i for i in reach if tokens[i].text == ","), None)
    if closing is None or any(t.feats.get("VerbForm") == "Fin" for t in tokens[cue.last + 1 : closing]):
        return None
    stop = next((i for i in range(closing + 1, sentence.last) if tokens[i].text in {",", ";", "–", "—"}), sentence.last)
    # "Two ships that, Malta says, were hired by Tunis | are still in port": the second verb is another's
    one = sum(t.feats.get("VerbForm") == "Fin" for t in tokens[closing + 1 : stop]) < 2
    return (closing + 1, stop - 1) if one and stop - closing > 2 and _verbal(tokens[closing + 1]) else None


def _opened(resolver: Resolver, at: int, limit: int) -> bool:
    """Whether a relative pronoun stands at a word, or before it with no more than auxiliaries between them."""
    tokens, grammar = resolver.parse.tokens, resolver.lexicon.grammar
    while at > limit and tokens[at].pos in WITHIN and tokens[at].lower not in grammar.relative:
        at -= 1
    pronoun = tokens[at]
    return at > limit and pronoun.lower in grammar.relative and pronoun.pos in {"PRON", "SCONJ", "DET"}


def _verbal(token: Token) -> bool:
    """Whether the rest opens with its verb: "…, were stolen", "…, sold", "…, would never pay"."""
    return token.pos in {"VERB", "AUX", "ADV"}
