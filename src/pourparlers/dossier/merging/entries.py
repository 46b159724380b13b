"""The entries of the chronology: encounters and statements at their place in time, with all that narrows it.

They are written wherever groups of reports are, from the rows of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, func, insert, select

from pourparlers.dossier.merging.order import place_of
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.database import tell, told_of
from pourparlers.dossier.store.facets import Facet, Value, numbers_of, spelt
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.schema import (
    Kind,
    article,
    encounter,
    encounter_report,
    entry,
    member,
    part,
    statement,
    statement_report,
)

_TABLES: dict[Kind, tuple[Table, Table]] = {
    Kind.ENCOUNTER: (encounter, encounter_report), Kind.STATEMENT: (statement, statement_report),
}  # fmt: skip
_PERSON = "person:"
# In the table `about`: the largest number that an entry ever had.
_LAST = "entries"
# So many are written at once into a dossier of an older version.
_AT_ONCE = 2_000


class Told(NamedTuple):
    """What becomes an entry: the merged row, its reports with their articles, and who takes part in them."""

    row: Any
    reports: Sequence[Any]
    takers: Sequence[Any]


def put_entries(connection: Connection, kind: Kind, nodes: Sequence[str], ids: Sequence[str]) -> None:
    """Write the entries of some groups of reports in place of those that a component had.

    Args:
        connection: within a transaction; the merged rows and the members of the groups are there.
        kind: encounters or statements.
        nodes: the uids of all reports of the component.
        ids: of its groups.
    """
    drop_entries(connection, nodes)
    told = list(_told(connection, kind, ids))
    values = {one.row.id: list(dict.fromkeys(_values(kind, one))) for one in told}
    numbers = numbers_of(connection, (value for some in values.values() for value in some))
    first = _next(connection)
    rows = [
        {
            "n": n, "id": one.row.id, "place": _place(kind, one),
            "facets": spelt(n, values[one.row.id], numbers),
        }
        for n, one in enumerate(told, first)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(entry), rows)
        tell(connection, _LAST, str(rows[-1]["n"]))


def _next(connection: Connection) -> int:
    """The next number: none comes back, so that what is new is told by its number (`standing.renewed`)."""
    last = connection.execute(select(func.max(entry.c.n))).scalar() or 0
    return max(last, int(told_of(connection, _LAST) or 0)) + 1


def drop_entries(connection: Connection, ids: Sequence[str]) -> None:
    """Take entries out of the chronology by the ids of their encounters or statements."""
    for some in parts(ids):
        connection.execute(delete(entry).where(entry.c.id.in_(some)))


def fill(connection: Connection) -> None:
    """Write the entries of a dossier that had none."""
    for kind, (table, _) in _TABLES.items():
        ids = list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())
        for at in range(0, len(ids), _AT_ONCE):
            put_entries(connection, kind, [], ids[at : at + _AT_ONCE])


def _told(connection: Connection, kind: Kind, ids: Sequence[str]) -> Iterator[Told]:
    table, reports = _TABLES[kind]
    found: defaultdict[str, list[Any]] = defaultdict(list)
    takers: defaultdict[str, list[Any]] = defaultdict(list)
    own = member.c.kind == kind.value, among(connection, member.c.group, ids)
    columns = member.c.group, reports.c.uid, reports.c.review, reports.c.article, article.c.published, article.c.outlet
    query = (
        select(*columns).join(reports, reports.c.uid == member.c.node).join(article, article.c.id == reports.c.article)
    )
    for one in connection.execute(query.where(*own)).all():
        found[one.group].append(one)
    who = select(member.c.group, part.c.role, part.c.actor).join(part, part.c.uid == member.c.node)
    for taker in connection.execute(who.where(*own, part.c.role.in_(("party", "speaker", "person"))).distinct()).all():
        takers[taker.group].append(taker)
    for row in connection.execute(select(table).where(among(connection, table.c.id, ids))).all():
        yield Told(row, found[row.id], takers[row.id])


def _place(kind: Kind, one: Told) -> str:
    met = kind is Kind.ENCOUNTER
    day, mod = (one.row.date, one.row.mod) if met else (one.row.day, None)
    return place_of(day, mod, met, ((row.published, row.article, row.uid) for row in one.reports))


def _values(kind: Kind, one: Told) -> Iterable[Value]:
    """What an entry is found by; the act or kind first."""
    if kind is Kind.ENCOUNTER:
        yield Facet.KIND, one.row.kind
        yield Facet.STATUS, one.row.status
    else:
        yield Facet.ACT, one.row.act
        if one.row.issue_node is not None:
            yield Facet.ISSUE, one.row.issue_node
    day = one.row.date if kind is Kind.ENCOUNTER else one.row.day
    if day is not None:
        yield Facet.DAY, day
    yield Facet.LOOKED, "yes" if any(row.review for row in one.reports) else "no"
    yield from ((Facet.OUTLET, row.outlet) for row in one.reports if row.outlet is not None)
    yield from ((Facet.PARTY, row.actor) for row in one.takers if row.role == "party")
    yield from (
        (Facet.PERSON, row.actor) for row in one.takers if row.role != "party" and row.actor.startswith(_PERSON)
    )
