"""What several reports tell of, as one row: of each field what most of them tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from pourparlers.dossier.store.rows import SEPARATOR, listed
from pourparlers.dossier.store.schema import article, encounter, encounter_report, statement, statement_report
from pourparlers.model import Act, Status

Row = dict[str, Any]
# More variables than this in one query some SQLite libraries refuse.
MOST = 400


def write_encounters(connection: Connection, nodes: Sequence[str], groups: Sequence[Sequence[str]]) -> None:
    """Write the row of each group of reports of encounters, in place of those that a component had."""
    _write(connection, encounter, encounter_report, nodes, groups, _encounter)


def write_statements(connection: Connection, nodes: Sequence[str], groups: Sequence[Sequence[str]]) -> None:
    """Write the row of each group of reports of statements, in place of those that a component had."""
    _write(connection, statement, statement_report, nodes, groups, _statement)


def _write(
    connection: Connection, table: Table, reports: Table, nodes: Sequence[str], groups: Sequence[Sequence[str]],
    merged: Any,
) -> None:  # fmt: skip
    drop(connection, table, nodes)
    columns = reports, article.c.published, article.c.outlet
    found: dict[str, Any] = {}
    for part in parts(nodes):
        query = select(*columns).join(article, article.c.id == reports.c.article).where(reports.c.uid.in_(part))
        found |= {row.uid: row for row in connection.execute(query)}
    rows = [merged(sorted((found[uid] for uid in group), key=_order)) for group in groups]
    connection.execute(insert(table), [{"id": min(group), **row} for group, row in zip(groups, rows, strict=True)])


def drop(connection: Connection, table: Table, ids: Sequence[str]) -> None:
    """Take rows out of a table by their ids."""
    for part in parts(ids):
        connection.execute(delete(table).where(table.c.id.in_(part)))


def parts(values: Sequence[str]) -> Iterable[Sequence[str]]:
    """Values in as many parts as a query takes."""
    return (values[at : at + MOST] for at in range(0, len(values), MOST))


def _order(row: Any) -> tuple[str, str]:
    return row.published or "", row.uid


def common(values: Iterable[Any]) -> Any:
    """What is told most often, null aside; of two told as often the one told first."""
    told = Counter(value for value in values if value is not None)
    return told.most_common(1)[0][0] if told else None


def _shared(lists: Iterable[str]) -> str:
    """The members that half of the lists have, in the order in which they are told; an empty list tells nothing."""
    told = [listed(one) for one in lists if one]
    counts = Counter(name for names in told for name in names)
    return SEPARATOR.join(name for name, n in counts.items() if 2 * n >= len(told))


def _sources(rows: Sequence[Any]) -> Row:
    days = [row.published for row in rows if row.published]
    return {
        "first": min(days, default=None), "last": max(days, default=None), "reports": len(rows),
        "outlets": len({row.outlet or row.article for row in rows}),
    }  # fmt: skip


def _encounter(rows: Sequence[Any]) -> Row:
    """An encounter that was planned is held, cancelled or denied by what the latest reports say."""
    status = common(row.status for row in rows if row.published == rows[-1].published)
    if status == Status.PLANNED and any(row.status == Status.HELD for row in rows):
        status = Status.HELD.value
    after = [row for row in rows if row.status == status]
    date = common(row.date for row in after) or common(row.date for row in rows)
    return {
        "kind": common(row.kind for row in rows), "parties": _shared(row.parties for row in rows),
        "persons": _shared(row.persons for row in rows), "place": common(row.place for row in rows), "date": date,
        "mod": common(row.mod for row in rows if row.date == date), "duration": common(row.duration for row in rows),
        "status": status, **_sources(rows),
    }  # fmt: skip


def _statement(rows: Sequence[Any]) -> Row:
    """The report that tells most stands for the others: quoted words before a reporter's, a plain act before "say"."""
    best = min(rows, key=lambda row: (_FORMS[row.form], row.act == Act.SAY, -len(row.content), _order(row)))
    acts = [row.act for row in rows if row.act != Act.SAY] or [row.act for row in rows]
    stated = next((row for row in (best, *rows) if row.stance), best)
    named = next((row for row in (best, *rows) if row.issue), best)
    return {
        "speakers": max((row.speakers for row in rows), key=len), "parties": _shared(row.parties for row in rows),
        "act": common(acts), "form": best.form, "target": common(row.target for row in rows), "content": best.content,
        "stance": stated.stance, "issue": named.issue, "issue_node": named.issue_node,
        "day": common(row.day for row in rows) or rows[0].published, "negated": best.negated,
        "conditional": any(row.conditional for row in rows), "condition": common(row.condition for row in rows),
        "report": best.uid, **_sources(rows),
    }  # fmt: skip


_FORMS = {"direct": 0, "mixed": 1, "indirect": 2, "narrated": 3}
