"""What a telling leaves to what stands around it: parties, day, place; and which tellings make an encounter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from pourparlers.model import EncounterKind, Status, Time, TimeType
from pourparlers.reading.cues.find import VERBAL
from pourparlers.reading.encounters.merge import MEETINGS, Telling, first_day, merge_filled
from pourparlers.reading.encounters.parties import Company
from pourparlers.reading.encounters.side import Side
from pourparlers.reading.encounters.signatories import Signatories
from pourparlers.reading.encounters.status import is_ahead
from pourparlers.reading.encounters.whereabouts import Whereabouts
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.text.layout import BlockKind
from pourparlers.reading.text.phrases import marker

NEAR = 2
# The last block that may open the news: the lead, under a title and a line of place and date.
_OPENING = 2
BODIES = {EncounterKind.MEETING, EncounterKind.SUMMIT, EncounterKind.VOTE}


class Filler:
    """Completes the tellings of one text."""

    def __init__(self, page: Page, times: Sequence[Time], company: Company) -> None:
        self.page = page
        self.times = times
        self.company = company
        self.signatories = Signatories(company)
        self.whereabouts = Whereabouts(page, company.words.same_place)
        self.parse = page.resolver.parse
        self._ends = [self.parse.tokens[s.last].end for s in self.parse.sentences]
        self._starts = [time.start for time in times]
        self.planned: set[str | None] = set()
        self.relative: list[tuple[int, int]] = []

    def prepare(self, tellings: list[Telling]) -> None:
        """What is to be known before tellings are compared: days told around them, parties that are only counted."""
        self.planned = {t.begin for t in tellings if t.status is Status.PLANNED}
        self.relative = [t.shift[1:] for t in tellings if t.shift]
        by_sentence: dict[int, list[Telling]] = {}
        for telling in tellings:
            by_sentence.setdefault(telling.sent, []).append(telling)
        for n, telling in enumerate(tellings):
            beside = any(t.date and t.kind in MEETINGS for t in by_sentence[telling.sent])
            if telling.entry.public:
                self._said_after(telling, by_sentence[telling.sent])
            if telling.entry.public or not (telling.definite or beside):
                self.day(telling)
            if telling.side.count and not telling.side.parties and not telling.weak:
                told = self._told(telling, tellings[:n], telling.side.count)
                telling.side = Side(told, telling.side.persons, telling.side.count)

    def _said_after(self, public: Telling, beside: Sequence[Telling]) -> None:
        """«told reporters after Tuesday's session»: on the day of what it came after, whatever the lead tells."""
        for other in beside:
            met = other.kind in MEETINGS and other.status is Status.HELD and other.i > public.i and not other.shift
            after = other.ends or marker(self.parse, self.parse.tokens[other.i]) in self.company.words.after
            if met and after and other.begin and not public.date:
                public.date, public.begin = other.date, other.begin

    def fill(self, tellings: list[Telling]) -> list[Telling]:
        """The tellings that make an encounter, completed, in order."""
        for telling in tellings:
            self.day(telling, last=True)
            first_day(telling)
        self._shared(tellings)
        known: list[Telling] = []
        for telling in tellings:
            self._parties(telling, tellings)
            if self._stands(telling):
                known.append(telling)
        known = merge_filled(known)
        self._resumed(known)
        for telling in known:
            if telling.place is None:
                self.whereabouts.fill(telling, known)
        return known

    def _resumed(self, known: list[Telling]) -> None:
        """«Les négociateurs doivent se retrouver le 3 mars»: whoever has negotiated meets again to negotiate."""
        talks = [set(t.side.members) for t in known if t.kind is EncounterKind.TALKS]
        for telling in known:
            again = telling.entry.again and telling.kind is EncounterKind.MEETING
            if again and set(telling.side.members) in talks:
                telling.kind = EncounterKind.TALKS

    def _shared(self, tellings: list[Telling]) -> None:
        """«a-t-il dit à la presse après une réunion avec Lima»: both are of one day and one place."""
        for public in (t for t in tellings if t.entry.public and t.status is Status.HELD):
            for other in tellings:
                beside = other.sent == public.sent and other.kind in MEETINGS and other.status is Status.HELD
                if not beside or other.apart or other.shift or len(other.side.parties) < 2:
                    continue
                if not other.date and public.date:
                    other.date, other.begin = public.date, public.begin
                if other.begin == public.begin:
                    public.place = public.place or other.place
                    other.place = other.place or public.place

    def _stands(self, telling: Telling) -> bool:
        """Whether the text dates or places it and tells who took part."""
        if telling.weak or telling.kind is EncounterKind.CEASEFIRE and not telling.date:
            return False
        if telling.entry.public:
            told = telling.kind is EncounterKind.PRESS_CONFERENCE or telling.date or telling.place
            return bool(told and telling.side.parties) or len(telling.side.parties) > 1
        if telling.entry.process and (telling.apart or not telling.anchored) and not telling.date:
            return False
        alone = telling.kind is EncounterKind.VOTE or telling.kind in BODIES and self._organisation(telling)
        least = 1 if alone else 2
        settled = bool(telling.date or telling.place or telling.aside)
        return settled and len(telling.side.parties) + self._strangers(telling) >= least

    def _strangers(self, telling: Telling) -> int:
        """How many are named of whom no party is known: «s'est entretenu lundi avec M. Garba»."""
        if not telling.side.parties or not telling.date or telling.kind not in MEETINGS | {EncounterKind.CALL}:
            return 0
        persons = self.page.resolver.cast.persons
        return sum(person.id in telling.side.persons and not person.party for person in persons)

    def _organisation(self, telling: Telling) -> bool:
        """«Le Conseil de sécurité s'est réuni»: an organisation that meets by itself."""
        parties = telling.side.parties
        if len(parties) != 1 or self.company.is_state(parties[0]) or parties[0] in telling.side.under:
            return False
        if telling.kind is EncounterKind.SUMMIT and not telling.definite:
            return True  # «Les dirigeants de la Cédéao ont évalué, à l'occasion d'un sommet extraordinaire à Lomé, …»
        verb = telling.entry.verb is not None and telling.entry.needs is None and not telling.side.persons
        return telling.side.closed or verb and parties[0] in self.page.resolver.cast.context.world.things

    # The day.

    def day(self, telling: Telling, last: bool = False) -> None:
        """The last day told before, in the same sentence or paragraph, of what has no date of its own.

        Args:
            telling: what is to be dated.
            last: whether nothing else is to come, so that the day of the news will do.
        """
        if telling.date or telling.status is not Status.HELD:
            return
        if telling.entry.weak or telling.kind in {EncounterKind.SIGNING, EncounterKind.CEASEFIRE}:
            return
        days = list(self._days_before(telling, self._reach(telling)))
        days = days or (list(self._lead_days(telling)) if last else [])
        # «LUSAKA, 15 septembre (AAI) - …»: the day of writing, where another is told.
        days = [time for time in days if not self._heads(time)] or days
        if not days:
            return
        # What is said to the press is said on the last of the days told.
        best = max(days, key=lambda t: t.begin or "") if telling.entry.public else days[-1]
        telling.date, telling.begin, telling.mod = best.value.split("T")[0], best.begin, None
        if telling.shift and best.begin:
            first = date.fromisoformat(best.begin) + timedelta(days=telling.shift[0])
            telling.date = telling.begin = first.isoformat()

    def _reach(self, telling: Telling) -> int:
        """How many sentences before its own may date it."""
        if telling.shift or not (telling.entry.process or telling.apart):
            return 2 * NEAR if telling.entry.public else NEAR
        return 0 if telling.place or telling.duration else -1

    def _days_before(self, telling: Telling, near: int) -> Iterator[Time]:
        """The single days told before it, or in its own sentence, that can be its day, in order."""
        start = telling.shift[1] if telling.shift else self.parse.tokens[telling.i].start
        # No time before the sentences that count can be the one.
        nearest = telling.sent - near
        begin = bisect_left(self._starts, self._ends[nearest - 1]) if nearest > 0 else 0
        for time in islice(self.times, begin, None):
            if time.start > start and (telling.shift or not self._same_sentence(time, telling)):
                return
            if any(first <= time.start < last for first, last in self.relative) or not _is_day(time):
                continue
            sentence = bisect_right(self._ends, time.start)
            sentence = sentence if sentence < len(self.parse.sentences) else 0
            apart = telling.block - self.parse.sentences[sentence].block
            same = apart == 0 or telling.entry.public or (apart == 1 and self._above(time, telling, sentence))
            if same and telling.sent - sentence <= near and self._past(time):
                yield time

    def _above(self, time: Time, telling: Telling, sentence: int) -> bool:
        """A heading that is a date («13 avril 2017. –»), or the last sentence of the paragraph before."""
        if self.page.blocks[telling.block - 1].kind in {BlockKind.DATELINE, BlockKind.HEADING}:
            return True
        return telling.sent - sentence == 1 and self._first_of_block(telling) and not self._earlier(telling)

    def _earlier(self, telling: Telling) -> bool:
        """«Un sommet s'était tenu à Lomé», "had met": it came before what the paragraph above tells."""
        at = self.parse.tokens[telling.i]
        verb = next((above for above in (at, *self.parse.ancestors(at)) if above.pos in VERBAL), None)
        marks = [mark for mark in self.parse.kids(verb, "aux") if mark.dep != "aux:pass"] if verb else []
        perfect = verb is not None and verb.feats.get("VerbForm") == "Part"
        return perfect and any(mark.feats.get("Tense") in {"Past", "Imp"} for mark in marks)

    def _first_of_block(self, telling: Telling) -> bool:
        return telling.sent == 0 or self.parse.sentences[telling.sent - 1].block != telling.block

    def _lead_days(self, telling: Telling) -> Iterator[Time]:
        """The day of the news, of what is said to the press without a day: the first that the opening tells."""
        if not telling.spoken or telling.shift:
            return
        days = [time for time in self.times if self._block_of(time) <= _OPENING and _is_day(time) and self._past(time)]
        yield from [time for time in days if self._after_verb(time)][:1] or days[:1]

    def _block_of(self, time: Time) -> int:
        sentence = bisect_right(self._ends, time.start)
        return self.parse.sentences[min(sentence, len(self.parse.sentences) - 1)].block

    def _heads(self, time: Time) -> bool:
        return self.page.blocks[self._block_of(time)].kind is BlockKind.DATELINE

    def _after_verb(self, time: Time) -> bool:
        """Whether a verb stands before a day in its paragraph: a dateline is the day of writing."""
        last = bisect_left(self.parse.starts, time.start)
        first = bisect_left(self.parse.starts, self.page.blocks[self._block_of(time)].start)
        return any(token.pos in VERBAL for token in self.parse.tokens[first:last])

    def _past(self, time: Time) -> bool:
        """A day for which something is planned, or told in the future tense, is not the day of what was held."""
        if time.begin in self.planned:
            return False
        token = self.parse.tokens[min(bisect_left(self.parse.starts, time.start), len(self.parse.tokens) - 1)]
        lexicon = self.company.lexicon
        verb = next((above for above in (token, *self.parse.ancestors(token)) if above.pos in VERBAL), None)
        return verb is None or not is_ahead(self.parse, lexicon, verb)

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
        if len(side.members) >= max(2, wanted) or side.closed or self._organisation(telling):
            return
        to_be_or_done = telling.status in {Status.HELD, Status.PLANNED}
        if telling.kind is EncounterKind.SIGNING and to_be_or_done and not wanted and not side.persons:
            if telling.date or telling.place:
                found = self._signers(telling, tellings) or self.signatories.of(telling)
                telling.side += Side(found if set(telling.side.members) <= set(found) else ())
            return
        if telling.kind is EncounterKind.VOTE:
            return
        if self._of_both(telling):
            telling.side += Side(self._signers(telling, tellings))
            return
        alone = telling.kind is EncounterKind.VISIT or (telling.entry.process and telling.entry.verb)
        if alone and not side.parties and not wanted:
            return
        told = self._told(telling, tellings, wanted)
        if told and set(side.members) <= set(told):
            telling.side = Side((*told, *(p for p in side.under if p not in told)), side.persons, side.count)

    def _of_both(self, telling: Telling) -> bool:
        """«La visite de la station, prévue jeudi, est annulée»: where nobody is named, it is the two sides'."""
        unmade = telling.status in {Status.PLANNED, Status.CANCELLED} or telling.later
        visit = telling.kind is EncounterKind.VISIT and telling.entry.verb is None and unmade and not telling.apart
        return visit and bool(telling.date) and not telling.side.parties and not telling.side.persons

    def _signers(self, telling: Telling, tellings: list[Telling]) -> tuple[str, ...]:
        """The two sides of the text; of what is to be signed those of the talks, where its sentence names no other."""
        if self.company.fits_pair(telling.i):
            return self.company.table.pair
        talks = [t.side.members for t in tellings if t.kind in MEETINGS and t.anchored and len(t.side.members) == 2]
        if telling.status is not Status.PLANNED:
            return ()
        sides = talks[0] if len({frozenset(pair) for pair in talks}) == 1 else self._several()
        return sides if self.company.fits(telling.i, sides) else ()

    def _several(self) -> tuple[str, ...]:
        """The states, three or more, that have their say in the text: where all negotiate, all are to sign."""
        table = self.company.table
        sides = tuple(p for p in table.voices if table.is_state(p) and p not in table.mediators)
        return sides if len(sides) > 2 and not table.sides else ()

    def _told(self, telling: Telling, tellings: list[Telling], wanted: int) -> tuple[str, ...]:
        """The parties of another telling that counts as many, else the principal parties of the text."""
        if self.company.table.movement is not None and wanted <= 2:
            pair = self.company.table.pair
            return pair if set(telling.side.members) <= set(pair) else ()
        others = [
            t
            for t in tellings
            if t is not telling
            and (len(t.side.members) >= 2 or not wanted and self._organisation(t))
            and t.kind in MEETINGS
            and not t.weak
        ]
        others = [t for t in others if t.anchored or not t.entry.process]
        others.sort(key=lambda t: (t.i > telling.i, abs(t.i - telling.i)))
        for other in others:
            if set(telling.side.members) <= set(other.side.parties) and wanted <= len(other.side.parties):
                # Who mediated once need not be there again.
                ahead = telling.status is Status.PLANNED and len(other.side.members) > 1
                return (other.side.members if ahead else other.side.parties)[: wanted or None]
        if not wanted and not self.company.table.sides:
            # «La prochaine session», «les délégués se retrouveront»: whom one «receives» would be told.
            guest = telling.entry.verb and telling.entry.parties and not telling.side.all
            table = () if guest else self.company.table.voices
            return table if len(table) > 1 and set(telling.side.members) <= set(table) else ()
        size = wanted or 2
        if wanted == 2:
            before = [p for p in self.company.before(telling.i) if self.company.is_state(p)]
            last = [p for p in before if p in self.company.table.principal] if len(before) > 2 else before
            if len(last) >= 2:
                return self._pair_of(last[:2])
        own, talking = set(telling.side.members), self.company.table
        # «Le Laos a dit oui»: one of the two sides talks with the other.
        order = (*talking.sides, *talking.principal) if own and own <= set(talking.sides) else talking.principal
        principal = [p for p in dict.fromkeys(order) if p not in own]
        found = (*telling.side.members, *principal)[:size]
        return found if len(found) == size else ()

    def _pair_of(self, last: list[str]) -> tuple[str, ...]:
        """«disaient les Finlandais … les deux négociateurs»: the pair, where of two named last one alone is of it."""
        pair = self.company.table.pair
        return pair if pair and len(set(last) & set(pair)) < 2 else tuple(reversed(last))

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


def _is_day(time: Time) -> bool:
    dated = time.type in {TimeType.DATE, TimeType.TIME} and len(time.value) >= 10
    return dated and bool(time.begin) and time.begin == time.end_date
