"""A bare clause after what a comma closes: "noted on Monday, | they were unarmed", "reported, citing aides, | …"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.text.phrases import is_finite, subject

# Words of the aside; words of the subject of the clause.
ASIDE, SUBJECT = 10, 8


def after_aside(parse: Parse, lexicon: Lexicon, cue: CueMatch) -> Token | None:
    """The head of the clause, wherever the tree hangs it, where the verb of saying has a subject and nothing else."""
    at = aside_end(parse, lexicon, cue)
    if at is None:
        return None
    for token in parse.tokens[at : at + SUBJECT]:
        asks = token.lower in (*lexicon.grammar.interrogatives, *lexicon.grammar.relative)
        if token.sent != parse.tokens[cue.i].sent or token.pos in {"PUNCT", "SCONJ"} or asks:
            return None
        if token.rel == "nsubj":
            head = parse.tokens[token.head]
            return head if head.i > token.i and is_finite(parse, head) else None
    return None


def aside_end(parse: Parse, lexicon: Lexicon, cue: CueMatch) -> int | None:
    """The word after the comma that closes an aside right after a main verb of saying; None where there is none."""
    verb = parse.tokens[cue.i]
    doer = subject(parse, verb)
    if lexicon.grammar.subject_after or cue.kind != "verb" or doer is None or doer.i > verb.i:
        return None
    if not any(entry.neutral for entry in cue.entries) or parse.kid(verb, "obj", "ccomp", "mark") is not None:
        return None
    sentence = parse.sentence_of(verb)
    if cue.last >= sentence.last:
        return None
    opens = parse.tokens[cue.last + 1]
    ahead = parse.words(sentence)[: max(0, doer.left - sentence.first)]
    if opens.text != "," and opens.pos != "ADP" or any(t.feats.get("VerbForm") == "Fin" for t in ahead):
        return None
    for token in parse.tokens[cue.last + 2 : min(cue.last + 2 + ASIDE, sentence.last)]:
        if token.feats.get("VerbForm") == "Fin":
            return None
        if token.text == ",":
            return token.i + 1
    return None
