"""What layers of INCEpTION tell, as facts: named entities, and layers of one's own named as docs/coding.md has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from pourparlers.coding.coded import Fact, FactKind, Range
from pourparlers.lexicon.ids import id_of, kind_of, party_of
from pourparlers.lexicon.world import rows_of
from pourparlers.model import Act, ActorKind, EncounterKind, ExchangeError, Form, Stance, Status, TimeType

STATEMENT, ENCOUNTER, TIME, ACTOR, ENTITY = "statement", "encounter", "time", "actor", "namedentity"
LAYERS = frozenset({STATEMENT, ENCOUNTER, TIME, ACTOR, ENTITY})
_FLAGS = ("negated", "hedged", "conditional")
# Fields of gold by the names of features, slots and roles; in lower case.
_FIELDS: dict[str, dict[str, str]] = {
    STATEMENT: {
        "speaker": "speaker", "party": "party", "act": "act", "form": "form", "target": "target", "cue": "cue",
        "content": "content", "stance": "stance", "issue": "issue", "via": "via", **{name: name for name in _FLAGS},
    },
    ENCOUNTER: {
        "kind": "kind", "party": "parties", "parties": "parties", "participant": "persons", "person": "persons",
        "persons": "persons", "place": "place", "date": "date", "mod": "mod", "duration": "duration",
        "status": "status", "evidence": "evidence",
    },
    TIME: {"type": "type", "value": "value", "mod": "mod"},
    ACTOR: {"key": "key", "party": "party", "role": "role"},
}  # fmt: skip
_KINDS = {STATEMENT: FactKind.STATEMENT, ENCOUNTER: FactKind.ENCOUNTER, TIME: FactKind.TIME, ACTOR: FactKind.ACTOR}
_CODES: dict[str, frozenset[str]] = {
    "act": frozenset(Act), "form": frozenset(Form), "stance": frozenset(Stance), "kind": frozenset(EncounterKind),
    "status": frozenset(Status), "type": frozenset(TimeType),
}  # fmt: skip
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q\d+)")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """An annotation of a layer.

    Attributes:
        id: by which others point to it.
        layer: the last part of its name, in lower case.
        range: where it stands, in code points.
        features: by their names in lower case; None for one that has no value.
        links: what it points to: the names of the slot and of the role, in lower case, and the id.
        place: for errors: "line 12".
    """

    id: str
    layer: str
    range: Range
    features: Mapping[str, str | None] = {}
    links: tuple[tuple[str, str, str], ...] = ()
    place: str = ""


def layer_of(name: str) -> str:
    """A layer by the last part of its name: "statement" of "webanno.custom.Statement"."""
    return name.rpartition(".")[2].lower()


def coded_fields(declared: Mapping[str, Iterable[str]], marks: Sequence[Mark]) -> dict[FactKind, tuple[str, ...]]:
    """The fields that may be coded by kind.

    Args:
        declared: the features and slots of each layer that the project has.
        marks: all that was annotated: roles are named there alone.
    """
    names = {layer: {name.lower() for name in told} for layer, told in declared.items()}
    for one in marks:
        names.setdefault(one.layer, set()).update(*((slot, role) for slot, role, _ in one.links), one.features)
    out: dict[FactKind, tuple[str, ...]] = {}
    for layer, kind in _KINDS.items():
        if layer in names:
            fields = dict.fromkeys(_FIELDS[layer][name] for name in _FIELDS[layer] if name in names[layer])
            out[kind] = tuple(field for field in fields if field not in {"content", "evidence"})
    if "content" in names.get(STATEMENT, ()):
        out[FactKind.STATEMENT] = tuple(dict.fromkeys([*out[FactKind.STATEMENT], "cue"]))
    if "speaker" in out.get(FactKind.STATEMENT, ()):
        out[FactKind.STATEMENT] = tuple(dict.fromkeys([*out[FactKind.STATEMENT], "party"]))
    # Each project has the layer of named entities, whether somebody uses it or not.
    if FactKind.ACTOR in out or any(one.layer == ENTITY for one in marks):
        out[FactKind.ACTOR] = tuple(dict.fromkeys(["key", *out.get(FactKind.ACTOR, ())]))
    return out


def facts(text: str, marks: Sequence[Mark], where: str) -> tuple[Fact, ...]:
    """The facts of a text, in the order of their kinds and of the text.

    Args:
        text: that the marks stand in.
        marks: of all layers.
        where: the name of the file, for errors.

    Raises:
        ExchangeError: a code is none of ours, or a link points to what is not there.
    """
    reader = _Reader(text, marks, where)
    ordered = sorted(marks, key=lambda one: one.range)
    made = {
        TIME: (reader.time(one) for one in ordered if one.layer == TIME),
        ENCOUNTER: (reader.encounter(one) for one in ordered if one.layer == ENCOUNTER),
        STATEMENT: (reader.statement(one) for one in ordered if one.layer == STATEMENT),
    }
    return (*made[TIME], *reader.actors(), *made[ENCOUNTER], *made[STATEMENT])


class _Reader:
    def __init__(self, text: str, marks: Sequence[Mark], where: str) -> None:
        self.text = text
        self.where = where
        self.marks = {one.id: one for one in marks}
        self.ids = {one.id: id_ for one in marks if one.layer in {ACTOR, ENTITY} and (id_ := self._actor(one))}
        self.said = {self._words(self.marks[mark]).casefold(): id_ for mark, id_ in self.ids.items()}
        self.parties = {
            self.ids[one.id]: self._named(party)
            for one in marks
            if one.id in self.ids and (party := one.features.get("party"))
        }

    def _words(self, one: Mark) -> str:
        return " ".join(self.text[one.range[0] : one.range[1]].split())

    def _actor(self, one: Mark) -> str | None:
        """Which actor a mention means; None for a place that is no actor."""
        words = self._words(one)
        told = one.features.get("key") or one.features.get("identifier") or one.features.get("id")
        if told:
            return _of_wikidata(told) or told
        kind = (one.features.get("kind") or one.features.get("value") or "").lower()
        if kind.startswith("per"):
            return f"person:{words}"
        if kind == ActorKind.GROUP:
            return f"group:{words}"
        known = id_of(words)
        return known if known != words or not kind.startswith(("loc", "gpe", "misc", "oth")) else None

    def _named(self, name: str, person: bool = False) -> str:
        """An actor that a feature names, by its id or its name."""
        known = id_of(name)
        if name.startswith(("person:", "group:")) or known != name or known in _known():
            return known
        return self.said.get(name.casefold()) or (f"person:{name}" if person else name)

    def time(self, one: Mark) -> Fact:
        fields = {name: one.features.get(name) for name in ("value", "mod")}
        return Fact(kind=FactKind.TIME, spans=(one.range,), fields=_told({"type": self._code(one, "type"), **fields}))

    def actors(self) -> Iterator[Fact]:
        mentions: dict[str, list[Mark]] = {}
        for mark, id_ in self.ids.items():
            mentions.setdefault(id_, []).append(self.marks[mark])
        for id_, marks in mentions.items():
            role = next((told for one in marks if (told := one.features.get("role"))), None)
            fields = {"key": id_, "party": self._party(id_), "role": role}
            yield Fact(kind=FactKind.ACTOR, spans=tuple(sorted(one.range for one in marks)), fields=_told(fields))

    def encounter(self, one: Mark) -> Fact:
        spans = (one.range, *(self.marks[id_].range for id_ in self._linked(one, "evidence")))
        persons = self._who(one, "persons", person=True)
        fields: dict[str, Any] = {
            "kind": self._code(one, "kind"), "parties": self._who(one, "parties") or self._for(persons),
            "persons": persons, "status": self._code(one, "status") or Status.HELD.value,
        }  # fmt: skip
        for name, feature in (("place", None), ("date", "value"), ("mod", None), ("duration", "value")):
            linked = [self.marks[id_] for id_ in self._linked(one, name)][:1]
            fields[name] = one.features.get(name)
            for each in linked:
                fields[name] = each.features.get(feature) if feature else self._words(each)
        return Fact(kind=FactKind.ENCOUNTER, spans=spans, fields=_told(fields))

    def statement(self, one: Mark) -> Fact:
        """A statement; where it points to its content, it stands at its cue itself."""
        content = tuple(sorted(self.marks[id_].range for id_ in self._linked(one, "content")))
        cues = [self._words(self.marks[id_]) for id_ in self._linked(one, "cue")]
        own = self.text[one.range[0] : one.range[1]] if content else None
        speaker = self._who(one, "speaker", person=True)
        fields: dict[str, Any] = {
            "speaker": speaker, "party": self._who(one, "party") or self._for(speaker),
            **_told({"act": self._code(one, "act"), "form": self._code(one, "form"), "via": one.features.get("via")}),
            "target": next(iter(self._who(one, "target")), None), "stance": self._code(one, "stance"),
            "cue": next(iter(cues), one.features.get("cue") or own), "issue": one.features.get("issue"),
            **{name: True for name in _FLAGS if one.features.get(name) == "true"},
        }  # fmt: skip
        return Fact(kind=FactKind.STATEMENT, spans=content or (one.range,), fields=fields)

    def _linked(self, one: Mark, field: str) -> list[str]:
        """The ids of what plays a part: by the name of the role where it is one of ours, else by that of the slot."""
        names = _FIELDS[one.layer]
        out = [id_ for slot, role, id_ in one.links if names.get(role, names.get(slot)) == field]
        for id_ in out:
            if id_ not in self.marks:
                what = f"an annotation points to {id_[:20]!r}, which is not there."
                raise ExchangeError(what, where=f"{self.where}, {one.place}", hint="Export the document again.")
        return out

    def _who(self, one: Mark, field: str, person: bool = False) -> tuple[str, ...]:
        """The actors in a part: those it points to, and those that a feature names, with semicolons between them."""
        linked = [
            self.ids.get(id_) or self._named(self._words(self.marks[id_]), person) for id_ in self._linked(one, field)
        ]
        names = [name for name, told in _FIELDS[one.layer].items() if told == field]
        told = [part.strip() for name in names for part in (one.features.get(name) or "").split(";")]
        return tuple(dict.fromkeys([*linked, *(self._named(part, person) for part in told if part)]))

    def _party(self, id_: str) -> str | None:
        own = None if kind_of(id_) in {ActorKind.PERSON, ActorKind.GROUP} else party_of(id_)
        return self.parties.get(id_, own)

    def _for(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(party for id_ in ids if (party := self._party(id_))))

    def _code(self, one: Mark, name: str) -> str | None:
        value = one.features.get(name)
        if value and value not in _CODES[name]:
            where = f"{self.where}, {one.place}"
            raise ExchangeError(f"{value[:40]!r} is no {name}.", where=where, hint="The codes stand in docs/record.md.")
        return value or None


def _told(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


@cache
def _known() -> frozenset[str]:
    return frozenset(row["id"] for name in ("states.csv", "organisations.csv") for row in rows_of(name))


@cache
def _items() -> dict[str, str]:
    rows = (row for name in ("states.csv", "organisations.csv") for row in rows_of(name))
    return {row["wikidata"]: row["id"] for row in rows if row.get("wikidata")}


def _of_wikidata(told: str) -> str | None:
    """The id of a state or organisation by its address in Wikidata; the item itself where we do not know it."""
    match = _WIKIDATA.fullmatch(told)
    return _items().get(match[1], match[1]) if match else None
