"""What can go wrong in the reading room: the errors PP-W01 to PP-W07 of docs/errors.md."""

from __future__ import annotations

from pourparlers.model import PourparlersError


class AskedError(PourparlersError):
    """A page was asked for what it does not have."""

    code = "PP-W01"


class MissingError(PourparlersError):
    """There is no such page, or nothing of this name in the dossier."""

    code = "PP-W02"


class RefusedError(PourparlersError):
    """What was sent does not come from a page of the reading room."""

    code = "PP-W03"


class ConflictError(PourparlersError):
    """Somebody has decided on the same thing since the page was drawn."""

    code = "PP-W04"


class ServingError(PourparlersError):
    """The reading room cannot be served there."""

    code = "PP-W05"


class TooMuchError(PourparlersError):
    """More was sent than is taken."""

    code = "PP-W06"


class SlowError(PourparlersError):
    """What was sent came too slowly, or not at all."""

    code = "PP-W07"
