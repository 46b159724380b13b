"""Articles of which persons decided otherwise than before: what changes is written anew, and what hangs on it.

To accept or correct one of thirty statements leaves the others as they are: neither their rows nor their links are
touched. The dossier is the same as if the articles had come in anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, insert

from pourparlers.dossier.facts import COURSES, Touched, forget, missing, nodes_of, things, unused
from pourparlers.dossier.merging.counts import number_rows
from pourparlers.dossier.merging.course import enter, rewrite, settle
from pourparlers.dossier.review.decisions import Decision
from pourparlers.dossier.review.effects import REPORTS, person_links
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.appearances import appear_in_article
from pourparlers.dossier.store.rows import Row, fact_rows
from pourparlers.dossier.store.schema import Kind, metadata, number
from pourparlers.dossier.store.touched import touch
from pourparlers.model import Record


class Reading(NamedTuple):
    """A record with what persons corrected, and what they decided of its facts, by the facts' ids."""

    record: Record
    reviews: Mapping[str, str]


class Change(NamedTuple):
    """What persons decided of an article: as it was, and as it is now."""

    was: Reading
    now: Reading

    @property
    def article(self) -> str:
        return self.now.record.article.id


def alter_facts(connection: Connection, changes: Sequence[Change], held: Sequence[Decision]) -> None:
    """Write the facts of articles anew that are other than they were.

    Args:
        connection: within a transaction that writes.
        changes: of articles whose facts are written as they were.
        held: the decisions that hold now.
    """
    ids = [one.article for one in changes]
    told = [fact_rows(*one.now) for one in changes]
    touched = {uid for one, rows in zip(changes, told, strict=True) for uid in _differing(fact_rows(*one.was), rows)}
    if not touched:
        return
    corrected = {one.article for one in changes if one.was.record != one.now.record}
    compared = _compared(told, touched)
    before = _state(connection, ids, compared)
    for one, rows in zip(changes, told, strict=True):
        _put_rows(connection, one, rows, touched)
    after = _state(connection, ids, compared)
    gone = {kind: _other(before.loaded[kind], after.loaded[kind]) for kind in REPORTS}
    come = {kind: _other(after.loaded[kind], before.loaded[kind]) for kind in REPORTS}
    for kind in (Kind.ACTOR, Kind.ISSUE):
        gone[kind] = unused(connection, kind, sorted({*before.nodes[kind]} - {*after.nodes[kind]}))
    near = forget(connection, gone)
    for kind, course in COURSES.items():
        if kind is Kind.TEXT:
            continue
        new = come[kind] if kind in REPORTS else missing(connection, kind, after.nodes[kind])
        enter(connection, course, things(connection, kind, new))
        person_links(connection, kind, new, held)
        settle(connection, course, [*new, *near[kind]])
        own = touched & {*after.nodes[kind]}
        rewrite(connection, course, sorted(own - {*new}))
        # Words of a report that does not tell for its group stand in contradictions all the same.
        touch(connection, kind, (uid for uid in own if uid.partition(":")[0] in corrected))
    for id_ in {row["article"] for rows in told for row in rows["actor_report"] if row["uid"] in touched}:
        appear_in_article(connection, id_)


class _State(NamedTuple):
    """What some articles tell of, and what is compared of it with what others tell."""

    nodes: Touched
    loaded: Mapping[Kind, Mapping[str, Any]]


def _compared(told: Iterable[Mapping[str, list[Row]]], touched: Collection[str]) -> set[str]:
    """The reports whose links may change: a statement by itself, an encounter with what its article tells beside it."""
    out: set[str] = set()
    for rows in told:
        out |= {row["uid"] for row in rows["statement_report"] if row["uid"] in touched}
        met = {row["uid"] for row in rows["encounter_report"]}
        out |= met if not met.isdisjoint(touched) else set()
    return out


def _state(connection: Connection, ids: Sequence[str], compared: Collection[str]) -> _State:
    nodes = nodes_of(connection, ids)
    wanted = {kind: [uid for uid in nodes[kind] if uid in compared] for kind in REPORTS}
    return _State(nodes, {kind: {one.node: one for one in things(connection, kind, wanted[kind])} for kind in REPORTS})


def _other(these: Mapping[str, Any], those: Mapping[str, Any]) -> list[str]:
    """What of some things is not among others as it is here."""
    return sorted(node for node, one in these.items() if those.get(node) != one)


def _differing(before: Mapping[str, list[Row]], after: Mapping[str, list[Row]]) -> set[str]:
    """The uids of facts of which a row is other than it was."""
    return {row["uid"] for name in after for row in _apart(before[name], after[name])}


def _put_rows(connection: Connection, change: Change, after: Mapping[str, list[Row]], touched: Collection[str]) -> None:
    """Write the rows of the facts of an article that are other than they were."""
    own = [uid for uid in touched if uid.startswith(f"{change.article}:")]
    for name, rows in after.items():
        _replace(connection, metadata.tables[name], own, [row for row in rows if row["uid"] in touched])
    if change.was.record != change.now.record:
        connection.execute(delete(number).where(number.c.article == change.article))
        _insert(connection, number, number_rows(change.now.record))


def _apart(these: Iterable[Row], those: Iterable[Row]) -> list[Row]:
    """The rows that are not in both."""
    left, right = ({tuple(row.items()): row for row in rows} for rows in (these, those))
    return [row for key, row in (left | right).items() if (key in left) is not (key in right)]


def _replace(connection: Connection, table: Table, uids: Collection[str], rows: Sequence[Row]) -> None:
    connection.execute(delete(table).where(among(connection, table.c.uid, uids)))
    _insert(connection, table, rows)


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)
