"""Parts of files that are read each by itself."""

from __future__ import annotations

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a file that is read by itself: the records that begin in it, and no other.

    Attributes:
        start, stop: half-open; bytes of a crawl, of lines of JSON, of a table or a box of e-mail, rows of a Parquet
            file. To the end where `stop` is None.
        before: how many lines, rows or messages stand before it.
    """

    start: int
    stop: int | None = None
    before: int = 0
