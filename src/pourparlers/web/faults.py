"""What went wrong, as a page tells it."""

from __future__ import annotations

import msgspec
from starlette.exceptions import HTTPException

from pourparlers.model import DossierError, PourparlersError
from pourparlers.model.errors import LockedError, SpaceError
from pourparlers.web.errors import AskedError, ConflictError, MissingError, RefusedError, SlowError, TooMuchError

_STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (AskedError, 400), (MissingError, 404), (RefusedError, 403), (ConflictError, 409), (TooMuchError, 413),
    (SlowError, 408), (LockedError, 503), (SpaceError, 507), (DossierError, 400), (PourparlersError, 400),
)  # fmt: skip
# Those that pages have words for; another is told as a fault of ours.
TOLD = frozenset(status for _, status in _STATUSES)
_OURS = 500


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """An error.

    Attributes:
        status: of HTTP.
        code: as docs/errors.md has it; "" where it has none.
        what: what went wrong; "" where the words of the status say all.
        where: the thing or field concerned.
        hint: the way out.
    """

    status: int
    code: str = ""
    what: str = ""
    where: str = ""
    hint: str = ""

    @property
    def told(self) -> int:
        """The status whose words tell it."""
        return self.status if self.status in TOLD else _OURS


def status_of(error: Exception) -> int:
    """The status of HTTP for an error; 500 for one that is our fault."""
    if isinstance(error, HTTPException):
        return error.status_code
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), _OURS)


def fault_of(error: Exception) -> Fault:
    """An error as a page tells it."""
    status = status_of(error)
    if isinstance(error, PourparlersError):
        return Fault(status=status, code=error.code, what=error.what, where=error.where, hint=error.hint)
    return Fault(status=status)
