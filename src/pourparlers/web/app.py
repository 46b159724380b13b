"""The reading room as an ASGI application."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import quote, unquote

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount
from starlette.routing import Route as Served
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from pourparlers.dossier.deciding import login
from pourparlers.model import PourparlersError
from pourparlers.model.errors import SpaceError
from pourparlers.views.safe import one_line
from pourparlers.views.wording import languages
from pourparlers.web.addresses import address, spelled
from pourparlers.web.answer import Answer, Download, Page, See
from pourparlers.web.call import Call, Fields
from pourparlers.web.errors import MissingError, RefusedError, TooMuchError
from pourparlers.web.faults import Fault, fault_of, status_of
from pourparlers.web.pages import ROUTES
from pourparlers.web.receiving import Ending, Received
from pourparlers.web.rendering import compile_all, rendered
from pourparlers.web.room import Room
from pourparlers.web.routes import Get, Post
from pourparlers.web.safety import Guard, same
from pourparlers.web.static_files import FOLDER

# How long a browser keeps what is chosen: the language, the theme, the reader's name.
_YEAR = 365 * 24 * 3600
_THEMES = ("light", "dark", "system")
_LONGEST_NAME = 60
# Bytes of a field that is no file: a pasted article has a million and a half characters at most.
_LONGEST_FIELD = 8_000_000
Endpoint = Callable[[Request], Awaitable[Response]]
# What programs send: fields as those of forms, nothing within one another.
_One = str | int | float | bool | None
_Sent = dict[str, _One | list[_One]]


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
        if chosen := _chosen(request):
            return chosen
        return await run_in_threadpool(_answered, call_of(room, request), route, False)

    async def data(request: Request) -> Response:
        return await run_in_threadpool(_answered, call_of(room, request, len(".json")), route, True)

    # "/article/{id}" would take the id "a-3f9c.json".
    if route.data:
        yield Served(f"{route.path}.json", data, methods=["GET"])
    yield Served(route.path, page, methods=["GET"])


def _posted(room: Room, route: Post, changed: Callable[[], None]) -> Iterable[BaseRoute]:
    async def done(request: Request) -> Response:
        as_json = request.headers.get("content-type", "").partition(";")[0].strip() == "application/json"
        call = call_of(room, request)
        body = Received(request.receive, min(route.most, _LONGEST_FIELD) if as_json else route.most)
        try:
            if route.ready is not None:
                route.ready(call, _length(request))
            call = msgspec.structs.replace(call, form=await _form(Request(request.scope, body), route, as_json))
            if not as_json and not same(str(next(iter(call.form.get("secret", ())), "")), room.settings.secret):
                raise RefusedError("the form is not of this reading room.", hint="Load the page again and send it.")
            answer = await run_in_threadpool(_answered, call, route, as_json)
            changed()
            return answer
        except (PourparlersError, HTTPException, OSError) as error:
            await body.drain()
            return await run_in_threadpool(_again, call, route, _known(error), as_json)
        except ClientDisconnect:
            # Nobody is there to be answered: a sending that was broken off.
            return Response(status_code=400)

    yield Served(route.path, done, methods=["POST"])


def _length(request: Request) -> int:
    told = request.headers.get("content-length", "")
    return int(told) if told.isdecimal() and len(told) < 20 else 0


def _known(error: Exception) -> Exception:
    """What went wrong while a form was received, in our words."""
    if isinstance(error, HTTPException) and str(error.detail).startswith("Too many f"):
        return TooMuchError("too many files were sent at once.", hint="Send fewer at a time.")
    if isinstance(error, OSError):
        hint = "Make room, or send less at a time."
        return SpaceError("what was sent cannot be written.", where="the temporary folder", hint=hint)
    return error


async def _form(request: Request, route: Post, as_json: bool) -> Fields:
    if as_json:
        try:
            told = msgspec.json.decode(await request.body(), type=_Sent)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise RefusedError(f"this is no JSON object: {error}.", hint="Send an object of fields.") from error
        return {name: value if isinstance(value, list) else [value] for name, value in told.items()}
    out: dict[str, list[Any]] = {}
    form = await request.form(max_files=route.files, max_part_size=min(route.most, _LONGEST_FIELD))
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile) or value.filename:
            out.setdefault(name, []).append(value)
    return out


def call_of(room: Room, request: Request, ending: int = 0) -> Call:
    """What a request asks; the last `ending` characters of its path tell JSON."""
    path = request.scope["path"]
    fields: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        fields.setdefault(name, []).append(value)
    theme = request.cookies.get("theme", "")
    return Call(
        room=room, path=path[: len(path) - ending], ui=_language(room, request),
        theme=theme if theme in _THEMES[:2] else "", who=_who(request), params=request.path_params, query=fields,
    )  # fmt: skip


def _who(request: Request) -> str:
    return one_line(unquote(request.cookies.get("who", "")), _LONGEST_NAME) or login()


def _language(room: Room, request: Request) -> str:
    """That of the cookie, of the command, or the first of the browser's that there is."""
    wanted = [request.cookies.get("ui", ""), room.settings.ui or ""]
    wanted += [one.strip()[:2].lower() for one in request.headers.get("accept-language", "").split(",")]
    return next((one for one in wanted if one in languages()), "en")


