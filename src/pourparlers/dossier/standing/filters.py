"""Which statements, encounters or articles are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import (
    Kind,
    article,
    encounter,
    encounter_report,
    issue,
    member,
    part,
    statement,
    statement_report,
)
from pourparlers.lexicon.ids import id_of
from pourparlers.lexicon.world import fold
from pourparlers.model import Act, DossierError

T = TypeVar("T")
LONGEST_DAY = len("2023-03-01")


class Filters(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked for; what is None is not asked.

    Attributes:
        party: a state or organisation, by id or by name in French or English («Sénégal», "SN").
        person: part of a person's name.
        act: one of the acts.
        issue: an issue's id, or words of its label.
        outlet: an outlet's name, without regard to capitals and accents; a part of one where none is called so.
        since, until: first and last day, both included: YYYY, YYYY-MM or YYYY-MM-DD.
    """

    party: str | None = None
    person: str | None = None
    act: Act | None = None
    issue: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def party_id(self) -> str | None:
        """The id of the party that is asked for."""
        return id_of(self.party) if self.party else None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Which of many rows are listed.

    Attributes:
        limit: how many at most; all where None.
        skip: how many before them are left out.
    """

    limit: int | None = None
    skip: int = 0

    def of(self, query: Select[Any]) -> Select[Any]:
        """A query for these rows alone.

        Raises:
            DossierError: a negative number of rows.
        """
        if self.skip < 0 or (self.limit is not None and self.limit < 0):
            told = f"limit {self.limit}, skip {self.skip}"
            raise DossierError(f"there is no negative number of rows: {told}.", hint="Use 0 or more.")
        return query.limit(self.limit).offset(self.skip or None) if self != ALL else query


ALL = Page()


def filters(asked: Mapping[str, Any]) -> Filters:
    """What is asked for, by names and plain values.

    Raises:
        DossierError: there is no such filter, or no such act.
    """
    try:
        return msgspec.convert(dict(asked), Filters, strict=False)
    except msgspec.ValidationError as error:
        hint = f"Ask for {', '.join(Filters.__struct_fields__)}."
        raise DossierError(f"this cannot be asked for: {error}.", hint=hint) from error


def of_statements(connection: Connection, asked: Filters) -> ColumnElement[bool]:
    """The condition on rows of `statement`."""
    told = [*_of_parts(connection, Kind.STATEMENT, statement, asked), *between(statement.c.day, asked)]
    if asked.act:
        told.append(statement.c.act == asked.act.value)
    if asked.issue:
        told.append(statement.c.issue_node.in_(issue_nodes(connection, asked.issue)))
    return and_(True, *told)


def of_encounters(connection: Connection, asked: Filters) -> ColumnElement[bool]:
    """The condition on rows of `encounter`; acts and issues are none of theirs."""
    return and_(True, *_of_parts(connection, Kind.ENCOUNTER, encounter, asked), *between(encounter.c.date, asked))


def issue_nodes(connection: Connection, asked: str) -> list[str]:
    """The labels of the issues that are asked for, as `statement.issue_node` bears them.

    Raises:
        DossierError: there is no such issue.
    """
    own = select(issue.c.id).where(issue.c.id.in_([asked, f"#{asked}"]))
    ids = list(connection.execute(own).scalars()) or _labelled(connection, fold(asked).split())
    if not ids:
        raise DossierError(f"there is no issue {asked!r}.", hint="`pourparlers issues DOSSIER` lists them.")
    query = select(member.c.node).where(member.c.kind == Kind.ISSUE.value, member.c.group.in_(ids))
    return list(connection.execute(query).scalars())


def _labelled(connection: Connection, words: Sequence[str]) -> list[str]:
    """The issues whose labels have some words, plain ones."""
    rows = connection.execute(select(issue.c.id, issue.c.names, issue.c.label))
    told = ((id_, fold(f"{label} {names}")) for id_, names, label in rows)
    return [id_ for id_, plain in told if all(word in plain for word in words)]


def called(wanted: str, names: Iterable[T], name_of: Callable[[T], str]) -> list[T]:
    """What is called so, without regard to capitals and accents; where nothing is, what has it in its name."""
    plain = [(one, fold(name_of(one))) for one in names]
    words = fold(wanted)
    return [one for one, name in plain if name == words] or [one for one, name in plain if words in name]


def of_outlet(connection: Connection, asked: Filters) -> list[ColumnElement[bool]]:
    """The condition on rows of `article` by outlet."""
    if not asked.outlet:
        return []
    names = connection.execute(select(article.c.outlet).where(article.c.outlet.is_not(None)).distinct()).scalars()
    return [article.c.outlet.in_(called(asked.outlet, names, str))]


def _of_parts(connection: Connection, kind: Kind, table: Any, asked: Filters) -> list[ColumnElement[bool]]:
    """Conditions on who takes part, and who reports, of any report of a group."""
    told: list[ColumnElement[bool]] = []
    if asked.party:
        told.append(_any(kind, table, part, part.c.role == "party", part.c.actor == asked.party_id))
    if asked.person:
        named = among(connection, part.c.actor, persons(connection, asked.person))
        told.append(_any(kind, table, part, part.c.role.in_(("speaker", "person")), named))
    if asked.outlet:
        reports = encounter_report if kind is Kind.ENCOUNTER else statement_report
        own = select(reports.c.uid).join(article, article.c.id == reports.c.article)
        wanted = own.where(*of_outlet(connection, asked))
        groups = select(member.c.group).where(member.c.kind == kind.value, member.c.node.in_(wanted))
        told.append(table.c.id.in_(groups))
    return told


def persons(connection: Connection, asked: str) -> list[str]:
    """The persons with some letters in their names, without regard to capitals and accents: as `part.actor` says."""
    actor, letters = part.c.actor, fold(asked)
    # SQLite finds a beginning by its index only where it is told as a range; other databases sort by other rules.
    own = actor.between("person:", "person;") if connection.dialect.name == "sqlite" else actor.like("person:%")
    return [id_ for id_ in connection.scalars(select(actor).where(own).distinct()) if letters in plain_person(id_)]


@lru_cache(50_000)
def plain_person(id_: str) -> str:
    """The name of a person without capitals and accents."""
    return fold(id_.removeprefix("person:"))


def _any(kind: Kind, table: Any, rows: Any, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    nodes = select(rows.c.uid).where(*where)
    groups = select(member.c.group).where(member.c.kind == kind.value, member.c.node.in_(nodes))
    return and_(True, table.c.id.in_(groups))


def between(column: Any, asked: Filters) -> list[ColumnElement[bool]]:
    """A vague date («2023-03») is in where its month or year touches the days asked for."""
    told = []
    if asked.since:
        wider = [asked.since[:n] for n in range(1, min(len(asked.since), LONGEST_DAY))]
        told.append(or_(column >= asked.since, column.in_(wider)))
    if asked.until:
        told.append(or_(column <= asked.until, column.like(f"{asked.until}%")))
    return told
