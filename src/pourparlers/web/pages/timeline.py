"""The chronology: what happened and who said what, by day, under a strip of all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.standing.chronology.chronicle import Counts, Line, chronicle, lines
from pourparlers.dossier.standing.chronology.kept_entries import entries_of
from pourparlers.dossier.standing.chronology.narrowing import Narrowed, Narrowing, Only, Review
from pourparlers.dossier.standing.chronology.strip import Strip
from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.profiles.named import named_in
from pourparlers.dossier.store.facets import Facet
from pourparlers.lexicon.ids import id_of
from pourparlers.model import EncounterKind, Status
from pourparlers.views.listing import Look
from pourparlers.views.safe import one_line
from pourparlers.views.timeline import hour_told
from pourparlers.views.times import told_day
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.drawings.strip import Drawing, drawing_of
from pourparlers.web.drawings.zoom import Zoom, zoom
from pourparlers.web.filtered import Filtered
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get
from pourparlers.web.wording import Words

PER_PAGE = 50
# Values of a facet: at first, and where more are asked for.
FEW, MANY = 8, 200
_MONTH, _DAY = len("2022-01"), len("2022-01-12")


class Asked(Filtered, frozen=True, kw_only=True):
    """What is asked of the chronology."""

    kind: Annotated[EncounterKind | None, Meta(description="Of what kind an encounter is.")] = None
    status: Annotated[Status | None, Meta(description="Whether an encounter was held.")] = None
    only: Annotated[Only | None, Meta(description="Encounters or statements alone.")] = None
    review: Annotated[Review | None, Meta(description="Whether a person looked at it, or had best do so.")] = None
    acting: Annotated[bool, Meta(description="No statements that say something and do nothing else.")] = False
    undated: Annotated[bool, Meta(description="Only what has no day.")] = False
    contradicted: Annotated[bool, Meta(description="Only what sources disagree about.")] = False
    more: Annotated[Facet | None, Meta(description="Of which facet more values are listed.")] = None
    page: Annotated[Number, Meta(description="Which page, from 1.")] = 1

    def narrowed(self) -> Narrowed:
        """As the dossier is asked."""
        told = {name: getattr(self, name) for name in Narrowed.__struct_fields__ if name != "plain"}
        return Narrowed(**told, plain=not self.acting)


class Chip(msgspec.Struct, frozen=True, kw_only=True):
    """Something that narrows: the fields of the address to drop, and what they are set to."""

    name: str
    value: str
    fields: tuple[str, ...]

    @property
    def mask(self) -> str:
        """What it is called among what narrows (`Narrowing.masks`)."""
        return {"kind": "act", "undated": "days", "acting": "plain"}.get(self.name, self.name)


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of a month, or of a longer time that is told so («2021»), or without a day.

    Attributes:
        month: which.
        id: of its heading.
        days: by day, with what makes it vaguer.
    """

    month: str | None
    id: str
    days: tuple[tuple[str | None, str | None, tuple[Line, ...]], ...]


