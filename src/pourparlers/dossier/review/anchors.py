"""A fact found again in another reading of its article, by the characters that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pourparlers.dossier.review.decisions import Anchor, Node
from pourparlers.dossier.store.rows import uid
from pourparlers.model import Encounter, Record, Statement

# Two readings are of one fact where so much of their characters is common.
LIKE = 0.5


def nodes_of(record: Record) -> dict[str, Node]:
    """Each fact of a record as decisions name it, by its id in the record."""
    where = record.article.id
    facts: tuple[Encounter | Statement, ...] = (*record.encounters, *record.statements)
    out = {actor.id: Node(id=uid(where, actor.id)) for actor in record.actors}
    out |= {time.id: Node(id=uid(where, time.id), anchor=((time.start, time.end),)) for time in record.times}
    return out | {fact.id: _node(where, fact) for fact in facts}


def _node(where: str, fact: Encounter | Statement) -> Node:
    if isinstance(fact, Encounter):
        return Node(id=uid(where, fact.id), anchor=_characters(fact.evidence), what=fact.kind.value)
    cue = _characters((fact.cue,) if fact.cue else ())
    return Node(id=uid(where, fact.id), anchor=_characters(fact.content), what=fact.act.value, cue=cue)


def _characters(spans: Iterable[object]) -> Anchor:
    return tuple((span.start, span.end) for span in spans)  # type: ignore[attr-defined]


def found_again(node: Node, there: Mapping[str, Node]) -> str | None:
    """The id under which a fact stands now; None where it is not there any more.

    Of facts that stand on the same characters («ont exigé et refusé …», a meeting and a call of one sentence) that one
    is meant that has its act or kind, and its verb.

    Args:
        node: the fact when it was decided on; one without characters, as an actor, its id alone names.
        there: the facts of the present reading, as of `nodes_of`.
    """
    own = node.id.partition(":")[2]
    if there.get(own) == node or not node.anchor:
        return own if own in there else None
    alike = [one for id_, one in there.items() if id_[:1] == own[:1] and _one_fact(node, one)]
    best = max(alike, key=lambda one: (_points(node, one), one.id == node.id, one.id), default=None)
    return best.id.partition(":")[2] if best is not None else None


def _one_fact(one: Node, other: Node) -> bool:
    """Whether two readings may be of one fact: a verb that is told otherwise does something else."""
    if likeness(one.anchor, other.anchor) < LIKE:
        return False
    return one.what == other.what or not (one.cue and other.cue) or likeness(one.cue, other.cue) > 0


def _points(one: Node, other: Node) -> float:
    return likeness(one.anchor, other.anchor) + likeness(one.cue, other.cue) + 0.5 * (one.what == other.what)


def likeness(one: Anchor, other: Anchor) -> float:
    """The share of the characters of both that are common."""
    left, right = _apart(one), _apart(other)
    both = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in left for b in right)
    all_ = sum(end - start for start, end in (*left, *right)) - both
    return both / all_ if all_ > 0 else 0.0


def _apart(anchor: Anchor) -> list[tuple[int, int]]:
    """Its stretches in order, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(anchor):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif start < end:
            out.append((start, end))
    return out
