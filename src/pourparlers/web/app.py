"""The reading room as an ASGI application."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.routing import Route as Served
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from pourparlers.model import PourparlersError
from pourparlers.web.errors import MissingError
from pourparlers.web.forms import body_of, check, fields_of, is_json, known, length_of
from pourparlers.web.pages import ROUTES
from pourparlers.web.receiving import Ending
from pourparlers.web.rendering import compile_all
from pourparlers.web.requests import call_of, chosen
from pourparlers.web.responses import again, answered, failed
from pourparlers.web.room import Room
from pourparlers.web.routes import Get, Post
from pourparlers.web.safety import Guard
from pourparlers.web.static_files import FOLDER


def create_app(room: Room, changed: Callable[[], None] = lambda: None) -> ASGIApp:
    """The reading room of a dossier.

    Args:
        room: the dossier with its settings.
        changed: called when something was sent that may have changed it.
    """
    compile_all()
    routes: list[BaseRoute] = [Mount("/static", _Kept(directory=FOLDER))]
    for route in ROUTES:
        routes += _posted(room, route, changed) if isinstance(route, Post) else _looked_at(room, route)
    handlers: dict[Any, Any] = {HTTPException: _handler(room), Exception: _handler(room)}
    return Ending(Guard(Starlette(routes=routes, exception_handlers=handlers), room.settings))


class _Kept(StaticFiles):
    """What is asked for with its hash never changes."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        out = await super().get_response(path, scope)
        if b"v=" in scope["query_string"] and out.status_code == 200:
            out.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return out


def _looked_at(room: Room, route: Get) -> Iterable[BaseRoute]:
    async def page(request: Request) -> Response:
        if elsewhere := chosen(request):
            return elsewhere
        return await run_in_threadpool(answered, call_of(room, request), route, False)

    async def data(request: Request) -> Response:
        return await run_in_threadpool(answered, call_of(room, request, len(".json")), route, True)

    # "/article/{id}" would take the id "a-3f9c.json".
    if route.data:
        yield Served(f"{route.path}.json", data, methods=["GET"])
    yield Served(route.path, page, methods=["GET"])


def _posted(room: Room, route: Post, changed: Callable[[], None]) -> Iterable[BaseRoute]:
    async def done(request: Request) -> Response:
        as_json, call, body = is_json(request), call_of(room, request), body_of(request, route)
        try:
            if route.ready is not None:
                route.ready(call, length_of(request))
            call = msgspec.structs.replace(call, form=await fields_of(request, body, route))
            if not as_json:
                check(call)
            answer = await run_in_threadpool(answered, call, route, as_json)
            changed()
            return answer
        except (PourparlersError, HTTPException, OSError) as error:
            await body.drain()
            return await run_in_threadpool(again, call, route, known(error), as_json)
        except ClientDisconnect:
            # Nobody is there to be answered: a sending that was broken off.
            return Response(status_code=400)

    yield Served(route.path, done, methods=["POST"])


def _handler(room: Room) -> Callable[[Request, Exception], Response]:
    def handle(request: Request, error: Exception) -> Response:
        as_json = request.url.path.endswith(".json")
        told = MissingError("there is no such page.") if getattr(error, "status_code", 0) == 404 else error
        return failed(call_of(room, request), told, as_json)

    return handle
