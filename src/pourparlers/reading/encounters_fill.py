"""What a telling leaves to what stands around it: parties, day, place; and which tellings make an encounter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice

from pourparlers.lexicon import NameKind
from pourparlers.model import EncounterKind, Status, Time, TimeType
from pourparlers.reading.attribution import Page
from pourparlers.reading.encounters_merge import MEETINGS, Telling
from pourparlers.reading.encounters_parties import Company, Side
from pourparlers.reading.encounters_when import plain_name
from pourparlers.reading.layout import BlockKind

NEAR = 2
BODIES = {EncounterKind.MEETING, EncounterKind.SUMMIT, EncounterKind.VOTE}


class Filler:
    """Completes the tellings of one text."""

    def __init__(self, page: Page, times: Sequence[Time], company: Company) -> None:
        self.page = page
        self.times = times
        self.company = company
        self.parse = page.resolver.parse
        self._ends = [self.parse.tokens[s.last].end for s in self.parse.sentences]
        self._starts = [time.start for time in times]
        self.planned: set[str | None] = set()

    def prepare(self, tellings: list[Telling]) -> None:
        """What is to be known before tellings are compared: days told around them, parties that are only counted."""
        self.planned = {t.begin for t in tellings if t.status is Status.PLANNED}
        by_sentence: dict[int, list[Telling]] = {}
        for telling in tellings:
            by_sentence.setdefault(telling.sent, []).append(telling)
        for n, telling in enumerate(tellings):
            beside = any(t.date and t.kind in MEETINGS for t in by_sentence[telling.sent])
            if telling.entry.public or not (telling.definite or beside):
                self.day(telling)
            if telling.side.count and not telling.side.parties and not telling.weak:
                told = self._told(telling, tellings[:n], telling.side.count)
                telling.side = Side(told, telling.side.persons, telling.side.count)

    def fill(self, tellings: list[Telling]) -> list[Telling]:
        """The tellings that make an encounter, completed, in order."""
        for telling in tellings:
            self.day(telling)
        known: list[Telling] = []
        for telling in tellings:
            self._parties(telling, tellings)
            if self._stands(telling):
                known.append(telling)
        for telling in known:
            if telling.place is None:
                self._place(telling, known)
        return known

    def _stands(self, telling: Telling) -> bool:
        """Whether the text dates or places it and tells who took part."""
        if telling.weak:
            return False
        if telling.entry.public:
            return bool(telling.side.parties)
        if telling.entry.process and (telling.apart or not telling.anchored) and not telling.date:
            return False
        least = 1 if telling.kind in BODIES and self._organisation(telling) else 2
        return bool(telling.date or telling.place) and len(telling.side.parties) >= least

    def _organisation(self, telling: Telling) -> bool:
        """«Le Conseil de sécurité s'est réuni»: an organisation that meets by itself."""
        things, parties = self.page.resolver.cast.context.world.things, telling.side.parties
        if len(parties) != 1 or parties[0] not in things or things[parties[0]].kind == "state":
            return False
        return (
            telling.side.closed
            or telling.entry.verb is not None
            and not telling.side.persons
            and not telling.entry.parties
        )

    # The day.

    def day(self, telling: Telling) -> None:
        """The last day told before, in the same sentence or paragraph, of what has no date of its own."""
        if telling.date or telling.status is not Status.HELD:
            return
        if telling.entry.weak or telling.kind is EncounterKind.SIGNING:
            return
        start = self.parse.tokens[telling.i].start
        near = 2 * NEAR if telling.entry.public else NEAR
        if telling.entry.process or telling.apart:
            near = 0 if telling.place or telling.duration else -1
        sentences = self.parse.sentences
        best: Time | None = None
        # No time before the sentences that count can be the one.
        nearest = telling.sent - near
        begin = bisect_left(self._starts, self._ends[nearest - 1]) if nearest > 0 else 0
        for time in islice(self.times, begin, None):
            if time.start > start and not self._same_sentence(time, telling):
                break
            if (
                time.type in {TimeType.DATE, TimeType.TIME}
                and time.begin
                and time.begin == time.end_date
                and len(time.value) >= 10
            ):
                sentence = bisect_right(self._ends, time.start)
                sentence = sentence if sentence < len(sentences) else 0
                same = sentences[sentence].block == telling.block or telling.entry.public
                if same and telling.sent - sentence <= near and time.begin not in self.planned:
                    best = (
                        time
                        if best is None or not telling.entry.public
                        else max(best, time, key=lambda t: t.begin or "")
                    )
        if best is not None:
            telling.date, telling.begin, telling.mod = best.value.split("T")[0], best.begin, None

    def _same_sentence(self, time: Time, telling: Telling) -> bool:
        sentence = self.parse.sentences[telling.sent]
        return self.parse.tokens[sentence.first].start <= time.start < self.parse.tokens[sentence.last].end

    # Who.

    def _parties(self, telling: Telling, tellings: list[Telling]) -> None:
        side, wanted = telling.side, telling.side.count
        if telling.weak:
            return
        if telling.entry.public:
            if (not side.parties and not side.closed) or self._common(telling):
                self._speaker(telling, tellings)
            return
        if len(side.parties) >= max(2, wanted) or side.closed or self._organisation(telling):
            return
        if telling.kind is EncounterKind.SIGNING and telling.status is Status.HELD and not wanted and not side.persons:
            return
        alone = telling.kind in {EncounterKind.VISIT, EncounterKind.VOTE} or (
            telling.entry.process and telling.entry.verb
        )
        if alone and not side.parties and not wanted:
            return
        told = self._told(telling, tellings, wanted)
        if told and set(side.parties) <= set(told):
            telling.side = Side(told, side.persons, side.count)

    def _told(self, telling: Telling, tellings: list[Telling], wanted: int) -> tuple[str, ...]:
        """The parties of another telling that counts as many, else the principal parties of the text."""
        others = [
            t for t in tellings if t is not telling and len(t.side.parties) >= 2 and t.kind in MEETINGS and not t.weak
        ]
        others = [t for t in others if t.anchored or not t.entry.process]
        others.sort(key=lambda t: (t.i > telling.i, abs(t.i - telling.i)))
        for other in others:
            if set(telling.side.parties) <= set(other.side.parties) and wanted <= len(other.side.parties):
                return other.side.parties[: wanted or None]
        size = wanted or 2
        if wanted == 2:
            last = [p for p in self.company.before(telling.i) if p in self.company.principal]
            if len(last) >= 2:
                return tuple(reversed(last[:2]))
        principal = [p for p in self.company.principal if p not in telling.side.parties]
        found = (*telling.side.parties, *principal)[:size]
        return found if len(found) == size else ()

    def _common(self, telling: Telling) -> bool:
        token = self.parse.tokens[telling.i]
        common = self.company.words.common
        return any(kid.lemma in common for kid in self.parse.kids(token, "amod"))

    def _speaker(self, telling: Telling, tellings: list[Telling]) -> None:
        """Who speaks at a press conference that names nobody: all, where it is common; else the next who is named."""
        if self._common(telling):
            told = self._told(telling, tellings, 0)
            telling.side = telling.side + Side(told)
            return
        for person in self.page.resolver.cast.persons:
            for name in person.names:
                sent = self.parse.tokens[name.first].sent
                if person.party and telling.sent <= sent <= telling.sent + 1:
                    telling.side = Side((person.party,), (person.id,))
                    return

    # Where.

    def _place(self, telling: Telling, known: list[Telling]) -> None:
        """A press conference is where the talks of that day are; what is dated near the article, at its dateline."""
        if telling.kind in {EncounterKind.CALL, EncounterKind.HANDOVER, EncounterKind.SIGNING, EncounterKind.CEASEFIRE}:
            return
        if telling.status is not Status.HELD:
            return
        if telling.entry.public or telling.kind in MEETINGS:
            for other in known:
                if (
                    other is not telling
                    and other.kind in MEETINGS
                    and other.place
                    and other.status is Status.HELD
                    and _close(other, telling)
                ):
                    telling.place = other.place
                    return
        if telling.entry.public or telling.block <= 2:
            telling.place = self._dateline()

    def _dateline(self) -> str | None:
        for block in self.page.blocks:
            if block.kind is BlockKind.DATELINE:
                for mention in self.page.resolver.cast.mentions:
                    start = self.parse.tokens[mention.first].start
                    if block.start <= start < block.end and mention.kind in {NameKind.CAPITAL, NameKind.PLACE}:
                        return plain_name(self.parse.slice(mention.first, mention.last))
        return None


def _close(a: Telling, b: Telling) -> bool:
    if not (a.begin and b.begin):
        return not b.begin
    return a.begin <= b.begin and (a.begin[:8] == b.begin[:8]) and int(b.begin[8:]) - int(a.begin[8:]) <= 2
