"""The record of an article as it stands: as persons corrected it, without what they rejected."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from pourparlers.dossier.review.decisions import Decision, Verb
from pourparlers.dossier.review.effects import REVIEWS, revise
from pourparlers.model import Record


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
