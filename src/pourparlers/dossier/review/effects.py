"""What decisions do: to the facts of an article, to what is one, to the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import msgspec
from sqlalchemy import Connection, delete, insert, select

from pourparlers.dossier.merging.groups import Link, put_links
from pourparlers.dossier.merging.issues import CODE, Form
from pourparlers.dossier.review.anchors import found_again, nodes_of
from pourparlers.dossier.review.corrections import corrected
from pourparlers.dossier.review.decisions import Code, Decision, Node, Verb, codebook
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.schema import By, Kind, Verdict, article, code, member
from pourparlers.model import Record

# What is decided of single facts, as the tables of reports have it.
REVIEWS = {Verb.ACCEPT: "accepted", Verb.REJECT: "rejected", Verb.CORRECT: "corrected"}
REPORTS = {Kind.ENCOUNTER, Kind.STATEMENT}


def revise(record: Record, held: Iterable[Decision]) -> tuple[Record, dict[str, str]]:
    """A record with what persons corrected, and what they decided of its facts, by the facts' ids.

    Args:
        record: as it was read.
        held: the decisions that hold, in their order; a later one outranks.
    """
    there, where = nodes_of(record), f"{record.article.id}:"
    reviews: dict[str, str] = {}
    for one in held:
        for node in one.subject if one.verb in REVIEWS else ():
            id_ = found_again(node, there) if node.id.startswith(where) else None
            if id_ is None:
                continue
            try:
                record = corrected(record, id_, one.fields, there) if one.fields else record
            except msgspec.ValidationError:
                # Another version of the software may not know a field; the decision is listed as none that applies.
                continue
            reviews[id_] = REVIEWS[one.verb]
    return record, reviews


class Present:
    """The things that decisions name, as they are named in the present readings.

    Args:
        connection: of the dossier.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[str, dict[str, Node]] = {}

    def __call__(self, kind: Kind | None, node: Node) -> str | None:
        """The name of a thing now; None for a report whose article has it no more, or is not there."""
        if kind not in REPORTS and kind is not None:
            return node.id
        where = node.id.partition(":")[0]
        id_ = found_again(node, self._nodes(where))
        return f"{where}:{id_}" if id_ is not None else None

    def _nodes(self, where: str) -> dict[str, Node]:
        if where not in self._read:
            raw = self._connection.execute(select(article.c.record).where(article.c.id == where)).scalar()
            self._read[where] = nodes_of(msgspec.json.decode(raw, type=Record)) if raw is not None else {}
        return self._read[where]


def person_links(connection: Connection, kind: Kind, nodes: Sequence[str], held: Sequence[Decision]) -> None:
    """Write what persons judged of some things and of those that they are linked with.

    Args:
        connection: within a transaction.
        kind: of what kind the things are.
        nodes: those that are new or that are judged anew.
        held: the decisions that hold, in their order; a later one outranks.
    """
    wanted = set(nodes)
    told: dict[tuple[str, str], Link] = {}
    for one, other, verdict, reason in _judged(connection, kind, wanted, held):
        if one != other and wanted & {one, other}:
            a, b = sorted((one, other))
            told[a, b] = Link(a, b, verdict, 1.0, reason, By.PERSON)
    # What is not there, or is rejected, is joined with nothing.
    there = wanted | members(connection, kind, {end for pair in told for end in pair} - wanted)
    put_links(connection, kind, [one for pair, one in told.items() if there.issuperset(pair)])


def members(connection: Connection, kind: Kind, nodes: Iterable[str]) -> set[str]:
    """Those of some names that are in a group."""
    found: set[str] = set()
    for some in parts(sorted(nodes)):
        query = select(member.c.node).where(member.c.kind == kind.value, member.c.node.in_(some))
        found |= set(connection.execute(query).scalars())
    return found


Judged = tuple[str, str, Verdict, str]


def _judged(connection: Connection, kind: Kind, wanted: set[str], held: Sequence[Decision]) -> Iterator[Judged]:
    """Merging says "same" of all pairs of its subject; splitting says "different" of each with each of the others."""
    now = Present(connection)
    articles = {node.partition(":")[0] for node in wanted}
    for one in held:
        if one.kind is not kind or one.verb not in {Verb.MERGE, Verb.SPLIT}:
            continue
        if kind in REPORTS and not articles & {node.id.partition(":")[0] for node in (*one.subject, *one.other)}:
            continue
        subject, other = ([name for node in told if (name := now(kind, node))] for told in (one.subject, one.other))
        verdict = Verdict.SAME if one.verb is Verb.MERGE else Verdict.DIFFERENT
        reason = f"{one.who}: {one.why}" if one.why else one.who
        for a, b in product(subject, subject if one.verb is Verb.MERGE else other):
            yield a, b, verdict, reason
    if kind is Kind.ISSUE:
        yield from _coded(codebook(held).values())


def _coded(entries: Iterable[Code]) -> Iterator[Judged]:
    for entry in entries:
        for node in names_of(entry):
            yield f"{CODE}{entry.id}", node, Verdict.SAME, "codebook"


def names_of(entry: Code) -> list[str]:
    """The nodes of what an entry of a codebook is called."""
    return sorted({Form("", name).node for name in (entry.label, *entry.aliases)})


def write_codes(connection: Connection, entries: Iterable[Code]) -> None:
    """Write the table of the codebook anew."""
    connection.execute(delete(code))
    rows = [{"id": one.id, "label": one.label, "parent": one.parent} for one in entries]
    if rows:
        connection.execute(insert(code), rows)
