"""From a record to the rows of what its article reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.json import encode

from pourparlers.lexicon.conditions import condition_of
from pourparlers.model import Actor, ActorKind, Article, Encounter, Record, Span, Statement, Time

Row = dict[str, Any]
# Between the members of a list in one cell.
SEPARATOR = " · "


def listed(cell: str) -> list[str]:
    """The members of a list in a cell."""
    return cell.split(SEPARATOR) if cell else []


def uid(article: str, fact: str) -> str:
    """The name of a fact in a dossier: `a-3f9c0b12d4e5:s1`."""
    return f"{article}:{fact}"


def article_row(record: Record, *, file: str | None, added: str, reader: str) -> Row:
    """The row of an article with its whole record.

    Args:
        record: as it was read.
        file: where the article came from.
        added: when it came in, ISO 8601.
        reader: name and version of what read it.
    """
    article: Article = record.article
    told = {name: getattr(article, name) for name in Article.__struct_fields__}
    return {**told, "file": file, "added": added, "reader": reader, "record": encode(record).decode()}


def actor_node(actor: Actor) -> str:
    """By what actors of many articles are compared: of a person the name and the party, of others id and name."""
    return f"{actor.id}|{(actor.party or '') if actor.kind is ActorKind.PERSON else actor.name}"


def issue_node(label: str, language: str) -> str:
    """By what issues of many articles are compared: the language and the words."""
    return f"{language}|{label}"


def fact_rows(record: Record, reviews: Mapping[str, str] | None = None) -> dict[str, list[Row]]:
    """The rows of what an article reports, by table.

    Args:
        record: its record, with what persons corrected.
        reviews: what persons decided of facts, by the facts' ids: "accepted", "rejected", "corrected".
    """
    told, where = reviews or {}, record.article.id
    days = {time.id: _day(time) for time in record.times}
    nodes = {actor.id: actor_node(actor) for actor in record.actors}
    facts: tuple[Encounter | Statement, ...] = (*record.encounters, *record.statements)
    return {
        "actor_report": [_actor(where, a) for a in record.actors],
        "encounter_report": [{**_encounter(where, e), "review": told.get(e.id)} for e in record.encounters],
        "statement_report": [
            {**_statement(record, s, days.get(s.time or "")), "review": told.get(s.id)} for s in record.statements
        ],
        "part": [
            {"uid": uid(where, fact.id), "article": where, "role": role, "actor": id_, "node": nodes.get(id_, id_)}
            for fact in facts
            for role, ids in _roles(fact)
            for id_ in dict.fromkeys(ids)
        ],
        "span": [row for fact in facts for row in _spans(where, fact)],
        "evidence": [
            {"uid": uid(where, e.id), "article": where, "text": _joined(e.evidence)} for e in record.encounters
        ],
    }


def _day(time: Time) -> str | None:
    """The day, month or year that a time lies in, as precisely as it is told; the first day of a longer one."""
    if time.begin is None or time.end_date is None:
        return time.begin
    for precise in (10, 7, 4):
        if time.begin[:precise] == time.end_date[:precise]:
            return time.begin[:precise]
    return time.begin


def _actor(where: str, a: Actor) -> Row:
    return {
        "uid": uid(where, a.id), "article": where, "id": a.id, "node": actor_node(a), "kind": a.kind.value,
        "name": a.name, "role": a.role, "party": a.party, "wikidata": a.wikidata, "mentions": len(a.mentions),
    }  # fmt: skip


def _encounter(where: str, e: Encounter) -> Row:
    return {
        "uid": uid(where, e.id), "article": where, "kind": e.kind.value, "parties": SEPARATOR.join(e.parties),
        "persons": SEPARATOR.join(e.persons), "place": e.place, "date": e.date, "mod": e.mod, "duration": e.duration,
        "status": e.status.value, "evidence": _joined(e.evidence), "rule": e.rule,
    }  # fmt: skip


def _statement(record: Record, s: Statement, day: str | None) -> Row:
    where, language = record.article.id, record.article.language
    conditions = (condition_of(span.text, language) for span in s.content) if s.conditional else ()
    return {
        "uid": uid(where, s.id), "article": where, "speakers": SEPARATOR.join(s.speaker),
        "parties": SEPARATOR.join(s.party), "act": s.act.value, "form": s.form.value, "target": s.target,
        "content": _joined(s.content), "cue": s.cue.text if s.cue else None,
        "stance": s.stance.value if s.stance else None, "issue": s.issue,
        "issue_node": issue_node(s.issue, language) if s.issue else None, "day": day, "negated": s.negated,
        "hedged": s.hedged, "conditional": s.conditional, "condition": next(filter(None, conditions), None),
        "via": s.via, "answers": uid(where, s.answers) if s.answers else None, "rule": s.rule,
    }  # fmt: skip


def _joined(spans: Iterable[Span]) -> str:
    return " […] ".join(span.text for span in spans)


def _roles(fact: Encounter | Statement) -> Iterable[tuple[str, tuple[str, ...]]]:
    if isinstance(fact, Encounter):
        return ("party", fact.parties), ("person", fact.persons)
    target = (fact.target,) if fact.target else ()
    return ("speaker", fact.speaker), ("party", fact.party), ("target", target), ("addressee", fact.addressees)


def _spans(where: str, fact: Encounter | Statement) -> Iterable[Row]:
    told: list[tuple[str, int, Span]] = []
    if isinstance(fact, Encounter):
        told = [("evidence", n, span) for n, span in enumerate(fact.evidence)]
    else:
        told = [("content", n, span) for n, span in enumerate(fact.content)]
        told += [("cue", 0, fact.cue)] if fact.cue else []
        told += [("speaker", 0, Span(w.start, w.end, w.text))] if (w := fact.why.speaker) else []
    for role, n, span in told:
        row = {"uid": uid(where, fact.id), "article": where, "role": role, "n": n}
        yield {**row, "start": span.start, "end": span.end, "text": span.text}
