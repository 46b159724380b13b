"""What one actor says: by act, by issue, where it stands, which outlets quote it, and its statements page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select

from pourparlers.dossier.standing import listing
from pourparlers.dossier.standing.filters import Page
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.dossier.standing.profiles.profile import Who
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import (
    Appears,
    Kind,
    appearance,
    article,
    encounter,
    issue,
    member,
    statement,
    statement_report,
    step,
)
from pourparlers.model import Act, Form, Stance


class Stood(msgspec.Struct, frozen=True, kw_only=True):
    """A stance that a party took, and by which statement."""

    stance: Stance
    conditional: bool
    day: str | None
    statement: str


class About(msgspec.Struct, frozen=True, kw_only=True):
    """An issue that an actor speaks of.

    Attributes:
        statements: how many.
        last: day of the last.
        latest: of a party, where it stands; null where no statement takes a side.
        steps: all stances that differ from the one before, the latest last.
    """

    issue: str
    label: str
    statements: int
    last: str | None
    latest: Stood | None
    steps: tuple[Stood, ...]


class Quoting(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet that reports an actor's words: how many statements, and how many of them in which form."""

    outlet: str | None
    statements: int
    forms: dict[Form, int]


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """What an actor's statements do and what they are about, the commonest first."""

    acts: dict[Act, int]
    issues: tuple[About, ...]


def spoken(connection: Connection, one: Who) -> Spoken:
    """How many statements of an actor do what, and on which issues, with where it stands on them."""
    # Of the thousands of statements each is looked up once; the few acts and labels that come of it are joined after.
    columns = statement.c.act, statement.c.issue_node, func.count().label("n"), func.max(statement.c.day).label("last")
    told = select(*columns).where(_said(one)).group_by(statement.c.act, statement.c.issue_node)
    rows = connection.execute(told).all()
    counts: Counter[Act] = Counter()
    for row in rows:
        counts[Act(row.act)] += row.n
    acts = dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return Spoken(acts=acts, issues=tuple(_about(connection, one, rows)))


def _about(connection: Connection, one: Who, rows: Sequence[Any]) -> list[About]:
    home = issues_of(connection, {row.issue_node for row in rows if row.issue_node is not None})
    found: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        if row.issue_node in home:
            found.setdefault(home[row.issue_node], []).append(row)
    taken = _steps(connection, one)
    told = [
        About(
            issue=id_, label=label, statements=sum(row.n for row in own),
            last=max((row.last for row in own if row.last), default=None),
            latest=taken[id_][-1] if id_ in taken else None, steps=tuple(taken.get(id_, ())),
        )
        for (id_, label), own in found.items()
    ]  # fmt: skip
    return sorted(told, key=lambda about: (-about.statements, about.label, about.issue))


def issues_of(connection: Connection, labels: Collection[str]) -> dict[str, tuple[str, str]]:
    """The id and the label of the issue that each of some labels of articles names."""
    query = select(member.c.node, issue.c.id, issue.c.label).join(issue, issue.c.id == member.c.group)
    rows = connection.execute(query.where(member.c.kind == Kind.ISSUE.value, among(connection, member.c.node, labels)))
    return {row.node: (row.id, row.label) for row in rows}


def _said(one: Who) -> ColumnElement[bool]:
    """The condition on rows of `statement`."""
    return statement.c.id.in_(_things(one, Appears.SAYS))


def _things(one: Who, role: Appears) -> Any:
    return select(appearance.c.thing).where(appearance.c.role == role.value, appearance.c.actor == one.id)


def statements(
    connection: Connection, one: Who, *, act: Act | None = None, issue_id: str | None = None, page: Page
) -> list[Statement]:
    """A page of the statements of an actor, the latest first; of an act, on an issue."""
    query = _things(one, Appears.SAYS)
    if act or issue_id:
        query = query.join(statement, statement.c.id == appearance.c.thing).where(*_narrowed(act, issue_id))
    return told_statements(connection, _page(connection, query, page))


def _narrowed(act: Act | None, issue_id: str | None) -> list[ColumnElement[bool]]:
    return [*([statement.c.act == act.value] if act else []), *([on_issue(issue_id)] if issue_id else [])]


