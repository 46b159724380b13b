"""Encounters: who met, talked, called, visited, signed, handed over, when and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon.order import order_of
from pourparlers.model import Encounter, EncounterKind, Span, Status, Time
from pourparlers.reading.cues.drafts import Draft, words_span
from pourparlers.reading.encounters.chronicle import Chronicle
from pourparlers.reading.encounters.cues import (
    Place,
    Setting,
    Trigger,
    clause_span,
    clause_words,
    find_triggers,
    setting_of,
    subtree,
)
from pourparlers.reading.encounters.denials import Denials
from pourparlers.reading.encounters.elliptic import Elliptic
from pourparlers.reading.encounters.fill import Filler
from pourparlers.reading.encounters.fit import Conditions
from pourparlers.reading.encounters.merge import MEETINGS, Telling, first_day, merge
from pourparlers.reading.encounters.moved import Moves
from pourparlers.reading.encounters.nth_day import nth_day, until
from pourparlers.reading.encounters.overdue import Overdue
from pourparlers.reading.encounters.parties import Company
from pourparlers.reading.encounters.placenames import PlaceNames
from pourparlers.reading.encounters.places import Places
from pourparlers.reading.encounters.reach import Reach
from pourparlers.reading.encounters.side import Side
from pourparlers.reading.encounters.status import Fate, fate_of, listed
from pourparlers.reading.encounters.twice import Twice
from pourparlers.reading.encounters.when import Clock, When, shift_of
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.text.layout import BlockKind
from pourparlers.reading.text.phrases import marker

# Talks that so many sentences before told of are still going on.
_AFTER = 6


def find_encounters(
    page: Page, times: Sequence[Time], drafts: Sequence[Draft], published: str | None = None
) -> list[Encounter]:
    """The encounters of a text, one per happening, in order of the text."""
    reading = _Reading(page, times, drafts, published)
    filler = Filler(page, times, reading.company)
    told = list(reading.tellings())
    filler.prepare(told)
    tellings = merge(told)
    for telling in tellings:
        first_day(telling)
    kept = filler.fill(tellings)
    return [_encounter(page, number, telling) for number, telling in enumerate(kept, 1)]


class _Reading:
    """Reads each word of encounter of a text for what it tells."""

    def __init__(self, page: Page, times: Sequence[Time], drafts: Sequence[Draft], published: str | None) -> None:
        self.page = page
        self.resolver = page.resolver
        self.parse = page.resolver.parse
        self.lexicon = page.resolver.lexicon
        self.clock = Clock(page.resolver, times)
        self.company = Company(page.resolver, drafts, self.clock.by_word)
        self.reach = Reach(self.parse, self.lexicon, self.clock.by_word)
        names = PlaceNames(page.resolver, self.clock.by_word)
        self.places = Places(page.resolver, names, self.reach, self.company.is_state)
        self.conditions = Conditions(page.resolver, drafts, self.clock.by_word)
        self.twice = Twice(self.parse, self.clock, names, self.lexicon.encounter_words)
        self.overdue = Overdue(self.parse, self.lexicon, published)
        self.moves = Moves(self.parse, self.lexicon, self.clock)
        self.denials = Denials(self.parse, self.lexicon, drafts)
        self.chronicle = Chronicle(self.parse, page.blocks, times)
        self.elliptic = Elliptic(self.parse, self.lexicon, self.clock)
        self.gathered: set[int] = set()

    def tellings(self) -> Iterator[Telling]:
        triggers = self.elliptic.find(find_triggers(self.parse, self.lexicon), self.denials.said)
        self.reach.nouns = {t.i for t in triggers if not t.verbal and not t.entry.weak and not t.entry.needs}
        self.gathered = {t.i for t in triggers if t.entry.kind in MEETINGS | {EncounterKind.CALL} and not t.entry.weak}
        for trigger in triggers:
            block = self.page.blocks[self.parse.sentence_of(self.parse.tokens[trigger.i]).block]
            if block.kind is BlockKind.DATELINE:
                continue
            setting = setting_of(self.parse, self.lexicon, trigger)
            fate = self.denials.fate(trigger, setting, fate_of(self.parse, self.lexicon, trigger, setting))
            if self._by_screen(trigger, setting):
                continue
            if trigger.entry.needs == "denied" and fate.status is not Status.DENIED:
                continue
            if fate.status is None or not self.conditions.fits(trigger, setting):
                continue
            telling = self._telling(trigger, setting, fate, fate.status)
            if telling is not None:
                yield from self.twice.split(telling)

    def _going_on(self, token: Token) -> bool:
        """«Ils ont négocié mardi. Le lendemain, les équipes ont abordé les péages»: talks were told just before."""
        return any(0 < token.sent - self.parse.tokens[i].sent <= _AFTER for i in self.gathered)

    def _by_screen(self, trigger: Trigger, setting: Setting) -> bool:
        """«se réuniront en visioconférence» is one meeting, not a call besides."""
        # «a participé par visioconférence au sommet»
        oblique = setting.place is Place.OBJECT and self.parse.tokens[trigger.i].rel == "obl"
        beside = setting.place in {Place.DURING, Place.APART} or oblique
        if trigger.verbal or trigger.entry.kind != EncounterKind.CALL or not beside:
            return False
        verb = setting.verb
        token = self.parse.tokens[trigger.i]
        if token.rel == "nmod" and token.head in self.gathered:
            return True  # «une réunion par visioconférence»
        if verb is None:
            return False
        kids = self.parse.kids(verb, "nsubj", "obj", "xcomp", "obl")
        return verb.i in self.gathered and setting.place is Place.DURING or any(kid.i in self.gathered for kid in kids)

    # What a trigger tells.

    def _telling(self, trigger: Trigger, setting: Setting, fate: Fate, status: Status) -> Telling | None:
        token = self.parse.tokens[trigger.i]
        side = self.company.of(trigger, setting)
        nth = nth_day(self.parse, self.lexicon, setting)
        shift = None if nth else shift_of(self.parse, self.lexicon, token, setting.steps)
        when = self._own_days(token, shift) if shift else self._when(trigger, setting)
        when = until(when, nth) if nth else when
        moved = None if trigger.verbal else self.moves.day(setting)
        if moved is not None and moved.date:
            # Whether the new day has come is told by the day of the article.
            when, status = moved, Status.HELD
        when = self.chronicle.dated(when, trigger, setting, status)
        where = self.places.of(trigger, setting)
        if when.recurs or (fate.possible and not when.date):
            return None
        unmade = status is Status.CANCELLED and fate.possible and trigger.verbal and _past_tense(self.parse, token)
        if unmade and (len(when.date or "") < len("2024-05-08") or where is None):
            return None
        if not self.conditions.together(trigger, side, bool(when.date and (where or self._going_on(token)))):
            return None
        kind = EncounterKind(trigger.entry.kind)
        status = self._by_day(status, when, trigger, setting)
        if status is Status.HELD and trigger.entry.status:
            status = Status(trigger.entry.status)
        if kind is EncounterKind.SIGNING and not side.parties and self.conditions.names_one(trigger):
            side += Side(closed=True)
        if kind is EncounterKind.SIGNING and not trigger.verbal and len(side.parties) < 2:
            side += self.company.counted(clause_words(self.parse, setting.verb or token))
        if any(role.partition(":")[0] == "place" for role in trigger.entry.parties):
            if where is None and trigger.entry.needs in {"place", "expected"}:
                return None
            if where is not None and not trigger.verbal and not side.parties:
                side += self.company.visitor_at(where.first)
            state = where.state if where else None
            side += Side((state,)) if state and state in self.resolver.cast.context.world.things else Side()
            side += self.places.further(where) if where else Side()
        elif where is not None and len(side.members) == 1 and kind in MEETINGS:
            side += self.places.palace(where)
        first, last = clause_span(self.parse, self.lexicon, trigger, setting)
        sentence = self.parse.sentence_of(token)
        return Telling(
            i=trigger.i,
            sent=token.sent,
            block=sentence.block,
            entry=trigger.entry,
            kind=kind,
            status=status,
            side=side,
            place=where.text if where else None,
            date=when.date,
            mod=when.mod,
            duration=when.duration,
            begin=when.begin,
            definite=self._definite(token, trigger),
            later=self._later(token),
            ends=self._ends(setting, trigger, token) or nth > 0 or self._after_days(when, setting, token),
            nth=nth > 0,
            anchored=bool(when.date or where) and not trigger.entry.weak,
            weak=trigger.entry.weak,
            apart=not self.reach.clause(trigger, setting) and not trigger.verbal and setting.place is not Place.ALONE,
            shift=shift,
            spoken=trigger.entry.public or self._spoken_at(token, setting),
            aside=self._aside(trigger, setting),
            claimed=self.denials.claimed(token),
            order=None if trigger.verbal else order_of(self.parse.slice(token.left, token.i), self.lexicon.language),
            margin=any(step.lemma in self.lexicon.encounter_words.aside for step in setting.steps),
            spans=[words_span(self.parse, first, last)],
        )

    def _by_day(self, status: Status, when: When, trigger: Trigger, setting: Setting) -> Status:
        """What is told as held «demain» is planned; what was to be on a day that is past has not been."""
        if status is Status.HELD and when.ahead:
            return Status.PLANNED
        subject = trigger.verbal or setting.place is Place.SUBJECT
        overdue = status is Status.PLANNED and subject and self.overdue.was_to_be(when.begin, setting.verb)
        return Status.CANCELLED if overdue else status

    def _when(self, trigger: Trigger, setting: Setting) -> When:
        token = self.parse.tokens[trigger.i]
        own = self.reach.own(token, trigger, setting)
        when = self.clock.read(own, token, token, process=trigger.entry.process)
        around = self.reach.clause(trigger, setting)
        if around and not (when.date and when.duration):
            top = setting.verb or token
            other = self.clock.read(around, token, top, dates=not when.date, process=trigger.entry.process)
            when = When(
                when.date or other.date,
                when.mod if when.date else other.mod,
                when.duration or other.duration,
                when.begin or other.begin,
                (when.recurs or other.recurs) and not (when.date or other.date),
                when.ahead or other.ahead,
            )
        return when

    def _own_days(self, token: Token, shift: tuple[int, int, int] | None = None) -> When:
        """«au lendemain d'une rencontre tenue mardi»: what dates the noun alone, not the clause around it."""
        words = subtree(self.parse, token)
        if shift is not None:
            # "two days after the talks" does not tell how long they lasted.
            words = {i for i in words if not shift[1] <= self.parse.tokens[i].start < shift[2]}
        return self.clock.read(words, token, token)

    def _spoken_at(self, token: Token, setting: Setting) -> bool:
        """«a souligné le ministre à l'issue d'un entretien»: what is said at its end is said that day."""
        verb, words = setting.verb, self.lexicon.encounter_words
        during = bool(setting.steps) or marker(self.parse, token) in words.during
        if verb is None or setting.place is not Place.DURING or not during:
            return False
        return listed(self.parse, verb, words.speaking, self.lexicon)

    def _aside(self, trigger: Trigger, setting: Setting) -> bool:
        """«en marge du sommet», "on the sidelines of the General Assembly": the occasion places it."""
        tops = [setting.verb, self.parse.tokens[trigger.i]]
        asides = self.lexicon.encounter_words.aside
        return any(kid.lemma in asides for top in tops if top for kid in self.parse.kids(top, "obl", "nmod"))

    def _definite(self, token: Token, trigger: Trigger) -> bool:
        if trigger.verbal:
            # «Les délégations se sont séparées»: those who have met.
            return listed(self.parse, token, self.lexicon.encounter_words.ending, self.lexicon)
        grammar = self.lexicon.grammar
        words = {kid.plain for kid in self.parse.kids(token, "det")}
        before = self.parse.tokens[trigger.first - 1].plain if trigger.first else ""
        return (
            bool(words & set(grammar.definite))
            or before in grammar.definite
            or before in grammar.possessive
            or not words
        )

    def _later(self, token: Token) -> bool:
        words = self.lexicon.encounter_words
        if token.plain in words.elliptic:
            return True
        kids = self.parse.kids(token, "amod", "det", "nummod", "compound")
        return any(kid.lemma in words.later or kid.lower in words.later for kid in kids)

    def _ends(self, setting: Setting, trigger: Trigger, token: Token) -> bool:
        ending = self.lexicon.encounter_words.ending
        verb = setting.verb
        if any(step.lemma in ending for step in setting.steps):
            return True
        if verb is None or setting.place not in {Place.SUBJECT, Place.OBJECT}:
            return False
        return listed(self.parse, verb, ending, self.lexicon)

    def _after_days(self, when: When, setting: Setting, token: Token) -> bool:
        """«ont signé vendredi après deux jours de pourparlers»: the date of the clause is that of the last day."""
        if when.duration is None or not when.duration.endswith("D") or when.duration == "P1D":
            return False
        marks = self.lexicon.encounter_words.after
        told = any(marker(self.parse, word) in marks for word in (token, *setting.steps))
        return told and self._own_days(token).date is None


def _past_tense(parse: Parse, verb: Token) -> bool:
    """«ne s'est pas rendu», "did not travel", not «ne se rendra pas»."""
    tenses = {form.feats.get("Tense") for form in (verb, *parse.kids(verb, "aux"))}
    return "Fut" not in tenses and (verb.feats.get("VerbForm") == "Part" or "Past" in tenses)


def _encounter(page: Page, number: int, telling: Telling) -> Encounter:
    text = page.resolver.parse.text
    spans = list(dict.fromkeys(telling.spans))
    return Encounter(
        id=f"e{number}",
        kind=telling.kind,
        parties=telling.side.parties,
        persons=telling.side.persons,
        place=telling.place,
        date=telling.date,
        mod=telling.mod,
        duration=telling.duration,
        status=telling.status,
        evidence=tuple(Span.of(text, *span) for span in spans),
        rule=telling.entry.id,
    )
