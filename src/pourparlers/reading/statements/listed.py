"""What an act noun holds by a verb of listing: «la proposition de Berne prévoit…», «l'offre visant à…»."""

from __future__ import annotations

from pourparlers.lexicon import ActEntry
from pourparlers.model import Act
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.clauses import extent
from pourparlers.reading.cues.find import CueMatch, lemma_of
from pourparlers.reading.cues.frames import Filler
from pourparlers.reading.text.phrases import is_nonfinite, marker


def listed(resolver: Resolver, cue: CueMatch) -> tuple[ActEntry, Filler] | None:
    """«Parmi les propositions de Berne figurent…», «la proposition de Berne prévoit…»: the content beside the noun."""
    parse, noun = resolver.parse, resolver.parse.tokens[cue.i]
    verb = next((above for above in parse.ancestors(noun) if above.pos in {"VERB", "AUX"}), noun)
    lemma = lemma_of(verb, resolver.lexicon)
    if verb.i == noun.i:
        return None
    if lemma in resolver.lexicon.grammar.listing_from:
        relations: tuple[str, ...] = ("nsubj", "obj", "xcomp", "obl")
    elif lemma in resolver.lexicon.grammar.listing and noun.rel == "nsubj":
        relations = ("obj", "xcomp", "ccomp")
    else:
        return None
    for kid in parse.kids(verb, *relations):
        if kid.i > max(verb.i, cue.last) and kid.pos in {"NOUN", "PROPN", "VERB"} and marker(parse, kid) is None:
            return cue.entry, Filler(kid.i, *extent(parse, resolver.lexicon, kid, "obj"), "obj")
    return None


def listed_by_participle(resolver: Resolver, cue: CueMatch) -> tuple[ActEntry, Filler] | None:
    """«l'offre de Berne prévoyant une pause», «l'appel visant à rouvrir le pont»."""
    parse, lexicon = resolver.parse, resolver.lexicon
    if cue.entry.act is Act.SAY:
        return None  # «sa position concernant les quotas» tells of nothing said
    for verb in parse.kids(parse.tokens[cue.i], "acl"):
        present = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Pres" and verb.i > cue.i
        if not present or lemma_of(verb, lexicon) not in lexicon.grammar.listing:
            continue
        for kid in parse.kids(verb, "obj", "xcomp", "obl"):
            relation = "xcomp" if is_nonfinite(parse, kid) else "obj"
            if kid.i > verb.i and kid.left <= verb.i + 2:
                return cue.entry, Filler(kid.i, *extent(parse, lexicon, kid, relation), relation)
    return None
