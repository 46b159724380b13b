"""Statements and encounters as events of PLOVER, a record a line, by the manual's format for exchange."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.json import encode

import pourparlers
from pourparlers.dossier.standing import listing
from pourparlers.exports.chronology import web_address
from pourparlers.exports.event_actors import Coded
from pourparlers.exports.events import Event, events
from pourparlers.exports.formats import Request, Target
from pourparlers.lexicon.event_codes import countries
from pourparlers.model import Form, Statement

TARGET = Target.STREAM
OPTIONS: frozenset[str] = frozenset()
CODEBOOK = "plover-2.0"


def told(request: Request) -> Iterator[bytes]:
    """A record for each event, article by article."""
    for one in events(request.contents, request.left):
        yield encode(_filled(_record(one))) + b"\n"


def _record(one: Event) -> dict[str, Any]:
    when, loc = one.when, {"extracted_place": one.place, "country_code": _country(one.state)} if one.place else {}
    return {
        "id": one.fact.id, "date": when.first, "time": when.hour,
        "enddate": when.last if when.last != when.first else None,
        "actor": [_entity(actor) for actor in one.actors], "recipient": [_entity(actor) for actor in one.recipients],
        "event": [one.coding.plover], "event_loc": _filled(loc), "event_text": _event_text(one),
        "quad_code": one.quad, "event_scale": one.score, "mode": list(one.modes), "context": list(one.contexts),
        "link": one.answers, "text": one.around.text if one.around else None,
        "text_info": {"start": one.around.start, "end": one.around.end} if one.around else None,
        "cite_info": _cite(one), "coder": _coder(), **_ours(one),
    }  # fmt: skip


def _entity(one: Coded) -> dict[str, Any]:
    wikidata = one.entity.wikidata
    told = {
        "code": one.code, "sector": "".join(one.sectors[:2]), "entity_text": one.text, "identifier_id": wikidata,
        "identifier_text": one.entity.name if wikidata else None, "office": one.role, "x_id": one.entity.id,
    }  # fmt: skip
    return _filled(told)


def _event_text(one: Event) -> list[str]:
    return [span.text for role, span in one.parts if role == "event"]


def _country(state: str | None) -> str | None:
    return countries()[state].event_data if state in countries() else None


def _cite(one: Event) -> dict[str, Any]:
    article = one.article
    return _filled({
        "citation": article.identifier, "url": web_address(article.url), "title": article.title,
        "language": article.language, "publication": article.outlet, "coder": _coder(), "codebook": CODEBOOK,
    })  # fmt: skip


def _coder() -> str:
    return f"pourparlers {pourparlers.__version__}"


def _ours(one: Event) -> dict[str, Any]:
    """What the record of the format has no field for."""
    spans = [{"role": role, "start": span.start, "end": span.end, "text": span.text} for role, span in one.parts]
    return {
        "x_aux": list(one.aux), "x_date": "text" if one.when.told else "publication", "x_article": one.article.id,
        "x_report": one.report, "x_published": one.article.published, "x_spans": spans,
        "x_sources": len(one.fact.reports), "x_independent_sources": one.fact.voices,
        "x_reports": [report.report for report in one.fact.reports],
        **(_of_statement(one, one.own) if isinstance(one.own, Statement) else _of_encounter(one)),
    }  # fmt: skip


def _of_statement(one: Event, own: Statement) -> dict[str, Any]:
    assert isinstance(one.fact, listing.Statement)
    fact = one.fact
    return {
        "x_act": fact.act, "x_form": own.form, "x_quote": own.form in {Form.DIRECT, Form.MIXED},
        "x_speaker": [actor.text for actor in one.actors], "x_party": list(fact.parties),
        "x_content": " […] ".join(span.text for span in own.content), "x_stance": fact.stance,
        "x_issue": fact.issue_label,
        "x_negated": fact.negated, "x_hedged": own.hedged, "x_conditional": fact.conditional,
        "x_condition": fact.condition, "x_reported_by": own.via,
    }  # fmt: skip


def _of_encounter(one: Event) -> dict[str, Any]:
    assert isinstance(one.fact, listing.Encounter)
    fact = one.fact
    return {
        "x_kind": fact.kind, "x_status": fact.status, "x_party": list(fact.parties), "x_when": fact.date,
        "x_mod": fact.mod, "x_duration": fact.duration,
    }  # fmt: skip


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    """What is told, without what is not: an empty list or text, null. `false` and 0 are told."""
    return {name: value for name, value in told.items() if value is not None and value not in ("", [], {})}
