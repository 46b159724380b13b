"""What can go wrong with a corpus."""

from __future__ import annotations

from pourparlers.model import ArticleError, PourparlersError


class CorpusError(PourparlersError):
    """A corpus cannot be written or read, or was begun otherwise."""

    code = "PP-C01"


class TimeLimitError(ArticleError):
    """An article took longer to be read than an article may."""

    code = "PP-C02"


class MemoryLimitError(ArticleError):
    """An article took more memory than an article may, or ended the process that read it."""

    code = "PP-C03"


class UnreadError(ArticleError):
    """Reading an article failed in a way that was not foreseen."""

    code = "PP-C04"
