"""The record of an article as it stands: as persons corrected it, without what they rejected."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import Connection, or_

from pourparlers.dossier.review.decisions import Decision, Verb, active, decisions
from pourparlers.dossier.review.effects import REVIEWS, revise
from pourparlers.dossier.store.schema import decision
from pourparlers.model import Record


def held_on(connection: Connection, article: str) -> list[Decision]:
    """The decisions that hold on the facts of an article, in their order.

    Args:
        connection: of the dossier.
        article: its id.
    """
    of_it = decision.c.verb.in_([verb.value for verb in REVIEWS]), decision.c.subject.contains(f"{article}:")
    return active(decisions(connection, or_(decision.c.verb == Verb.UNDO.value, of_it[0] & of_it[1])))


def reviewed(record: Record, held: Sequence[Decision]) -> tuple[Record, dict[str, str]]:
    """A record with what persons corrected and without what they rejected, and what they decided of what is left."""
    whole, reviews = revise(record, held)
    out = {id_ for id_, review in reviews.items() if review == REVIEWS[Verb.REJECT]}
    return without(whole, out), {id_: review for id_, review in reviews.items() if id_ not in out}


def without(record: Record, out: Collection[str]) -> Record:
    """A record without some of its facts, and without what points to them."""
    if not out:
        return record
    left = tuple(
        msgspec.structs.replace(one, answers=None) if one.answers in out else one
        for one in record.statements
        if one.id not in out
    )
    issues = tuple(
        msgspec.structs.replace(one, statements=kept)
        for one in record.issues
        if (kept := tuple(id_ for id_ in one.statements if id_ not in out))
    )
    encounters = tuple(one for one in record.encounters if one.id not in out)
    return msgspec.structs.replace(record, statements=left, issues=issues, encounters=encounters)
