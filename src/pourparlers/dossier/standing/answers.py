"""Which statement answers which: as the reading of an article tells it, or by who speaks about what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from pourparlers.dossier.standing.likeness import about, days_between, one_thing
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
    answering = [one for one in told if one.act in acts and not one.negated]
    pairs = _read(connection)
    near = _by_concept(answering)
    found = {}
    for one in asked:
        maybe = {other.id: other for concept in about(one) for other in near.get(concept, ())}
        maybe |= {other.id: other for other in answering if (other.id, one.id) in pairs}
        found[one.id] = [other for other in maybe.values() if (other.id, one.id) in pairs or _answers(one, other)]
    return {id_: sorted(others, key=_order) for id_, others in found.items()}


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


def _by_concept(told: Iterable[Statement]) -> Mapping[str, list[Statement]]:
    out: dict[str, list[Statement]] = {}
    for one in told:
        for concept in about(one):
            out.setdefault(concept, []).append(one)
    return out


def _read(connection: Connection) -> set[tuple[str, str]]:
    """Pairs of statements, an answer and what it answers, as articles tell them."""
    own, other = member.alias("own"), member.alias("other")
    query = select(own.c.group, other.c.group).select_from(
        statement_report.join(own, own.c.node == statement_report.c.uid).join(
            other, other.c.node == statement_report.c.answers
        )
    )  # fmt: skip
    kind = Kind.STATEMENT.value
    return {(row[0], row[1]) for row in connection.execute(query.where(own.c.kind == kind, other.c.kind == kind))}
