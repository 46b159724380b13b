"""Which claims a denial may exclude, by little of each: most are told from it without their reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, or_, select

from pourparlers.dossier.renewing.changed import statements_of
from pourparlers.dossier.renewing.places import Role, joined, parted, within
from pourparlers.dossier.standing.disputes.statements import DENIED, DONE, REFUSED, YES, chosen
from pourparlers.dossier.standing.likeness import about, meaning
from pourparlers.dossier.standing.listing import Statement
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import disputable, statement
from pourparlers.model import Act

# A claim may be told a day after its denial, where a paper has no day for it.
EARLY = 1
# Claims of others that are denied have so many concepts in common with the denial.
_SHARED = 2


class Brief(NamedTuple):
    """A statement that denies or can be denied, without its reports."""

    id: str
    day: int
    act: Act
    parties: frozenset[str]
    content: str
    language: str
    issue_label: str | None


def briefly(
    connection: Connection, role: Role, spans: Collection[tuple[int, int]], *where: ColumnElement[bool]
) -> list[Brief]:
    """The statements that lie in some stretches of days as denials or as claims; `where`: conditions on `statement`."""
    told = [statement.c[name] for name in ("id", "act", "parties", "content", "language")]
    query = select(*told, disputable.c.day, disputable.c.label).join(statement, statement.c.id == disputable.c.id)
    query = query.where(disputable.c.role == role.value, *where)
    rows = (
        row for some in parted(spans) for row in connection.execute(query.where(or_(*map(within, some)))).all()
    )  # fmt: skip
    return [_brief(row) for row in rows]


def _brief(row: Any) -> Brief:
    return Brief(row.id, row.day, _ACTS[row.act], _parties(row.parties), row.content, row.language, row.label)


_ACTS = {act.value: act for act in Act}


@lru_cache(10_000)
def _parties(cell: str) -> frozenset[str]:
    return frozenset(listed(cell))


def brief_of(one: Statement, day: int) -> Brief:
    """A statement without its reports."""
    return Brief(one.id, day, one.act, frozenset(one.parties), one.content, one.language, one.issue_label)


class Claims:
    """Claims by their concepts and the stretches of days that they lie in."""

    def __init__(self, claims: Iterable[Brief]) -> None:
        self._near: dict[tuple[str, int], list[Brief]] = {}
        for one in claims:
            for concept in about(one):
                self._near.setdefault((concept, one.day // DENIED), []).append(one)

    def of(self, no: Brief) -> set[str]:
        """The ids of the claims that a denial may exclude."""
        at = no.day // DENIED
        keys = ((concept, stretch) for concept in about(no) for stretch in (at - 1, at, at + 1))
        near = {yes.id: yes for key in keys for yes in self._near.get(key, ())}
        return {yes.id for yes in near.values() if may_exclude(no, yes)}


def latest(act: Act) -> int:
    """How many days after a claim what denies or refuses may come."""
    return DENIED if act is Act.DENY else REFUSED


def may_exclude(no: Brief, yes: Brief) -> bool:
    """Whether a denial and a claim with a concept in common are of days, acts and parties that exclude each other."""
    if not -EARLY <= no.day - yes.day <= latest(no.act) or no.id == yes.id:
        return False
    if no.parties & yes.parties:
        return yes.act in (DONE if no.act is Act.DENY else YES)
    return no.act is Act.DENY and yes.act is Act.SAY and len(meaning(no) & meaning(yes)) >= _SHARED


def choices(connection: Connection, nos: Sequence[tuple[Statement, int]]) -> Iterator[tuple[str, str]]:
    """Of denials, each with its day, those that exclude a claim, and the claim that each excludes most plainly."""
    spans = joined((day - latest(no.act), day + EARLY) for no, day in nos)
    claims = Claims(briefly(connection, Role.CLAIM, spans))
    maybe = {no.id: claims.of(brief_of(no, day)) for no, day in nos}
    there = {one.id: one for one in statements_of(connection, set().union(*maybe.values()))}
    for no, _ in nos:
        yes = chosen(no, (there[id_] for id_ in maybe[no.id]))
        if yes is not None:
            yield no.id, yes.id
