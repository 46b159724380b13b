"""What joins actors, as narrow rows beside the statements and encounters that it is in: for networks.

`side`, `aim` and `presence` repeat no words, so that a network over a hundred thousand statements is counted in one
pass over some megabytes. They are rows of their statement or encounter and go with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from pourparlers.dossier.store.agreement import agreement_of
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import Kind, aim, encounter, member, part, presence, side, statement
from pourparlers.lexicon.ids import kind_of
from pourparlers.model import Act, ActorKind, Stance

Row = dict[str, Any]
# By the uid of a report who takes part in it: nodes by role and actor.
Parts = dict[str, dict[tuple[str, str], str]]
PARTY, PERSON = "party", "person"
_BATCH = 2_000
# Where more are present, at an assembly, nobody meets all the others; each pair would be one of five thousand and more.
MOST_PRESENT = 100


def tie_statements(connection: Connection, groups: Sequence[Sequence[str]], rows: Sequence[Row]) -> None:
    """Write the sides and aims of statements that are there.

    Args:
        connection: within a transaction.
        groups: the uids of the reports of each, sorted.
        rows: of `statement`, in the same order.
    """
    told = _parts(connection, groups)
    sides: list[Row] = []
    aims: list[Row] = []
    for group, row in zip(groups, rows, strict=True):
        if not row["negated"]:
            nodes = Nodes(told, [row["report"], *group])
            sides += _sides(row, nodes)
            aims += _aims(row, nodes)
    _put(connection, side, sides)
    _put(connection, aim, aims)


def tie_encounters(connection: Connection, groups: Sequence[Sequence[str]], rows: Sequence[Row]) -> None:
    """Write who is present at encounters, assemblies aside; arguments as of `tie_statements`."""
    told = _parts(connection, groups)
    _put(
        connection,
        presence,
        [present for group, row in zip(groups, rows, strict=True) for present in _present(group, row, told)],
    )


def _present(group: Sequence[str], row: Row, told: Parts) -> Iterator[Row]:
    for role, cell in ((PARTY, "parties"), (PERSON, "persons")):
        nodes = Nodes(told, group).all(role, listed(row[cell]))
        if len(nodes) <= MOST_PRESENT:
            about = {"encounter": row["id"], "status": row["status"], "date": row["date"]}
            yield from ({**about, "role": role, "node": node} for node in nodes)


def fill(connection: Connection) -> None:
    """Write what ties actors in a dossier that has statements and encounters, but none of these rows."""
    for table, kind, tie in ((statement, Kind.STATEMENT, tie_statements), (encounter, Kind.ENCOUNTER, tie_encounters)):
        ids = list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())
        for at in range(0, len(ids), _BATCH):
            some = ids[at : at + _BATCH]
            rows = connection.execute(select(table).where(among(connection, table.c.id, some)).order_by(table.c.id))
            groups: dict[str, list[str]] = {id_: [] for id_ in some}
            query = select(member.c.group, member.c.node).where(member.c.kind == kind.value)
            for group, node in connection.execute(query.where(among(connection, member.c.group, some))).all():
                groups[group].append(node)
            tie(connection, [sorted(one) for one in groups.values()], [dict(row._mapping) for row in rows])


def _put(connection: Connection, table: Any, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _parts(connection: Connection, groups: Iterable[Sequence[str]]) -> Parts:
    uids = [uid for group in groups for uid in group]
    found: Parts = {}
    query = select(part.c.uid, part.c.role, part.c.actor, part.c.node)
    for row in connection.execute(query.where(among(connection, part.c.uid, uids))).all():
        found.setdefault(row.uid, {})[row.role, row.actor] = row.node
    return found


class Nodes:
    """What actors of a statement or an encounter are compared by across articles.

    Args:
        told: who takes part in which report.
        reports: the uids of its reports: the first that knows an actor tells.
    """

    def __init__(self, told: Parts, reports: Sequence[str]) -> None:
        self._told = [told.get(uid, {}) for uid in reports]

    def one(self, role: str, actor: str) -> str:
        """The node of an actor; the id alone where no article of the reports tells of it."""
        found = [parts[role, actor] for parts in self._told if (role, actor) in parts]
        return next((node for node in found if node != actor), actor)

    def all(self, role: str, actors: Iterable[str]) -> list[str]:
        """The nodes of some actors, each once."""
        return list(dict.fromkeys(self.one(role, actor) for actor in actors))


def _doers(row: Mapping[str, Any], nodes: Nodes) -> Iterator[tuple[str, str]]:
    """Who makes a statement: the parties in whose name it is made, and the persons who speak."""
    yield from ((PARTY, node) for node in nodes.all("party", listed(row["parties"])))
    persons = [one for one in listed(row["speakers"]) if kind_of(one) is ActorKind.PERSON]
    yield from ((PERSON, node) for node in nodes.all("speaker", persons))


def _sides(row: Mapping[str, Any], nodes: Nodes) -> Iterator[Row]:
    found = agreement_of(Act(row["act"]), Stance(row["stance"]) if row["stance"] else None)
    if found is not None and row["issue_node"] is not None:
        about = {"statement": row["id"], "issue_node": row["issue_node"], "act": row["act"], "day": row["day"]}
        for role, node in _doers(row, nodes):
            yield {**about, "role": role, "node": node, "side": found.value}


def _aims(row: Mapping[str, Any], nodes: Nodes) -> Iterator[Row]:
    if row["target"] is not None:
        target = nodes.one("target", row["target"])
        about = {"statement": row["id"], "issue_node": row["issue_node"], "act": row["act"], "day": row["day"]}
        for role, node in _doers(row, nodes):
            yield {**about, "role": role, "node": node, "target": target}