class Timeline(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the page shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    pages: Annotated[Paged, Meta(description="How many entries there are, on how many pages.")]
    lines: Annotated[tuple[Line, ...], Meta(description="Those of the page, in order of day; what has no day last.")]
    facets: Annotated[dict[str, Counts], Meta(description="How many there are of which act, party, issue …")]
    strip: Annotated[Strip, Meta(description="How many there are in which year, month or day.")]
    actors: Annotated[
        dict[str, str], Meta(description="The ids of the actors of its entries, by what these call them.")
    ]
    without: Annotated[dict[str, int], Meta(description="Where nothing is found: how many are without which filter.")]

    @cached_property
    def drawn(self) -> Drawing | None:
        """The strip as it is drawn."""
        return drawing_of(self.strip, self.asked.since, self.asked.until)

    @cached_property
    def zoom(self) -> Zoom:
        """Where one goes from the stretch that is shown."""
        first, last = self.strip.first or "", self.strip.last or ""
        return zoom(self.asked.since or first, self.asked.until or last)

    @property
    def months(self) -> list[Group]:
        """The entries of the page by month."""
        out: list[Group] = []
        for month, within in groupby(self.lines, _month_of):
            before = sum(one.month == month for one in out)
            days = tuple((day, mod, tuple(found)) for (day, mod), found in groupby(within, _day_of))
            out.append(Group(month=month, id=f"m-{month or 'none'}" + (f"-{before}" if before else ""), days=days))
        return out

    @property
    def chips(self) -> list[Chip]:
        """What narrows."""
        return list(_chips(self.asked))

    def page_of(self, row: int) -> int:
        """The page on which a row of the list stands."""
        return row // PER_PAGE + 1

    def lifted(self, chip: Chip) -> Asked:
        """What is asked without something that narrows."""
        plain = {field.name: field.default for field in msgspec.structs.fields(Asked)}
        return msgspec.structs.replace(self.asked, page=1, **{name: plain[name] for name in chip.fields})

    def turned(self, name: str, value: str | None) -> Asked:
        """What is asked with another value of a facet; an act and a kind of encounter exclude each other."""
        other = {"act": "kind", "kind": "act"}.get(name)
        changes: dict[str, Any] = {name: value, "page": 1} | ({other: None} if other else {})
        return msgspec.structs.replace(self.asked, **changes)

    def told(self, chip: Chip, t: Words, look: Look) -> str:
        """What a chip is set to, in words."""
        value = chip.value
        if chip.name == "days":
            return _stretch(self.asked.since, self.asked.until, look)
        if chip.name in _WORDED:
            return t(f"{_WORDED[chip.name]}.{value}")
        if chip.name == Facet.PARTY:
            return look.names([id_of(value)])
        if chip.name == Facet.ISSUE:
            labels = {one.value: one.label for one in self.facets[Facet.ISSUE].counts}
            return one_line(labels.get(value) or value, _LONGEST)
        return one_line(value, _LONGEST)

    def weekday(self, day: str, look: Look) -> str:
        """A day within its month: «mardi 15», "Tuesday 15"."""
        return told_day(date.fromisoformat(day), "EEEE d", look.words)

    def tick(self, at: str, look: Look) -> str:
        """A time below the strip, short: «15 mai», «mai 2018», «2018»."""
        if len(at) < _MONTH:
            return at
        when, form = (date.fromisoformat(at), "d MMM") if len(at) == _DAY else (date.fromisoformat(f"{at}-01"), "LLL y")
        return told_day(when, form, look.words)

    def hour(self, day: str | None, look: Look) -> str:
        """The hour or the part of the day that a day tells, in words."""
        return hour_told(day, look.words)

    def differ(self, line: Line, look: Look) -> str:
        """In what sources disagree about an entry."""
        return ", ".join(look.words("differences", what) for what in line.contradictions)

    def current(self, name: str, value: str) -> bool:
        """Whether a value of a facet is the one that is asked for."""
        told = getattr(self.asked, name)
        if name == Facet.PARTY and told:
            return bool(id_of(told) == value)
        return told is not None and str(told) == value


# By what a filter is set to, where its words stand.
_WORDED = {
    "only": "timeline.only", "act": "acts", "kind": "kinds", "status": "timeline.statuses",
    "review": "timeline.reviews",
}  # fmt: skip
_LONGEST = 60


def _stretch(since: str | None, until: str | None, look: Look) -> str:
    first, last = (look.day(one) for one in (since, until))
    if since and until:
        return first if since == until else f"{first} – {last}"
    return look.day(since, "ON_OR_AFTER") if since else look.day(until, "ON_OR_BEFORE")


def _month_of(line: Line) -> str | None:
    when = window(line.day)
    if when is None:
        return None
    exact = (when.first.year, when.first.month) == (when.last.year, when.last.month)
    return when.first.isoformat()[:_MONTH] if exact else line.day


def _day_of(line: Line) -> tuple[str | None, str | None]:
    day = line.day
    return (day[:_DAY] if day and day[_DAY : _DAY + 1] == "T" else day), line.mod


def _chips(asked: Asked) -> Iterator[Chip]:
    if asked.since or asked.until:
        yield Chip(name="days", value="", fields=("since", "until"))
    for name in ("only", "act", "kind", "status", "party", "person", "issue", "outlet", "review"):
        if value := getattr(asked, name):
            yield Chip(name=name, value=str(value), fields=(name,))
    for name in ("acting", "undated", "contradicted"):
        if getattr(asked, name):
            yield Chip(name=name, value="", fields=(name,))


def show(call: Call) -> Page:
    """A page of the chronology."""
    asked = call.asked(Asked)
    narrowed = asked.narrowed()
    top: dict[str, int] = {one.value: MANY if one is asked.more else FEW for one in Facet} | {"act": 99, "kind": 99}
    with call.reading() as connection:
        found = chronicle(connection, narrowed, _rows(asked.page), top)
        pages = paged(asked.page, PER_PAGE, found.total)
        if pages.page != asked.page:
            found = msgspec.structs.replace(found, lines=tuple(lines(connection, narrowed, _rows(pages.page))))
        actors = named_in(connection, filter(None, (one.encounter or one.statement for one in found.lines)))
        without = {} if found.total else Narrowing(connection, entries_of(connection), narrowed).without()
    shown = Timeline(
        asked=asked, pages=pages, lines=found.lines, facets=found.facets, strip=found.strip, actors=actors,
        without={name: n for name, n in without.items() if n},
    )  # fmt: skip
    return Page(template="timeline.html", shown=shown)


def _rows(page: int) -> Rows:
    return Rows(limit=PER_PAGE, skip=(page - 1) * PER_PAGE)


ROUTES = (Get("/timeline", show, Asked, frozenset({"page"}), gives=Timeline),)
