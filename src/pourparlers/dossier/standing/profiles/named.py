"""Which actors of the dossier are meant by what statements and encounters call them: `SN`, `person:Ana Rey`."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, func, select

from pourparlers.dossier.merging.actors import form_of
from pourparlers.dossier.merging.issues import form_of as label_of
from pourparlers.dossier.merging.issues import is_code
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, actor, issue, member, part, statement_report
from pourparlers.model import ActorKind


def named_in(connection: Connection, facts: Iterable[Statement | Encounter]) -> dict[str, str]:
    """The ids of the actors of some facts, by what these call them, but for those that no article tells more of."""
    uids = [report.report for one in facts for report in one.reports]
    query = select(part.c.actor, member.c.group).join(member, member.c.node == part.c.node)
    rows = connection.execute(query.where(member.c.kind == Kind.ACTOR.value, among(connection, part.c.uid, uids)))
    return {row.actor: row.group for row in rows}


def named_by_report(connection: Connection, uids: Collection[str]) -> dict[str, dict[str, str]]:
    """The ids of the actors of each of some reports, by what it calls them: two articles may mean two by one name."""
    query = select(part.c.uid, part.c.actor, member.c.group).join(member, member.c.node == part.c.node)
    rows = connection.execute(query.where(member.c.kind == Kind.ACTOR.value, among(connection, part.c.uid, uids)))
    out: dict[str, dict[str, str]] = {}
    for row in rows:
        out.setdefault(row.uid, {})[row.actor] = row.group
    return out


def parties_named(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The ids of states and organisations in the dossier, by their own ids, but for those that it does not name."""
    query = select(member.c.node, member.c.group).join(actor, actor.c.id == member.c.group)
    own = member.c.kind == Kind.ACTOR.value, actor.c.kind != ActorKind.PERSON.value
    rows = connection.execute(query.where(*own, among(connection, actor.c.party, ids)))
    found = {form_of(row.node).id: row.group for row in rows}
    return {id_: group for id_, group in found.items() if id_ in ids}


def issue_named(connection: Connection, id_: str) -> str | None:
    """What an issue is called; None where there is none of this id."""
    return connection.scalar(select(issue.c.label).where(issue.c.id == id_))


def label_in(connection: Connection, id_: str, language: str) -> str | None:
    """What an issue is called for readers of a language; None where a person named it, or there is none of this id.

    Of its labels in that language, or else of all, the one that most reports have; of those the shortest. An issue that
    others were made part of is an entry of the codebook under the label that it had: it counts as named where that is
    none of its labels in another language.

    Args:
        connection: of the dossier.
        id_: of the issue.
        language: ISO 639-1 code.
    """
    query = select(member.c.node).where(member.c.kind == Kind.ISSUE.value, member.c.group == id_)
    nodes = list(connection.scalars(query))
    forms = {node: label_of(node) for node in nodes if not is_code(node)}
    own = [node for node, form in forms.items() if form.language == language]
    if len(forms) < len(nodes):
        named = issue_named(connection, id_)
        foreign = {form.label for node, form in forms.items() if form.language and node not in own}
        if not own or named not in foreign:
            return None
    return _commonest(connection, own or list(forms))


def _commonest(connection: Connection, nodes: list[str]) -> str | None:
    """The label that most reports have, of those the shortest."""
    if len(nodes) < 2:
        return label_of(nodes[0]).label if nodes else None
    reported = statement_report.c.issue_node
    counts = select(reported, func.count()).where(among(connection, reported, nodes)).group_by(reported)
    told: dict[str, int] = {row[0]: row[1] for row in connection.execute(counts)}
    return min((-told.get(node, 0), len(label), label) for node in nodes for label in [label_of(node).label])[2]
