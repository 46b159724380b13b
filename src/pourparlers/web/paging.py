"""Pages of a long list."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

# A page's number; no list has more pages.
Number = Annotated[int, Meta(ge=1, le=1_000_000)]


class Paged(msgspec.Struct, frozen=True, kw_only=True):
    """Where in a list a page stands.

    Attributes:
        found: how many there are in all.
        page, pages: which page of how many, from 1.
        skip: how many stand before it.
    """

    found: int
    page: int
    pages: int
    skip: int


def paged(page: int, per_page: int, found: int) -> Paged:
    """A page of a list; the last one where it has not so many."""
    pages = max(1, -(-found // per_page))
    page = min(page, pages)
    return Paged(found=found, page=page, pages=pages, skip=(page - 1) * per_page)
