"""The record of one article: article, times, actors, encounters, statements, issues.

All offsets are half-open and count Unicode code points of the article's text.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

import msgspec

from pourparlers.model.vocabularies import (
    Act,
    ActorKind,
    EncounterKind,
    Form,
    How,
    Stance,
    Status,
    TimeType,
)

if TYPE_CHECKING:
    import polars

SCHEMA = "pourparlers.record/1"


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters `start` to `end` of a text, with what stands there: `text[start:end] == span.text`."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end` (code points, half-open)."""
        return cls(start, end, text[start:end])


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it came in.

    Attributes:
        published: as precise as the source: YYYY, YYYY-MM or YYYY-MM-DD.
        author, section, page: as the source writes them.
        identifier: what the database or agency that it came from calls it.
    """

    id: str
    language: str
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    section: str | None = None
    page: str | None = None
    identifier: str | None = None
    text: str


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression. `value` is TIMEX3; `begin` and `end_date` are its first and last day where known."""

    id: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str
    mod: str | None = None
    begin: str | None = None
    end_date: str | None = None
    rule: str


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A state, organisation, person or group. `id` is the key of gold/GUIDE.md."""

    id: str
    kind: ActorKind
    name: str
    role: str | None = None
    party: str | None = None
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()


class Encounter(msgspec.Struct, frozen=True, kw_only=True):
    """Parties dealing with one another, or speaking in public."""

    id: str
    kind: EncounterKind
    parties: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    mod: str | None = None
    duration: str | None = None
    status: Status = Status.HELD
    evidence: tuple[Span, ...] = ()
    rule: str


class SpeakerEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """The words that tell the speaker, and how they tell it."""

    start: int
    end: int
    text: str
    how: How


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """What a statement's fields rest on."""

    speaker: SpeakerEvidence | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody is reported to say, hold, want, propose, accept, refuse, accuse or deny something."""

    id: str
    speaker: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    act: Act
    form: Form
    target: str | None = None
    addressees: tuple[str, ...] = ()
    content: tuple[Span, ...]
    cue: Span | None = None
    stance: Stance | None = None
    issue: str | None = None
    time: str | None = None
    negated: bool = False
    hedged: bool = False
    conditional: bool = False
    via: str | None = None
    answers: str | None = None
    rule: str
    why: Why = Why()


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """What statements are about."""

    label: str
    statements: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """All that one article holds."""

    schema: str = SCHEMA
    article: Article
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    statements: tuple[Statement, ...] = ()
    issues: tuple[Issue, ...] = ()

    def to_polars(self, table: str) -> polars.DataFrame:
        """One kind of facts as a Polars frame, each row with its article.

        Args:
            table: "times", "actors", "encounters", "statements" or "issues".

        Raises:
            PourparlersError: there is no such table, or Polars is not installed.
        """
        # Exports stand above the model; they are asked for only when a frame or a page is.
        return cast("polars.DataFrame", import_module("pourparlers.exports.tables").to_polars(self, table))

    def _repr_html_(self) -> str:
        """The article with its facts marked, as notebooks show it."""
        return cast(str, import_module("pourparlers.views.html").fragment(self))
