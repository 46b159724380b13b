"""What a person corrects in a fact: other values in some of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from pourparlers.dossier.review.anchors import found_again
from pourparlers.dossier.review.decisions import Node
from pourparlers.model import Actor, Encounter, Record, Span, Statement

Fact = Actor | Encounter | Statement
# What can be corrected. Ids, rules and characters of other fields stay as they were read.
FIELDS: dict[type, tuple[str, ...]] = {
    Actor: ("kind", "name", "role", "party", "wikidata"),
    Encounter: ("kind", "parties", "persons", "place", "date", "mod", "duration", "status", "evidence"),
    Statement: (
        "speaker", "party", "act", "form", "target", "addressees", "content", "cue", "stance", "issue", "time",
        "negated", "hedged", "conditional", "via", "answers",
    ),
}  # fmt: skip
# Of which: several spans, one span, another fact of the article.
SPANS, SPAN, FACT = {"content", "evidence"}, {"cue"}, {"answers", "time"}


def fact_of(record: Record, id_: str) -> Fact | None:
    """The actor, encounter or statement of an id."""
    facts: tuple[Fact, ...] = (*record.encounters, *record.statements, *record.actors)
    return next((fact for fact in facts if fact.id == id_), None)


def corrected(record: Record, id_: str, fields: Mapping[str, Any], there: Mapping[str, Node]) -> Record:
    """A record with other values in some fields of a fact.

    Args:
        record: the whole of it.
        id_: of an actor, an encounter or a statement.
        fields: as in `Decision`.
        there: the facts of the record as it was read, as of `nodes_of`.

    Raises:
        msgspec.ValidationError: a field or a value is none of the fact's.
    """
    for name in ("encounters", "statements", "actors"):
        facts = getattr(record, name)
        if any(fact.id == id_ for fact in facts):
            text = record.article.text
            told = tuple(_changed(fact, fields, text, there) if fact.id == id_ else fact for fact in facts)
            return msgspec.structs.replace(record, **{name: told})
    return record


def _changed(fact: Fact, fields: Mapping[str, Any], text: str, there: Mapping[str, Node]) -> Any:
    unknown = sorted(set(fields) - set(FIELDS[type(fact)]))
    if unknown:
        raise msgspec.ValidationError(f"there is no field {unknown[0]!r} to correct")
    told = {name: _value(name, value, text, there) for name, value in fields.items()}
    return msgspec.convert({**msgspec.to_builtins(fact), **told}, type(fact))


def _value(name: str, value: Any, text: str, there: Mapping[str, Node]) -> Any:
    if name in SPANS and not value:
        raise msgspec.ValidationError(f"{name} holds no characters of the text")
    if value is None:
        return None
    if name in SPANS:
        return [_span(pair, text) for pair in msgspec.convert(value, list[tuple[int, int]])]
    if name in SPAN:
        return _span(msgspec.convert(value, tuple[int, int]), text)
    if name in FACT:
        return found_again(msgspec.convert(value, Node), there)
    return value


def _span(pair: tuple[int, int], text: str) -> dict[str, Any]:
    start, end = pair
    if not 0 <= start < end <= len(text):
        raise msgspec.ValidationError(f"{start}:{end} are no characters of the text, which has {len(text)}")
    told: dict[str, Any] = msgspec.to_builtins(Span.of(text, start, end))
    return told
