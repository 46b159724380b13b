"""What programs can ask of the room."""

from __future__ import annotations

from typing import Any

from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.openapi import described
from pourparlers.web.routes import Get


def show(call: Call) -> Page:
    """What answers in JSON, as OpenAPI tells it."""
    # The routes are gathered from all pages, of which this is one.
    from pourparlers.web.pages import ROUTES

    shown: dict[str, Any] = described(ROUTES, call.room.name)
    return Page(template="openapi.html", shown=shown)


ROUTES = (Get("/openapi", show),)
