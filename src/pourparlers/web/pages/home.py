"""Where the room is entered."""

from __future__ import annotations

from pourparlers.web.addresses import ENTRY
from pourparlers.web.answer import See
from pourparlers.web.call import Call
from pourparlers.web.routes import Get


def home(call: Call) -> See:
    """The chronology is what is seen first."""
    return See(address=ENTRY)


ROUTES = (Get("/", home, data=False),)
