"""Whether decisions still apply: whether what they are of is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection

from pourparlers.dossier.review.decisions import Decision, Node, Verb, undone
from pourparlers.dossier.review.effects import REPORTS, Present, members
from pourparlers.dossier.store.schema import Kind


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A decision and what became of it.

    Attributes:
        decision: as it was made.
        undone: whether a later one undoes it.
        applies: whether so much is there of what it is of that it does something.
        missing: what is not there: its article was not added, or another reading does not find it.
    """

    decision: Decision
    undone: bool
    applies: bool
    missing: tuple[str, ...] = ()


def made_of(connection: Connection, told: Sequence[Decision]) -> list[Made]:
    """What became of all decisions."""
    gone, there = undone(told), _There(connection, told)
    return [_made(one, one.id in gone, there) for one in told]


def _made(one: Decision, undone_: bool, there: _There) -> Made:
    if one.verb is Verb.UNDO:
        return Made(decision=one, undone=undone_, applies=True)
    subject, other = ([node for node in told if not there(one.kind, node)] for told in (one.subject, one.other))
    left, far = len(one.subject) - len(subject), len(one.other) - len(other)
    least = {Verb.MERGE: left > 1, Verb.SPLIT: left > 0 and far > 0}.get(one.verb, left > 0 or bool(one.codes))
    applies = least or one.verb is Verb.CODEBOOK
    return Made(decision=one, undone=undone_, applies=applies, missing=tuple(node.id for node in (*subject, *other)))


class _There:
    """Whether a thing is there."""

    def __init__(self, connection: Connection, told: Sequence[Decision]) -> None:
        self._now = Present(connection)
        self._named = {kind: members(connection, kind, _names(told, kind)) for kind in set(Kind) - REPORTS}

    def __call__(self, kind: Kind | None, node: Node) -> bool:
        # What is corrected of an actor is the report of one article.
        if kind is None or kind in REPORTS or "|" not in node.id and kind is Kind.ACTOR:
            return self._now(None, node) is not None
        return node.id in self._named[kind]


def _names(told: Iterable[Decision], kind: Kind) -> list[str]:
    return sorted({node.id for one in told if one.kind is kind for node in (*one.subject, *one.other)})