def _chosen(request: Request) -> Response | None:
    """`?ui=fr` and `?theme=dark` of any page: kept in a cookie, and taken out of the address."""
    told = {
        name: value
        for name, known in (("ui", languages()), ("theme", _THEMES))
        if (value := request.query_params.get(name)) in known
    }
    if not told:
        return None
    query: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name not in told:
            query.setdefault(name, []).append(value)
    answer = RedirectResponse(address(spelled(request.scope["path"]), query), 303)
    for name, value in told.items():
        answer.set_cookie(name, value, max_age=_YEAR, samesite="strict", httponly=True)
    return answer


def _answered(call: Call, route: Get | Post, as_json: bool) -> Response:
    try:
        answer = route.show(call) if isinstance(route, Get) else route.do(call)
        if as_json and isinstance(route, Get) and isinstance(answer, See):
            return RedirectResponse(_as_data(answer.address), 303)
        return _response(call, answer, as_json, not isinstance(route, Get) or route.data)
    except Exception as error:
        return _told(call, error, as_json) if isinstance(route, Get) else _again(call, route, error, as_json)


def _response(call: Call, answer: Answer, as_json: bool, data: bool = True) -> Response:
    if isinstance(answer, Download):
        name = one_line(answer.name)
        plain = name.replace('"', "").replace("\\", "").encode("ascii", "ignore").decode() or "export"
        told = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
        headers = {"Content-Disposition": told}
        return StreamingResponse(answer.parts, media_type=answer.type, headers=headers)
    if isinstance(answer, See):
        out = _json(answer.done, 200) if as_json else RedirectResponse(answer.address, 303)
        for name, value in answer.cookies.items():
            out.set_cookie(name, quote(value), max_age=_YEAR, samesite="strict", httponly=True)
        return out
    if as_json:
        return _json(answer.shown, answer.status)
    return HTMLResponse(rendered(call, answer, address, data=data), answer.status)


def _as_data(page: str) -> str:
    """The address of a page as JSON."""
    path, _, query = page.partition("#")[0].partition("?")
    return f"{path}.json?{query}" if query else f"{path}.json"


def _json(told: Any, status: int) -> Response:
    return Response(msgspec.json.encode(told) + b"\n", status, media_type="application/json")


def _told(call: Call, error: Exception, as_json: bool) -> Response:
    """An error as a page or as data; one that is our fault stands whole on standard error, and nowhere else."""
    status = status_of(error)
    if status == 500:
        print(f"{call.path}: {''.join(traceback.format_exception(error))}", file=sys.stderr)
    fault: Fault = fault_of(error)
    if as_json:
        return _json({"error": fault}, status)
    return HTMLResponse(
        rendered(call, Page(template="error.html", shown=fault, status=status), address, data=False), status
    )


def _again(call: Call, route: Post, error: Exception, as_json: bool) -> Response:
    """The form again with what went wrong, where it shows that itself."""
    if as_json or route.amiss is None or not isinstance(error, PourparlersError):
        return _told(call, error, as_json)
    try:
        return _response(call, route.amiss(call, error), as_json)
    except Exception as second:
        return _told(call, second, as_json)


def _handler(room: Room) -> Callable[[Request, Exception], Response]:
    def handle(request: Request, error: Exception) -> Response:
        as_json = request.url.path.endswith(".json")
        told = MissingError("there is no such page.") if getattr(error, "status_code", 0) == 404 else error
        return _told(call_of(room, request), told, as_json)

    return handle
