"""What decisions do: to the facts of an article, to what is one, to the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select

from pourparlers.dossier.merging.groups import Link, put_links
from pourparlers.dossier.merging.issues import CODE, Form
from pourparlers.dossier.review.anchors import anchors_of, found_again
from pourparlers.dossier.review.decisions import Decision, Node, Verb, active, codebook, decisions
from pourparlers.dossier.store.schema import By, Kind, Verdict, article, code
from pourparlers.model import Actor as ActorFact
from pourparlers.model import Encounter, Record, Span, Statement

_REVIEWS = {Verb.ACCEPT: "accepted", Verb.REJECT: "rejected", Verb.CORRECT: "corrected"}
_REPORTS = {Kind.ENCOUNTER, Kind.STATEMENT}
# What a person can correct, and which of it are characters of the text.
_SPANS = {"content", "evidence"}


def revised(connection: Connection, record: Record) -> tuple[Record, dict[str, str]]:
    """A record with what persons corrected, and what they decided of its facts, by the facts' ids."""
    return revise(record, active(decisions(connection)))


def revise(record: Record, held: Iterable[Decision]) -> tuple[Record, dict[str, str]]:
    """As `revised`, from the decisions that hold."""
    there = anchors_of(record)
    reviews: dict[str, str] = {}
    for one in held:
        for node in one.subject if one.verb in _REVIEWS else ():
            id_ = own_id(record, node, there)
            if id_ is None:
                continue
            reviews[id_] = _REVIEWS[one.verb]
            if one.fields:
                record = corrected(record, id_, one.fields)
    return record, reviews


def own_id(record: Record, node: Node, there: dict[str, Any] | None = None) -> str | None:
    """The id in a record of the fact that was decided on; None where it is another article's, or not there."""
    where, _, id_ = node.id.partition(":")
    if where != record.article.id:
        return None
    return found_again(id_, node.anchor, there if there is not None else anchors_of(record))


def corrected(record: Record, id_: str, fields: dict[str, Any]) -> Record:
    """A record with other values in some fields of a fact.

    Raises:
        msgspec.ValidationError: a field or value is none of the fact's.
    """
    text = record.article.text
    for name in ("actors", "encounters", "statements"):
        facts = getattr(record, name)
        if any(fact.id == id_ for fact in facts):
            changed = tuple(_changed(fact, fields, text) if fact.id == id_ else fact for fact in facts)
            return msgspec.structs.replace(record, **{name: changed})
    return record


def _changed(fact: ActorFact | Encounter | Statement, fields: dict[str, Any], text: str) -> Any:
    told = {name: _value(name, value, text) for name, value in fields.items()}
    unknown = sorted(set(told) - {field.name for field in msgspec.structs.fields(fact)} | set(told) & {"id", "rule"})
    if unknown:
        raise msgspec.ValidationError(f"there is no field {unknown[0]!r} to correct")
    return msgspec.convert({**msgspec.to_builtins(fact), **told}, type(fact))


def _value(name: str, value: Any, text: str) -> Any:
    if name == "cue" and value is not None:
        return msgspec.to_builtins(_span(text, *value))
    if name in _SPANS:
        return [msgspec.to_builtins(_span(text, *pair)) for pair in value]
    return value


def _span(text: str, start: int, end: int) -> Span:
    if not 0 <= start < end <= len(text):
        raise msgspec.ValidationError(f"{start}:{end} are no characters of the text, which has {len(text)}")
    return Span.of(text, start, end)


def person_links(connection: Connection, kind: Kind, nodes: Sequence[str]) -> None:
    """Write what persons judged of some things and of those that they are linked with."""
    held = active(decisions(connection))
    told = [*_judged(connection, kind, held), *(_coded(held) if kind is Kind.ISSUE else ())]
    wanted, links = set(nodes), {}
    for a, b, verdict, reason in told:
        if a != b and (a in wanted or b in wanted):
            first, second = sorted((a, b))
            links[first, second] = Link(first, second, verdict, 1.0, reason, By.PERSON)
    put_links(connection, kind, links.values())


Judged = tuple[str, str, Verdict, str]


def _judged(connection: Connection, kind: Kind, held: Iterable[Decision]) -> Iterable[Judged]:
    """Merging says "same" of all pairs of its subject; splitting says "different" of each with each of the others."""
    for one in held:
        if one.kind is not kind or one.verb not in {Verb.MERGE, Verb.SPLIT}:
            continue
        subject = _present(connection, kind, one.subject)
        others = subject if one.verb is Verb.MERGE else _present(connection, kind, one.other)
        verdict = Verdict.SAME if one.verb is Verb.MERGE else Verdict.DIFFERENT
        reason = f"{one.who}: {one.why}" if one.why else one.who
        for a, b in product(subject, others):
            yield a, b, verdict, reason


def _coded(held: Iterable[Decision]) -> Iterable[Judged]:
    for entry in codebook(held).values():
        for name in (entry.label, *entry.aliases):
            yield f"{CODE}{entry.id}", Form("", name).node, Verdict.SAME, "codebook"


def _present(connection: Connection, kind: Kind, nodes: Iterable[Node]) -> list[str]:
    """The things as they are named now; what is not there any more is left out."""
    if kind not in _REPORTS:
        return [node.id for node in nodes]
    return [now for node in nodes if (now := present(connection, node)) is not None]


def present(connection: Connection, node: Node) -> str | None:
    """The uid of the report that was decided on, in the present reading of its article; None where it has none."""
    where = node.id.partition(":")[0]
    raw = connection.execute(select(article.c.record).where(article.c.id == where)).scalar()
    if raw is None:
        return None
    id_ = own_id(msgspec.json.decode(raw, type=Record), node)
    return f"{where}:{id_}" if id_ is not None else None


def write_codes(connection: Connection, held: Iterable[Decision]) -> None:
    """Write the table of the codebook anew."""
    entries = codebook(held).values()
    connection.execute(delete(code))
    if entries:
        connection.execute(insert(code), [{"id": c.id, "label": c.label, "parent": c.parent} for c in entries])
