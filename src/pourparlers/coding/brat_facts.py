"""What annotations of brat tell, as facts: actors by their mentions, times, encounters, statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from pourparlers.coding.annotations import Annotations, Event
from pourparlers.coding.coded import Fact, FactKind, Range
from pourparlers.coding.standoff import ACTORS, fields_of, joined
from pourparlers.lexicon.ids import id_of, kind_of, party_of
from pourparlers.model import Act, ActorKind, EncounterKind, ExchangeError, Form, Stance, Status, TimeType

_KINDS = {name: kind for kind, name in ACTORS.items()}
_FLAGS = {"Negated": "negated", "Hedged": "hedged", "Conditional": "conditional"}
_CODES: dict[str, type] = {
    "Act": Act, "Form": Form, "Stance": Stance, "Kind": EncounterKind, "Status": Status, "TimeType": TimeType,
}  # fmt: skip
# Fields that are coded where one of some types, roles or attributes may be used; ours alone has notes with fields.
_OURS = "NoCue"
_FIELDS: dict[FactKind, tuple[str, dict[str, tuple[str, ...]]]] = {
    FactKind.TIME: ("Time", {"type": ("TimeType",), "value": ("Time",), "mod": (_OURS,)}),
    FactKind.ACTOR: ("Person", {"key": ("Person",), "party": (_OURS, "Party"), "role": (_OURS,)}),
    FactKind.ENCOUNTER: ("Encounter", {
        "kind": ("Kind",), "parties": ("Party",), "persons": ("Participant",), "place": ("Place",), "date": ("Date",),
        "mod": (_OURS,), "duration": ("Duration",), "status": ("Status",),
    }),
    FactKind.STATEMENT: ("Statement", {
        "speaker": ("Speaker",), "party": ("Speaker", "Party"), "act": ("Act",), "form": ("Form",),
        "target": ("Target",), "cue": ("Content",), "stance": ("Stance",), "issue": (_OURS,), "via": (_OURS,),
        **{field: (name,) for name, field in _FLAGS.items()},
    }),
}  # fmt: skip


class Unnamed(msgspec.Struct, frozen=True):
    """An actor that the text nowhere names."""

    id: str
    name: str = ""
    party: str | None = None
    role: str | None = None


def names_in(found: Annotations) -> Iterator[str]:
    """The types, roles and attributes that are used beside a text."""
    yield from (one.type for one in found.passages.values())
    for event in found.events.values():
        yield from (event.type, *event.roles)
    yield from (name for names in found.attributes.values() for name in names)


def coded_fields(declared: frozenset[str]) -> dict[FactKind, tuple[str, ...]]:
    """The fields that may be coded by kind, where these types, roles and attributes may be used."""
    return {
        kind: tuple(field for field, names in fields.items() if declared.intersection(names))
        for kind, (type_, fields) in _FIELDS.items()
        if type_ in declared
    }


def facts(found: Annotations, unnamed: Sequence[Unnamed], where: str) -> list[Fact]:
    """The facts beside a text.

    Args:
        found: its annotations.
        unnamed: actors that are told of elsewhere.
        where: the name of the file, for errors.

    Raises:
        ExchangeError: an event points to what is not there, or a code is none of ours.
    """
    reader = _Reader(found, unnamed, where)
    return [*reader.times(), *reader.actors(), *reader.encounters(), *reader.statements()]


class _Reader:
    def __init__(self, found: Annotations, unnamed: Sequence[Unnamed], where: str) -> None:
        self.found = found
        self.where = where
        self.unnamed = {one.id: one for one in unnamed}
        self.ids = self._ids()
        self.parties = self._parties()

    def _ids(self) -> dict[str, str]:
        """Which actor each mention means: as its normalisation tells, else as another mention of the same words does,
        else as its words tell."""
        out, said = {}, {}
        mine = [one for one in self.found.passages.values() if one.type in _KINDS]
        for one in mine:
            told = self.found.known.get(one.id, {}).get("Actor")
            if told and _agrees(told[0], _KINDS[one.type]):
                out[one.id] = said[one.type, self._words(one.id).casefold()] = told[0]
        for one in mine:
            if one.id not in out:
                words = self._words(one.id)
                key = one.type, words.casefold()
                out[one.id] = said.setdefault(key, _id_of(words, _KINDS[one.type]))
        return out

    def _parties(self) -> dict[str, str | None]:
        out = {one.id: one.party for one in self.unnamed.values()}
        for mention, id_ in self.ids.items():
            told = self.found.known.get(mention, {}).get("Party")
            if told or not out.get(id_):
                out[id_] = told[0] if told else self._own(id_)
        return out

    @staticmethod
    def _own(id_: str) -> str | None:
        """For whom an actor speaks that is told nowhere: a state and an organisation for themselves."""
        return None if kind_of(id_) in {ActorKind.PERSON, ActorKind.GROUP} else party_of(id_)

    def times(self) -> Iterator[Fact]:
        for one in self.found.passages.values():
            if one.type == "Time":
                note = self._note(one.id)
                told = {"type": self._code(one.id, "TimeType"), "value": note.get("value"), "mod": note.get("mod")}
                yield Fact(kind=FactKind.TIME, spans=self._spans(one.id)[:1], fields=_told(told))

    def actors(self) -> Iterator[Fact]:
        places: dict[str, list[str]] = {id_: [] for id_ in self.unnamed}
        for mention, id_ in self.ids.items():
            places.setdefault(id_, []).append(mention)
        for id_, mentions in places.items():
            notes = [self._note(one).get("role") for one in mentions]
            other = self.unnamed[id_].role if id_ in self.unnamed else None
            role = next(filter(None, notes), other)
            spans = tuple(span for one in mentions for span in self._spans(one))
            fields = _told({"key": id_, "party": self.parties.get(id_), "role": role})
            yield Fact(kind=FactKind.ACTOR, spans=spans, fields=fields)

    def encounters(self) -> Iterator[Fact]:
        for event in self._events("Encounter"):
            spans = self._spans(event.trigger)
            for one in self._role(event, "Evidence"):
                spans += self._spans(one)
            persons = self._who(event, "Participant")
            parties = self._who(event, "Party") or self._for(persons)
            fields = {
                "kind": self._code(event.id, "Kind"), "parties": parties, "persons": persons,
                "status": self._code(event.id, "Status") or Status.HELD.value, **self._when(event),
            }  # fmt: skip
            yield Fact(kind=FactKind.ENCOUNTER, spans=spans, fields=_told(fields))

    def _when(self, event: Event) -> dict[str, str | None]:
        """When, how long and where an encounter was: as passages tell it that it points to, else as its note does."""
        note = self._note(event.id)
        out = {name: note.get(name) for name in ("place", "date", "mod", "duration")}
        for role, fields in (("Date", {"date": "value", "mod": "mod"}), ("Duration", {"duration": "value"})):
            for one in self._role(event, role)[:1]:
                out |= {name: self._note(one).get(field) for name, field in fields.items()}
        for one in self._role(event, "Place")[:1]:
            out["place"] = self._words(one)
        return out

    def statements(self) -> Iterator[Fact]:
        for event in self._events("Statement"):
            content = tuple(span for one in self._role(event, "Content") for span in self._spans(one))
            spans = content or self._spans(event.trigger)
            yield Fact(kind=FactKind.STATEMENT, spans=spans, fields=self._statement(event, spans))

    def _statement(self, event: Event, content: tuple[Range, ...]) -> dict[str, Any]:
        told, trigger = self.found.attributes.get(event.id, {}), self._spans(event.trigger)
        speaker, note = self._who(event, "Speaker"), self._note(event.id)
        party = self._who(event, "Party") or self._for(speaker)
        return {
            "speaker": speaker, "party": () if "NoParty" in told else party,
            **_told({"act": self._code(event.id, "Act"), "form": self._code(event.id, "Form"), "via": note.get("via")}),
            "target": next(iter(self._who(event, "Target")), None), "stance": self._code(event.id, "Stance"),
            "cue": None if "NoCue" in told or trigger == content else self._cue(trigger), "issue": note.get("issue"),
            **{field: True for name, field in _FLAGS.items() if name in told},
        }  # fmt: skip

    def _cue(self, spans: Sequence[Range]) -> str | dict[str, Any]:
        """The words of a cue; with how many times they stand in the text up to it, where they stand there before."""
        start, words = spans[0][0], self.found.text[spans[0][0] : spans[-1][1]]
        nth, at = 1, self.found.text.find(words)
        while at < start:
            nth, at = nth + 1, self.found.text.find(words, at + 1)
        return words if nth == 1 else {"text": words, "nth": nth}

    def _events(self, type_: str) -> Iterator[Event]:
        """The events of a type, in the order of the text."""
        mine = [one for one in self.found.events.values() if one.type == type_]
        for one in mine:
            self._there(one.trigger, one)
        yield from sorted(mine, key=lambda one: self.found.passages[one.trigger].ranges)

    def _role(self, event: Event, role: str) -> tuple[str, ...]:
        for id_ in event.roles.get(role, ()):
            self._there(id_, event)
        return event.roles.get(role, ())

    def _there(self, id_: str, event: Event) -> None:
        if id_ not in self.found.passages:
            where = f"{self.where}, line {event.line}"
            what = f"the event {event.id} points to {id_[:20]!r}, which is no passage."
            raise ExchangeError(what, where=where, hint="Open the file in brat, or take the event out.")

    def _who(self, event: Event, role: str) -> tuple[str, ...]:
        """The actors in a role: those whose mentions it points to, and those that the text nowhere names."""
        named = [self.ids[one] for one in self._role(event, role) if one in self.ids]
        return tuple(dict.fromkeys([*named, *self.found.known.get(event.id, {}).get(role, ())]))

    def _for(self, ids: Iterable[str]) -> tuple[str, ...]:
        told = (self.parties[id_] if id_ in self.parties else self._own(id_) for id_ in ids)
        return tuple(dict.fromkeys(party for party in told if party))

    def _code(self, of: str, name: str) -> str | None:
        value = self.found.attributes.get(of, {}).get(name)
        if value is not None and value not in set(_CODES[name]):  # type: ignore[call-overload]
            raise ExchangeError(
                f"{value[:40]!r} is no {name}.", where=f"{self.where}, {of}", hint="See docs/record.md."
            )
        return value

    def _note(self, of: str) -> dict[str, str]:
        return fields_of(self.found.notes.get(of, ""))[0]

    def _spans(self, passage: str) -> tuple[Range, ...]:
        return joined(self.found.text, self.found.passages[passage].ranges)

    def _words(self, passage: str) -> str:
        return " ".join(" ".join(self.found.text[start:end] for start, end in self._spans(passage)).split())


def _told(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _agrees(id_: str, kind: ActorKind) -> bool:
    """Whether an id is of a kind; a person who made a group of a person's mention means another actor."""
    bodies = {ActorKind.STATE, ActorKind.ORGANISATION}
    return kind_of(id_) is kind or (kind in bodies and kind_of(id_) in bodies)


def _id_of(words: str, kind: ActorKind) -> str:
    return f"{kind}:{words}" if kind in {ActorKind.PERSON, ActorKind.GROUP} else id_of(words)
