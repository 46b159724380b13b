"""What pages need to let a reader decide: what was decided before and just now, whether others decided meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.deciding import Deciding
from pourparlers.dossier.review.decisions import Decision, decisions, undone
from pourparlers.dossier.review.seen import decisions_on, last
from pourparlers.dossier.store.schema import decision
from pourparlers.model.errors import DecidedError
from pourparlers.web.call import Call
from pourparlers.web.errors import ConflictError

# The latest of so many decisions are shown.
_SHOWN = 20
# Nobody holds more than so many actors or issues side by side.
MOST = 20

Id = Annotated[str, Meta(description="Its id, or one of the names that it is compared by.", max_length=8000)]
Others = Annotated[tuple[str, ...], Meta(description="The ids of the others.", max_length=MOST)]
Nodes = Annotated[tuple[str, ...], Meta(description="Its names or labels, as its page tells them (`node`).")]
Why = Annotated[str, Meta(description="For what reason.", max_length=2000)]
Seen = Annotated[
    int | None, Meta(description="The number of the last decision when the page was drawn: what came since is told.")
]
Done = Annotated[str | None, Meta(description="The id of a decision that was just made.")]


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """Actors or issues that are said to be one."""

    id: Id
    other: Others = ()
    why: Why = ""
    seen: Seen = None


class Parted(msgspec.Struct, frozen=True, kw_only=True):
    """Names of an actor, or labels of an issue, that are said to be another's."""

    id: Id
    node: Nodes = ()
    why: Why = ""
    seen: Seen = None


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """A decision on an actor or an issue that is undone."""

    id: Id
    decision: Annotated[str, Meta(description="The id of the decision.", max_length=40)]
    why: Why = ""


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
    told = kept(decisions_on(connection, names)) if seen else ()
    own = next((one for one in told if one.decision.id == done), None)
    return History(made=told[:_SHOWN], seen=seen, done=own)


def kept(found: Sequence[Decision]) -> tuple[Kept, ...]:
    """Decisions with what became of them, the latest first.

    Args:
        found: in their order, with those that undo any of them.
    """
    gone = undone(found)
    return tuple(Kept(decision=one, undone=one.id in gone) for one in reversed(found))


def last_made(connection: Connection, id_: str | None) -> Decision | None:
    """A decision that was just made and can be undone; None where there is none of this id, or it is undone."""
    found = decisions(connection, decision.c.id == id_) if id_ else []
    return found[0] if found and found[0].id not in undone([*found, *decisions_on(connection, [found[0].id])]) else None


def as_seen(call: Call, seen: int | None) -> Deciding:
    """The dossier, to be decided on by one who saw it when its last decision was this one.

    Args:
        call: of the page.
        seen: the number of the decision; None where it does not matter what others decided since.
    """
    return call.dossier if seen is None else call.dossier.having_seen(seen)


def decide(call: Call, seen: int | None, what: Callable[[Deciding], Decision]) -> Decision:
    """Decide.

    Args:
        call: of the page.
        seen: as in `as_seen`.
        what: decides.

    Raises:
        ConflictError: others have decided on the same things since.
    """
    try:
        return what(as_seen(call, seen))
    except DecidedError as error:
        raise ConflictError(error.what, where=error.where, hint=error.hint) from error


def status_of(error: Exception | None) -> int:
    """The status of a page that is shown again because something could not be decided."""
    return 200 if error is None else 409 if isinstance(error, DecidedError) else 400
