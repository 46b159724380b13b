"""The actors and the issues of a dossier, page by page: sought by any part of a name, counted, in an order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from pourparlers.dossier.standing.filters import Page
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import (
    Appears,
    Kind,
    actor,
    actor_name,
    actor_report,
    appearance,
    article,
    code,
    issue,
    issue_name,
    member,
    statement,
)
from pourparlers.lexicon.ids import id_of, ids_named
from pourparlers.lexicon.world import fold
from pourparlers.model import ActorKind

# More words than these are not looked for in names: databases do not take conditions without end.
_MOST_WORDS = 12


class Order(StrEnum):
    """What comes first: what most articles name, what most statements are of or about, or the first of the alphabet."""

    ARTICLES = "articles"
    STATEMENTS = "statements"
    NAME = "name"


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An actor of a list.

    Attributes:
        role: the one that most articles give.
        names: all that it is called.
        articles, statements, encounters: how many name it, are made by it or in its name, it is at.
    """

    id: str
    kind: ActorKind
    name: str
    party: str | None
    role: str | None
    names: tuple[str, ...]
    articles: int
    statements: int
    encounters: int


class Actors(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a list of actors.

    Attributes:
        found: how many there are in all.
        kinds: how many of each kind, whatever kind is asked for.
        actors: those of the page.
    """

    found: int
    kinds: dict[ActorKind, int]
    actors: tuple[Listed, ...]


class ListedIssue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue of a list.

    Attributes:
        names: all that it is called.
        parent, parent_label: the id of the wider issue that it is part of, and what that is called.
        statements: how many are about it.
    """

    id: str
    label: str
    names: tuple[str, ...]
    parent: str | None
    parent_label: str | None
    statements: int


class Issues(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a list of issues; `found`: how many there are in all."""

    found: int
    issues: tuple[ListedIssue, ...]


def actors_page(
    connection: Connection, *, words: str = "", kind: ActorKind | None = None, party: str | None = None,
    kinds: Collection[ActorKind] = (), order: Order = Order.ARTICLES, page: Page,
) -> Actors:  # fmt: skip
    """A page of the actors.

    Args:
        connection: to the dossier.
        words: parts of one name, without regard to accents and capitals; states and organisations are found by their
            names and capitals in any language besides.
        kind: of which kind alone.
        party: those of a state or organisation alone, by its id or name.
        kinds: of which kinds alone; of all where none are given.
        order: what comes first.
        page: which of them.
    """
    where = [*_named(actor_name, actor.c.id, words, _gazetteer(words)), *_of_party(party)]
    where += [actor.c.kind.in_([one.value for one in kinds])] if kinds else []
    counted = select(actor.c.kind, func.count()).where(*where).group_by(actor.c.kind)
    counts = {ActorKind(row[0]): row[1] for row in connection.execute(counted)}
    own = [*where, *([actor.c.kind == kind.value] if kind else [])]
    rows = connection.execute(page.of(_ordered(select(actor), order).where(*own))).all()
    return Actors(
        found=counts.get(kind, 0) if kind else sum(counts.values()), kinds=counts,
        actors=tuple(_listed(connection, rows)),
    )  # fmt: skip


def actors_of(connection: Connection, ids: Sequence[str]) -> list[Listed]:
    """Some actors, as lists show them, in the order of their ids; what is not there is left out."""
    rows = {row.id: row for row in connection.execute(select(actor).where(among(connection, actor.c.id, ids)))}
    return _listed(connection, [rows[id_] for id_ in ids if id_ in rows])


def _named(names: Any, id_: Any, words: str, other: Sequence[ColumnElement[bool]] = ()) -> list[ColumnElement[bool]]:
    """The condition that one name has all words as parts."""
    # SQLite takes a pattern to end at a NUL.
    told = list(dict.fromkeys(fold(words.replace("\x00", "\ufffd")).split()))[:_MOST_WORDS]
    if not told:
        return []
    (own,) = (column for column in names.c if column.foreign_keys)
    found = select(own).where(*(names.c.plain.contains(word, autoescape=True) for word in told))
    return [or_(id_.in_(found), *other)]


def _gazetteer(words: str) -> list[ColumnElement[bool]]:
    """The condition that an actor is a state or an organisation that is called so."""
    return [actor.c.id.startswith(f"{id_}|", autoescape=True) for id_ in sorted(ids_named(words))]


def _of_party(party: str | None) -> list[ColumnElement[bool]]:
    return [actor.c.party == id_of(party)] if party else []


_COUNTED = {Order.ARTICLES: Appears.NAMED, Order.STATEMENTS: Appears.SAYS}


def _ordered(query: Select[Any], order: Order) -> Select[Any]:
    if order is Order.NAME:
        own = and_(actor_name.c.actor == actor.c.id, actor_name.c.name == actor.c.name)
        return query.join(actor_name, own).order_by(actor_name.c.plain, actor.c.id)
    counts = _counts(_COUNTED[order])
    return query.outerjoin(counts, counts.c.actor == actor.c.id).order_by(
        func.coalesce(counts.c.n, 0).desc(), actor.c.id
    )


def _counts(role: Appears) -> Any:
    own = select(appearance.c.actor, func.count().label("n")).where(appearance.c.role == role.value)
    return own.group_by(appearance.c.actor).subquery()


def _listed(connection: Connection, rows: Sequence[Any]) -> list[Listed]:
    ids = [row.id for row in rows]
    counts, roles = counted(connection, ids), given_roles(connection, ids)
    return [
        Listed(
            id=row.id, kind=ActorKind(row.kind), name=row.name, party=row.party, role=roles.get(row.id),
            names=tuple(listed(row.names)), articles=counts.get((row.id, Appears.NAMED), 0),
            statements=counts.get((row.id, Appears.SAYS), 0), encounters=counts.get((row.id, Appears.MEETS), 0),
        )
        for row in rows
    ]  # fmt: skip


def counted(connection: Connection, ids: Collection[str]) -> dict[tuple[str, str], int]:
    """In how many articles, statements and encounters some actors appear, by the actor and as what."""
    query = select(appearance.c.actor, appearance.c.role, func.count().label("n")).where(
        appearance.c.role.in_([one.value for one in Appears]), among(connection, appearance.c.actor, ids)
    )
    rows = connection.execute(query.group_by(appearance.c.actor, appearance.c.role))
    return {(row.actor, row.role): row.n for row in rows}


def given_roles(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The role that most articles give each of some actors; of two given as often the last of the alphabet."""
    query = select(member.c.group, actor_report.c.role, func.count().label("n")).join(
        actor_report, actor_report.c.node == member.c.node
    ).where(
        member.c.kind == Kind.ACTOR.value, among(connection, member.c.group, ids), actor_report.c.role.is_not(None)
    )  # fmt: skip
    rows = connection.execute(query.group_by(member.c.group, actor_report.c.role)).all()
    return {row.group: row.role for row in sorted(rows, key=lambda row: (row.n, row.role))}


def issues_page(connection: Connection, *, words: str = "", order: Order = Order.STATEMENTS, page: Page) -> Issues:
    """A page of the issues.

    Args:
        connection: to the dossier.
        words: parts of one label, without regard to accents and capitals.
        order: what comes first; articles are as statements.
        page: which of them.
    """
    where = _named(issue_name, issue.c.id, words)
    found = connection.execute(select(func.count()).select_from(issue).where(*where)).scalar_one()
    query = _with_counts()
    by = [query.selected_columns.n.desc()] if order is not Order.NAME else []
    rows = connection.execute(page.of(query.where(*where).order_by(*by, issue.c.label, issue.c.id)))
    return Issues(found=found, issues=tuple(map(_issue, rows)))


def issues_of(connection: Connection, ids: Sequence[str]) -> list[ListedIssue]:
    """Some issues, as lists show them, in the order of their ids; what is not there is left out."""
    rows = connection.execute(_with_counts().where(among(connection, issue.c.id, ids)))
    found = {row.id: _issue(row) for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


def outlets(connection: Connection, words: str, most: int) -> list[str]:
    """The outlets whose names have some words as parts, those with most articles first.

    Args:
        connection: to the dossier.
        words: without regard to accents and capitals.
        most: how many at most.
    """
    told = fold(words).split()[:_MOST_WORDS]
    n = func.count()
    query = select(article.c.outlet).where(article.c.outlet.is_not(None)).group_by(article.c.outlet)
    names = connection.execute(query.order_by(n.desc(), article.c.outlet)).scalars()
    return list(islice((name for name in names if all(word in fold(name) for word in told)), most))


def _with_counts() -> Select[Any]:
    counts = _statements()
    return select(issue, func.coalesce(counts.c.n, 0).label("n"), code.c.label.label("above")).select_from(
        issue.outerjoin(counts, counts.c.group == issue.c.id).outerjoin(code, code.c.id == issue.c.parent)
    )


def _statements() -> Any:
    """How many statements each issue has, by its id: counted by label first, of which there are far fewer."""
    labels = select(statement.c.issue_node, func.count().label("n")).where(statement.c.issue_node.is_not(None))
    told = labels.group_by(statement.c.issue_node).subquery()
    own = select(member.c.group, func.sum(told.c.n).label("n")).join(told, told.c.issue_node == member.c.node)
    return own.where(member.c.kind == Kind.ISSUE.value).group_by(member.c.group).subquery()


def _issue(row: Any) -> ListedIssue:
    return ListedIssue(
        id=row.id, label=row.label, names=tuple(listed(row.names)), parent=row.parent, parent_label=row.above,
        statements=int(row.n),
    )  # fmt: skip
