"""Who may ask, and what a page may do: checks on each request, and headers on each response.

The checks are those of the OWASP cheat sheets on cross-site request forgery and DNS rebinding: a page of another site
that runs in the same browser can send requests to this machine, and must neither read nor change anything.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pourparlers.views.wording import languages
from pourparlers.web.room import Settings
from pourparlers.web.wording import words

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With "no-referrer" browsers send no origin with forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_SAFE = {"GET", "HEAD", "OPTIONS"}


class Guard:
    """What stands before the pages.

    Args:
        app: the pages.
        settings: the names under which the room may be asked for, and what whoever opens it must know.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self._refused(scope) or self._unknown(scope)
        await (answer or self.app)(scope, receive, _with_headers(send))

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self.settings.hosts and name_of(host) not in self.settings.hosts:
            # A name of another site that was made to point here (DNS rebinding).
            return _refusal("name", 421)
        if "transfer-encoding" in headers and "content-length" in headers:
            # What stands between may take the one for the end, and the room the other (request smuggling).
            return _refusal("ends", 400, Connection="close")
        if scope["method"] not in _SAFE and not own_origin(headers, scope["scheme"]):
            return _refusal("sent", 403)
        if not led_here(headers):
            # An export takes the memory and the time of a command: no picture of another site's page begins one.
            return _refusal("within", 403)
        return None

    def _unknown(self, scope: Scope) -> Response | None:
        token = self.settings.token
        if token is None:
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["method"] in _SAFE and same(dict(query).get("token", ""), token):
            return _let_in(scope, [one for one in query if one[0] != "token"], token)
        given = cookie_parser(Headers(scope=scope).get("cookie", "")).get(cookie_of(token), "")
        return None if same(given, token) else _refusal("token", 401)


def _refusal(why: str, status: int, **headers: str) -> Response:
    """Who is refused is told so in every language: nothing is known of them."""
    told = "".join(f"{words(language)(f'errors.refused.{why}')}\n" for language in languages())
    return PlainTextResponse(told, status, headers)


def cookie_of(token: str) -> str:
    """The name of the cookie that holds a token: browsers give the cookies of a machine to all rooms that it serves."""
    return f"pourparlers-{sha256(token.encode()).hexdigest()[:8]}"


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, told in a time that does not tell where they differ."""
    return secrets.compare_digest(one.encode(), other.encode())


def name_of(host: str) -> str:
    """The name in a Host header, without the port."""
    return host.rpartition(":")[0].lower() if host.rpartition(":")[2].isdecimal() and ":" in host else host.lower()


def own_origin(headers: Mapping[str, str], scheme: str) -> bool:
    """Whether a request that changes something comes from a page of the room, or from no browser."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        told = urlsplit(origin)
    except ValueError:
        # "http://[::1"
        return False
    return told.scheme == scheme and told.netloc == headers.get("host")


def led_here(headers: Mapping[str, str]) -> bool:
    """Whether a page of the room asks, or no browser, or a reader who followed a link from another site."""
    if headers.get("sec-fetch-site") in {None, "same-origin", "none"}:
        return True
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _let_in(scope: Scope, query: list[tuple[str, str]], token: str) -> Response:
    """The token goes into a cookie and out of the address, where it would stand in the history."""
    tail = f"?{urlencode(query)}" if query else ""
    path = "/" + scope["path"].lstrip("/\\")
    answer = RedirectResponse(path + tail, 303)
    answer.set_cookie(cookie_of(token), token, httponly=True, samesite="strict", secure=scope["scheme"] == "https")
    return answer


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "private, no-cache")
        await send(message)

    return sending
