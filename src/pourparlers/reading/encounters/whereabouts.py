"""Where an encounter was that tells no place: where others of its day or of its parties were, or at the dateline."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.lexicon import NameKind
from pourparlers.model import EncounterKind, Status
from pourparlers.reading.encounters.merge import GATHERINGS, MEETINGS, Telling
from pourparlers.reading.encounters.placenames import plain_name
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.text.layout import BlockKind


class Whereabouts:
    """Places the encounters of one text.

    Args:
        page: the text.
        same_place: phrases for where one was before («au même endroit»).
    """

    def __init__(self, page: Page, same_place: Sequence[str]) -> None:
        self.page = page
        self.parse = page.resolver.parse
        self.same_place = same_place

    def fill(self, telling: Telling, known: list[Telling]) -> None:
        """A press conference is where the talks of that day are; what is dated near the article, at its dateline."""
        if telling.kind in {EncounterKind.CALL, EncounterKind.HANDOVER, EncounterKind.SIGNING, EncounterKind.CEASEFIRE}:
            return
        if self._there_again(telling):
            before = [other for other in known if other.i < telling.i and other.place and other.kind in GATHERINGS]
            telling.place = before[-1].place if before else self._dateline()
        if telling.place or telling.status is not Status.HELD:
            return
        beside = self._others(telling, known) if telling.entry.public or telling.kind in MEETINGS else []
        # Those of that day or of the same parties were there; else a lead tells of where it is written.
        members = set(telling.side.members)
        near = [o for o in beside if o.begin == telling.begin or set(o.side.members) == members]
        telling.place = next((other.place for other in near), None)
        lead = telling.block <= 2 and not telling.entry.public
        if telling.place is None and (lead or telling.kind is EncounterKind.PRESS_CONFERENCE and not beside):
            telling.place = self._dateline()
        telling.place = telling.place or next((other.place for other in beside), None)
        if telling.place is None and telling.kind in GATHERINGS and not telling.apart:
            telling.place = next((other.place for other in known if _next_day(telling, other)), None)
        if telling.place is None and telling.kind is EncounterKind.TALKS and not telling.apart:
            telling.place = _only_place(telling, known)

    def _others(self, telling: Telling, known: list[Telling]) -> list[Telling]:
        """What was held about the same day and is placed."""
        held = (o for o in known if o is not telling and o.kind in MEETINGS and o.status is Status.HELD)
        return [other for other in held if other.place and _close(other, telling)]

    def _there_again(self, telling: Telling) -> bool:
        """«doivent se retrouver mercredi au même endroit»."""
        sentence = self.parse.sentences[telling.sent]
        words = self.parse.slice(sentence.first, sentence.last).lower()
        return any(phrase in words for phrase in self.same_place)

    def _dateline(self) -> str | None:
        for block in self.page.blocks:
            if block.kind is BlockKind.DATELINE:
                for mention in self.page.resolver.cast.mentions:
                    start = self.parse.tokens[mention.first].start
                    if block.start <= start < block.end and mention.kind in {NameKind.CAPITAL, NameKind.PLACE}:
                        return plain_name(self.parse.slice(mention.first, mention.last))
        return None


def _next_day(a: Telling, b: Telling) -> bool:
    """«La veille, ils s'étaient vus cinq heures», of those who negotiated the day after where it is told."""
    talks = b.kind in GATHERINGS and b.status is Status.HELD and b.place is not None
    return talks and bool(a.begin and b.begin) and _close(a, b) and set(a.side.members) == set(b.side.members)


def _only_place(a: Telling, known: Sequence[Telling]) -> str | None:
    """Where those who negotiate have met each time that the text tells it, if that is one place."""
    same = (b for b in known if b.kind in GATHERINGS and set(b.side.members) == set(a.side.members))
    places = {b.place for b in same if b.place}
    return places.pop() if len(places) == 1 else None


def _close(a: Telling, b: Telling) -> bool:
    if not (a.begin and b.begin):
        return not b.begin
    return a.begin <= b.begin and (a.begin[:8] == b.begin[:8]) and int(b.begin[8:]) - int(a.begin[8:]) <= 2
