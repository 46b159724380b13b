"""Encounters: who met, talked, called, visited, signed, handed over, when and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon.order import order_of
from pourparlers.model import Encounter, EncounterKind, Span, Status, Time
from pourparlers.reading.cues.drafts import Draft, words_span
from pourparlers.reading.cues.find import VERBAL
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
from pourparlers.reading.encounters.side import Side
from pourparlers.reading.encounters.status import Fate, fate_of, listed
from pourparlers.reading.encounters.twice import Twice
from pourparlers.reading.encounters.when import Clock, When, Where, shift_of
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.text.layout import BlockKind
from pourparlers.reading.text.phrases import marker, markers

# Talks that so many sentences before told of are still going on.
_AFTER = 6
PLACELESS = {EncounterKind.CALL, EncounterKind.HANDOVER}


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
        self.company = Company(page.resolver, drafts)
        self.clock = Clock(page.resolver, times)
        self.conditions = Conditions(page.resolver, drafts, self.clock.by_word)
        self.twice = Twice(self.parse, self.clock, self.lexicon.encounter_words)
        self.overdue = Overdue(self.parse, self.lexicon, published)
        self.moves = Moves(self.parse, self.lexicon, self.clock)
        self.denials = Denials(self.parse, self.lexicon, drafts)
        self.chronicle = Chronicle(self.parse, page.blocks, times)
        self.elliptic = Elliptic(self.parse, self.lexicon, self.clock)
        self.nouns: set[int] = set()
        self.gathered: set[int] = set()

    def tellings(self) -> Iterator[Telling]:
        triggers = self.elliptic.find(find_triggers(self.parse, self.lexicon), self.denials.said)
        self.nouns = {t.i for t in triggers if not t.verbal and not t.entry.weak and not t.entry.needs}
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
        where = self._where(trigger, setting)
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
            state = where.state if where else None
            side += Side((state,)) if state and state in self.resolver.cast.context.world.things else Side()
            side += self._further(where) if where else Side()
        elif where is not None and len(side.members) == 1 and kind in MEETINGS:
            side += self._palace(where)
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
            apart=not self._clause(trigger, setting) and not trigger.verbal and setting.place is not Place.ALONE,
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

    def _further(self, where: Where) -> Side:
        """«une visite à Skopje et à Tirana»: the states of the places told with the first."""
        names = self.resolver.cast.names
        found = [names[kid.i] for kid in self.parse.kids(self.parse.tokens[where.first], "conj") if kid.i in names]
        return Side(tuple(m.id for m in found if m.kind.value in {"capital", "place", "state"}))

    def _palace(self, where: Where) -> Side:
        """«Reçu mercredi au palais de Carthage»: whose palace it is, is the host."""
        mention = self.resolver.cast.names.get(where.first)
        host = mention is not None and mention.kind.value == "metonym" and where.state
        # The Hofburg in Vienna houses the OSCE: whoever negotiates in it need not be its guest.
        return Side((where.state,)) if host and where.state and self.company.is_state(where.state) else Side()

    def _own(self, token: Token, trigger: Trigger, setting: Setting) -> set[int]:
        own = {token.i}
        for kid in self.parse.kids(token):
            if kid.rel not in {"conj", "parataxis"}:
                # «le corridor qui doit relier le golfe à la mer Noire»: a clause deeper inside tells of something else.
                deeper = frozenset({"acl:relcl"} if kid.dep != "acl:relcl" else ())
                words = subtree(self.parse, kid, deeper)
                # «une réunion qui fait suite aux pourparlers de mardi»: what the clause dates is the other encounter.
                own |= set() if kid.dep == "acl:relcl" and words & self.nouns else words
        if trigger.verbal:
            own = clause_words(self.parse, token)
        own |= self._begun(token, setting)
        for step in setting.steps:
            own |= {step.i} | {kid.i for kid in self.parse.kids(step, "nmod", "obl", "nummod")}
        return own - self._others(own, token, setting)

    def _begun(self, token: Token, setting: Setting) -> set[int]:
        """«Ouverts le 7 juin à Riga, les pourparlers s'étaient enlisés»: a participle before the noun, its subject."""
        verb, words = setting.verb, self.lexicon.encounter_words
        if verb is None or setting.place is not Place.SUBJECT or setting.steps:
            return set()
        kids = (kid for kid in self.parse.kids(verb, "advcl", "acl") if kid.i < token.i)
        free = (kid for kid in kids if kid.feats.get("VerbForm") == "Part" and not self.parse.kid(kid, "nsubj", "aux"))
        told = (kid for kid in free if listed(self.parse, kid, words.happening + words.planned, self.lexicon))
        return {i for kid in told for i in subtree(self.parse, kid)}

    def _others(self, words: set[int], token: Token, setting: Setting) -> set[int]:
        """What hangs on another noun of encounter («une réunion qui suit les pourparlers de mardi») is that one's."""
        inside = set(range(token.left, token.right + 1))
        steps = {step.i for step in setting.steps}
        out: set[int] = set()
        for i in (words & self.nouns) - {token.i} - steps:
            if i in inside or token.i not in range(self.parse.tokens[i].left, self.parse.tokens[i].right + 1):
                out |= subtree(self.parse, self.parse.tokens[i]) - {i}
        return out | self._ordered(words, token, setting)

    def _ordered(self, words: set[int], token: Token, setting: Setting) -> set[int]:
        """ "The session followed a call two days earlier": what stands after the other noun dates the other."""
        verb, ordering = setting.verb, self.lexicon.encounter_words.ordering
        if verb is None or setting.place is not Place.SUBJECT or not listed(self.parse, verb, ordering, self.lexicon):
            return set()
        other = min((i for i in words & self.nouns if i > verb.i), default=None)
        return {i for i in words if i > other} if other is not None else set()

    def _clause(self, trigger: Trigger, setting: Setting) -> set[int]:
        """The clause around a trigger, where what dates it dates the encounter."""
        verb, words = setting.verb, self.lexicon.encounter_words
        if trigger.verbal:
            return self._above(self.parse.tokens[trigger.i])
        # «a dit mardi la ministre à des journalistes, à Lima»: what is said to the press is said where the clause says.
        addressed = trigger.entry.public and bool(trigger.entry.after)
        if verb is None or setting.place is Place.APART and not addressed:
            return set()
        if setting.place is Place.ALONE:
            return set(range(self.parse.sentence_of(verb).first, self.parse.sentence_of(verb).last + 1))
        happening = words.happening + words.planned + words.cancelled + words.upheld
        happens = listed(self.parse, verb, happening, self.lexicon)
        if setting.place is Place.OBJECT and not happens and not trigger.entry.public:
            return set()
        if setting.place is Place.SUBJECT and not happens and self.parse.kid(verb, "aux:pass", "nsubj:pass"):
            return set()
        words_here = clause_words(self.parse, verb) | self._above(verb)
        return words_here - self._others(words_here, self.parse.tokens[trigger.i], setting)

    def _above(self, verb: Token) -> set[int]:
        """For an infinitive or a participle that stands free, the clause that governs it."""
        if verb.feats.get("VerbForm") not in {"Inf", "Part"} or self.parse.kid(verb, "aux"):
            return set()
        head = self.parse.tokens[verb.head]
        if verb.head == verb.i or head.pos not in VERBAL | {"ADJ"} or verb.rel not in {"xcomp", "ccomp", "obj"}:
            return set()
        return clause_words(self.parse, head)

    def _when(self, trigger: Trigger, setting: Setting) -> When:
        token = self.parse.tokens[trigger.i]
        own = self._own(token, trigger, setting)
        when = self.clock.read(own, token, token, process=trigger.entry.process)
        around = self._clause(trigger, setting)
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

    def _where(self, trigger: Trigger, setting: Setting) -> Where | None:
        kind = EncounterKind(trigger.entry.kind)
        if kind is EncounterKind.CALL:
            return None
        token = self.parse.tokens[trigger.i]
        barred = self._recipients(trigger, token) if kind in PLACELESS else set()
        own = self._own(token, trigger, setting)
        return (
            self._bound(trigger, token)
            or self.clock.where(own, token, barred)
            or self._of_place(trigger, token)
            or self._visited(trigger, token)
            or self.clock.where(self._clause(trigger, setting), token, barred)
            or self._host(trigger, setting)
        )

    def _recipients(self, trigger: Trigger, token: Token) -> set[int]:
        """Who is given something is no place: «remis à Washington»."""
        wanted = {
            form for role in trigger.entry.parties if ":" in role for form in markers(self.lexicon, role.split(":")[1])
        }
        out: set[int] = set()
        kids = list(self.parse.kids(token, "obl", "nmod", "iobj"))
        kids += [k for given in self.parse.kids(token, "obj") for k in self.parse.kids(given, "nmod")]
        for kid in kids:
            mention = self.resolver.cast.names.get(kid.i)
            if marker(self.parse, kid) in wanted and mention is not None and mention.kind.value != "place":
                out |= subtree(self.parse, kid)
        return out

    def _of_place(self, trigger: Trigger, token: Token) -> Where | None:
        """«les pourparlers de Genève», "the Geneva talks"."""
        if trigger.verbal or trigger.entry.public:
            return None
        genitives = {form for word in self.lexicon.grammar.genitive for form in markers(self.lexicon, word)}
        kids = [
            k
            for k in self.parse.kids(token, "nmod", "compound")
            if (m := self.resolver.cast.names.get(k.i)) and m.kind.value == "place"
        ]
        for kid in kids:
            if marker(self.parse, kid) in genitives or kid.rel == "compound":
                mention = self.resolver.cast.names[kid.i]
                return Where(self.parse.slice(mention.first, mention.last), kid.i, mention.id)
        strange = (k for k in self.parse.kids(token, "nmod") if marker(self.parse, k) in genitives)
        return next((town for k in strange if self.clock.stayed_in(k) and (town := self.clock.strange(k))), None)

    def _visited(self, trigger: Trigger, token: Token) -> Where | None:
        """ "visited Hanoi": the town that one visits is where one is."""
        if not trigger.verbal or trigger.entry.kind != EncounterKind.VISIT or "obj" not in trigger.entry.parties:
            return None
        names = self.resolver.cast.names
        found = [m for k in self.parse.kids(token, "obj", "nsubj:pass") if (m := names.get(k.i))]
        towns = (m for m in found if m.kind.value in {"place", "capital"})
        known = next((Where(self.parse.slice(m.first, m.last), m.first, m.id) for m in towns), None)
        return known or next((town for k in self.parse.kids(token, "obj") if (town := self.clock.strange(k))), None)

    def _bound(self, trigger: Trigger, token: Token) -> Where | None:
        """«s'envolera dimanche pour Bagdad»: the place after the preposition that the entry tells."""
        wanted = {role.partition(":")[2] for role in trigger.entry.parties if role.startswith("place:")}
        names = self.resolver.cast.names
        for kid in self.parse.kids(token, "obl", "nmod") if wanted else ():
            mention = names.get(kid.i)
            if marker(self.parse, kid) in wanted and mention and mention.kind.value in {"capital", "place", "state"}:
                return Where(self.parse.slice(mention.first, mention.last), mention.first, mention.id)
        return None

    def _host(self, trigger: Trigger, setting: Setting) -> Where | None:
        """«Genève accueille les négociations»."""
        verb = setting.verb
        if (
            trigger.verbal
            or verb is None
            or not listed(self.parse, verb, self.lexicon.encounter_words.hosting, self.lexicon)
        ):
            return None
        subject = self.parse.kid(verb, "nsubj")
        mention = self.resolver.cast.names.get(subject.i) if subject is not None else None
        if mention is None or mention.kind.value not in {"place", "capital", "state"}:
            return None
        return Where(self.parse.slice(mention.first, mention.last), mention.first, mention.id)

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
