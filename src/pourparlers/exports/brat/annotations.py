"""The annotations of an article: passages of actors, times and contents; statements and encounters as events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pourparlers.coding.coded import Range
from pourparlers.coding.standoff import ACTORS, note_of
from pourparlers.exports.brat.standoff import Sheet
from pourparlers.model import Actor, Encounter, Record, Span, Statement, Time

_FLAGS = {"negated": "Negated", "hedged": "Hedged", "conditional": "Conditional"}


def annotated(record: Record) -> Sheet:
    """All annotations of an article, those of persons' reviews included."""
    made = _Annotations(record)
    made.actors()
    made.times()
    for one in record.encounters:
        made.encounter(one)
    for said in sorted(record.statements, key=lambda one: one.answers is not None):
        made.statement(said)
    return made.sheet


class _Annotations:
    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.article.text
        self.sheet = Sheet(self.text)
        self.known = {actor.id: actor for actor in record.actors}
        self.mentions: dict[str, list[tuple[int, str]]] = {}
        self.passages: dict[str, str] = {}
        self.dates: list[tuple[Time, str]] = []
        self.events: dict[str, str] = {}

    def actors(self) -> None:
        """Each mention with the actor that it means; what the actor is stands at its first one."""
        for actor in self.record.actors:
            for span in sorted(actor.mentions):
                if bound := self.sheet.bound(ACTORS[actor.kind], [(span.start, span.end)], actor.id):
                    self._known(bound, actor, first=actor.id not in self.mentions)
                    self.mentions.setdefault(actor.id, []).append((span.start, bound))

    def _known(self, bound: str, actor: Actor, first: bool) -> None:
        self.sheet.normalisation(bound, "Actor", actor.id, actor.name)
        if actor.wikidata:
            self.sheet.normalisation(bound, "Wikidata", actor.wikidata, actor.name)
        if first:
            if actor.party and actor.party != actor.id:
                self.sheet.normalisation(bound, "Party", actor.party, self._name(actor.party))
            self.sheet.note(bound, note_of({"role": actor.role}))

    def _name(self, id_: str) -> str:
        return self.known[id_].name if id_ in self.known else id_

    def times(self) -> None:
        for time in self.record.times:
            if bound := self.sheet.bound("Time", [(time.start, time.end)], time.id):
                self.sheet.attribute("TimeType", bound, time.type.value)
                self.sheet.note(bound, note_of({"value": time.value, "mod": time.mod, "rule": time.rule}))
                self.passages[time.id] = bound
                self.dates.append((time, bound))

    def encounter(self, one: Encounter) -> None:
        """An encounter at the first passage that tells it."""
        places = [_range(span) for span in one.evidence]
        trigger = self.sheet.bound("Encounter", places[:1]) if places else None
        if trigger is None:
            return
        at = places[0][0]
        others = [("Evidence", self.sheet.bound("Evidence", [place])) for place in places[1:]]
        arguments = [(role, bound) for role, bound in others if bound]
        arguments += self._parts("Party", one.parties, at) + self._parts("Participant", one.persons, at)
        told: dict[str, str | None] = {"id": one.id}
        for role, bound in (("Place", self._place(one)), ("Date", self._date(one)), ("Duration", self._duration(one))):
            if bound:
                arguments.append((role, bound))
        told |= {} if self._place(one) else {"place": one.place}
        told |= {} if self._date(one) else {"date": one.date, "mod": one.mod}
        told |= {} if self._duration(one) else {"duration": one.duration}
        event = self.sheet.event("Encounter", trigger, arguments)
        self.sheet.attribute("Kind", event, one.kind.value)
        self.sheet.attribute("Status", event, one.status.value)
        self._unnamed(event, (("Party", one.parties), ("Participant", one.persons)))
        self.sheet.note(event, note_of({**told, "rule": one.rule}))

    def _place(self, one: Encounter) -> str | None:
        """Where the place of an encounter is written: within what tells the encounter, else anywhere."""
        if not one.place:
            return None
        for start, end in [*(_range(span) for span in one.evidence), (0, len(self.text))]:
            at = self.text.find(one.place, start, end)
            if at >= 0:
                return self.sheet.bound("Place", [(at, at + len(one.place))])
        return None

    def _date(self, one: Encounter) -> str | None:
        same = [(time, bound) for time, bound in self.dates if (time.value, time.mod) == (one.date, one.mod)]
        return self._nearest([(time.start, bound) for time, bound in same], one.evidence[0].start)

    def _duration(self, one: Encounter) -> str | None:
        same = [(time.start, bound) for time, bound in self.dates if time.value == one.duration]
        return self._nearest(same, one.evidence[0].start)

    def statement(self, one: Statement) -> None:
        """A statement at its cue; at its content where it has none."""
        content = [_range(span) for span in one.content]
        trigger = self.sheet.bound("Statement", [_range(one.cue)] if one.cue else content)
        if trigger is None:
            return
        at = one.cue.start if one.cue else content[0][0]
        bound = self.sheet.bound("Content", content)
        arguments = [("Content", bound)] if bound else []
        roles = [
            ("Speaker", one.speaker),
            ("Target", (one.target,) if one.target else ()),
            ("Addressee", one.addressees),
        ]
        own = parties_of(one.speaker, {id_: actor.party for id_, actor in self.known.items()})
        roles += [("Party", one.party)] if own != one.party else []
        for role, ids in roles:
            arguments += self._parts(role, ids, at)
        for role, other in (
            ("Time", self.passages.get(one.time or "")),
            ("Answers", self.events.get(one.answers or "")),
        ):
            arguments += [(role, other)] if other else []
        event = self.events[one.id] = self.sheet.event("Statement", trigger, arguments)
        self._attributes(event, one, no_party=own != one.party and not one.party)
        self._unnamed(event, roles)
        self.sheet.note(event, note_of({"id": one.id, "issue": one.issue, "via": one.via, "rule": one.rule}))

    def _attributes(self, event: str, one: Statement, no_party: bool) -> None:
        self.sheet.attribute("Act", event, one.act.value)
        self.sheet.attribute("Form", event, one.form.value)
        if one.stance:
            self.sheet.attribute("Stance", event, one.stance.value)
        told = [name for field, name in _FLAGS.items() if getattr(one, field)]
        told += ["NoCue"] if one.cue is None else []
        for name in [*told, *(["NoParty"] if no_party else [])]:
            self.sheet.attribute(name, event)

    def _parts(self, role: str, ids: Iterable[str], at: int) -> list[tuple[str, str]]:
        """Those who have a part in an event and are named somewhere, by the mention that is nearest to it."""
        found = [(role, self._nearest(self.mentions.get(id_, ()), at)) for id_ in ids]
        return [(role, bound) for role, bound in found if bound]

    def _unnamed(self, event: str, roles: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Those who have a part in an event and are named nowhere stand with it as normalisations."""
        for role, ids in roles:
            for id_ in ids:
                if id_ not in self.mentions:
                    self.sheet.normalisation(event, role, id_, self._name(id_))

    @staticmethod
    def _nearest(found: Sequence[tuple[int, str]], at: int) -> str | None:
        return min(found, key=lambda one: (abs(one[0] - at), one[0]))[1] if found else None


def parties_of(speakers: Iterable[str], parties: dict[str, str | None]) -> tuple[str, ...]:
    """For whom speakers speak, as is told of themselves: what need not be told of a statement."""
    return tuple(dict.fromkeys(party for id_ in speakers if (party := parties.get(id_))))


def _range(span: Span) -> Range:
    return span.start, span.end
