"""What a dossier knows of one issue: its labels, what it is part of, who stands where, its statements page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, func, select

from pourparlers.dossier.merging.issues import CODE, form_of, is_code
from pourparlers.dossier.standing.filters import Page
from pourparlers.dossier.standing.listing import Statement
from pourparlers.dossier.standing.profiles.profile import precision
from pourparlers.dossier.standing.profiles.profile_words import Stood, changes, on_issue, stood, told_statements
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, issue, member, statement, statement_report, step


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """An issue.

    Attributes:
        nodes: its labels with their languages, and what the codebook calls it.
        code: the id of its entry in the codebook; null where it has none.
        statements: how many are about it.
    """

    id: str
    label: str
    nodes: tuple[str, ...]
    code: str | None
    statements: int


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A label of an issue.

    Attributes:
        node: the label with its language: what can be set apart from the others.
        language: of the articles that use it; null for a name that the codebook gives.
        statements: how many bear it.
        reports: how many reports of articles use it.
    """

    node: str
    label: str
    language: str | None
    statements: int
    reports: int


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """An issue above or below another."""

    id: str
    label: str
    statements: int


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """Where a party stands on an issue; `steps`: all stances that differ from the one before, the latest last."""

    party: str
    statements: int
    latest: Stood
    steps: tuple[Stood, ...]


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """How many statements of a day or a month («2023-04») are about an issue."""

    when: str
    statements: int


def topic(connection: Connection, asked: str) -> Topic | None:
    """The issue of an id, or of one of its labels with its language («fr|pêche»); None where there is none."""
    own = select(member.c.group).where(member.c.kind == Kind.ISSUE.value, member.c.node == asked)
    row = connection.execute(select(issue).where(issue.c.id == own.scalar_subquery())).first()
    if row is None:
        return None
    query = select(member.c.node).where(member.c.kind == Kind.ISSUE.value, member.c.group == row.id)
    nodes = tuple(connection.scalars(query.order_by(member.c.node)))
    codes = [node.removeprefix(CODE) for node in nodes if is_code(node)]
    return Topic(
        id=row.id, label=row.label, nodes=nodes, code=codes[0] if codes else None,
        statements=_count(connection, row.id),
    )  # fmt: skip


def _count(connection: Connection, id_: str) -> int:
    return connection.execute(select(func.count()).select_from(statement).where(on_issue(id_))).scalar_one()


def labels(connection: Connection, one: Topic) -> list[Label]:
    """The labels of an issue, the commonest first."""
    told = _counts(connection, statement, one.nodes)
    kept = statement_report.c.review.is_distinct_from("rejected")
    reported = _counts(connection, statement_report, one.nodes, kept)
    found = [
        Label(node=node, label=form.label, language=form.language or None, statements=told.get(node, 0),
              reports=reported.get(node, 0))
        for node in one.nodes
        if not is_code(node)
        for form in [form_of(node)]
    ]  # fmt: skip
    return sorted(found, key=lambda label: (-label.statements, -label.reports, label.node))


def _counts(connection: Connection, table: Table, nodes: Sequence[str], *where: ColumnElement[bool]) -> dict[str, int]:
    """How many rows of statements or reports bear each of some labels."""
    own = table.c.issue_node
    query = select(own, func.count().label("n")).where(among(connection, own, nodes), *where).group_by(own)
    return {row.issue_node: row.n for row in connection.execute(query)}


def above(connection: Connection, one: Topic) -> Beside | None:
    """The wider issue that an issue is part of."""
    parent = connection.execute(select(issue.c.parent).where(issue.c.id == one.id)).scalar()
    found = topic(connection, f"{CODE}{parent}") if parent else None
    return Beside(id=found.id, label=found.label, statements=found.statements) if found else None


def below(connection: Connection, one: Topic) -> list[Beside]:
    """The issues that are part of an issue."""
    if one.code is None:
        return []
    rows = connection.execute(select(issue.c.id, issue.c.label).where(issue.c.parent == one.code))
    found = [Beside(id=row.id, label=row.label, statements=_count(connection, row.id)) for row in rows]
    return sorted(found, key=lambda child: (-child.statements, child.label, child.id))


def sides(connection: Connection, one: Topic) -> list[Side]:
    """Where parties stand on an issue, those first that take a side in most statements."""
    own = step.c.issue == one.id
    counts = select(step.c.party, func.count().label("n")).where(own).group_by(step.c.party)
    taken = {row.party: row.n for row in connection.execute(counts)}
    found = []
    for party, told in groupby(changes(connection, own), key=lambda row: row.party):
        steps = tuple(stood(row) for row in told)
        found.append(Side(party=party, statements=taken[party], latest=steps[-1], steps=steps))
    return sorted(found, key=lambda side: (-side.statements, side.party))


def times(connection: Connection, one: Topic) -> list[Spoken]:
    """When something is said on an issue, in order: by day where all is said within a few weeks, by month else."""
    query = select(statement.c.day, func.count().label("n")).where(on_issue(one.id), statement.c.day.is_not(None))
    days = {row.day: row.n for row in connection.execute(query.group_by(statement.c.day))}
    letters = precision(min(days, default=None), max(days, default=None))
    told: Counter[str] = Counter()
    for day, n in days.items():
        told[day[:letters]] += n
    return [Spoken(when=when, statements=told[when]) for when in sorted(told)]


def statements(connection: Connection, one: Topic, page: Page) -> list[Statement]:
    """A page of the statements on an issue, the latest first."""
    order = func.coalesce(statement.c.day, "").desc(), statement.c.id
    ids = connection.scalars(page.of(select(statement.c.id).where(on_issue(one.id)).order_by(*order)))
    return told_statements(connection, list(ids))
