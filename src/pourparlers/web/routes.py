"""What the pages of the room are declared with."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from pourparlers.model import PourparlersError
from pourparlers.web.answer import Answer, Page
from pourparlers.web.call import Call

Handler = Callable[[Call], Answer]
# Bytes of a form without files.
SMALL = 1_000_000


class Get(msgspec.Struct, frozen=True):
    """A page that is looked at; with `.json` after its path, what it shows as data.

    Attributes:
        path: "/timeline", "/article/{id}".
        show: gives the page.
        asked: the struct of the fields of its address; None where it takes none.
        kept: which fields make a page of their own where pages are written as files; None: the page is not written.
        data: whether there is a `.json` of it.
        gives: the struct that it shows, as the schema of the JSON tells it; to be named where there is a `.json`.
    """

    path: str
    show: Handler
    asked: type | None = None
    kept: frozenset[str] | None = None
    data: bool = True
    gives: type | None = None


class Post(msgspec.Struct, frozen=True):
    """Something that is done.

    Attributes:
        path: where the form is sent.
        do: does it.
        sent: the struct of the fields of the form.
        most: how many bytes it takes at most.
        files: how many files it takes at most.
        ready: called before anything is read, with the length that is told (0 for none): raises what keeps it out.
        amiss: shows the form again with what went wrong; the page of errors does where it is None.
    """

    path: str
    do: Handler
    sent: type | None = None
    most: int = SMALL
    files: int = 0
    ready: Callable[[Call, int], None] | None = None
    amiss: Callable[[Call, PourparlersError], Page] | None = None


Route = Get | Post
