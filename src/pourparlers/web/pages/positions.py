"""Where parties stand on issues at a date, and all that tells where one party stands on one issue."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.profiles import directory
from pourparlers.dossier.standing.profiles.named import named_in, parties_named
from pourparlers.dossier.standing.stands.cells import Stands, cell
from pourparlers.dossier.standing.stands.matrix import Axes, Axis, Cell, Turn, Wanted, axes_of, cells_of
from pourparlers.dossier.standing.stands.ticks import Scale, scale_of
from pourparlers.lexicon.ids import id_of
from pourparlers.views.safe import one_line
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.days import read_day
from pourparlers.web.drawings.stances import Line, line
from pourparlers.web.errors import AskedError, MissingError
from pourparlers.web.filtered import Filtered
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get

T = TypeVar("T", "Asked", "CellAsked")
ROWS, COLUMNS, PER_PAGE = 12, 8, 25


class View(StrEnum):
    """What stands in the cells: the latest position, how it came about, or how many statements tell it."""

    LATEST = "latest"
    EVOLUTION = "evolution"
    COUNTS = "counts"


class CellAsked(Filtered, frozen=True, kw_only=True):
    """What is asked of a cell: `party` and `issue` name it by their ids."""

    at: Annotated[str | None, Meta(description="The date: YYYY-MM-DD or vaguer; the last day where null.")] = None
    page: Annotated[Number, Meta(description="Which page, from 1.")] = 1


class Asked(Filtered, frozen=True, kw_only=True):
    """What is asked of the matrix."""

    at: Annotated[str | None, Meta(description="The date: YYYY-MM-DD or vaguer; the last day where null.")] = None
    day: Annotated[int | None, Meta(description="The date as so many days after the first of the scale.")] = None
    was: Annotated[str | None, Meta(description="The date before: `day` counts where `at` is still the same.")] = None
    view: Annotated[View, Meta(description="What stands in the cells.")] = View.LATEST
    rows: Annotated[Number, Meta(description="Which page of the parties, from 1.")] = 1
    columns: Annotated[Number, Meta(description="Which page of the issues, from 1.")] = 1
    parties: Annotated[tuple[str, ...], Meta(description="The parties that are shown alone, by id or name.")] = ()
    issues: Annotated[tuple[str, ...], Meta(description="The issues that are shown alone, by id or label.")] = ()
    cell_party: Annotated[str | None, Meta(description="The id of the party of the cell that is open.")] = None
    cell_issue: Annotated[str | None, Meta(description="The id of its issue.")] = None

    def cell(self, party: str, issue: str) -> CellAsked:
        """What is asked of the page of a cell."""
        rest = {name: getattr(self, name) for name in ("person", "act", "outlet", "since", "until", "at")}
        return CellAsked(party=party, issue=issue, **rest)


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of a cell shows."""

    asked: Annotated[CellAsked, Meta(description="What was asked for.")]
    pages: Annotated[Paged, Meta(description="How many statements there are, on how many pages.")]
    known: Annotated[dict[str, str], Meta(description="Ids of actors, by what facts call them.")]
    stands: Annotated[Stands, Meta(description="The statements that tell where the party stands, the latest first.")]

    def line(self) -> Line:
        """The stances over time."""
        turns = [
            Turn(day=one.said.day, stance=one.said.stance, conditional=one.said.conditional, statement=one.said.id)
            for one in reversed(self.stands.steps)
            if one.changed and one.said.stance
        ]
        days = [one.said.day for one in self.stands.steps if one.said.day]
        return line(turns, scale_of(min(days), max(days)) if days else None, None)


