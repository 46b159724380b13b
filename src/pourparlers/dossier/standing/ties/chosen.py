"""Which rows of networks count: those of statements and encounters that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from pourparlers.dossier.standing.filters import between, issue_nodes, of_outlet
from pourparlers.dossier.standing.ties.actors import Ends, wanted
from pourparlers.dossier.standing.ties.kinds import Tied
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, article, encounter_report, member, statement_report
from pourparlers.model import Status

_REPORTS = {Kind.STATEMENT: statement_report, Kind.ENCOUNTER: encounter_report}


class Chosen:
    """What is asked for, looked up once for all kinds of ties.

    Args:
        connection: of the dossier; it must be open as long as anything is asked of this.
        asked: which ties.
    """

    def __init__(self, connection: Connection, asked: Tied) -> None:
        self.connection, self.asked = connection, asked

    @cached_property
    def ends(self) -> Ends:
        """Of whom one is to have part in a tie; anybody where None."""
        return wanted(self.connection, self.asked)

    @property
    def encounters(self) -> bool:
        """Whether encounters are asked for: acts and issues are none of theirs."""
        return not self.asked.filters.act and not self.asked.filters.issue

    def of_statements(self, table: Any) -> list[ColumnElement[bool]]:
        """The condition on rows of `side` or `aim`.

        Raises:
            DossierError: there is no issue that is asked for.
        """
        filters = self.asked.filters
        told = [table.c.role == self.asked.between.value, *between(table.c.day, filters)]
        if filters.act:
            told.append(table.c.act == filters.act.value)
        if filters.issue:
            told.append(among(self.connection, table.c.issue_node, self._issues))
        return [*told, *self._told(Kind.STATEMENT, table.c.statement)]

    def of_encounters(self, table: Any) -> list[ColumnElement[bool]]:
        """The condition on rows of `presence`: of encounters that took place."""
        told = [table.c.role == self.asked.between.value, table.c.status == Status.HELD.value]
        days = between(table.c.date, self.asked.filters)
        return [*told, *days, *self._told(Kind.ENCOUNTER, table.c.encounter)]

    @cached_property
    def _issues(self) -> list[str]:
        return issue_nodes(self.connection, self.asked.filters.issue or "")

    def _told(self, kind: Kind, column: Any) -> Iterator[ColumnElement[bool]]:
        """The condition that the outlet that is asked for tells of it."""
        if self.asked.filters.outlet:
            yield among(self.connection, column, self._groups(kind))

    @cached_property
    def _articles(self) -> list[str]:
        own = of_outlet(self.connection, self.asked.filters)
        return list(self.connection.execute(select(article.c.id).where(*own)).scalars())

    def _groups(self, kind: Kind) -> list[str]:
        """What the outlet tells of. Step by step: a database that plans it in one may read all reports."""
        reports = _REPORTS[kind]
        own = select(reports.c.uid).where(among(self.connection, reports.c.article, self._articles))
        nodes = list(self.connection.execute(own).scalars())
        of = select(member.c.group).where(member.c.kind == kind.value, among(self.connection, member.c.node, nodes))
        return list(self.connection.execute(of.distinct()).scalars())
