"""What several reports tell of, as one row: of each field what most of them tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from pourparlers.dossier.store.appearances import appear_in
from pourparlers.dossier.store.rows import SEPARATOR, listed
from pourparlers.dossier.store.schema import Kind, article, encounter, encounter_report, statement, statement_report
from pourparlers.dossier.store.ties import tie_encounters, tie_statements
from pourparlers.dossier.store.touched import touch
from pourparlers.model import Act, Status

Row = dict[str, Any]
# More variables than this in one query some SQLite libraries refuse.
MOST = 400


def write_encounters(connection: Connection, nodes: Sequence[str], groups: Sequence[Sequence[str]]) -> None:
    """Write the row of each group of reports of encounters, in place of those that a component had."""
    rows = _write(connection, encounter, encounter_report, nodes, groups, encounter_of)
    tie_encounters(connection, groups, rows)
    appear_in(connection, Kind.ENCOUNTER, nodes)


def write_statements(connection: Connection, nodes: Sequence[str], groups: Sequence[Sequence[str]]) -> None:
    """Write the row of each group of reports of statements, in place of those that a component had."""
    rows = _write(connection, statement, statement_report, nodes, groups, _statement)
    tie_statements(connection, groups, rows)
    appear_in(connection, Kind.STATEMENT, nodes)


def _write(
    connection: Connection, table: Table, reports: Table, nodes: Sequence[str], groups: Sequence[Sequence[str]],
    merged: Any,
) -> list[Row]:  # fmt: skip
    before = there(connection, table, nodes)
    drop(connection, table, nodes)
    columns = reports, article.c.published, article.c.outlet, article.c.language
    found: dict[str, Any] = {}
    for part in parts(nodes):
        query = select(*columns).join(article, article.c.id == reports.c.article).where(reports.c.uid.in_(part))
        found |= {row.uid: row for row in connection.execute(query)}
    rows = [{"id": min(group), **merged(sorted((found[uid] for uid in group), key=_order))} for group in groups]
    connection.execute(insert(table), rows)
    touch(connection, Kind(table.name), (row["id"] for row in rows if before.get(row["id"]) != row))
    return rows


def there(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, Row]:
    """The rows of a table by their ids, of those that it has."""
    rows = (row for some in parts(ids) for row in connection.execute(select(table).where(table.c.id.in_(some))))
    return {row.id: dict(row._mapping) for row in rows}


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


def _looked_at(rows: Sequence[Any]) -> Sequence[Any]:
    """The reports that persons corrected or, where there are none, accepted; else all: they tell, the others add."""
    for review in ("corrected", "accepted"):
        if found := [row for row in rows if row.review == review]:
            return found
    return rows


def encounter_of(all_: Sequence[Any]) -> Row:
    """What some reports tell of one encounter, by day of publication.

    One that was planned is held, cancelled or denied by what the latest reports say.
    """
    rows = _looked_at(all_)
    status = common(row.status for row in rows if row.published == rows[-1].published)
    if status == Status.PLANNED and any(row.status == Status.HELD for row in rows):
        status = Status.HELD.value
    after = [row for row in rows if row.status == status]
    date = common(row.date for row in after) or common(row.date for row in rows) or common(row.date for row in all_)
    return {
        "kind": common(row.kind for row in rows), "parties": _first(_shared, "parties", rows, all_),
        "persons": _first(_shared, "persons", rows, all_), "place": _first(common, "place", rows, all_), "date": date,
        "mod": common(row.mod for row in all_ if row.date == date), "duration": _first(common, "duration", rows, all_),
        "status": status, **_sources(all_),
    }  # fmt: skip


def _first(of: Callable[[Iterable[Any]], Any], field: str, rows: Sequence[Any], all_: Sequence[Any]) -> Any:
    """What those that come first tell in a field or, where they tell nothing, all."""
    return of(getattr(row, field) for row in rows) or of(getattr(row, field) for row in all_)


def _statement(all_: Sequence[Any]) -> Row:
    """The report that tells most stands for the others: quoted words before a reporter's, a plain act before "say"."""
    rows = _looked_at(all_)
    best = min(rows, key=lambda row: (_FORMS[row.form], row.act == Act.SAY, -len(row.content), _order(row)))
    acts = [row.act for row in rows if row.act != Act.SAY] or [row.act for row in rows]
    stated = next((row for row in (best, *rows) if row.stance), best)
    named = next((row for row in (best, *rows) if row.issue), best)
    return {
        "speakers": _first(_longest, "speakers", rows, all_), "parties": _first(_shared, "parties", rows, all_),
        "act": common(acts), "form": best.form, "target": _first(common, "target", rows, all_), "content": best.content,
        "stance": stated.stance, "issue": named.issue, "issue_node": named.issue_node,
        "day": _first(common, "day", rows, all_) or all_[0].published, "negated": best.negated,
        "conditional": any(row.conditional for row in rows), "condition": common(row.condition for row in rows),
        "report": best.uid, "language": best.language, **_sources(all_),
    }  # fmt: skip


def _longest(cells: Iterable[str]) -> str:
    return max(cells, key=len)


_FORMS = {"direct": 0, "mixed": 1, "indirect": 2, "narrated": 3}
