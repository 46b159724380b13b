"""What the pages of facts need to let a reader decide: what was just decided, and whether others decided meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from pourparlers.dossier.deciding import Deciding
from pourparlers.dossier.review.decisions import Decision, decisions, undone
from pourparlers.dossier.review.seen import decisions_on
from pourparlers.dossier.store.schema import decision
from pourparlers.model.errors import DecidedError
from pourparlers.web.call import Call
from pourparlers.web.errors import ConflictError


def last_made(connection: Connection, id_: str | None) -> Decision | None:
    """A decision that was just made and can be undone; None where there is none of this id, or it is undone."""
    found = decisions(connection, decision.c.id == id_) if id_ else []
    return found[0] if found and found[0].id not in undone([*found, *decisions_on(connection, [found[0].id])]) else None


def decided(call: Call, seen: int | None, what: Callable[[Deciding], Decision]) -> Decision:
    """Decide.

    Args:
        call: of the page.
        seen: the number of the last decision when the page was drawn; None where it does not matter.
        what: decides.

    Raises:
        ConflictError: others have decided on the same things since.
    """
    dossier = call.dossier if seen is None else call.dossier.having_seen(seen)
    try:
        return what(dossier)
    except DecidedError as error:
        raise ConflictError(error.what, where=error.where, hint=error.hint) from error
