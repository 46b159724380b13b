"""A fact found again in another reading of its article, by the characters that it stands on."""

from __future__ import annotations

from collections.abc import Mapping

from pourparlers.dossier.review.decisions import Anchor
from pourparlers.model import Encounter, Record, Statement

# Two readings are of one fact where so much of their characters is common.
LIKE = 0.5


def anchors_of(record: Record) -> dict[str, Anchor]:
    """The characters of each fact of a record, by its id: contents of statements, evidence of encounters."""
    facts: tuple[Encounter | Statement, ...] = (*record.encounters, *record.statements)
    return {fact.id: anchor_of(fact) for fact in facts} | {actor.id: () for actor in record.actors}


def anchor_of(fact: Encounter | Statement) -> Anchor:
    """The characters of a fact."""
    spans = fact.evidence if isinstance(fact, Encounter) else fact.content
    return tuple((span.start, span.end) for span in spans)


def found_again(id_: str, anchor: Anchor, there: Mapping[str, Anchor]) -> str | None:
    """The id under which a fact stands now; None where it is not there any more.

    Args:
        id_: its id when it was decided on.
        anchor: its characters then; () for an actor, which its id alone names.
        there: the facts of the present reading, as of `anchors_of`.
    """
    if there.get(id_) == anchor:
        return id_
    same_kind = {other: own for other, own in there.items() if other[:1] == id_[:1] and own}
    best = max(same_kind, key=lambda other: (likeness(anchor, same_kind[other]), other), default=None)
    return best if best is not None and likeness(anchor, same_kind[best]) >= LIKE else None


def likeness(one: Anchor, other: Anchor) -> float:
    """The share of the characters of both that are common."""
    left, right = ({at for start, end in told for at in range(start, end)} for told in (one, other))
    return len(left & right) / len(left | right) if left and right else 0.0
