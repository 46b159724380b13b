"""The facts of an article in the database of a dossier: written, linked, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from pourparlers.dossier.merging import doubtful
from pourparlers.dossier.merging.actors import ACTORS
from pourparlers.dossier.merging.actors import form_of as actor_form
from pourparlers.dossier.merging.copies import TEXTS, copy_of
from pourparlers.dossier.merging.counts import number_rows
from pourparlers.dossier.merging.course import Course, enter, settle, settle_new
from pourparlers.dossier.merging.encounters import ENCOUNTERS
from pourparlers.dossier.merging.entries import drop_entries
from pourparlers.dossier.merging.groups import leave
from pourparlers.dossier.merging.issues import ISSUES
from pourparlers.dossier.merging.issues import form_of as issue_form
from pourparlers.dossier.merging.replies import asked_by, decide
from pourparlers.dossier.merging.statements import STATEMENTS
from pourparlers.dossier.review.decisions import Decision, active, decisions
from pourparlers.dossier.review.effects import person_links, revise
from pourparlers.dossier.store.appearances import appear_in_article, forget_things
from pourparlers.dossier.store.merged import drop, parts
from pourparlers.dossier.store.rows import fact_rows
from pourparlers.dossier.store.schema import (
    REPORTS,
    Kind,
    actor,
    actor_report,
    encounter,
    encounter_report,
    issue,
    member,
    metadata,
    statement,
    statement_report,
)
from pourparlers.model import Record

# In the order in which kinds are joined: what is judged may rest on what was joined before.
COURSES: dict[Kind, Course[Any]] = {course.kind: course for course in (TEXTS, ACTORS, ISSUES, ENCOUNTERS, STATEMENTS)}
_MERGED = {Kind.ACTOR: actor, Kind.ISSUE: issue, Kind.ENCOUNTER: encounter, Kind.STATEMENT: statement}
Touched = dict[Kind, list[str]]


def put_facts(
    connection: Connection,
    record: Record,
    touched: Touched | None = None,
    held: Sequence[Decision] | None = None,
) -> None:
    """Write what an article reports, with what persons decided of it, and join it with what others report.

    Args:
        connection: within a transaction; the article's row is there.
        record: as it was read.
        touched: things whose groups are to be written anew besides.
        held: the decisions that hold; read from the dossier where None.
    """
    held = active(decisions(connection)) if held is None else held
    whole, reviews = revise(record, held)
    for table, rows in {**fact_rows(whole, reviews), "number": number_rows(whole)}.items():
        if rows:
            connection.execute(insert(metadata.tables[table]), rows)
    nodes = nodes_of(connection, [record.article.id])
    for kind, course in COURSES.items():
        new = missing(connection, kind, nodes[kind])
        enter(connection, course, things(connection, kind, new, record))
        if course.grows and not touched and not any(one.kind is kind for one in held):
            settle_new(connection, course, new)
        else:
            person_links(connection, kind, new, held)
            settle(connection, course, [*new, *(touched or {}).get(kind, ())])
    appear_in_article(connection, record.article.id)


def fill_doubts(connection: Connection) -> None:
    """Write what is doubtful of all that is there, where nothing is written of it yet."""
    for kind, course in COURSES.items():
        doubtful.fill(connection, kind, course.least)


def drop_facts(connection: Connection, id_: str) -> Touched:
    """Take out what an article reports.

    Returns:
        What is left of the groups that it was in, by kind: to be written anew.
    """
    nodes = nodes_of(connection, [id_])
    for table in REPORTS:
        connection.execute(delete(table).where(table.c.article == id_))
    gone = {kind: unused(connection, kind, nodes[kind]) for kind in (Kind.ACTOR, Kind.ISSUE)}
    near = forget(connection, gone | {kind: nodes[kind] for kind in (Kind.ENCOUNTER, Kind.STATEMENT)})
    forget_things(connection, [id_])
    return near


def forget(connection: Connection, gone: Touched) -> Touched:
    """Take things out of all that they are joined with, by kind.

    Returns:
        What they were linked with, by kind: to be grouped anew.
    """
    near = {kind: leave(connection, kind, told) for kind, told in gone.items()}
    bereft = asked_by(connection, gone[Kind.STATEMENT])
    for kind, told in gone.items():
        drop(connection, _MERGED[kind], told)
    drop_entries(connection, [*gone[Kind.ENCOUNTER], *gone[Kind.STATEMENT]])
    decide(connection, bereft)
    forget_things(connection, [*gone[Kind.ENCOUNTER], *gone[Kind.STATEMENT]])
    return near


def nodes_of(connection: Connection, ids: Sequence[str]) -> Touched:
    """The things that some articles tell of; what a person rejected is none."""

    def of(column: Any, *where: Any) -> list[str]:
        query = select(column).where(column.table.c.article.in_(ids), *where).distinct().order_by(column)
        return list(connection.execute(query).scalars())

    kept = {table: table.c.review.is_distinct_from("rejected") for table in (encounter_report, statement_report)}
    issues = statement_report.c.issue_node
    return {
        Kind.TEXT: list(ids),
        Kind.ACTOR: of(actor_report.c.node),
        Kind.ISSUE: of(issues, issues.is_not(None), kept[statement_report]),
        Kind.ENCOUNTER: of(encounter_report.c.uid, kept[encounter_report]),
        Kind.STATEMENT: of(statement_report.c.uid, kept[statement_report]),
    }


def missing(connection: Connection, kind: Kind, nodes: list[str]) -> list[str]:
    """Those of some things that no group holds yet."""
    query = select(member.c.node).where(member.c.kind == kind.value)
    there = {
        node for some in parts(nodes) for node in connection.execute(query.where(member.c.node.in_(some))).scalars()
    }
    return [node for node in nodes if node not in there]


def things(connection: Connection, kind: Kind, nodes: list[str], record: Record | None = None) -> Sequence[Any]:
    """Things as they are compared; `record`: of the article, for its text."""
    if kind is Kind.TEXT and record is not None:
        return [copy_of(node, record.article.text, record.article.published) for node in nodes]
    if kind is Kind.ACTOR:
        return [actor_form(node) for node in nodes]
    if kind is Kind.ISSUE:
        return [issue_form(node) for node in nodes]
    return COURSES[kind].load(connection, nodes) if nodes else []


def unused(connection: Connection, kind: Kind, nodes: list[str]) -> list[str]:
    """Those of some actors or issues that no report bears any more; a rejected report bears no issue."""
    column = actor_report.c.node if kind is Kind.ACTOR else statement_report.c.issue_node
    query = select(column).distinct()
    if kind is Kind.ISSUE:
        query = query.where(statement_report.c.review.is_distinct_from("rejected"))
    used = {node for some in parts(nodes) for node in connection.execute(query.where(column.in_(some))).scalars()}
    return [node for node in nodes if node not in used]
