"""Whom a verb addresses."""

from __future__ import annotations

from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.find import CueMatch
from pourparlers.reading.cues.frames import Filler
from pourparlers.reading.text.phrases import noun_phrase


def addressed(resolver: Resolver, cue: CueMatch, found: Filler) -> Reference | None:
    """Whom a verb addresses, of the phrase that its frame names.

    «a reproché à Moscou de mentir»: a capital right after the verb is no place; «a demandé mardi à Berne une pause» has
    one, perhaps.
    """
    head = resolver.parse.tokens[found.head]
    apart = head.left - cue.last > 1
    told = resolver.resolve(head, None, False, placed=apart)
    if told is None or len(told.ids) < 2 or head.pos != "NOUN" or resolver.parse.kid(head, "conj") is not None:
        return told
    # «presse les deux pays de signer»: it aims at both, not at the first of them.
    return resolver.collectives.group(*noun_phrase(resolver.parse, head), None)
