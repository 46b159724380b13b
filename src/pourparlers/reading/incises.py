"""Incises without quotation marks: «Les discussions reprendront jeudi, a précisé le médiateur.»"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues import CueMatch
from pourparlers.reading.drafts import Chars
from pourparlers.reading.phrases import is_finite, subject
from pourparlers.reading.quotations import SUBJECT_REACH, has_clitic_subject, may_incise
from pourparlers.reading.quotes import Quote


class Incise(NamedTuple):
    """What an incise comments on: spans of characters, and the head word of the clause."""

    spans: tuple[Chars, ...]
    head: int


def free_incise(parse: Parse, lexicon: Lexicon, cue: CueMatch, quotes: Sequence[Quote]) -> Incise | None:
    """What stands around a verb that is an incise; None where it is none."""
    verb = parse.tokens[cue.i]
    if not may_incise(lexicon, parse, verb) or any(e.incise is False and not e.neutral for e in cue.entries[:1]):
        return None
    first = _start(parse, lexicon, cue)
    sentence = parse.sentence_of(verb)
    if first is None or first - 1 <= sentence.first + 1 or parse.tokens[first - 1].text not in {",", "–", "—"}:
        return None
    if not _inverted(parse, lexicon, verb, cue, first) or _governs_clause(parse, lexicon, verb, cue):
        return None
    end = _end(parse, cue, sentence.last)
    if _holds_clause(parse, cue, end) or not _finite_in(parse, sentence.first, first - 2):
        return None
    left = (parse.tokens[sentence.first].start, parse.tokens[first - 1].start)
    right = (parse.tokens[end].end, parse.tokens[sentence.last].end)
    spans = (left, right) if parse.tokens[end].text == "," and end < sentence.last - 1 else (left,)
    head = parse.tokens[verb.head] if verb.head != verb.i else parse.tokens[sentence.first]
    return Incise(spans, head.i)


def _finite_in(parse: Parse, first: int, last: int) -> bool:
    """Whether a finite verb stands between two words: "On Wednesday, the envoy said…" has no incise."""
    return any(parse.tokens[i].feats.get("VerbForm") == "Fin" for i in range(first, last + 1))


def _holds_clause(parse: Parse, cue: CueMatch, end: int) -> bool:
    """Whether the verb has a clause of its own to the right, or stands in a relative clause."""
    verb = parse.tokens[cue.i]
    if verb.dep == "acl:relcl":
        return True
    return any(parse.tokens[i].feats.get("VerbForm") == "Fin" for i in range(cue.last + 1, end))


def _start(parse: Parse, lexicon: Lexicon, cue: CueMatch) -> int | None:
    """The first word of the incise: its verb in French, its subject where that stands before the verb in English."""
    if lexicon.grammar.subject_after:
        return cue.first
    own = subject(parse, parse.tokens[cue.i])
    return min(cue.first, own.left) if own is not None and own.i < cue.i else cue.first


def _inverted(parse: Parse, lexicon: Lexicon, verb: Token, cue: CueMatch, first: int) -> bool:
    if not lexicon.grammar.subject_after:
        return subject(parse, verb) is not None and (is_finite(parse, verb) or parse.kid(verb, "aux") is None)
    if has_clitic_subject(parse, verb):
        return True
    own = subject(parse, verb)
    if own is not None and own.i < verb.i:
        return False
    return noun_beside(parse, lexicon, cue) is not None


def noun_beside(parse: Parse, lexicon: Lexicon, cue: CueMatch) -> Token | None:
    """The subject right after a verb («a précisé le médiateur»), where the tree may have taken it for an object."""
    at = cue.last + 1
    limit = min(parse.sentence_of(parse.tokens[cue.i]).last, at + 6)
    while at <= limit and parse.tokens[at].pos in {"ADV", "DET", "ADJ", "NUM"}:
        at += 1
    if at > limit or parse.tokens[at].pos not in {"NOUN", "PROPN", "X"}:
        return None
    token = parse.tokens[at]
    while token.rel in {"flat", "compound", "amod"} and cue.last < token.head <= limit + 4 and token.head != token.i:
        token = parse.tokens[token.head]
    return token


def _governs_clause(parse: Parse, lexicon: Lexicon, verb: Token, cue: CueMatch) -> bool:
    """«…, a ajouté que»: the verb has its own clause and is no incise."""
    for i in range(cue.last + 1, min(cue.last + 8, len(parse.tokens))):
        word = parse.tokens[i]
        if word.text in {",", ".", ":"}:
            return False
        if word.lower.replace("’", "'") in lexicon.grammar.that and word.pos == "SCONJ":
            return True
    return False


def _end(parse: Parse, cue: CueMatch, limit: int) -> int:
    for i in range(cue.last + 1, min(cue.last + SUBJECT_REACH + 6, limit + 1)):
        if parse.tokens[i].text in {",", "–", "—"} and not _goes_on(parse, i, limit):
            return i
    return limit


def _goes_on(parse: Parse, comma: int, limit: int) -> bool:
    """Within the subject: «a précisé le médiateur, Jean Valmont, …»."""
    nxt = parse.tokens[comma + 1] if comma < limit else None
    return nxt is not None and nxt.rel in {"appos", "flat", "conj"} and nxt.head < comma