def _page(connection: Connection, query: Select[Any], page: Page) -> list[str]:
    """Of the things in which an actor appears those of a page, the latest first, undated ones last."""
    order = func.coalesce(appearance.c.day, "").desc(), appearance.c.thing
    return list(connection.scalars(page.of(query.order_by(*order))))


def on_issue(issue_id: str) -> ColumnElement[bool]:
    """The condition on rows of `statement` that are about an issue."""
    labels = select(member.c.node).where(member.c.kind == Kind.ISSUE.value, member.c.group == issue_id)
    return statement.c.issue_node.in_(labels)


def count_statements(connection: Connection, one: Who, *, act: Act | None = None, issue_id: str | None = None) -> int:
    """How many statements an actor makes; of an act, on an issue."""
    query = select(func.count()).select_from(statement).where(_said(one), *_narrowed(act, issue_id))
    return connection.execute(query).scalar_one() if act or issue_id else one.statements


def told_statements(connection: Connection, ids: Sequence[str]) -> list[Statement]:
    """Some statements in the order of their ids."""
    found = {one.id: one for one in listing.statements(connection, None, among(connection, statement.c.id, ids))}
    return [found[id_] for id_ in ids]


def encounters(connection: Connection, one: Who, page: Page) -> list[Encounter]:
    """A page of the encounters of an actor, the latest first, undated ones last."""
    ids = _page(connection, _things(one, Appears.MEETS), page)
    found = {met.id: met for met in listing.encounters(connection, None, among(connection, encounter.c.id, ids))}
    return [found[id_] for id_ in ids]


def _steps(connection: Connection, one: Who) -> dict[str, list[Stood]]:
    """The changes of a party's stance on each issue, as `positions` tells them."""
    out: dict[str, list[Stood]] = {}
    for row in changes(connection, step.c.party.in_(one.ids)):
        out.setdefault(row.issue, []).append(stood(row))
    return out


def changes(connection: Connection, where: ColumnElement[bool]) -> Sequence[Any]:
    """Of the rows of `step` that a condition chooses, those whose stance or condition is another than before.

    They come by issue, party and day.
    """
    own = (step.c.issue, step.c.party)
    order = (step.c.day, step.c.first, step.c.statement)
    before = (func.lag(column).over(partition_by=own, order_by=order) for column in (step.c.stance, step.c.conditional))
    stance, conditional = (column.label(f"last_{n}") for n, column in enumerate(before))
    told = select(step, stance, conditional).where(where).subquery()
    other = told.c.last_0.is_(None) | (told.c.last_0 != told.c.stance) | (told.c.last_1 != told.c.conditional)
    by = (told.c.issue, told.c.party, told.c.day, told.c.first, told.c.statement)
    return connection.execute(select(told).where(other).order_by(*by)).all()


def stood(row: Any) -> Stood:
    """A row of `changes`."""
    return Stood(stance=Stance(row.stance), conditional=row.conditional, day=row.day or None, statement=row.statement)


def outlets(connection: Connection, one: Who) -> list[Quoting]:
    """The outlets that report the statements of an actor, those first that report most; each is counted once."""
    counted = {
        form: func.count(case((statement_report.c.form == form.value, member.c.group)).distinct()) for form in Form
    }
    whole = func.count(member.c.group.distinct()).label("n")
    columns = article.c.outlet, whole, *(count.label(form.value) for form, count in counted.items())
    query = select(*columns).select_from(
        appearance.join(member, and_(member.c.kind == Kind.STATEMENT.value, member.c.group == appearance.c.thing))
        .join(statement_report, statement_report.c.uid == member.c.node)
        .join(article, article.c.id == statement_report.c.article)
    )  # fmt: skip
    own = appearance.c.role == Appears.SAYS.value, appearance.c.actor == one.id
    rows = connection.execute(query.where(*own).group_by(article.c.outlet))
    found = [Quoting(outlet=row.outlet, statements=row.n, forms=_forms(row)) for row in rows]
    return sorted(found, key=lambda quoting: (-quoting.statements, quoting.outlet or ""))


def _forms(row: Any) -> dict[Form, int]:
    return {form: n for form in Form if (n := getattr(row, form.value))}
