"""The keys of the reading room: what each does on which page."""

from __future__ import annotations

from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.routes import Get
from pourparlers.web.static_files import FOLDER


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """What keys do."""

    action: Annotated[str, Meta(description="Names what is done, as the words of the interface have it.")]
    keys: Annotated[
        tuple[str, ...], Meta(description="As `KeyboardEvent.key` tells them; `+` between those held together.")
    ]
    pages: Annotated[tuple[str, ...], Meta(description="Where; `*` for every page.")]


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    keys: Annotated[tuple[Key, ...], Meta(description="In the order in which they are told.")]

    def groups(self) -> dict[str, list[Key]]:
        """The keys by the pages that they are of."""
        out: dict[str, list[Key]] = {}
        for one in self.keys:
            for page in one.pages:
                out.setdefault(page, []).append(one)
        return out


@cache
def keys() -> tuple[Key, ...]:
    """All keys."""
    told = (FOLDER / "keys.json").read_bytes()
    return msgspec.json.decode(told, type=tuple[Key, ...])


def show(call: Call) -> Page:
    """The keys and what each does."""
    return Page(template="keys.html", shown=Keys(keys=keys()))


ROUTES = (Get("/keys", show, kept=frozenset(), gives=Keys),)
