"""Where an incise ends and the clause around it begins, by words alone."""

from __future__ import annotations

from pourparlers.language.tree import Parse
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.cues.speech_verbs import main_verb

DASHES = {"–", "—"}
SUBJECT_REACH = 16


def mark_after(parse: Parse, cue: CueMatch, first: int, limit: int) -> int:
    """The comma or dash that closes an incise: of a dash the other dash; the sentence's last word where none does."""
    opening = parse.tokens[first - 1].text
    wanted = {opening} if opening in DASHES else {",", ";", *DASHES}
    reach = range(cue.last + 1, min(cue.last + SUBJECT_REACH + 6, limit + 1))
    return next((i for i in reach if parse.tokens[i].text in wanted), limit)


def clause_head(parse: Parse, cue: CueMatch, first: int, end: int) -> int:
    """The head of the clause: the verb that the incise hangs on, else the first finite one outside it."""
    verb = main_verb(parse, parse.tokens[cue.i])
    if verb.head != verb.i:
        return int(verb.head)
    sentence = parse.sentence_of(verb)
    around = [*range(sentence.first, first), *range(end, sentence.last + 1)]
    finite = next((parse.tokens[i] for i in around if parse.tokens[i].feats.get("VerbForm") == "Fin"), None)
    if finite is None:
        return int(sentence.first)
    return int(finite.head if finite.rel in {"aux", "cop"} else finite.i)


def begin_of(parse: Parse, first: int, last: int) -> int:
    """The first word of the clause that an incise comments on, after a colon or semicolon.

    «Il menace de saisir les tribunaux : on ne désarme pas, dit-il, un homme de bronze.»
    """
    stops = (i for i in range(last, first, -1) if parse.tokens[i].text in {":", ";"})
    return next(stops, first - 1) + 1


def main_finite_in(parse: Parse, first: int, last: int) -> bool:
    """Whether a finite verb stands between two words that is no relative clause's."""
    for token in parse.tokens[first : last + 1]:
        if token.feats.get("VerbForm") == "Fin":
            verb = parse.tokens[token.head] if token.rel in {"aux", "cop"} else token
            if verb.dep != "acl:relcl":
                return True
    return False


def finite_in(parse: Parse, first: int, last: int) -> bool:
    """Whether a finite verb stands between two words: "On Wednesday, the envoy said…" has no incise."""
    return any(parse.tokens[i].feats.get("VerbForm") == "Fin" for i in range(first, last + 1))
