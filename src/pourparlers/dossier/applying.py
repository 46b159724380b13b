"""Decisions into the database of a dossier: kept, and what they touch written anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.json import decode
from sqlalchemy import Connection, delete, or_, select

from pourparlers.dossier.altering import Change, Reading, alter_facts
from pourparlers.dossier.facts import COURSES
from pourparlers.dossier.merging.course import enter, settle
from pourparlers.dossier.merging.groups import leave
from pourparlers.dossier.merging.issues import CODE, Form
from pourparlers.dossier.review.decisions import Code, Decision, Verb, active, codebook, decisions, keep
from pourparlers.dossier.review.effects import REVIEWS, Present, members, names_of, person_links, revise, write_codes
from pourparlers.dossier.store.merged import drop, parts
from pourparlers.dossier.store.schema import (
    By,
    Kind,
    article,
    issue,
    link,
)
from pourparlers.model import Record

_JOINS = {Verb.MERGE, Verb.SPLIT}


def apply(connection: Connection, made: Iterable[Decision]) -> None:
    """Keep decisions behind those that are there, and write anew all that they touch.

    The state of a dossier is a function of its articles and of the decisions that hold, in their order: so what is
    undone leaves no trace, and a decision may come before the articles that it is of.

    Args:
        connection: within a transaction that writes.
        made: new decisions in their order; one that is there already is passed over.
    """
    there = decisions(connection)
    before = active(there)
    held = active([*there, *keep(connection, made)])
    unchanged = {one.id for one in before} & {one.id for one in held}
    changed = [one for one in (*before, *held) if one.id not in unchanged]
    _facts(connection, changed, before, held)
    _codebook(connection, codebook(before), codebook(held), held)
    for kind in COURSES:
        told = [one for one in changed if one.kind is kind and one.verb in _JOINS]
        _links(connection, kind, told, held)


def _facts(
    connection: Connection, changed: Sequence[Decision], before: Sequence[Decision], held: Sequence[Decision]
) -> None:
    """Write the facts of the articles anew that something was decided of."""
    ids = {node.id.partition(":")[0] for one in changed if one.verb in REVIEWS for node in one.subject}
    for some in parts(sorted(ids)):
        query = select(article.c.record).where(article.c.id.in_(some)).order_by(article.c.id)
        changes = []
        for raw in list(connection.execute(query).scalars()):
            record = decode(raw, type=Record)
            was, now = Reading(*revise(record, before)), Reading(*revise(record, held))
            if was != now:
                changes.append(Change(was, now))
        alter_facts(connection, changes, held)


def _links(connection: Connection, kind: Kind, changed: Sequence[Decision], held: Sequence[Decision]) -> None:
    """Write the person's links anew of what was joined or set apart, and the groups that this changes."""
    now = Present(connection)
    named = {now(kind, node) for one in changed for node in (*one.subject, *one.other)}
    there = members(connection, kind, (name for name in named if name is not None))
    _judge_anew(connection, kind, sorted(there), held)


def _judge_anew(connection: Connection, kind: Kind, nodes: Sequence[str], held: Sequence[Decision]) -> None:
    ends = set(nodes)
    for some in parts(nodes):
        own = (link.c.kind == kind.value, link.c.by == By.PERSON.value, or_(link.c.a.in_(some), link.c.b.in_(some)))
        ends |= {end for row in connection.execute(select(link.c.a, link.c.b).where(*own)) for end in row}
        connection.execute(delete(link).where(*own))
    if nodes:
        person_links(connection, kind, nodes, held)
        settle(connection, COURSES[kind], sorted(ends))


def _codebook(
    connection: Connection, before: dict[str, Code], after: dict[str, Code], held: Sequence[Decision]
) -> None:
    """Write a codebook in place of another: its entries and what they are called are labels as those of articles."""
    if before == after:
        return
    write_codes(connection, after.values())
    old, new = _nodes(before.values()), _nodes(after.values())
    gone, come = sorted(old - new), sorted(new - old)
    near = leave(connection, Kind.ISSUE, gone)
    drop(connection, issue, gone)
    enter(connection, COURSES[Kind.ISSUE], [Form("", node.partition("|")[2]) for node in come if node[:1] != CODE])
    changed = [code for code in after.values() if before.get(code.id) != code]
    nodes = sorted(_nodes(changed) | set(come))
    # What was an entry's name may be another's now.
    _judge_anew(connection, Kind.ISSUE, nodes, held)
    settle(connection, COURSES[Kind.ISSUE], near)


def _nodes(entries: Iterable[Code]) -> set[str]:
    told = list(entries)
    return {f"{CODE}{one.id}" for one in told} | {name for one in told for name in names_of(one)}
