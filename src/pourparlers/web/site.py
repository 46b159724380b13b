"""The reading room as files that open from a folder, a USB stick or any web server: to read, not to change."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
from starlette.routing import compile_path

from pourparlers.exports.formats import Request, Target
from pourparlers.web.addresses import Files, file_of
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.errors import AskedError, MissingError
from pourparlers.web.faults import fault_of
from pourparlers.web.pages import ROUTES
from pourparlers.web.rendering import rendered
from pourparlers.web.room import Room, Settings
from pourparlers.web.routes import Get
from pourparlers.web.site_index import script
from pourparlers.web.static_files import FOLDER, files

TARGET = Target.FOLDER
OPTIONS = frozenset({"ui", "whole"})
# What only a served room needs.
_SERVED = ("vendor/htmx", "add.", "adding.", "export.", "search.")
_PAGES = [route for route in ROUTES if isinstance(route, Get) and route.kept is not None]
_MATCHED = [(compile_path(route.path)[0], route) for route in _PAGES]
_KEPT = {route.path: route.kept for route in _PAGES}


def save(request: Request, path: Path) -> None:
    """Write the pages of a dossier into a folder: all that can be come to from the screens.

    Raises:
        OSError: they cannot be written.
    """
    _copy(path)
    room = Room(request.dossier, Settings(live=False, ui=request.ui))
    with room.reading() as connection, (path / "static" / "found.js").open("w", encoding="utf-8") as file:
        file.writelines(script(connection, request.ui))
    for wanted, html in pages(room):
        page = path / file_of(wanted)
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(html, encoding="utf-8", newline="\n")


def _copy(path: Path) -> None:
    for file in files():
        name = file.relative_to(FOLDER)
        if not name.as_posix().startswith(_SERVED):
            (path / "static" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, path / "static" / name)


def pages(room: Room) -> Iterator[tuple[str, str]]:
    """The addresses of the pages with their HTML; each page names others, that come after it.

    Args:
        room: whose settings are not live.
    """
    waiting = deque(route.path for route in _PAGES if "{" not in route.path)
    seen = set(waiting)

    def named(wanted: str) -> None:
        if wanted not in seen:
            seen.add(wanted)
            waiting.append(wanted)

    to = Files(_KEPT.get, named)
    while waiting:
        wanted = waiting.popleft()
        if (html := _page(room, wanted, to)) is not None:
            yield wanted, html


def _page(room: Room, wanted: str, to: Files) -> str | None:
    to.here = file_of(wanted)
    call, route = _call(room, wanted)
    answer = _answer(call, route)
    return rendered(call, answer, to, lambda name: to.seen(f"static/{name}"), data=False) if answer else None


def _answer(call: Call, route: Get) -> Page | None:
    """A page; one that shows nothing without a name («/actor») is none, and of a name that nothing bears is told so."""
    try:
        answer = route.show(call)
    except (AskedError, MissingError) as error:
        return Page(template="error.html", shown=fault_of(error)) if call.query or call.params else None
    return answer if isinstance(answer, Page) else None


def _call(room: Room, wanted: str) -> tuple[Call, Get]:
    told = urlsplit(wanted)
    for pattern, route in _MATCHED:
        if found := pattern.match(told.path):
            params = {name: unquote(value) for name, value in found.groupdict().items()}
            call = Call(room=room, path=unquote(told.path), ui=room.settings.ui or "en", params=params)
            return msgspec.structs.replace(call, query=parse_qs(told.query, keep_blank_values=True)), route
    raise KeyError(wanted)
