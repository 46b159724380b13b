"""Parts of files that are read each by itself."""

from __future__ import annotations

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a file that is read by itself: the records that begin in it, and no other.

    Attributes:
        start, stop: half-open; bytes of a crawl or of lines of JSON, rows of a Parquet file. To the end where `stop`
            is None.
        before: how many lines or rows stand before it.
    """

    start: int
    stop: int | None = None
    before: int = 0
