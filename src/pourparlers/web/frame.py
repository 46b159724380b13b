"""What stands around each page: the names of the dossier and of the screens, the language, the reader."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pourparlers.web.addresses import address, spelled
from pourparlers.web.call import Call
from pourparlers.web.exporting.along import along

# The screens in the order of the bar, with the addresses that belong to each.
SCREENS = {
    "timeline": ("/timeline", "/statement", "/encounter"),
    "positions": ("/positions", "/proposals", "/accusations"),
    "actors": ("/actors", "/actor", "/issues", "/issue"),
    "network": ("/network",),
    "contradictions": ("/contradictions", "/contradiction"),
    "articles": ("/articles", "/article"),
    "review": ("/review", "/decisions"),
}
# Those that only a served room has.
LIVE = frozenset({"review"})


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the bar."""

    name: str
    path: str
    current: bool


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around a page.

    Attributes:
        dossier: what it is called.
        ui, theme, who: as the call has them.
        live: whether the room is served.
        secret: stands in each form that changes something.
        screens: the bar.
        here: the address of the page.
        path: of the page, without its query.
        data: the address of what it shows as JSON; "" where there is none.
        along: the fields that go along to the exports.
    """

    dossier: str
    ui: str
    theme: str
    who: str
    live: bool
    secret: str
    screens: tuple[Screen, ...]
    here: str
    path: str
    data: str
    along: dict[str, Sequence[str]]


def frame_of(call: Call, data: bool = True) -> Frame:
    """What stands around the page of a call."""
    settings = call.room.settings
    query, path = dict(call.query), spelled(call.path)
    return Frame(
        dossier=call.room.name, ui=call.ui, theme=call.theme, who=call.who, live=settings.live,
        secret=settings.secret, screens=tuple(_screens(call)), here=address(path, query), path=path,
        data=address(f"{path}.json", query) if data and settings.live else "",
        along=along(call.path, query),
    )  # fmt: skip


def _screens(call: Call) -> list[Screen]:
    first = "/" + call.path.strip("/").partition("/")[0]
    return [
        Screen(name=name, path=paths[0], current=first in paths)
        for name, paths in SCREENS.items()
        if call.room.settings.live or name not in LIVE
    ]
