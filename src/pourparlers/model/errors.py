"""Errors that tell what went wrong, where, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class PourparlersError(Exception):
    """Base of all errors a user may meet.

    Args:
        what: what went wrong, one sentence.
        where: the file, entry or option concerned; may be empty.
        hint: what to do about it.
    """

    code = "PP-000"

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        way_out = f" {self.hint}" if self.hint else ""
        return f"[{self.code}] {place}{self.what}{way_out}"


class LexiconError(PourparlersError):
    """An entry of the lexicon is not well formed."""

    code = "PP-L01"


class PipelineError(PourparlersError):
    """A language pipeline cannot be loaded or lacks what reading needs."""

    code = "PP-P01"


class ArticleError(PourparlersError):
    """An article cannot be read."""

    code = "PP-A01"


class LanguageError(ArticleError):
    """An article is in a language that cannot be read."""

    code = "PP-A02"


class LengthError(ArticleError):
    """An article is too long to be one article."""

    code = "PP-A03"


class DateError(ArticleError):
    """A date of publication is no date."""

    code = "PP-A04"


class DossierError(PourparlersError):
    """A dossier cannot be opened, read or written."""

    code = "PP-D01"


class SchemaError(DossierError):
    """A dossier was written by a newer version of the software, or by an older one and cannot be brought up to date."""

    code = "PP-D02"


class LockedError(DossierError):
    """Another program holds a dossier."""

    code = "PP-D03"


class SpaceError(DossierError):
    """There is no room to write to."""

    code = "PP-D04"


class DecidedError(DossierError):
    """Somebody has decided on the same thing in the meantime; nothing was kept.

    Attributes:
        since: the decisions that came in between, as the dossier keeps them.
    """

    code = "PP-D06"

    def __init__(self, what: str, *, where: str = "", hint: str = "", since: Sequence[Any] = ()) -> None:
        super().__init__(what, where=where, hint=hint)
        self.since = tuple(since)


class ExchangeError(DossierError):
    """What is to be imported is not well formed, or does not fit its text."""

    code = "PP-D05"