class Table(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the matrix shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    parties: Annotated[Axis, Meta(description="The parties, those with most statements first.")]
    issues: Annotated[Axis, Meta(description="The issues, those with most statements first.")]
    cells: Annotated[tuple[Cell, ...], Meta(description="Where a party stands on an issue; none where nothing tells.")]
    scale: Annotated[Scale | None, Meta(description="The days from first to last; null where nothing has a day.")]
    rows: Annotated[Paged, Meta(description="How many parties there are, on how many pages.")]
    columns: Annotated[Paged, Meta(description="How many issues there are, on how many pages.")]
    known: Annotated[dict[str, str], Meta(description="Ids of actors, by what facts call them.")]
    opened: Annotated[Opened | None, Meta(description="What tells the cell that is open; null where none is.")] = None

    @cached_property
    def told(self) -> dict[tuple[str, str], Cell]:
        """The cells by party and issue."""
        return {(one.party, one.issue): one for one in self.cells}

    @property
    def views(self) -> tuple[View, ...]:
        """What may stand in the cells."""
        return tuple(View)

    @property
    def most(self) -> int:
        """How many statements the fullest cell has."""
        return max((one.statements for one in self.cells), default=0)

    @property
    def day(self) -> str:
        """The date as a field of a form takes it: to the day."""
        told = window(self.asked.at)
        return (told.last.isoformat() if told else self.scale.last) if self.scale else ""

    @property
    def n(self) -> int:
        """The date as so many days after the first of the scale."""
        return self.scale.n(self.asked.at or self.scale.last) if self.scale else 0

    def line(self, one: Cell) -> Line:
        """The stances of a cell over time."""
        return line(one.turns, self.scale, self.asked.at)


def show(call: Call) -> Page:
    """The matrix of parties and issues at a date."""
    asked = _read(call, Asked)
    with call.reading() as connection:
        asked = _named(connection, asked)
        axes = axes_of(connection, asked.filters, _wanted(asked))
        asked, axes = _within(connection, asked, axes)
        asked = _dated(asked, axes.scale)
        cells = tuple(cells_of(connection, axes, asked.filters, asked.at))
        known = parties_named(connection, {one.id for one in axes.parties.shown})
        of = asked.cell(asked.cell_party, asked.cell_issue) if asked.cell_party and asked.cell_issue else None
        opened = _opened(connection, of) if of else None
    shown = Table(
        asked=asked, known=known, parties=axes.parties, issues=axes.issues, cells=cells, scale=axes.scale,
        opened=opened, rows=paged(asked.rows, ROWS, axes.parties.found),
        columns=paged(asked.columns, COLUMNS, axes.issues.found),
    )  # fmt: skip
    return Page(template="positions.html", shown=shown)


def _named(connection: Connection, asked: Asked) -> Asked:
    """The parties and issues that are shown alone by their ids: fields take names as well, or are left empty."""
    issues = [_issue(connection, one) for one in asked.issues if one.strip()]
    return msgspec.structs.replace(
        asked, parties=tuple(dict.fromkeys(id_of(one) for one in asked.parties if one.strip())),
        issues=tuple(dict.fromkeys(issues)),
    )  # fmt: skip


def _issue(connection: Connection, asked: str) -> str:
    """The id of an issue by its id, or by words of its label: of several the one that most is said of."""
    if directory.issues_of(connection, [asked]):
        return asked
    found = directory.issues_page(connection, words=asked, page=Rows(limit=1)).issues
    return found[0].id if found else asked


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        parties=asked.parties, issues=asked.issues, rows=Rows(limit=ROWS, skip=(asked.rows - 1) * ROWS),
        columns=Rows(limit=COLUMNS, skip=(asked.columns - 1) * COLUMNS),
    )  # fmt: skip


def _within(connection: Connection, asked: Asked, axes: Axes) -> tuple[Asked, Axes]:
    """The first pages where there are not so many."""
    if (asked.rows > 1 and not axes.parties.shown) or (asked.columns > 1 and not axes.issues.shown):
        rows, columns = (asked.rows if axes.parties.shown else 1), (asked.columns if axes.issues.shown else 1)
        asked = msgspec.structs.replace(asked, rows=rows, columns=columns)
        axes = axes_of(connection, asked.filters, _wanted(asked))
    return asked, axes


def _read(call: Call, kind: type[T]) -> T:
    """What is asked for, with the date as the dossier has it.

    Raises:
        AskedError: it is none.
    """
    asked = call.asked(kind)
    at = read_day(asked.at, call.ui) if asked.at else None
    if asked.at and at is None:
        raise AskedError(f"{one_line(asked.at, 60)!r} is no day.", hint="Write 2024, 2024-05 or 2024-05-17.")
    return msgspec.structs.replace(asked, at=at)


def _dated(asked: Asked, scale: Scale | None) -> Asked:
    """The date alone, whichever of the two fields tells it."""
    at = asked.at
    if asked.day is not None and scale is not None and at == asked.was:
        at = scale.day(asked.day)
    if scale is not None and at is not None and scale.n(at) == scale.days:
        at = None
    return msgspec.structs.replace(asked, at=at, day=None, was=None)


def show_cell(call: Call) -> Page:
    """All that tells where a party stands on an issue.

    Raises:
        MissingError: no party or no issue is named, or there is no such issue.
    """
    asked = _read(call, CellAsked)
    if not asked.party or not asked.issue:
        raise MissingError("a cell has a party and an issue.", hint="Open it from the table of positions.")
    with call.reading() as connection:
        shown = _opened(connection, asked)
    if shown is None:
        raise MissingError(f"there is no issue {asked.issue[:60]!r}.", hint="Open it from the table of positions.")
    return Page(template="cell.html", shown=shown)


def _opened(connection: Connection, asked: CellAsked) -> Opened | None:
    """What tells where a party stands on an issue; None where there is no such issue."""
    party, issue = asked.party or "", asked.issue or ""
    rest = msgspec.structs.replace(asked.filters, party=None, issue=None)
    page = Rows(limit=PER_PAGE, skip=(asked.page - 1) * PER_PAGE)
    found = cell(connection, party, issue, rest, asked.at, page)
    pages = paged(asked.page, PER_PAGE, found.found)
    if found.found and not found.steps:
        found = cell(connection, party, issue, rest, asked.at, Rows(limit=PER_PAGE, skip=pages.skip))
    known = parties_named(connection, {found.party}) | named_in(connection, [one.said for one in found.steps])
    return Opened(asked=asked, pages=pages, known=known, stands=found) if found.label is not None else None


ROUTES = (
    Get("/positions", show, Asked, frozenset({"view", "rows", "columns"}), gives=Table),
    Get("/positions/cell", show_cell, CellAsked, frozenset({"party", "issue", "page"}), gives=Opened),
)
