"""What one actor has to do with others: whom it meets, whom it accuses and who accuses it, who is near it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from pourparlers.dossier.merging.actors import form_of
from pourparlers.dossier.standing.profiles.profile import Who
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Appears, Kind, actor, aim, appearance, encounter, member, reply
from pourparlers.lexicon.ids import kind_of
from pourparlers.model import Act, ActorKind, Status

# Of those that an actor has to do with so many are drawn around it.
_NEAR = 9


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """Another actor; where no article tells more of it than its id, `actor` is null.

    Attributes:
        actor: its id in the dossier.
        id: what statements and encounters call it.
        name: what it is called; of states and organisations views know the names.
    """

    actor: str | None
    id: str
    kind: ActorKind
    name: str


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an actor meets.

    Attributes:
        encounters: how many both are at, or are said to be at.
        held: how many of them were held.
        last: the date of the last.
    """

    other: Other
    encounters: int
    held: int
    last: str | None


class Accused(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an actor accuses, or who accuses it: how often, how many of these accusations were denied, the last day."""

    other: Other
    accusations: int
    denied: int
    last: str | None


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """An actor near another.

    Attributes:
        met: how many encounters both are at.
        towards, back: how many statements of the one are aimed at the other, and of the other at the one.
    """

    other: Other
    met: int
    towards: int
    back: int

    @property
    def weight(self) -> int:
        """How much they have to do with each other."""
        return self.met + self.towards + self.back


def meets(connection: Connection, one: Who, limit: int | None = None) -> list[Met]:
    """Whom an actor meets, those first that it meets most; none of its own party."""
    own, other = appearance.alias("own"), appearance.alias("other")
    held = func.count().filter(encounter.c.status == Status.HELD.value)
    counts = func.count().label("n"), held.label("held"), func.max(encounter.c.date).label("last")
    query = select(actor, *counts).select_from(
        own.join(other, and_(other.c.thing == own.c.thing, other.c.role == own.c.role, other.c.actor != own.c.actor))
        .join(actor, actor.c.id == other.c.actor)
        .join(encounter, encounter.c.id == own.c.thing)
    )  # fmt: skip
    query = query.where(own.c.role == Appears.MEETS.value, own.c.actor == one.id, *_foreign(one))
    order = func.count().desc(), actor.c.id
    rows = connection.execute(query.group_by(*actor.c).order_by(*order).limit(limit))
    return [Met(other=_known(row), encounters=row.n, held=row.held, last=row.last) for row in rows]


def _foreign(one: Who) -> list[ColumnElement[bool]]:
    return [or_(actor.c.party.is_(None), actor.c.party != one.party)] if one.party else []


def accuses(connection: Connection, one: Who) -> list[Accused]:
    """Whom an actor accuses, those first that it accuses most."""
    own = aim.c.role == _role(one), among(connection, aim.c.node, one.nodes)
    return _accused(connection, aim.c.target, *own)


def accused_by(connection: Connection, one: Who) -> list[Accused]:
    """Which parties accuse an actor, those first that do so most."""
    own = aim.c.role == "party", among(connection, aim.c.target, [*one.nodes, *one.ids])
    return _accused(connection, aim.c.node, *own)


def _role(one: Who) -> str:
    return "person" if one.kind is ActorKind.PERSON else "party"


def _accused(connection: Connection, column: Any, *where: ColumnElement[bool]) -> list[Accused]:
    denied = case((exists().where(reply.c.asked == aim.c.statement), aim.c.statement))
    query = _grouped(column).add_columns(
        func.count(aim.c.statement.distinct()).label("n"), func.count(denied.distinct()).label("denied"),
        func.max(aim.c.day).label("last"),
    )  # fmt: skip
    rows = _merged(connection.execute(query.where(aim.c.act == Act.ACCUSE.value, *where)).all())
    told = [Accused(other=other, accusations=row.n, denied=row.denied, last=row.last) for other, row in rows]
    return sorted(told, key=lambda one: (-one.accusations, one.other.id))


def _grouped(column: Any) -> Select[Any]:
    """The actors that names of a column are of; the names themselves of those that no article tells more of."""
    home = and_(member.c.kind == Kind.ACTOR.value, member.c.node == column)
    key = func.coalesce(member.c.group, column)
    query = select(key.label("key"), func.min(column).label("node"), *_ACTOR).select_from(
        aim.outerjoin(member, home).outerjoin(actor, actor.c.id == member.c.group)
    )
    return query.group_by(key, *(actor.c[name] for name in ("id", "kind", "name")))


_ACTOR = (actor.c.id, actor.c.kind, actor.c.name)


def _merged(rows: Iterable[Any]) -> list[tuple[Other, Any]]:
    return [(_known(row) if row.id is not None else bare(row.node), row) for row in rows]


def _known(row: Any) -> Other:
    return Other(actor=row.id, id=form_of(row.id).id, kind=ActorKind(row.kind), name=row.name)


def bare(id_: str) -> Other:
    """An actor of whom the id alone is known."""
    return Other(actor=None, id=id_, kind=kind_of(id_), name=id_.partition(":")[2] or id_)


def near(connection: Connection, one: Who, met: Sequence[Met], limit: int = _NEAR) -> list[Near]:
    """Those that an actor has most to do with.

    Args:
        connection: to the dossier.
        one: the actor.
        met: all whom it meets.
        limit: how many at most.
    """
    # The index of the key begins with role and act: without all acts named it would be read whole.
    own = aim.c.role == _role(one), aim.c.act.in_([act.value for act in Act]), among(connection, aim.c.node, one.nodes)
    towards = _aims(connection, aim.c.target, *own)
    back = _aims(connection, aim.c.node, aim.c.role == "party", among(connection, aim.c.target, one.nodes))
    others = {told.other.id: told.other for told in met} | {other.id: other for other, _ in (*towards, *back)}
    counts = [{told.other.id: told.encounters for told in met}, *({o.id: n for o, n in way} for way in (towards, back))]
    found = [
        Near(other=other, met=counts[0].get(id_, 0), towards=counts[1].get(id_, 0), back=counts[2].get(id_, 0))
        for id_, other in others.items()
        if other.actor != one.id
    ]
    return sorted(found, key=lambda one: (-one.weight, one.other.id))[:limit]


def _aims(connection: Connection, column: Any, *where: ColumnElement[bool]) -> list[tuple[Other, int]]:
    query = _grouped(column).add_columns(func.count(aim.c.statement.distinct()).label("n"))
    return [(other, row.n) for other, row in _merged(connection.execute(query.where(*where)).all())]
