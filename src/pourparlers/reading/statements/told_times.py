"""When something was said: the time told beside a cue, in a clause that the cue is part of."""

from __future__ import annotations

from bisect import bisect_left

from pourparlers.language.tree import Parse, Token
from pourparlers.model import Time
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.text.spans import SpanIndex

# Clauses of their own: a time in them is that of what they tell.
_CLAUSES = frozenset({"acl:relcl", "advcl", "ccomp", "csubj"})


def told_time(resolver: Resolver, draft: Draft, times: SpanIndex[Time]) -> str | None:
    """The id of the time told beside a cue in its sentence, outside what is said; None where there is none."""
    if draft.cue_word is None:
        return None
    parse = resolver.parse
    cue = parse.tokens[draft.cue_word]
    sentence = parse.sentence_of(cue)
    start, end = parse.tokens[sentence.first].start, parse.tokens[sentence.last].end
    near = [
        (abs(t.start - (draft.cue or (0, 0))[0]), t.id)
        for t in times.touching(start, end)
        if t.type in {"DATE", "TIME"} and start <= t.start and t.end <= end
        if not any(a <= t.start < b for a, b in draft.content) and not _elsewhere(parse, t, cue)
    ]
    return min(near)[1] if near else None


def _elsewhere(parse: Parse, time: Time, cue: Token) -> bool:
    """Whether a time stands in a finite clause without the cue: "seek a penalty that was last carried out in 1953"."""
    words = parse.tokens[bisect_left(parse.starts, time.start) : bisect_left(parse.starts, time.end)]
    if words and words[0].i <= parse.sentence_of(cue).first + 1:
        # "On | Tuesday, in a sitting that went on for hours, Lima asked …": what opens a sentence is of all of it.
        return False
    inside = {word.i for word in words}
    top = next((word for word in words if word.head not in inside), None)
    above = {cue.i, *(one.i for one in parse.ancestors(cue))}
    # The way up ends where it meets the way from the cue.
    way = [] if top is None else [top, *parse.ancestors(top)]
    for one in way:
        if one.i in above:
            return False
        if one.dep in _CLAUSES and _finite(parse, one):
            return True
    return False


def _finite(parse: Parse, verb: Token) -> bool:
    """Whether a clause is told by a finite verb; «Réuni mardi, le conseil refuse» is when it refuses."""
    return any(one.feats.get("VerbForm") == "Fin" for one in (verb, *parse.kids(verb, "aux", "cop")))
