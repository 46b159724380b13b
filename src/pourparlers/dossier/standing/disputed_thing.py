"""The contradictions that one statement or one encounter is in."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, select

from pourparlers.dossier.standing.disagreement import Contradiction
from pourparlers.dossier.standing.disputed_encounters import disputed_encounters
from pourparlers.dossier.standing.disputed_quotations import disputed_quotations
from pourparlers.dossier.standing.disputed_statements import DENIED, disputed_statements
from pourparlers.dossier.standing.filters import Page
from pourparlers.dossier.standing.likeness import first_day
from pourparlers.dossier.standing.listing import Encounter, Statement, statements
from pourparlers.dossier.store.schema import Kind, member, statement

# So many statements on its issue are held against one.
NEAR = 60


def disputed(connection: Connection, one: Statement | Encounter) -> tuple[Contradiction, ...]:
    """The contradictions between the reports of a thing, and between a statement and others on its issue."""
    if isinstance(one, Encounter):
        return tuple(disputed_encounters(connection, [one]))
    own = {report.report for report in one.reports}
    found = [*disputed_quotations(connection, [one]), *disputed_statements([one, *_near(connection, one)])]
    return tuple(told for told in found if own & {side.report for side in told.between})


def _near(connection: Connection, one: Statement) -> list[Statement]:
    """Other statements on its issue, of the days within which one may deny another."""
    day = first_day(one)
    if one.issue is None or day is None:
        return []
    nodes = select(member.c.node).where(member.c.kind == Kind.ISSUE.value, member.c.group == one.issue)
    first, last = ((day + timedelta(days=way * (DENIED + 1))).isoformat() for way in (-1, 1))
    where = statement.c.issue_node.in_(nodes), statement.c.day.between(first, last), statement.c.id != one.id
    return statements(connection, None, *where, page=Page(limit=NEAR))
