"""From a record to the rows of a dossier's tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.json import encode

from pourparlers.model import Article, Encounter, Record, Span, Statement

Row = dict[str, Any]


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
    told = {name: getattr(article, name) for name in ("id", "language", "published", "outlet", "title", "url", "text")}
    return {**told, "file": file, "added": added, "reader": reader, "record": encode(record).decode()}


def fact_rows(record: Record) -> dict[str, list[Row]]:
    """The rows of a record's facts, by table."""
    where = record.article.id
    days = {time.id: time.begin for time in record.times}
    return {
        "actor": [
            {
                "article": where, "id": a.id, "kind": a.kind.value, "name": a.name, "role": a.role, "party": a.party,
                "wikidata": a.wikidata, "mentions": len(a.mentions),
            }
            for a in record.actors
        ],
        "encounter": [_encounter(where, e) for e in record.encounters],
        "statement": [_statement(where, s, days.get(s.time or "")) for s in record.statements],
        "part": [*_encounter_parts(record), *_statement_parts(record)],
        "span": [
            *(row for e in record.encounters for row in _spans(where, e)),
            *(row for s in record.statements for row in _spans(where, s)),
        ],
    }  # fmt: skip


def _encounter(where: str, e: Encounter) -> Row:
    return {
        "uid": uid(where, e.id), "article": where, "kind": e.kind.value, "parties": " · ".join(e.parties),
        "place": e.place, "date": e.date, "mod": e.mod, "duration": e.duration, "status": e.status.value,
        "evidence": _joined(e.evidence), "rule": e.rule,
    }  # fmt: skip


def _statement(where: str, s: Statement, day: str | None) -> Row:
    return {
        "uid": uid(where, s.id), "article": where, "speakers": " · ".join(s.speaker), "parties": " · ".join(s.party),
        "act": s.act.value, "form": s.form.value, "target": s.target, "content": _joined(s.content),
        "cue": s.cue.text if s.cue else None, "stance": s.stance.value if s.stance else None, "issue": s.issue,
        "day": day, "negated": s.negated, "hedged": s.hedged, "conditional": s.conditional, "via": s.via,
        "answers": uid(where, s.answers) if s.answers else None, "rule": s.rule,
    }  # fmt: skip


def _joined(spans: Iterable[Span]) -> str:
    return " […] ".join(span.text for span in spans)


def _encounter_parts(record: Record) -> Iterable[Row]:
    for e in record.encounters:
        for role, ids in (("party", e.parties), ("person", e.persons)):
            yield from _parts(record.article.id, e.id, role, ids)


def _statement_parts(record: Record) -> Iterable[Row]:
    for s in record.statements:
        target = (s.target,) if s.target else ()
        for role, ids in (("speaker", s.speaker), ("party", s.party), ("target", target), ("addressee", s.addressees)):
            yield from _parts(record.article.id, s.id, role, ids)


def _parts(where: str, fact: str, role: str, ids: Iterable[str]) -> Iterable[Row]:
    return ({"uid": uid(where, fact), "article": where, "role": role, "actor": id_} for id_ in dict.fromkeys(ids))


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
