"""Objects that a tree takes for something else: «réclame | plus de moyens», «a réclamé au Kenya | des excuses»."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.text.phrases import marker, markers


def quantity(parse: Parse, lexicon: Lexicon, word: Token) -> bool:
    """«réclame | plus de moyens»: an adverb that measures the noun after it. «offre | 40 permis»: what is counted."""
    if word.pos in {"VERB", "ADJ"} and parse.kid(word, "nummod") is not None:
        return True
    of = (marker(parse, kid) for kid in parse.kids(word, "obl", "nmod") if kid.i > word.i)
    return word.pos == "ADV" and any(mark in lexicon.grammar.genitive for mark in of)


def asked_of(parse: Parse, lexicon: Lexicon, verb: Token, cue: CueMatch) -> Token | None:
    """«promet aux visiteurs | des visas», «demande à Nairobi | des garanties»: a plural that parsers take for «de les».

    Not «demande au maire | des Sables»: a name is whose the other is.
    """
    to = next(iter(lexicon.grammar.contracted), "")
    if verb.pos != "VERB" or not to or parse.kid(verb, "obj", "xcomp", "ccomp") is not None:
        return None
    for whom in parse.kids(verb, "obl"):
        near = cue.last < whom.i and whom.left == cue.last + 1 and marker(parse, whom) in markers(lexicon, to)
        for kid in parse.kids(whom, "nmod") if near else ():
            some = parse.tokens[kid.left].lower in lexicon.grammar.indefinite and kid.left == whom.i + 1
            if some and kid.pos == "NOUN" and kid.text.islower() and kid.i == kid.left + 1:
                return kid
    return None
