"""Which filler of a frame is the content: a relative pronoun stands for its noun, a participle tells few acts of it."""

from __future__ import annotations

from pourparlers.lexicon import ActEntry
from pourparlers.model import Act
from pourparlers.reading.agents import is_passive
from pourparlers.reading.antecedents import before_clause, relative_antecedent
from pourparlers.reading.clauses import extent
from pourparlers.reading.cues import CueMatch, lemma_of
from pourparlers.reading.frames import Filler
from pourparlers.reading.phrases import is_finite
from pourparlers.reading.scope import is_negated
from pourparlers.reading.speakers import Resolver

# Acts that a participle tells of the noun before it; «un accord signé par…» tells of a signing.
OF_ANTECEDENT = {Act.DEMAND, Act.REJECT, Act.ACCUSE, Act.DENY, Act.SUPPORT, Act.PROPOSE, Act.PROMISE}


def own_filler(resolver: Resolver, cue: CueMatch, entry: ActEntry, filler: Filler) -> Filler | None:
    """The filler with its noun for a pronoun; None where it is no content of the act."""
    filler = _stood_for(resolver, cue, filler)
    if filler.head > cue.i or not _reduced(resolver, cue):
        return filler
    verb, lexicon = resolver.parse.tokens[cue.i], resolver.lexicon
    told = entry.act in OF_ANTECEDENT and lemma_of(verb, lexicon) not in lexicon.grammar.deeds
    return filler if told and not is_negated(resolver.parse, lexicon, verb) else None


def _reduced(resolver: Resolver, cue: CueMatch) -> bool:
    """Whether a verb is a participle on its noun: «un prêt garanti par l'État», "a petition signed by farmers"."""
    verb = resolver.parse.tokens[cue.i]
    return verb.rel in {"acl", "conj"} and is_passive(resolver.parse, verb) and not is_finite(resolver.parse, verb)


def _stood_for(resolver: Resolver, cue: CueMatch, filler: Filler) -> Filler:
    """«une clause à laquelle Lomé n'a pas souscrit»: the noun that a relative pronoun stands for, in its place."""
    parse, lexicon = resolver.parse, resolver.lexicon
    noun = relative_antecedent(parse, lexicon, parse.tokens[filler.head])
    if noun is None or noun.pos == "PRON":
        return filler
    first, last = extent(parse, lexicon, noun, "obj")
    return Filler(noun.i, first, before_clause(parse, parse.tokens[cue.i], first, last), filler.role)
