"""Which statement answers which: as the reading of an article tells it, or by who speaks about what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from pourparlers.dossier.standing.likeness import about, days_between, first_day, one_thing
from pourparlers.dossier.standing.listing import Statement
from pourparlers.dossier.store.schema import Kind, member, statement_report
from pourparlers.model import Act

# An answer comes within so many days; it may be told of one day earlier, where a paper has no day for it.
LATEST, EARLIEST = 60, -1


def answers_of(
    connection: Connection, asked: Sequence[Statement], told: Iterable[Statement], acts: set[Act]
) -> dict[str, list[Statement]]:
    """The answers to some statements, by the statements' ids, in order of day.

    Args:
        connection: to the dossier.
        asked: what is answered.
        told: all statements.
        acts: by which acts one answers.
    """
    answering = {one.id: one for one in told if one.act in acts and not one.negated}
    read, near = _read(connection), _by_word(answering.values())
    found = {}
    for one in asked:
        maybe = {other.id: other for other in _maybe(one, near) if _answers(one, other)}
        maybe |= {id_: answering[id_] for id_ in read.get(one.id, ()) if id_ in answering}
        found[one.id] = sorted(maybe.values(), key=_order)
    return found


def _order(one: Statement) -> tuple[str, str]:
    return one.day or "9999", one.id


def _answers(one: Statement, other: Statement) -> bool:
    """Whether another party speaks about the same thing afterwards; to another than the one asked it is no answer."""
    if not other.parties or set(one.parties) & set(other.parties):
        return False
    if other.target is not None and one.parties and other.target not in {*one.parties, *one.speakers}:
        return False
    delay = days_between(one, other)
    return delay is not None and EARLIEST <= delay <= LATEST and one_thing(one, other)


Near = dict[tuple[str, int], list[Statement]]


def _by_word(told: Iterable[Statement]) -> Near:
    """Statements by each of their concepts and the stretch of days that they lie in."""
    out: Near = {}
    for one in told:
        day = first_day(one)
        for concept in about(one) if day else ():
            out.setdefault((concept, day.toordinal() // LATEST if day else 0), []).append(one)
    return out


def _maybe(one: Statement, near: Near) -> list[Statement]:
    """Those around a statement, or within the time for an answer, that have a concept in common with it."""
    day = first_day(one)
    if day is None:
        return []
    stretch = day.toordinal() // LATEST
    keys = [(concept, at) for concept in about(one) for at in (stretch - 1, stretch, stretch + 1)]
    return [other for key in keys for other in near.get(key, ())]


def _read(connection: Connection) -> dict[str, set[str]]:
    """The answers to each statement, as articles tell them."""
    own, other = member.alias("own"), member.alias("other")
    query = select(own.c.group, other.c.group).select_from(
        statement_report.join(own, own.c.node == statement_report.c.uid).join(
            other, other.c.node == statement_report.c.answers
        )
    )  # fmt: skip
    kind = Kind.STATEMENT.value
    found: dict[str, set[str]] = {}
    for answer, answered in connection.execute(query.where(own.c.kind == kind, other.c.kind == kind)):
        found.setdefault(answered, set()).add(answer)
    return found
