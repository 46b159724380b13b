"""What fills the tables that a version added, in a dossier that an older version wrote."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.dossier.facts import fill_doubts
from pourparlers.dossier.merging import entries, replies, stands
from pourparlers.dossier.renewing import renewal
from pourparlers.dossier.review import decisions
from pourparlers.dossier.store import appearances, called, ties
from pourparlers.dossier.store.migrations import Step

# By version, in their order; each writes from the tables that were there, in the transaction of the step.
FILLS: dict[int, Sequence[Step]] = {
    2: (
        ties.fill,
        appearances.fill,
        called.fill,
        stands.fill,
        replies.fill,
        fill_doubts,
        decisions.fill,
        entries.fill,
        renewal.fill,
    )
}
