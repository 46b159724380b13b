"""What a dossier holds, each thing once: statements, encounters, actors, issues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from pourparlers.dossier.standing.filters import ALL, Filters, Page, of_encounters, of_statements
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import (
    Appears,
    Kind,
    actor,
    actor_report,
    appearance,
    article,
    encounter,
    encounter_report,
    issue,
    member,
    statement,
    statement_report,
)
from pourparlers.lexicon.ids import id_of
from pourparlers.model import Act, ActorKind, EncounterKind, Form, Stance, Status


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article tells of something.

    Attributes:
        report: the uid of the report.
        article, outlet, published: of the article.
        text: the words that tell it.
    """

    report: str
    article: str
    outlet: str | None
    published: str | None
    text: str


class Encounter(msgspec.Struct, frozen=True, kw_only=True):
    """An encounter with all its reports.

    Attributes:
        voices: how many independent texts report it: a wire and its relays are one.
    """

    id: str
    kind: EncounterKind
    parties: tuple[str, ...]
    persons: tuple[str, ...]
    place: str | None
    date: str | None
    mod: str | None
    duration: str | None
    status: Status
    voices: int
    reports: tuple[Evidence, ...]


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with all its reports; `content` is in the words and the language of `report`, which tells most."""

    id: str
    speakers: tuple[str, ...]
    parties: tuple[str, ...]
    act: Act
    form: Form
    target: str | None
    content: str
    stance: Stance | None
    issue: str | None
    issue_label: str | None
    day: str | None
    negated: bool
    conditional: bool
    condition: str | None
    report: str
    language: str
    voices: int
    reports: tuple[Evidence, ...]


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor under all its names; `role`: the one that most articles give."""

    id: str
    kind: ActorKind
    name: str
    party: str | None
    role: str | None
    names: tuple[str, ...]
    articles: int


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue under all its labels."""

    id: str
    label: str
    names: tuple[str, ...]
    parent: str | None
    statements: int


def statements(
    connection: Connection, asked: Filters | None = None, *where: ColumnElement[bool], page: Page = ALL
) -> list[Statement]:
    """The statements that are asked for, by day; `where`: further conditions on rows of `statement`."""
    query = select(statement, issue.c.id.label("issue_id"), issue.c.label.label("issue_label")).select_from(
        statement.outerjoin(member, and_(member.c.kind == Kind.ISSUE.value, member.c.node == statement.c.issue_node))
        .outerjoin(issue, issue.c.id == member.c.group)
    )  # fmt: skip
    query = query.where(of_statements(connection, asked or Filters()), *where)
    query = page.of(query.order_by(_undated(statement.c.day), statement.c.first, statement.c.id))
    rows = connection.execute(query).all()
    told = reports_of(connection, Kind.STATEMENT, [row.id for row in rows])
    return [_statement(row, told[row.id]) for row in rows]


def _statement(row: Any, told: Reports) -> Statement:
    return Statement(
        id=row.id, speakers=tuple(listed(row.speakers)), parties=tuple(listed(row.parties)), act=Act(row.act),
        form=Form(row.form), target=row.target, content=row.content, stance=Stance(row.stance) if row.stance else None,
        issue=row.issue_id, issue_label=row.issue_label, day=row.day, negated=row.negated, conditional=row.conditional,
        condition=row.condition, report=row.report,
        language=row.language, voices=told.voices, reports=told.evidence,
    )  # fmt: skip


def encounters(
    connection: Connection, asked: Filters | None = None, *where: ColumnElement[bool], page: Page = ALL
) -> list[Encounter]:
    """The encounters that are asked for, by date; `where`: further conditions on rows of `encounter`."""
    query = select(encounter).where(of_encounters(connection, asked or Filters()), *where)
    query = page.of(query.order_by(_undated(encounter.c.date), encounter.c.first, encounter.c.id))
    rows = connection.execute(query).all()
    told = reports_of(connection, Kind.ENCOUNTER, [row.id for row in rows])
    return [_encounter(row, told[row.id]) for row in rows]


def _encounter(row: Any, told: Reports) -> Encounter:
    return Encounter(
        id=row.id, kind=EncounterKind(row.kind), parties=tuple(listed(row.parties)),
        persons=tuple(listed(row.persons)), place=row.place, date=row.date, mod=row.mod, duration=row.duration,
        status=Status(row.status), voices=told.voices, reports=told.evidence,
    )  # fmt: skip


def _undated(column: Any) -> Any:
    """What has no date comes last."""
    return func.coalesce(column, "9999")


class Reports(msgspec.Struct, frozen=True):
    """The reports of one thing, by day of publication, and from how many independent texts they are."""

    evidence: tuple[Evidence, ...]
    voices: int


_REPORTS: dict[Kind, tuple[Table, str]] = {
    Kind.ENCOUNTER: (encounter_report, "evidence"), Kind.STATEMENT: (statement_report, "content"),
}  # fmt: skip


def reports_of(connection: Connection, kind: Kind, ids: Sequence[str]) -> dict[str, Reports]:
    """The reports of some encounters or statements, by their ids."""
    table, words = _REPORTS[kind]
    text = member.alias("text")
    found: dict[str, list[Any]] = {}
    columns = (
        member.c.group.label("id"), table.c.uid, table.c.article, table.c[words].label("words"), article.c.outlet,
        article.c.published, text.c.group.label("voice"),
    )  # fmt: skip
    query = select(*columns).select_from(
        member.join(table, table.c.uid == member.c.node)
        .join(article, article.c.id == table.c.article)
        .join(text, and_(text.c.kind == Kind.TEXT.value, text.c.node == article.c.id))
    )  # fmt: skip
    for some in parts(ids):
        for row in connection.execute(query.where(member.c.kind == kind.value, member.c.group.in_(some))).all():
            found.setdefault(row.id, []).append(row)
    return {id_: _reports(rows) for id_, rows in found.items()}


def _reports(rows: Iterable[Any]) -> Reports:
    told = sorted(rows, key=lambda row: (row.published or "9999", row.uid))
    evidence = tuple(
        Evidence(report=row.uid, article=row.article, outlet=row.outlet, published=row.published, text=row.words)
        for row in told
    )
    return Reports(evidence, len({row.voice for row in told}))


def actors(connection: Connection, asked: Filters | None = None) -> list[Actor]:
    """The actors of the party and person asked for, those first that most articles name."""
    wanted = asked or Filters()
    columns = member.c.group, actor_report.c.role, func.count().label("n")
    query = select(*columns).join(actor_report, actor_report.c.node == member.c.node)
    roles: dict[str, list[Any]] = {}
    for row in connection.execute(query.where(member.c.kind == Kind.ACTOR.value).group_by(*columns[:2])):
        roles.setdefault(row.group, []).append(row)
    named = select(appearance.c.actor, func.count().label("n")).where(appearance.c.role == Appears.NAMED.value)
    articles = {row.actor: row.n for row in connection.execute(named.group_by(appearance.c.actor))}
    rows = connection.execute(select(actor))
    told = [_actor(row, roles[row.id], articles.get(row.id, 0)) for row in rows if row.id in roles]
    chosen = [one for one in told if _asked(one, wanted)]
    return sorted(chosen, key=lambda one: (-one.articles, one.id))


def _actor(row: Any, roles: Sequence[Any], articles: int) -> Actor:
    given = [one for one in roles if one.role]
    role = max(given, key=lambda one: (one.n, one.role)).role if given else None
    return Actor(
        id=row.id, kind=ActorKind(row.kind), name=row.name, party=row.party, role=role,
        names=tuple(listed(row.names)), articles=articles,
    )  # fmt: skip


def _asked(one: Actor, asked: Filters) -> bool:
    if asked.party and one.party != id_of(asked.party):
        return False
    return not asked.person or any(asked.person.lower() in name.lower() for name in one.names)


def issues(connection: Connection) -> list[Issue]:
    """The issues, those first that most statements are about."""
    counted = select(member.c.group, func.count().label("n")).join(
        statement, statement.c.issue_node == member.c.node
    ).where(member.c.kind == Kind.ISSUE.value).group_by(member.c.group)  # fmt: skip
    counts = {row.group: row.n for row in connection.execute(counted)}
    told = [
        Issue(
            id=row.id, label=row.label, names=tuple(listed(row.names)), parent=row.parent,
            statements=counts.get(row.id, 0),
        )
        for row in connection.execute(select(issue))
    ]  # fmt: skip
    return sorted(told, key=lambda one: (-one.statements, one.label))
