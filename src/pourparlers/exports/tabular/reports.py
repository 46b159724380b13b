"""The rows of what single articles report: statements, encounters, times, passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from pourparlers.dossier.contents import Told
from pourparlers.dossier.store.rows import fact_rows, uid
from pourparlers.model import Encounter, Span, Statement

Row = dict[str, Any]


def statement_rows(told: Told) -> Iterator[Row]:
    """The statements that an article reports."""
    # Days and conditions are told from times and words as the tables of the dossier have them.
    stored = {row["uid"]: row for row in fact_rows(told.record, told.reviews)["statement_report"]}
    for one in told.record.statements:
        name = uid(told.article.id, one.id)
        yield {**stored[name], **_article(told), **_statement(told, one), **_pieces("content", one.content), "id": name}


def _statement(told: Told, one: Statement) -> Row:
    cue, speaker, issue = one.cue, one.why.speaker, told.issue(one)
    return {
        "statement": told.statement(one), **_named(told, "speakers", "speaker_names", one.speaker),
        "parties": [told.entity(id_).id for id_ in one.party],
        "target": told.entity(one.target).id if one.target else None,
        "addressees": [told.entity(id_).id for id_ in one.addressees],
        "quote": " […] ".join(span.text for span in one.content),
        "start": one.content[0].start if one.content else None, "end": one.content[-1].end if one.content else None,
        "cue": cue.text if cue else None, "cue_start": cue.start if cue else None, "cue_end": cue.end if cue else None,
        "speaker_words": speaker.text if speaker else None, "speaker_how": str(speaker.how) if speaker else None,
        "issue": issue[0] if issue else None, "issue_words": one.issue,
    }  # fmt: skip


def encounter_rows(told: Told) -> Iterator[Row]:
    """The encounters that an article reports."""
    for one in told.record.encounters:
        yield {
            **msgspec.to_builtins(one), **_article(told), "id": uid(told.article.id, one.id),
            "encounter": told.encounter(one), **_named(told, "parties", "party_names", one.parties),
            **_named(told, "persons", "person_names", one.persons), **_pieces("evidence", one.evidence),
            "review": told.reviews.get(one.id),
        }  # fmt: skip


def _article(told: Told) -> Row:
    one = told.article
    return {
        "article": one.id, "outlet": one.outlet, "published": one.published, "language": one.language, "url": one.url,
    }  # fmt: skip


def _named(told: Told, name: str, names: str, ids: Iterable[str]) -> Row:
    found = [told.entity(id_) for id_ in ids]
    return {name: [one.id for one in found], names: [one.name for one in found]}


def _pieces(name: str, spans: Iterable[Span]) -> Row:
    told = list(spans)
    return {
        name: [span.text for span in told], f"{name}_starts": [span.start for span in told],
        f"{name}_ends": [span.end for span in told],
    }  # fmt: skip


def time_rows(told: Told) -> Iterator[Row]:
    """The times that an article names."""
    for one in told.record.times:
        yield {**msgspec.to_builtins(one), "id": uid(told.article.id, one.id), "article": told.article.id}


def span_rows(told: Told) -> Iterator[Row]:
    """All passages of an article, by fact and role."""
    where = told.article.id
    facts: tuple[Encounter | Statement, ...] = (*told.record.encounters, *told.record.statements)
    for fact in facts:
        for role, spans in passages_of(fact):
            yield from _rows(where, uid(where, fact.id), role, spans)
    for actor in told.record.actors:
        yield from _rows(where, told.entity(actor.id).id, "mention", actor.mentions)


def passages_of(fact: Statement | Encounter) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The passages that a fact rests on, by what they are: content, cue, speaker, evidence."""
    if isinstance(fact, Encounter):
        yield "evidence", fact.evidence
        return
    yield "content", fact.content
    if fact.cue:
        yield "cue", (fact.cue,)
    if words := fact.why.speaker:
        yield "speaker", (Span(words.start, words.end, words.text),)


def _rows(article: str, fact: str, role: str, spans: Iterable[Span]) -> Iterator[Row]:
    for n, span in enumerate(spans, 1):
        yield {
            "article": article, "fact": fact, "role": role, "n": n, "start": span.start, "end": span.end,
            "text": span.text,
        }  # fmt: skip
