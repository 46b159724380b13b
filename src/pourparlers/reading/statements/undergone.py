"""Verbs that always have an object in the active: "Norway, accused of theft by Chad, denied it" is passive."""

from __future__ import annotations

from pourparlers.lexicon import ActEntry
from pourparlers.model import Act
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.antecedents import antecedent
from pourparlers.reading.cues.find import CueMatch, lemma_of

OBJECTS = ("obj", "iobj", "nsubj:pass", "aux", "dep")


def undergoes(resolver: Resolver, cue: CueMatch, entry: ActEntry, role: str) -> bool:
    """"A driver appeared in court, | charged with theft", "The mayor, blamed for the fire, resigned".

    A past that has the form of a participle, of a verb whose blame or order must have somebody for its object.
    """
    parse, lexicon = resolver.parse, resolver.lexicon
    verb = parse.tokens[cue.i]
    if lexicon.grammar.subject_after or "obj" not in entry.target or not role.startswith(("obl", "xcomp")):
        return False
    if role.partition(":")[2] in lexicon.grammar.predicative:
        return False  # 'denounced as "unfair" a Kuwaiti levy'
    ordered = entry.act is Act.DEMAND and lemma_of(verb, lexicon) in lexicon.grammar.transitive
    past = verb.feats.get("Tense") == "Past" and parse.kid(verb, *OBJECTS) is None
    return past and (entry.act is Act.ACCUSE or ordered) and antecedent(parse, lexicon, verb) is None
