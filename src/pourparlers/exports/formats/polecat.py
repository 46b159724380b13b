"""Statements and encounters as POLECAT writes events: its 40 columns, then where each can be checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pourparlers
from pourparlers.exports.cells import cells, row
from pourparlers.exports.chronology import web_address
from pourparlers.exports.event_actors import Coded, country_name
from pourparlers.exports.events import Event, events
from pourparlers.exports.formats import Request, Target
from pourparlers.model import ActorKind

TARGET = Target.STREAM
OPTIONS: frozenset[str] = frozenset()
_ACTOR = (
    "{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title", "{0} Name Raw",
    "Wikipedia {0} ID",
)  # fmt: skip
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _ACTOR), *(name.format("Recipient") for name in _ACTOR),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
OURS = ("Actor Codes", "Recipient Codes", "url", "quote", "start", "end", "article", "outlet")


def told(request: Request) -> Iterator[bytes]:
    """A header, then a row for each event that is not negated."""
    yield row((*COLUMNS, *OURS))
    for one in events(request.contents, request.left):
        if "negation" in one.aux:
            request.left["negated"] += 1
        else:
            yield row(_row(one))


def _row(one: Event) -> Sequence[object]:
    article, passage = one.article, one.passage
    place = [""] * 4 + [country_name(one.state)] + [""] * 3 + [one.place, ""]
    actors = one.told.record.actors
    persons = [actor.name for actor in actors if actor.kind is ActorKind.PERSON]
    organisations = [actor.name for actor in actors if actor.kind is ActorKind.ORGANISATION]
    return (
        one.fact.id, one.when.first, one.coding.plover, cells(one.modes), one.score, one.quad, cells(one.contexts),
        *_actor(one.actors), *_actor(one.recipients), *place, article.outlet, article.published, cells(persons),
        cells(organisations), cells(met.place for met in one.told.record.encounters), article.language,
        f"pourparlers {pourparlers.__version__}", _codes(one.actors), _codes(one.recipients),
        web_address(article.url), passage.text if passage else None, passage.start if passage else None,
        passage.end if passage else None, article.id, article.outlet,
    )  # fmt: skip


def _actor(some: Sequence[Coded]) -> Iterable[str]:
    """The eight columns of actors or recipients; COW and Wikipedia ids are not known."""
    sectors = [sector for one in some for sector in one.sectors]
    yield cells(one.entity.name for one in some)
    yield cells(one.country for one in some)
    yield ""
    yield sectors[0] if sectors else ""
    yield cells(sectors)
    yield cells(one.role for one in some)
    yield cells(one.text for one in some)
    yield ""


def _codes(some: Sequence[Coded]) -> str:
    return cells(one.code for one in some)
