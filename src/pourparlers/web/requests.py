"""Who asks for a page, in which language, with which fields: from the address and the cookies of a request."""

from __future__ import annotations

from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pourparlers.dossier.deciding import login
from pourparlers.views.safe import one_line
from pourparlers.views.wording import languages
from pourparlers.web.addresses import address, spelled
from pourparlers.web.call import Call
from pourparlers.web.responses import keep
from pourparlers.web.room import Room

_THEMES = ("light", "dark", "system")
_LONGEST_NAME = 60


def call_of(room: Room, request: Request, ending: int = 0) -> Call:
    """What a request asks; the last `ending` characters of its path tell JSON."""
    path, theme = request.scope["path"], request.cookies.get("theme", "")
    return Call(
        room=room, path=path[: len(path) - ending], ui=_language(room, request), who=_who(request),
        theme=theme if theme in _THEMES[:2] else "", params=request.path_params, query=_query(request),
    )  # fmt: skip


def _who(request: Request) -> str:
    return one_line(unquote(request.cookies.get("who", "")), _LONGEST_NAME) or login()


def _language(room: Room, request: Request) -> str:
    """That of the cookie, of the command, or the first of the browser's that there is."""
    wanted = [request.cookies.get("ui", ""), room.settings.ui or ""]
    wanted += [one.strip()[:2].lower() for one in request.headers.get("accept-language", "").split(",")]
    return next((one for one in wanted if one in languages()), "en")


def chosen(request: Request) -> Response | None:
    """`?ui=fr` and `?theme=dark` of any page: kept in a cookie, and taken out of the address."""
    told = {
        name: value
        for name, known in (("ui", languages()), ("theme", _THEMES))
        if (value := request.query_params.get(name)) in known
    }
    if not told:
        return None
    query = {name: values for name, values in _query(request).items() if name not in told}
    answer = RedirectResponse(address(spelled(request.scope["path"]), query), 303)
    for name, value in told.items():
        keep(answer, name, value)
    return answer


def _query(request: Request) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        out.setdefault(name, []).append(value)
    return out
