"""Decisions as they are kept: in order, none ever changed; what is undone is so by a later one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

import msgspec
from sqlalchemy import ColumnElement, Connection, insert, select

from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import Kind, decided, decision

Anchor = tuple[tuple[int, int], ...]


class Verb(StrEnum):
    """What a person does."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    RELATE = "relate"
    CODEBOOK = "codebook"
    UNDO = "undo"


class Code(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entry of a codebook: what a person names an issue.

    Attributes:
        id: a word of letters, digits and hyphens.
        label: how it is shown.
        aliases: what articles call it.
        parent: the id of the wider issue that it is part of.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None


class Node(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A thing that was judged, and by what another reading of it is found.

    Attributes:
        id: its uid or, of actors, issues and texts, what names it in `member`.
        anchor: the characters that a report stands on, as [start, end] pairs.
        what: the act of a statement, the kind of an encounter, as they were read.
        cue: the characters of the verb of a statement.
    """

    id: str
    anchor: Anchor = ()
    what: str = ""
    cue: Anchor = ()


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person decided.

    Attributes:
        id: names it.
        verb: what was done.
        who, when, why: by whom, at what moment (ISO 8601, UTC), for what reason.
        kind: of what kind the things are.
        subject: the reports or things it is of; for `undo` the decision that is undone.
        other: for `split`, what the subject is set apart from.
        fields: for `correct`, new values by field; spans as [start, end] pairs (code points, half-open), another
            fact of the article (`answers`, `time`) as a `Node`.
        codes: for `rename`, `relate` and `codebook`, the entries that are written.
    """

    id: str
    verb: Verb
    who: str
    when: str
    why: str | None = None
    kind: Kind | None = None
    subject: tuple[Node, ...] = ()
    other: tuple[Node, ...] = ()
    fields: dict[str, Any] = {}
    codes: tuple[Code, ...] = ()


def new_decision(verb: Verb, who: str, why: str | None = None, **told: Any) -> Decision:
    """A decision of this moment."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Decision(id=f"d-{uuid4().hex[:12]}", verb=verb, who=who, when=now, why=why, **told)


def keep(connection: Connection, made: Iterable[Decision]) -> list[Decision]:
    """Write decisions behind those that are there; one that is there already is passed over.

    Returns:
        Those that were written.
    """
    told = {one.id: one for one in made}
    query = select(decision.c.id).where(among(connection, decision.c.id, list(told)))
    there = set(connection.execute(query).scalars())
    new = [one for id_, one in told.items() if id_ not in there]
    if new:
        connection.execute(insert(decision), [_row(one) for one in new])
        _name(connection, new)
    return new


def named_by(one: Decision) -> set[str]:
    """What a decision names: things, entries of the codebook ("#id"), or the decision that it undoes."""
    return {node.id for node in (*one.subject, *one.other)} | {f"#{code.id}" for code in one.codes}


def _name(connection: Connection, made: Iterable[Decision]) -> None:
    rows = [{"node": name, "decision": one.id} for one in made for name in sorted(named_by(one))]
    if rows:
        connection.execute(insert(decided), rows)


def fill(connection: Connection) -> None:
    """Write which decisions name a thing, where nothing is written of it yet."""
    _name(connection, decisions(connection))


def _row(one: Decision) -> dict[str, Any]:
    value = msgspec.json.encode({"subject": one.subject, "other": one.other, "fields": one.fields, "codes": one.codes})
    subject = " · ".join(node.id for node in one.subject) or " · ".join(code.id for code in one.codes)
    return {
        "id": one.id, "verb": one.verb.value, "kind": one.kind.value if one.kind else None, "subject": subject,
        "value": value.decode(), "who": one.who, "when": one.when, "why": one.why,
    }  # fmt: skip


def decisions(connection: Connection, *where: ColumnElement[bool]) -> list[Decision]:
    """The decisions in their order, those undone among them; `where`: conditions on rows of `decision`."""
    return [_decision(row) for row in connection.execute(select(decision).where(*where).order_by(decision.c.n))]


def _decision(row: Any) -> Decision:
    value = msgspec.json.decode(row.value, type=_Value)
    return Decision(
        id=row.id, verb=Verb(row.verb), who=row.who, when=row.when, why=row.why,
        kind=Kind(row.kind) if row.kind else None, subject=value.subject, other=value.other, fields=value.fields,
        codes=value.codes,
    )  # fmt: skip


class _Value(msgspec.Struct):
    """What the column `value` holds."""

    subject: tuple[Node, ...] = ()
    other: tuple[Node, ...] = ()
    fields: dict[str, Any] = {}
    codes: tuple[Code, ...] = ()


def undone(made: Sequence[Decision]) -> set[str]:
    """The ids of the decisions that do not hold: a later one undoes them, and was not itself undone."""
    at = {one.id: n for n, one in enumerate(made)}
    out: set[str] = set()
    for n, one in reversed(list(enumerate(made))):
        if one.verb is Verb.UNDO and one.id not in out:
            out |= {node.id for node in one.subject if at.get(node.id, n) < n}
    return out


def active(made: Sequence[Decision]) -> list[Decision]:
    """The decisions that hold, in their order."""
    gone = undone(made)
    return [one for one in made if one.verb is not Verb.UNDO and one.id not in gone]


def codebook(held: Iterable[Decision]) -> dict[str, Code]:
    """The codebook that decisions make, by id: a whole one takes the place of what was before it."""
    out: dict[str, Code] = {}
    for one in held:
        if one.verb is Verb.CODEBOOK:
            out = {}
        out |= {code.id: code for code in one.codes}
    return out
