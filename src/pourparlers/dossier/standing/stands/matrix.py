"""Where parties stand on issues at a date: as many of both as a screen has room for, the rest by pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Integer, Text, cast, func, literal, null, select, union_all

from pourparlers.dossier.standing.disputes.reports import disputed_reports
from pourparlers.dossier.standing.filters import Filters, Page
from pourparlers.dossier.standing.listing import Statement, statements
from pourparlers.dossier.standing.stands.positions import Step, step_of
from pourparlers.dossier.standing.stands.steps import changed, of_steps, until
from pourparlers.dossier.standing.stands.ticks import Scale, scale_of
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import issue, statement, step
from pourparlers.model import Stance

# A line shows so many turns at most, the latest.
TURNS = 24


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which parties and issues are shown: those that are chosen or, where none is, those with most statements.

    Where parties alone are chosen, the issues are those that they speak of, and the other way round.
    """

    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    rows: Page = Page(limit=12)
    columns: Page = Page(limit=8)


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A party or an issue of the matrix.

    Attributes:
        id, label: of a party its id twice.
        statements: how many tell where parties stand on it, or where it stands, at whatever date.
    """

    id: str
    label: str
    statements: int


class Axis(msgspec.Struct, frozen=True, kw_only=True):
    """The parties or issues that are shown, of how many; `skip`: how many with more statements stand before them."""

    shown: tuple[Named, ...]
    found: int
    skip: int


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A stance other than before."""

    day: str | None
    stance: Stance
    conditional: bool
    statement: str


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """Where a party stands on an issue.

    Attributes:
        latest: as `positions` tells it: since when, in whose words.
        language: of its content; `voices`: how many independent texts report it.
        statements: how many tell where the party stands; `last`: the day of the latest of them.
        turns: the stances that it took one after the other, the latest last; the first are left out of more than 24.
        changes: how often it took another.
    """

    party: str
    issue: str
    latest: Step
    language: str
    voices: int
    statements: int
    last: str | None
    turns: tuple[Turn, ...]
    changes: int


class Axes(msgspec.Struct, frozen=True, kw_only=True):
    """What a matrix is drawn between.

    Attributes:
        parties, issues: in order, those with most statements first.
        scale: the days of all that is asked for, at whatever date; None where nothing has a day.
    """

    parties: Axis
    issues: Axis
    scale: Scale | None


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """Parties and issues with where the ones stand on the others.

    Attributes:
        parties, issues, scale: as of its axes.
        cells: by party and issue in these orders; those where nothing is told are left out.
    """

    parties: Axis
    issues: Axis
    cells: tuple[Cell, ...]
    scale: Scale | None


def matrix(
    connection: Connection, asked: Filters | None = None, at: str | None = None, wanted: Wanted | None = None
) -> Matrix:
    """Where parties stand at a date: what `positions` tells of those parties and issues until then.

    Args:
        connection: to the dossier.
        asked: which statements count.
        at: the date: YYYY, YYYY-MM or YYYY-MM-DD; the last day where None. It moves neither parties nor issues.
        wanted: which parties and issues are shown.

    Raises:
        DossierError: there is no such issue.
    """
    axes = axes_of(connection, asked, wanted)
    cells = cells_of(connection, axes, asked, at)
    return Matrix(parties=axes.parties, issues=axes.issues, cells=tuple(cells), scale=axes.scale)


def axes_of(connection: Connection, asked: Filters | None = None, wanted: Wanted | None = None) -> Axes:
    """The parties and the issues that are shown, and the days from first to last: counted in one pass.

    Raises:
        DossierError: there is no such issue.
    """
    asked, wanted = asked or Filters(), wanted or Wanted()
    day = func.nullif(step.c.day, "")
    counts = func.count().label("n"), func.min(day).label("first"), func.max(day).label("last")
    query = select(step.c.issue, step.c.party, *counts).where(*of_steps(connection, asked))
    kept = query.group_by(step.c.issue, step.c.party).cte("kept")
    days = select(literal("days"), func.min(kept.c.first), literal(0), literal(0), func.max(kept.c.last))
    rows = _most(kept.c.party, wanted.parties, wanted.rows, kept.c.issue, wanted.issues)
    columns = _most(kept.c.issue, wanted.issues, wanted.columns, kept.c.party, wanted.parties)
    told: dict[str, list[Any]] = {}
    for row in connection.execute(union_all(rows, columns, days)):
        told.setdefault(row[0], []).append(row[1:])
    labels = _labels(connection, [row[0] for row in told.get("issue", ())])
    first, *_, last = told["days"][0]
    parties, issues = (
        _axis(told.get("party", []), wanted.rows, {}),
        _axis(told.get("issue", []), wanted.columns, labels),
    )
    return Axes(parties=parties, issues=issues, scale=scale_of(first, last))


def _most(column: Any, chosen: Sequence[str], page: Page, across: Any, crossing: Sequence[str]) -> Any:
    """The parties or issues that are chosen; else a page of those that are told most of, of the others that are."""
    n = cast(func.sum(column.table.c.n), Integer).label("n")
    query = select(literal(column.name).label("axis"), column.label("id"), n, func.count().over().label("all"))
    query = query.group_by(column).order_by(n.desc(), column)
    if chosen:
        query = query.where(column.in_(chosen))
    else:
        query = page.of(query.where(across.in_(crossing)) if crossing else query)
    rows = query.subquery()
    return select(rows, cast(null(), Text).label("last"))


def _axis(rows: Sequence[Any], page: Page, labels: Mapping[str, str]) -> Axis:
    ordered = sorted(rows, key=lambda row: (-row[1], row[0]))
    shown = tuple(Named(id=row[0], label=labels.get(row[0], row[0]), statements=row[1]) for row in ordered)
    return Axis(shown=shown, found=rows[0][2] if rows else 0, skip=page.skip)


def _labels(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    query = select(issue.c.id, issue.c.label).where(among(connection, issue.c.id, ids))
    return {row.id: row.label for row in connection.execute(query)}


def cells_of(connection: Connection, axes: Axes, asked: Filters | None = None, at: str | None = None) -> Iterable[Cell]:
    """Where the parties of a matrix stand on its issues at a date, by party and issue; arguments as of `matrix`."""
    asked = until(asked or Filters(), at)
    rows, columns = ([one.id for one in axis.shown] for axis in (axes.parties, axes.issues))
    where = of_steps(connection, asked)
    found = changed(*where, step.c.party.in_(rows), step.c.issue.in_(columns)).subquery()
    turns: dict[tuple[str, str], list[Any]] = {}
    for row in connection.execute(select(found).where(found.c.turn <= TURNS).order_by(found.c.turn.desc())):
        turns.setdefault((row.party, row.issue), []).append(row)
    latest = {told[-1].statement for told in turns.values()}
    said = {one.id: one for one in statements(connection, None, among(connection, statement.c.id, latest))}
    disputed = disputed_reports(connection, asked.until, said)
    for party in rows:
        for column in columns:
            if told := turns.get((party, column)):
                yield _cell(party, column, told, said[told[-1].statement], disputed)


def _cell(party: str, column: str, told: Sequence[Any], said: Statement, disputed: set[str]) -> Cell:
    return Cell(
        party=party, issue=column, latest=step_of(said, disputed), language=said.language, voices=said.voices,
        statements=told[-1].told, last=told[-1].last or None,
        turns=tuple(
            Turn(day=row.day or None, stance=Stance(row.stance), conditional=row.conditional, statement=row.statement)
            for row in told
        ),
        changes=told[-1].all - 1,
    )  # fmt: skip
