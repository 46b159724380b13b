"""What the pages of actors and issues need to let a reader decide: what was decided before, what was just decided."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.deciding import Deciding
from pourparlers.dossier.review.decisions import Decision, undone
from pourparlers.dossier.review.seen import decisions_on, last
from pourparlers.model.errors import DecidedError
from pourparlers.web.call import Call

# The latest of so many decisions are shown.
_SHOWN = 20

Id = Annotated[str, Meta(description="Its id, or one of the names that it is compared by.", max_length=2000)]
Why = Annotated[str, Meta(description="For what reason.", max_length=2000)]
Seen = Annotated[
    int | None, Meta(description="The number of the last decision when the page was drawn: what came since is told.")
]
Done = Annotated[str | None, Meta(description="The id of a decision that was just made.")]


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A decision on what is shown.

    Attributes:
        decision: as it was made.
        undone: whether a later one undoes it.
    """

    decision: Decision
    undone: bool


class History(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided on a thing.

    Attributes:
        made: the latest first.
        seen: the number of the last decision of the dossier.
        done: the one that was just made; null where none was.
    """

    made: tuple[Kept, ...]
    seen: int
    done: Kept | None


def history(connection: Connection, names: Collection[str], done: str | None = None) -> History:
    """What was decided on a thing.

    Args:
        connection: of the dossier.
        names: its nodes.
        done: the id of a decision that was just made.
    """
    seen = last(connection)
    found = decisions_on(connection, names) if seen else []
    gone = undone(found)
    told = tuple(Kept(decision=one, undone=one.id in gone) for one in reversed(found))
    own = next((one for one in told if one.decision.id == done), None)
    return History(made=told[:_SHOWN], seen=seen, done=own)


def decided(call: Call, seen: int | None) -> Deciding:
    """The dossier, to be decided on by one who saw it when its last decision was this one."""
    return call.dossier if seen is None else call.dossier.having_seen(seen)


def status_of(error: Exception | None) -> int:
    """The status of a page that is shown again because something could not be decided."""
    return 200 if error is None else 409 if isinstance(error, DecidedError) else 400
