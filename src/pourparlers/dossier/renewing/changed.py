"""What has changed, as contradictions see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from pourparlers.dossier.merging.meaning import concepts_of
from pourparlers.dossier.standing.listing import Encounter, Statement, encounters, statements
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import (
    Kind,
    contradiction,
    contradiction_about,
    disputable,
    encounter,
    issue,
    member,
    statement,
)


class Stored(NamedTuple):
    """A contradiction that is kept: of what it is, and the statements and encounters that it concerns."""

    what: str
    subject: str
    things: frozenset[str]


class Changed(NamedTuple):
    """What has changed.

    Attributes:
        said, met: the statements and encounters that are other than they were.
        names: all that they are or were called, and what is gone.
        stored: the contradictions that were about them, by their ids.
    """

    said: list[Statement]
    met: list[Encounter]
    names: frozenset[str]
    stored: Mapping[str, Stored]

    @property
    def both(self) -> tuple[Statement | Encounter, ...]:
        """The statements and the encounters."""
        return *self.said, *self.met


def changed(connection: Connection, touched: Mapping[Kind, Collection[str]]) -> Changed:
    """What has changed of what was touched of reports."""
    here = {kind: touched[kind] for kind in (Kind.STATEMENT, Kind.ENCOUNTER)}
    now = {kind: _groups(connection, kind, nodes) for kind, nodes in here.items()}
    names = frozenset().union(*here.values(), *now.values())
    return Changed(
        said=statements_of(connection, now[Kind.STATEMENT]),
        met=encounters_of(connection, now[Kind.ENCOUNTER]),
        names=names,
        stored=stored(connection, names),
    )


def with_relabelled(connection: Connection, told: Changed, nodes: Collection[str]) -> Changed:
    """What has changed, with the statements of which the issue alone has: to denials and claims it makes a difference.

    Args:
        connection: within a transaction.
        told: what has changed besides.
        nodes: labels of issues that are in another group, or whose group is called otherwise.
    """
    moved = relabelled(connection, nodes) - told.names
    if not moved:
        return told
    said = [*told.said, *statements_of(connection, moved)]
    stored_too = {**told.stored, **stored(connection, moved)}
    return Changed(said=said, met=told.met, names=told.names | moved, stored=stored_too)


def _groups(connection: Connection, kind: Kind, nodes: Collection[str]) -> set[str]:
    query = select(member.c.group).where(member.c.kind == kind.value, among(connection, member.c.node, nodes))
    return set(connection.scalars(query)) if nodes else set()


def statements_of(connection: Connection, ids: Collection[str]) -> list[Statement]:
    """Some statements with all their reports, in the order of a list."""
    return statements(connection, None, among(connection, statement.c.id, sorted(ids))) if ids else []


def encounters_of(connection: Connection, ids: Collection[str]) -> list[Encounter]:
    """Some encounters with all their reports, in the order of a list."""
    return encounters(connection, None, among(connection, encounter.c.id, sorted(ids))) if ids else []


def stored(connection: Connection, things: Collection[str]) -> dict[str, Stored]:
    """The contradictions that concern some things, as they are kept."""
    if not things:
        return {}
    about = contradiction_about
    own = select(about.c.contradiction).where(among(connection, about.c.thing, sorted(things)))
    columns = contradiction.c.id, contradiction.c.what, contradiction.c.subject, about.c.thing
    query = select(*columns).join(about, about.c.contradiction == contradiction.c.id)
    query = query.where(contradiction.c.id.in_(own), about.c.kind.in_([Kind.STATEMENT.value, Kind.ENCOUNTER.value]))
    found: dict[str, tuple[str, str, set[str]]] = {}
    for id_, what, subject, thing in connection.execute(query).all():
        found.setdefault(id_, (what, subject, set()))[2].add(thing)
    return {id_: Stored(what, subject, frozenset(told)) for id_, (what, subject, told) in found.items()}


def relabelled(connection: Connection, nodes: Collection[str]) -> set[str]:
    """The statements that deny or can be denied whose issue means something else now, or is one with other issues.

    Whether two are of one issue changes only where one of them has moved: of the statements that were of one issue
    those that most are with now have not.

    Args:
        connection: within a transaction.
        nodes: labels of issues that are in another group, or whose group is called otherwise.
    """
    rows = _issues_now(connection, nodes) if nodes else []
    _relabel(connection, rows)
    stayed = _stayed((row.issue, row.now) for row in rows)
    return {row.id for row in rows if _means_else(row) or (row.issue, row.now) not in stayed}


def _issues_now(connection: Connection, nodes: Collection[str]) -> Sequence[Any]:
    """What denies or can be denied of the issues of some labels: its issue and label as they were, and as they are."""
    of_issues = select(member.c.node).where(
        member.c.kind == Kind.ISSUE.value,
        among(connection, member.c.group, sorted(_groups(connection, Kind.ISSUE, nodes))),
    )
    told = disputable.c.id, disputable.c.issue, disputable.c.label, statement.c.language
    query = select(*told, issue.c.id.label("now"), issue.c.label.label("called")).select_from(
        statement.join(disputable, disputable.c.id == statement.c.id)
        .join(member, (member.c.kind == Kind.ISSUE.value) & (member.c.node == statement.c.issue_node))
        .join(issue, issue.c.id == member.c.group)
    ).where(statement.c.issue_node.in_(of_issues))  # fmt: skip
    return connection.execute(query.distinct()).all()


def _relabel(connection: Connection, rows: Iterable[Any]) -> None:
    renamed = [
        {"old_id": row.id, "issue": row.now, "label": row.called}
        for row in rows
        if (row.issue, row.label) != (row.now, row.called)
    ]
    if renamed:
        connection.execute(update(disputable).where(disputable.c.id == bindparam("old_id")), renamed)


def _means_else(row: Any) -> bool:
    """Whether the label of an issue has other concepts now: «la taxe» and «taxe» have the same."""
    return concepts_of(row.label or "", row.language) != concepts_of(row.called, row.language)


def _stayed(moves: Iterable[tuple[str | None, str]]) -> set[tuple[str | None, str]]:
    """Of the moves from one issue to another those of the most, each from another and to another."""
    found: set[tuple[str | None, str]] = set()
    for (old, new), _ in Counter(moves).most_common():
        if all(old != one and new != other for one, other in found):
            found.add((old, new))
    return found
