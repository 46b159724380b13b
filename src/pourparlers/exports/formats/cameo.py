"""Statements and encounters as dyads with codes of CAMEO: who did what to whom, a row for each pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations, product

from pourparlers.exports.cells import cells, row
from pourparlers.exports.chronology import web_address
from pourparlers.exports.event_actors import Coded
from pourparlers.exports.events import Event, events
from pourparlers.exports.formats import Request, Target
from pourparlers.lexicon.event_codes import event_codes

TARGET = Target.STREAM
OPTIONS: frozenset[str] = frozenset()
COLUMNS = (
    "date", "source", "target", "code", "root", "quad_class", "goldstein", "id", "event", "aux", "source_name",
    "target_name", "url", "quote", "start", "end", "article", "outlet", "published", "language", "sources",
    "independent_sources",
)  # fmt: skip
_ROOT = 2


def told(request: Request) -> Iterator[bytes]:
    """A header, then a row for each pair of each event that is not negated."""
    yield row(COLUMNS)
    for one in events(request.contents, request.left):
        pairs = list(_pairs(one))
        if one.coding.cameo is None or "negation" in one.aux:
            request.left["negated"] += 1
        elif not pairs:
            request.left["no target"] += 1
        else:
            for n, pair in enumerate(pairs, 1):
                yield row(_row(one, n, *pair))


def _pairs(one: Event) -> Iterator[tuple[Coded, Coded, str]]:
    """The pairs of an event, each way where they deal with one another, with the code; each pair of codes once."""
    code, seen = one.coding.cameo or "", set()
    sides = permutations(one.actors, 2) if one.together else product(one.actors, one.recipients)
    told = [(source, target, code) for source, target in sides]
    if one.hosted:
        told += [(host, guest, event_codes().grounds["host"].cameo or code) for guest, host, _ in told]
    for source, target, own in told:
        if source.cameo and target.cameo and source.cameo != target.cameo and (source.cameo, target.cameo) not in seen:
            seen.add((source.cameo, target.cameo))
            yield source, target, own


def _row(one: Event, n: int, source: Coded, target: Coded, code: str) -> Sequence[object]:
    codes, article, passage = event_codes(), one.article, one.passage
    return (
        one.when.first, source.cameo, target.cameo, code, code[:_ROOT], codes.cameo_quads[code[:_ROOT]],
        codes.goldstein[code], f"{one.fact.id}-{n}", one.fact.id, cells(one.aux), source.entity.name,
        target.entity.name, web_address(article.url), passage.text if passage else None,
        passage.start if passage else None, passage.end if passage else None, article.id, article.outlet,
        article.published, article.language, len(one.fact.reports), one.fact.voices,
    )  # fmt: skip
