"""Where parties stand, as narrow rows beside the statements that tell it: `step`, for a matrix of parties and issues.

A step repeats no words, and bears the issue that its label names across articles: so what all parties say on all issues
is counted in one pass over some megabytes. It goes with its statement.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, insert, select, update

from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import Kind, member, statement, step


def put_steps(connection: Connection, ids: Collection[str]) -> None:
    """Write the steps of some statements that have none yet: each a step of each of its parties."""
    columns = [statement.c[name] for name in ("id", "parties", "issue_node", "day", "first", "stance", "conditional")]
    query = select(*columns, member.c.group.label("issue")).join(
        member, (member.c.kind == Kind.ISSUE.value) & (member.c.node == statement.c.issue_node)
    )
    kept = statement.c.stance.is_not(None), ~statement.c.negated, among(connection, statement.c.id, ids)
    rows = [
        {
            "issue": row.issue, "party": party, "day": row.day or "", "first": row.first or "", "statement": row.id,
            "stance": row.stance, "conditional": row.conditional, "issue_node": row.issue_node,
        }
        for row in connection.execute(query.where(*kept))
        for party in listed(row.parties)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(step), rows)


def move_steps(connection: Connection, moved: Collection[str]) -> None:
    """Write the issues of steps anew whose labels are of another issue now."""
    home = select(member.c.group).where(member.c.kind == Kind.ISSUE.value, member.c.node == step.c.issue_node)
    own = among(connection, step.c.issue_node, moved)
    connection.execute(update(step).where(own).values(issue=home.scalar_subquery()))


def fill(connection: Connection) -> None:
    """Write the steps of all statements, in a dossier that has none."""
    told = statement.c.stance.is_not(None), statement.c.issue_node.is_not(None)
    for some in parts(list(connection.scalars(select(statement.c.id).where(*told)))):
        put_steps(connection, some)
