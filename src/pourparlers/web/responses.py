"""What is answered: pages, data, downloads, and what went wrong."""

from __future__ import annotations

import sys
import traceback
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from pourparlers.dossier.standing.soundness import damage
from pourparlers.model import PourparlersError
from pourparlers.views.safe import one_line
from pourparlers.web.addresses import address
from pourparlers.web.answer import Answer, Download, Page, See
from pourparlers.web.call import Call
from pourparlers.web.faults import fault_of, status_of
from pourparlers.web.rendering import rendered
from pourparlers.web.routes import Get, Post

# How long a browser keeps what is chosen: the language, the theme, the reader's name.
_YEAR = 365 * 24 * 3600


def keep(answer: Response, name: str, value: str) -> None:
    """Have the browser keep something that is chosen, for a year."""
    answer.set_cookie(name, value, max_age=_YEAR, samesite="strict", httponly=True)


def answered(call: Call, route: Get | Post, as_json: bool) -> Response:
    """What a route answers.

    Args:
        call: of it.
        route: shows a page, or does something.
        as_json: whether data are asked for, and not a page.
    """
    try:
        answer = route.show(call) if isinstance(route, Get) else route.do(call)
        if as_json and isinstance(route, Get) and isinstance(answer, See):
            return RedirectResponse(_as_data(answer.address), 303)
        return _response(call, answer, as_json, not isinstance(route, Get) or route.data)
    except Exception as error:
        return failed(call, error, as_json) if isinstance(route, Get) else again(call, route, error, as_json)


def _response(call: Call, answer: Answer, as_json: bool, data: bool = True) -> Response:
    if isinstance(answer, Download):
        return _download(answer)
    if isinstance(answer, See):
        out = _json(answer.done, 200) if as_json else RedirectResponse(answer.address, 303)
        for name, value in answer.cookies.items():
            keep(out, name, quote(value))
        return out
    if as_json:
        return _json(answer.shown, answer.status)
    return HTMLResponse(rendered(call, answer, address, data=data), answer.status)


def _download(answer: Download) -> Response:
    name = one_line(answer.name)
    plain = name.replace('"', "").replace("\\", "").encode("ascii", "ignore").decode() or "export"
    told = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return StreamingResponse(answer.parts, media_type=answer.type, headers={"Content-Disposition": told})


def _as_data(page: str) -> str:
    """The address of a page as JSON."""
    path, _, query = page.partition("#")[0].partition("?")
    return f"{path}.json?{query}" if query else f"{path}.json"


def _json(told: Any, status: int) -> Response:
    return Response(msgspec.json.encode(told) + b"\n", status, media_type="application/json")


def failed(call: Call, error: Exception, as_json: bool) -> Response:
    """An error as a page or as data; one that is our fault stands whole on standard error, and nowhere else."""
    error = _damage(call, error) or error
    status = status_of(error)
    if status == 500:
        print(f"{call.path}: {''.join(traceback.format_exception(error))}", file=sys.stderr)
    fault = fault_of(error)
    if as_json:
        return _json({"error": fault}, status)
    return HTMLResponse(
        rendered(call, Page(template="error.html", shown=fault, status=status), address, data=False), status
    )


def _damage(call: Call, error: Exception) -> PourparlersError | None:
    """What is amiss with the dossier, where a page failed for no reason that is told."""
    if status_of(error) != 500:
        return None
    try:
        with call.reading() as connection:
            return damage(connection)
    except Exception:  # of a file so broken that it cannot be looked through, the first error tells more
        return None


def again(call: Call, route: Post, error: Exception, as_json: bool) -> Response:
    """The form again with what went wrong, where it shows that itself."""
    if as_json or route.amiss is None or not isinstance(error, PourparlersError):
        return failed(call, error, as_json)
    try:
        return _response(call, route.amiss(call, error), as_json)
    except Exception as second:
        return failed(call, second, as_json)
