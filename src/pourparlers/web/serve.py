"""Serve the reading room from this machine."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable

import msgspec
import uvicorn

from pourparlers.dossier.dossier import Dossier
from pourparlers.web.app import create_app
from pourparlers.web.connection import Connection
from pourparlers.web.errors import ServingError
from pourparlers.web.exporting.exporting import end_all
from pourparlers.web.room import Room, Settings
from pourparlers.web.safety import LOOPBACK
from pourparlers.web.warming import Warming

PORT = 8585
# So many ports after the one that is asked for by nobody are tried.
_TRIED = 50
# Seconds after which, when the room closes, who is being answered is no longer waited for; and nothing is.
_PATIENCE, _LAST = 2, 4.0
# What a program that Ctrl+C ended says to its shell.
_INTERRUPTED = 130


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where the room is served.

    Attributes:
        host: the name or address that is listened at.
        port: None for the first that is free; 0 for any.
        token: whether whoever opens it must know a token, even on this machine alone.
        ui: language of the interface; None for the browser's own.
        browser: whether a browser is opened.
    """

    host: str = "127.0.0.1"
    port: int | None = None
    token: bool = False
    ui: str | None = None
    browser: bool = True


def serve(dossier: Dossier, place: Place, told: Callable[[str], None]) -> None:
    """Serve a dossier until it is interrupted.

    Args:
        dossier: what is shown.
        place: where.
        told: is told the address when the room can be asked.

    Raises:
        ServingError: nobody can listen there.
    """
    listening = listen(place.host, place.port)
    port = listening.getsockname()[1]
    local = f"[{place.host}]" if ":" in place.host else place.host
    alone = local in LOOPBACK
    settings = Settings(
        ui=place.ui, token=secrets.token_urlsafe(24) if place.token or not alone else None,
        hosts=LOOPBACK if alone else frozenset(),
    )  # fmt: skip
    shown = socket.gethostname() if place.host in {"0.0.0.0", "::"} else local  # noqa: S104
    address = f"http://{shown}:{port}/" + (f"?token={settings.token}" if settings.token else "")
    room = Room(dossier, settings)
    warming = Warming(room)
    config = uvicorn.Config(
        create_app(room, warming.again), log_level="error", access_log=False, server_header=False, ws="none",
        http=Connection, timeout_keep_alive=30, timeout_graceful_shutdown=_PATIENCE, limit_concurrency=200,
    )  # fmt: skip
    warming.start()
    server = _Server(config, lambda: _ready(address, place.browser, told))
    try:
        server.run(sockets=[listening])
    finally:
        room.close()


class _Server(uvicorn.Server):
    """A server that tells when it can be asked, and closes soon, whatever is still being answered."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # A query without end, or one that waits for the database, holds its thread, and that the process. What is being
        # written then is kept whole or not at all.
        last = threading.Timer(_LAST, os._exit, (_INTERRUPTED,))
        last.daemon = True
        last.start()
        end_all()
        # Whoever is not waited for would leave a trace of their call on the terminal.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def _ready(address: str, browser: bool, told: Callable[[str], None]) -> None:
    told(address)
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def listen(host: str, port: int | None) -> socket.socket:
    """A socket that listens.

    Raises:
        ServingError: the port is taken, or the host is not of this machine.
    """
    tried = range(PORT, PORT + _TRIED) if port is None else (port,)
    reason = ""
    for one in tried:
        try:
            return _bound(host, one)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
    hint = "Name another port with --port, or none: a free one is then taken."
    where = f"{host}:{port if port is not None else PORT}"
    raise ServingError(f"nobody can listen there: {reason}.", where=where, hint=hint)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Of a socket that says that it is of TCP asyncio sends what it has at once (Nagle: 40 ms a page).
    out = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            out.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        out.bind((host, port))
        out.listen(128)
    except OSError:
        out.close()
        raise
    return out
