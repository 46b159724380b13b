"""A dossier as exports take it: its articles with what stands in each, and what is one across them under one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from pourparlers.dossier.review.decisions import active, decisions
from pourparlers.dossier.review.kept import reviewed, without
from pourparlers.dossier.standing import listing
from pourparlers.dossier.standing.disputes.contradictions import contradictions
from pourparlers.dossier.standing.disputes.disagreement import Contradiction
from pourparlers.dossier.standing.filters import Filters, filters, of_outlet
from pourparlers.dossier.standing.filters import between as within_days
from pourparlers.dossier.standing.stands.accusations import accusations
from pourparlers.dossier.standing.stands.positions import Position, positions
from pourparlers.dossier.store.rows import actor_node, issue_node, uid
from pourparlers.dossier.store.schema import Kind, actor_report, article, member
from pourparlers.model import ActorKind, Article, Encounter, Record, Statement


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """An actor across all articles.

    Attributes:
        id: a state's or organisation's code, `person:Name`, `group:words`; with the party after it ("|PE") where two
            persons of different parties bear one name.
        key: what names it in the dossier, as `Dossier.actors` has it.
        party: the id of the state or organisation that it belongs to; of a state its own.
        role: the one that most articles give.
        names: all that it is called.
    """

    id: str
    key: str
    kind: ActorKind
    name: str
    party: str | None = None
    role: str | None = None
    wikidata: str | None = None
    names: tuple[str, ...] = ()


class Told(msgspec.Struct, frozen=True, dict=True):
    """An article with what stands in it: as persons corrected it, without what they rejected.

    Attributes:
        record: of the article; its facts are those that were asked for.
        file: where the article came from; None where that is not known.
        reviews: what persons decided of its facts, by their ids: "accepted", "corrected".
        groups: by the kind of a thing what it is one with: of nodes, the id of their group.
        entities: actors across articles, by the ids of their groups.
        labels: issues by their ids.
    """

    record: Record
    file: str | None
    reviews: Mapping[str, str]
    groups: Mapping[Kind, Mapping[str, str]]
    entities: Mapping[str, Entity]
    labels: Mapping[str, str]

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.record.article

    @cached_property
    def _nodes(self) -> dict[str, str]:
        return {actor.id: actor_node(actor) for actor in self.record.actors}

    def entity(self, id_: str) -> Entity:
        """The actor across articles that one of this article is; a bare one where the article does not tell of it."""
        node = self._nodes.get(id_, id_)
        key = self.groups[Kind.ACTOR].get(node, node)
        return self.entities[key] if key in self.entities else bare_entity(id_)

    def statement(self, one: Statement) -> str:
        """The id of the statement across articles that one of this article reports."""
        name = uid(self.article.id, one.id)
        return self.groups[Kind.STATEMENT].get(name, name)

    def encounter(self, one: Encounter) -> str:
        """The id of the encounter across articles that one of this article reports."""
        name = uid(self.article.id, one.id)
        return self.groups[Kind.ENCOUNTER].get(name, name)

    def issue(self, one: Statement) -> tuple[str, str] | None:
        """The id and the label of what a statement is about, across articles."""
        if not one.issue:
            return None
        key = issue_node(one.issue, self.article.language)
        group = self.groups[Kind.ISSUE].get(key, key)
        return group, self.labels.get(group, one.issue)


def bare_entity(id_: str) -> Entity:
    """An actor of whom the id alone is known."""
    prefix, mark, name = id_.partition(":")
    kinds = {"person": ActorKind.PERSON, "group": ActorKind.GROUP}
    kind = kinds.get(prefix, ActorKind.ORGANISATION) if mark else ActorKind.STATE
    return Entity(id=id_, key=id_, kind=kind, name=name or id_, names=(name or id_,))


class Contents:
    """All that exports need of a dossier.

    Args:
        connection: of its database; it must be open as long as anything is asked of this.
        asked: fields of `Filters`: facts that are not asked for are left out of all that it gives.

    Raises:
        DossierError: what is asked for is not there.
    """

    def __init__(self, connection: Connection, asked: Mapping[str, Any]) -> None:
        self._connection = connection
        self.asked: Filters = filters(asked)

    @cached_property
    def statements(self) -> list[listing.Statement]:
        """The statements across articles, by day."""
        return listing.statements(self._connection, self.asked)

    @cached_property
    def encounters(self) -> list[listing.Encounter]:
        """The encounters across articles, by date; none where an act or an issue is asked for."""
        if self.asked.act or self.asked.issue:
            return []
        return listing.encounters(self._connection, self.asked)

    @cached_property
    def issues(self) -> list[listing.Issue]:
        """The issues, those first that most statements are about."""
        return listing.issues(self._connection)

    @cached_property
    def positions(self) -> list[Position]:
        """Where each party stands on each issue."""
        return positions(self._connection, self.asked)

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        """Where sources disagree."""
        return contradictions(self._connection, self.asked)

    @cached_property
    def denied(self) -> dict[str, str]:
        """The accusations that denials answer, by the ids of the denials: of all of the dossier."""
        told = [(denial.statement, one.id) for one in accusations(self._connection) for denial in one.denials]
        return dict(reversed(told))

    @cached_property
    def labels(self) -> dict[str, str]:
        """Labels of issues by their ids."""
        return {one.id: one.label for one in self.issues}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Actors across articles by their keys, those first that most articles name."""
        known = self._wikidata()
        actors = listing.actors(self._connection)
        plain = [_plain(one.id) for one in actors]
        alone = Counter(plain)
        return {
            one.id: Entity(
                id=own if alone[own] == 1 else one.id, key=one.id, kind=one.kind, name=one.name, party=one.party,
                role=one.role, wikidata=known.get(one.id), names=one.names,
            )
            for one, own in zip(actors, plain, strict=True)
        }  # fmt: skip

    def _wikidata(self) -> dict[str, str]:
        query = select(member.c.group, func.min(actor_report.c.wikidata)).where(member.c.kind == Kind.ACTOR.value)
        joined = query.join(actor_report, actor_report.c.node == member.c.node).group_by(member.c.group)
        rows = self._connection.execute(joined).all()
        return {row[0]: row[1] for row in rows if row[1]}

    def entity(self, id_: str, report: str) -> Entity:
        """The actor across articles whom an id in a report means.

        Args:
            id_: as statements and encounters name actors.
            report: the uid of the report that they have it of.
        """
        node = self._nodes.get((report.partition(":")[0], id_), id_)
        key = self.groups[Kind.ACTOR].get(node, node)
        return self.entities[key] if key in self.entities else bare_entity(id_)

    def across(self, id_: str, fact: listing.Statement | listing.Encounter) -> Entity:
        """The actor whom an id of a statement or an encounter means, by the first of its reports that knows it."""
        known = (self.entity(id_, one.report) for one in fact.reports)
        return next((one for one in known if one.key in self.entities), bare_entity(id_))

    @cached_property
    def _nodes(self) -> dict[tuple[str, str], str]:
        query = select(actor_report.c.article, actor_report.c.id, actor_report.c.node)
        return {(row.article, row.id): row.node for row in self._connection.execute(query)}

    @cached_property
    def groups(self) -> dict[Kind, dict[str, str]]:
        """What is one: groups of nodes, by their kind."""
        out: dict[Kind, dict[str, str]] = {kind: {} for kind in Kind}
        for row in self._connection.execute(select(member.c.kind, member.c.node, member.c.group)):
            out[Kind(row.kind)][row.node] = row.group
        return out

    @cached_property
    def articles(self) -> list[Article]:
        """The articles of the outlet and days of publication asked for, by day and id, without their facts."""
        columns = [article.c[name] for name in Article.__struct_fields__]
        return [Article(**row._asdict()) for row in self._connection.execute(self._chosen(*columns))]

    def told(self) -> Iterator[Told]:
        """The articles of the outlet asked for, by day and id, each with its facts that are asked for.

        Where facts are asked for by anything else, articles without any are left out.
        """
        held = active(decisions(self._connection))
        every = self.asked in (Filters(), Filters(outlet=self.asked.outlet))
        statements = None if every else {one.report for fact in self.statements for one in fact.reports}
        encounters = None if every else {one.report for fact in self.encounters for one in fact.reports}
        outlet = of_outlet(self._connection, self.asked)
        for raw, file in self._connection.execute(_by_day(select(article.c.record, article.c.file)).where(*outlet)):
            record, reviews = reviewed(msgspec.json.decode(raw, type=Record), held)
            if statements is not None and encounters is not None:
                record = _among(record, statements, encounters)
                if not record.statements and not record.encounters:
                    continue
            yield Told(record, file, reviews, self.groups, self.entities, self.labels)

    def _chosen(self, *columns: Any) -> Any:
        days = within_days(article.c.published, self.asked)
        return _by_day(select(*columns)).where(*of_outlet(self._connection, self.asked), *days)


def _plain(key: str) -> str:
    """The id of an actor without what tells it from others: "EC" of "EC|Ecuador"."""
    return key.rpartition("|")[0] if key.startswith("person:") else key.partition("|")[0]


def _by_day(query: Any) -> Any:
    return query.order_by(func.coalesce(article.c.published, ""), article.c.id)


def _among(record: Record, statements: set[str], encounters: set[str]) -> Record:
    where = record.article.id
    out = {one.id for one in record.statements if uid(where, one.id) not in statements}
    out |= {one.id for one in record.encounters if uid(where, one.id) not in encounters}
    return without(record, out)
