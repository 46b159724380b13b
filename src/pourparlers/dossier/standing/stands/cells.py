"""All that tells where one party stands on one issue."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, func, select

from pourparlers.dossier.standing.disputes.reports import disputed_reports
from pourparlers.dossier.standing.filters import ALL, Filters, Page
from pourparlers.dossier.standing.listing import Statement, statements
from pourparlers.dossier.standing.stands.steps import of_steps, turning, until
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.schema import issue, statement, step


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that tells where a party stands.

    Attributes:
        said: the statement with all its reports.
        changed: whether the party took another stance, or set or dropped a condition: so is the first of all.
        disputed: whether other articles report that the party did not accept it, or denied it.
    """

    said: Statement
    changed: bool
    disputed: bool


class Stands(msgspec.Struct, frozen=True, kw_only=True):
    """Where a party stands on an issue, statement by statement.

    Attributes:
        label: of the issue; None where there is no such issue.
        found: how many statements tell it; `changes`: how often the party took another stance.
        steps: those of the page, the latest first.
    """

    party: str
    issue: str
    label: str | None
    found: int
    changes: int
    steps: tuple[Stand, ...]


def cell(
    connection: Connection, party: str, about: str, asked: Filters | None = None, at: str | None = None,
    page: Page = ALL,
) -> Stands:  # fmt: skip
    """The statements that tell where a party stands on an issue, the latest first.

    Args:
        connection: to the dossier.
        party, about: ids of the party and the issue.
        asked, at: as of a matrix.
        page: which of the statements.
    """
    asked = until(asked or Filters(), at)
    rows = turning(*of_steps(connection, asked), step.c.party == party, step.c.issue == about).subquery()
    found, turns = connection.execute(select(func.count(), func.count().filter(rows.c.turns)).select_from(rows)).one()
    latest_first = rows.c.day.desc(), rows.c.first.desc(), rows.c.statement.desc()
    shown = connection.execute(page.of(select(rows.c.statement, rows.c.turns).order_by(*latest_first))).all()
    said = _statements(connection, [row.statement for row in shown])
    disputed = disputed_reports(connection, asked.until, said)
    told = ((said[row.statement], bool(row.turns)) for row in shown)
    steps = tuple(Stand(said=one, changed=turns, disputed=_any(one, disputed)) for one, turns in told)
    label = connection.execute(select(issue.c.label).where(issue.c.id == about)).scalar()
    return Stands(party=party, issue=about, label=label, found=found, changes=max(0, turns - 1), steps=steps)


def _statements(connection: Connection, ids: list[str]) -> dict[str, Statement]:
    found: dict[str, Statement] = {}
    for some in parts(ids):
        found |= {one.id: one for one in statements(connection, None, statement.c.id.in_(some))}
    return found


def _any(one: Statement, disputed: set[str]) -> bool:
    return any(report.report in disputed for report in one.reports)
