"""What a dossier knows of one actor as such: its names, its roles over time, how often and when it appears."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from pourparlers.dossier.merging.actors import form_of
from pourparlers.dossier.merging.days import window
from pourparlers.dossier.standing.profiles.directory import counted
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Appears, Kind, actor, actor_report, appearance, article, member, part
from pourparlers.lexicon.ids import kind_of, party_of
from pourparlers.model import ActorKind

_MONTH, _DAY = len("2023-04"), len("2023-04-12")
_FEW_DAYS = 70


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """An actor.

    Attributes:
        nodes: what it is compared by: each name with the party that articles give it.
        ids: what statements and encounters call it, such as `SN` or `person:Ana Rey`.
        articles, statements, encounters: how many name it, are made by it or in its name, it is at.
        first, last: days of publication of the first and the last article that names it.
    """

    id: str
    kind: ActorKind
    name: str
    party: str | None
    wikidata: tuple[str, ...]
    nodes: tuple[str, ...]
    ids: tuple[str, ...]
    articles: int
    statements: int
    encounters: int
    first: str | None
    last: str | None


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """A name of an actor.

    Attributes:
        node: the name with its party: what can be set apart from the others.
        party: of a person, the one that articles give with this name.
        articles: how many use it.
    """

    node: str
    name: str
    party: str | None
    articles: int


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A role that articles give an actor: how many do, and the days of the first and the last of them."""

    role: str
    articles: int
    first: str | None
    last: str | None


class When(msgspec.Struct, frozen=True, kw_only=True):
    """How often an actor appears on a day, in a month («2023-04»), or in what has no other day than a year («2023»)."""

    when: str
    articles: int
    statements: int
    encounters: int


def who(connection: Connection, asked: str) -> Who | None:
    """The actor of an id, of one of the names that it is compared by, or of what statements call it («SN»).

    An id that was an actor's before it was merged or split finds the actor that bears that name now. Of several persons
    of one name it is the one whom most articles name. Of what statements name and no article tells more of, such as a
    target, there is the name alone; None where there is nothing of the name.
    """
    own = select(member.c.group).where(member.c.kind == Kind.ACTOR.value, member.c.node == asked)
    row = connection.execute(select(actor).where(actor.c.id == own.scalar_subquery())).first() or _called(
        connection, asked
    )
    if row is None:
        return _bare(connection, asked)
    nodes = nodes_of(connection, row.id)
    counts = counted(connection, [row.id])
    days = select(func.min(appearance.c.day), func.max(appearance.c.day)).where(
        appearance.c.role == Appears.NAMED.value, appearance.c.actor == row.id
    )
    first, last = connection.execute(days).one()
    return Who(
        id=row.id, kind=ActorKind(row.kind), name=row.name, party=row.party, wikidata=_wikidata(connection, nodes),
        nodes=tuple(nodes), ids=tuple(dict.fromkeys(form_of(node).id for node in nodes)),
        articles=counts.get((row.id, Appears.NAMED), 0), statements=counts.get((row.id, Appears.SAYS), 0),
        encounters=counts.get((row.id, Appears.MEETS), 0), first=first, last=last,
    )  # fmt: skip


def _called(connection: Connection, asked: str) -> Any:
    like = member.c.kind == Kind.ACTOR.value, member.c.node.startswith(f"{asked}|", autoescape=True)
    ids = set(connection.scalars(select(member.c.group).where(*like)))
    if not asked or not ids:
        return None
    counts = counted(connection, ids)
    best = min(ids, key=lambda id_: (-counts.get((id_, Appears.NAMED), 0), id_))
    return connection.execute(select(actor).where(actor.c.id == best)).first()


def _bare(connection: Connection, asked: str) -> Who | None:
    """What somebody is called who takes part in something, and of whom no article tells more."""
    if connection.execute(select(part.c.uid).where(part.c.actor == asked).limit(1)).first() is None:
        return None
    return Who(
        id=asked, kind=kind_of(asked), name=asked.partition(":")[2] or asked, party=party_of(asked), wikidata=(),
        nodes=(asked,), ids=(asked,), articles=0, statements=0, encounters=0, first=None, last=None,
    )  # fmt: skip


def nodes_of(connection: Connection, actor_id: str) -> list[str]:
    """What an actor is compared by, in order."""
    query = select(member.c.node).where(member.c.kind == Kind.ACTOR.value, member.c.group == actor_id)
    return list(connection.scalars(query.order_by(member.c.node)))


def _wikidata(connection: Connection, nodes: Sequence[str]) -> tuple[str, ...]:
    told = select(actor_report.c.wikidata).where(
        among(connection, actor_report.c.node, nodes), actor_report.c.wikidata.is_not(None)
    )
    return tuple(sorted(connection.scalars(told.distinct())))


def names(connection: Connection, one: Who) -> list[Called]:
    """All that an actor is called in articles, the commonest first."""
    if not one.articles:
        return []
    query = select(actor_report.c.node, func.count().label("n")).where(
        among(connection, actor_report.c.node, one.nodes)
    )
    counts = {row.node: row.n for row in connection.execute(query.group_by(actor_report.c.node))}
    told = [
        Called(node=node, name=form.written, party=form.party or None, articles=counts.get(node, 0))
        for node in one.nodes
        for form in [form_of(node)]
    ]
    return sorted(told, key=lambda name: (-name.articles, name.node))


def roles(connection: Connection, one: Who) -> list[Role]:
    """The roles of an actor, the latest first."""
    days = func.min(article.c.published), func.max(article.c.published)
    columns = actor_report.c.role, func.count(actor_report.c.article.distinct()), *days
    query = select(*columns).join(article, article.c.id == actor_report.c.article)
    own = among(connection, actor_report.c.node, one.nodes), actor_report.c.role.is_not(None)
    rows = connection.execute(query.where(*own).group_by(actor_report.c.role))
    told = [Role(role=role, articles=n, first=first, last=last) for role, n, first, last in rows]
    return sorted(sorted(told, key=lambda role: role.role), key=lambda role: role.last or "", reverse=True)


def times(connection: Connection, one: Who) -> list[When]:
    """When an actor appears, in order: by day where all articles that name it are of a few weeks, by month else."""
    when = func.substr(appearance.c.day, 1, precision(one.first, one.last)).label("when")
    query = select(when, appearance.c.role, func.count().label("n")).where(
        appearance.c.role.in_([role.value for role in Appears]),
        appearance.c.actor == one.id,
        appearance.c.day.is_not(None),
    )
    found: dict[str, dict[str, int]] = {}
    for row in connection.execute(query.group_by(when, appearance.c.role)):
        found.setdefault(row.when, {})[row.role] = row.n
    return [_when(name, found[name]) for name in sorted(found)]


def precision(first: str | None, last: str | None) -> int:
    """How many letters of a day tell when something was, between two days: the day itself, or its month."""
    days = [window(day) for day in (first, last)]
    if days[0] is None or days[1] is None:
        return _MONTH
    return _DAY if (days[1].first - days[0].first).days <= _FEW_DAYS else _MONTH


def _when(name: str, told: dict[str, Any]) -> When:
    return When(
        when=name, articles=told.get(Appears.NAMED, 0), statements=told.get(Appears.SAYS, 0),
        encounters=told.get(Appears.MEETS, 0),
    )  # fmt: skip
