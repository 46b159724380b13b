"""Whom a gerund of blame or praise tells of: "blamed the shippers for refusing to pay", "thanked Riga for offering"."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.model import Act
from pourparlers.reading.cues.find import cue_at
from pourparlers.reading.text.phrases import is_nonfinite, marker

JUDGING = {Act.ACCUSE, Act.SUPPORT}


def blamed(parse: Parse, lexicon: Lexicon, verb: Token) -> Token | None:
    """The object of a verb of blame or praise, of which a gerund after "for" tells what it did."""
    head = parse.tokens[verb.head]
    if verb.rel not in {"advcl", "xcomp"} or not is_nonfinite(parse, verb) or head.pos != "VERB" or head.i > verb.i:
        return None
    if marker(parse, verb) not in lexicon.grammar.standing_for:
        return None
    cue, whom = cue_at(parse, lexicon, head), parse.kid(head, "obj")
    judged = cue is not None and cue.entry.act in JUDGING and whom is not None and head.i < whom.i < verb.i
    return whom if judged else None
