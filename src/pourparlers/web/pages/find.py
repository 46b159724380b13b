"""Search where pages are files: a script looks words up in an index that stands beside them."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from pourparlers.web.answer import Page, See
from pourparlers.web.call import Call
from pourparlers.web.routes import Get


class Find(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    index: Annotated[str, Meta(description="The file that holds what can be found.")] = "found.js"


def show(call: Call) -> Page | See:
    """The page; a served room has its own search."""
    return See(address="/search") if call.room.settings.live else Page(template="find.html", shown=Find())


ROUTES = (Get("/find", show, None, frozenset(), data=False),)
