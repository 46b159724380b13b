"""What a tie is made of: the encounters, the statements, the issues that two actors take sides on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import Connection, Select, and_, false, func, or_, select

from pourparlers.dossier.standing import listing
from pourparlers.dossier.standing.filters import Page
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.dossier.standing.ties.actors import groups_of, nodes_of
from pourparlers.dossier.standing.ties.chosen import Chosen
from pourparlers.dossier.standing.ties.kinds import Tied, TieKind
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, aim, encounter, issue, presence, side, statement
from pourparlers.model import Stance


class SharedIssue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue on which two actors take sides that make a tie: how often each does."""

    id: Annotated[str, Meta(description="The issue's id.")]
    label: Annotated[str, Meta(description="What it is called.")]
    source_for: Annotated[int, Meta(description="How often the first is for it.")]
    source_against: Annotated[int, Meta(description="How often the first is against it.")]
    target_for: Annotated[int, Meta(description="How often the other is for it.")]
    target_against: Annotated[int, Meta(description="How often the other is against it.")]

    @property
    def positive(self) -> int:
        """How many pairs of sides agree."""
        return self.source_for * self.target_for + self.source_against * self.target_against

    @property
    def negative(self) -> int:
        """How many pairs of sides disagree."""
        return self.source_for * self.target_against + self.source_against * self.target_for


class TieEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """What a tie is made of, some of it."""

    number: Annotated[int, Meta(description="How many encounters or statements there are in all.")]
    encounters: Annotated[tuple[Encounter, ...], Meta(description="By day, those of the page.")] = ()
    statements: Annotated[tuple[Statement, ...], Meta(description="By day, those of the page.")] = ()
    issues: Annotated[
        tuple[SharedIssue, ...], Meta(description="Of ties of agreement, all: those first that make most.")
    ] = ()


def evidence_of(
    connection: Connection, asked: Tied, kind: TieKind, source: str, target: str, page: Page
) -> TieEvidence:  # fmt: skip
    """What a tie is made of.

    Args:
        connection: of the dossier.
        asked: which statements and encounters count, and between whom.
        kind: of the tie.
        source, target: the ids of both actors; of a tie that leads nowhere in any order.
        page: which encounters or statements are given.

    Raises:
        DossierError: there is no issue that is asked for.
    """
    chosen = Chosen(connection, asked)
    if kind is TieKind.MEET:
        return _met(chosen, source, target, page)
    if kind.agreeing:
        return _agreed(chosen, kind, source, target, page)
    ends = [among(connection, column, nodes_of(connection, Kind.ACTOR, id_))
            for column, id_ in ((aim.c.node, source), (aim.c.target, target))]  # fmt: skip
    own = select(aim.c.statement).where(aim.c.act == kind.value, *ends, *chosen.of_statements(aim))
    return _said(chosen, own, page)


def _said(chosen: Chosen, own: Select[Any], page: Page, issues: Sequence[SharedIssue] = ()) -> TieEvidence:
    where = statement.c.id.in_(own)
    number = chosen.connection.execute(select(func.count()).select_from(statement).where(where)).scalar_one()
    told = listing.statements(chosen.connection, None, where, page=page)
    return TieEvidence(number=number, statements=tuple(told), issues=tuple(issues))


def _met(chosen: Chosen, source: str, target: str, page: Page) -> TieEvidence:
    if not chosen.encounters:
        return TieEvidence(number=0)
    connection, one, other = chosen.connection, presence.alias("one"), presence.alias("other")
    both = and_(one.c.encounter == other.c.encounter, one.c.role == other.c.role)
    ends = [among(connection, table.c.node, nodes_of(connection, Kind.ACTOR, id_))
            for table, id_ in ((one, source), (other, target))]  # fmt: skip
    own = select(one.c.encounter).select_from(one.join(other, both)).where(*ends, *chosen.of_encounters(one))
    where = encounter.c.id.in_(own)
    number = connection.execute(select(func.count()).select_from(encounter).where(where)).scalar_one()
    return TieEvidence(number=number, encounters=tuple(listing.encounters(connection, None, where, page=page)))


# By issue how often an actor is for and against it, with the names that the issue has in its statements.
Taken = dict[str, tuple[dict[Stance, int], set[str]]]


def _agreed(chosen: Chosen, kind: TieKind, source: str, target: str, page: Page) -> TieEvidence:
    ends = [nodes_of(chosen.connection, Kind.ACTOR, id_) for id_ in (source, target)]
    one, other = (_taken(chosen, nodes) for nodes in ends)
    both = sorted(one.keys() & other.keys())
    rows = chosen.connection.execute(
        select(issue.c.id, issue.c.label).where(among(chosen.connection, issue.c.id, both))
    )
    labels = {row.id: row.label for row in rows}
    shared = [_shared(id_, labels.get(id_, id_), one[id_][0], other[id_][0]) for id_ in both]
    made = [told for told in shared if told.positive * _agrees(kind) + told.negative * _disagrees(kind)]
    where = [
        and_(among(chosen.connection, side.c.node, nodes), side.c.side == stance.value,
             among(chosen.connection, side.c.issue_node, sorted(names)))
        for nodes, of, to in ((ends[0], one, other), (ends[1], other, one))
        for stance, names in _making(kind, of, to).items()
    ]  # fmt: skip
    own = select(side.c.statement).where(or_(false(), *where), *chosen.of_statements(side))
    return _said(chosen, own, page, sorted(made, key=lambda told: (-told.positive - told.negative, told.id)))


def _agrees(kind: TieKind) -> bool:
    return kind is not TieKind.CONFLICT


def _disagrees(kind: TieKind) -> bool:
    return kind is not TieKind.CONGRUENCE


def _taken(chosen: Chosen, nodes: Sequence[str]) -> Taken:
    columns = side.c.issue_node, side.c.side, func.count(side.c.statement.distinct())
    own = among(chosen.connection, side.c.node, nodes)
    query = select(*columns).where(own, *chosen.of_statements(side)).group_by(*columns[:2])
    rows = chosen.connection.execute(query).all()
    of = groups_of(chosen.connection, Kind.ISSUE, {row[0] for row in rows})
    found: Taken = {}
    for name, stance, number in rows:
        counts, names = found.setdefault(of[name], (dict.fromkeys(Stance, 0), set()))
        counts[Stance(stance)] += number
        names.add(name)
    return found


def _shared(id_: str, label: str, one: Mapping[Stance, int], other: Mapping[Stance, int]) -> SharedIssue:
    return SharedIssue(
        id=id_, label=label, source_for=one[Stance.FOR], source_against=one[Stance.AGAINST],
        target_for=other[Stance.FOR], target_against=other[Stance.AGAINST],
    )  # fmt: skip


def _making(kind: TieKind, one: Taken, other: Taken) -> dict[Stance, set[str]]:
    """By a side the names of the issues on which one actor's taking it makes a tie with the other."""
    out: dict[Stance, set[str]] = {stance: set() for stance in Stance}
    for id_ in one.keys() & other.keys():
        for stance in Stance:
            against = Stance.AGAINST if stance is Stance.FOR else Stance.FOR
            met = other[id_][0][stance] * _agrees(kind) + other[id_][0][against] * _disagrees(kind)
            if met:
                out[stance] |= one[id_][1]
    return out
