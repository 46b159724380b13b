"""Search where pages are files: a script looks words up in an index that stands beside them."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from pourparlers.web.answer import Page, See
from pourparlers.web.call import Call
from pourparlers.web.routes import Get
from pourparlers.web.site_index import holds_texts


class Find(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    texts: Annotated[bool, Meta(description="Whether it holds the texts of articles, not their headlines alone.")]
    index: Annotated[str, Meta(description="The file that holds what can be found.")] = "found.js"


def show(call: Call) -> Page | See:
    """The page; a served room has its own search."""
    if call.room.settings.live:
        return See(address="/search")
    with call.reading() as connection:
        return Page(template="find.html", shown=Find(texts=holds_texts(connection)))


ROUTES = (Get("/find", show, None, frozenset(), data=False),)
