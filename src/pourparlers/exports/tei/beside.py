"""The facts of an article as they stand beside its text (standOff): encounters as events, features of statements and
times, relations, and the passages of all of them between anchors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from pourparlers.dossier.contents import Told
from pourparlers.exports.tei.header import actor_name, day, fact_name, make
from pourparlers.model import Encounter, Statement, Time
from pourparlers.views.safe import one_line


class Passage(msgspec.Struct, frozen=True):
    """A passage that a fact rests on.

    Attributes:
        kind: "mention", "time", "evidence", "content", "cue", "speaker".
        of: the xml:id of the fact or actor.
        n: its number among those of one kind of one fact.
        start, end, text: where it stands.
    """

    kind: str
    of: str
    n: int
    start: int
    end: int
    text: str


def passages(told: Told) -> list[Passage]:
    """All passages of an article, kind by kind."""
    where, record = told.article.id, told.record
    found: list[Passage] = []

    def add(kind: str, of: str, spans: Iterable[Any]) -> None:
        for n, span in enumerate(spans, 1):
            if span is not None:
                found.append(Passage(kind, of, n, span.start, span.end, span.text))

    for actor in record.actors:
        add("mention", actor_name(where, actor.id), actor.mentions)
    for time in record.times:
        add("time", fact_name(where, time.id), [time])
    for encounter in record.encounters:
        add("evidence", fact_name(where, encounter.id), encounter.evidence)
    for one in record.statements:
        add("content", fact_name(where, one.id), one.content)
        add("cue", fact_name(where, one.id), [one.cue])
        add("speaker", fact_name(where, one.id), [one.why.speaker])
    return found


def stand_off(told: Told, found: list[Passage]) -> Any:
    """The facts of an article; None where it has none."""
    record, where = told.record, told.article.id
    events = [_event(told, one) for one in record.encounters]
    features = [_time(where, one) for one in record.times] + [_statement(told, one) for one in record.statements]
    relations = list(_relations(told))
    parts = [make("listEvent", *events)] if events else []
    parts += features
    parts += [make("listRelation", *relations)] if relations else []
    parts += list(_groups(where, found))
    return make("standOff", *parts) if parts else None


def _groups(where: str, found: list[Passage]) -> Iterator[Any]:
    for kind in dict.fromkeys(one.kind for one in found):
        yield make("spanGrp", *(_span(where, one) for one in found if one.kind == kind), type=kind)


def _span(where: str, one: Passage) -> Any:
    return make(
        "span", one.text, xml_id=f"{one.of}.{one.kind}.{one.n}", corresp=f"#{one.of}",
        from_=f"#{where}.{one.start}", to=f"#{where}.{one.end}",
    )  # fmt: skip


def _event(told: Told, one: Encounter) -> Any:
    """An encounter: its kind and status, when and where it was; who takes part is told by relations."""
    notes = (("place", one.place), ("mod", one.mod), ("duration", one.duration), ("date", one.date), ("rule", one.rule))
    return make(
        "event",
        make("label", one_line(one.evidence[0].text) if one.evidence else one.kind.value),
        *(make("note", one_line(value), type=name) for name, value in notes if value),
        xml_id=fact_name(told.article.id, one.id), type=one.kind.value, subtype=one.status.value,
        ana=f"#kind.{one.kind}", key=told.encounter(one), **day(one.date),
    )  # fmt: skip


def _time(where: str, one: Time) -> Any:
    told = (
        ("type", make("symbol", value=one.type.value)), ("value", _string(one.value)), ("mod", _string(one.mod)),
        ("begin", _string(one.begin)), ("end_date", _string(one.end_date)), ("rule", _string(one.rule)),
    )  # fmt: skip
    return _features(fact_name(where, one.id), "time", told)


def _statement(told: Told, one: Statement) -> Any:
    issue = told.issue(one)
    where = told.article.id
    features = (
        ("act", make("symbol", value=one.act.value)), ("form", make("symbol", value=one.form.value)),
        ("stance", make("symbol", value=one.stance.value) if one.stance else None),
        ("issue", _string(one.issue)), ("issue-across", _string(issue[1] if issue else None)),
        ("via", _string(one.via)),
        *((name, make("binary", value="true")) for name in ("negated", "hedged", "conditional") if getattr(one, name)),
        ("how", make("symbol", value=one.why.speaker.how.value) if one.why.speaker else None),
        ("rule", _string(one.rule)), ("statement", _string(told.statement(one))),
        ("review", _string(told.reviews.get(one.id))),
    )  # fmt: skip
    return _features(fact_name(where, one.id), "statement", features)


def _string(value: str | None) -> Any:
    return make("string", value) if value else None


def _features(xml_id: str, kind: str, told: Iterable[tuple[str, Any]]) -> Any:
    return make(
        "fs", *(make("f", made, name=name) for name, made in told if made is not None), xml_id=xml_id, type=kind
    )


def _relations(told: Told) -> Iterator[Any]:
    """Who has what part in a fact, and what facts have to do with one another."""
    where = told.article.id
    for encounter in told.record.encounters:
        parts = [("party", one) for one in encounter.parties] + [("person", one) for one in encounter.persons]
        yield from (_relation(name, actor_name(where, id_), fact_name(where, encounter.id)) for name, id_ in parts)
    for one in told.record.statements:
        parts = [("speaker", id_) for id_ in one.speaker] + [("party", id_) for id_ in one.party]
        parts += [("target", one.target)] if one.target else []
        parts += [("addressee", id_) for id_ in one.addressees]
        fact = fact_name(where, one.id)
        yield from (_relation(name, actor_name(where, id_), fact) for name, id_ in parts)
        if one.time:
            yield _relation("time", fact_name(where, one.time), fact)
        if one.answers:
            yield _relation("answers", fact, fact_name(where, one.answers))


def _relation(name: str, active: str, passive: str) -> Any:
    return make("relation", name=name, active=f"#{active}", passive=f"#{passive}")
