"""What is sent is received: slowly only so long, too much only so far, and nothing of it reaches the terminal."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import uvicorn

from pourparlers import Dossier
from pourparlers.web import connection, receiving
from pourparlers.web.app import create_app
from pourparlers.web.connection import Connection
from pourparlers.web.errors import SlowError
from pourparlers.web.receiving import Received
from pourparlers.web.room import Room, Settings
from pourparlers.web.safety import LOOPBACK
from pourparlers.web.serve import listen


@contextmanager
def listening(file: Path) -> Iterator[int]:
    """The port of a room that is served by a thread of this process."""
    with Dossier(file) as dossier, closing(listen("127.0.0.1", 0)) as socket_:
        app = create_app(Room(dossier, Settings(secret="s", hosts=LOOPBACK)))
        server = uvicorn.Server(uvicorn.Config(app, http=Connection, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket_]}, daemon=True)
        thread.start()
        try:
            yield socket_.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(10)


def begun(port: int, path: str, length: int, kind: str = "application/x-www-form-urlencoded") -> socket.socket:
    """A connection over which the head of a request was sent."""
    out = socket.create_connection(("127.0.0.1", port), timeout=20)
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
    out.sendall(head.encode())
    return out


def rest_of(one: socket.socket) -> bytes:
    """What comes until the other end closes."""
    out = b""
    while part := one.recv(65536):
        out += part
    return out


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "SECONDS", 0.6)
    monkeypatch.setattr(connection, "SECONDS", 0.6)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x"]
)
def test_a_body_that_does_not_come_ends(talks: Path, kind: str) -> None:
    with listening(talks) as port, begun(port, "/add", 1000, kind) as one:
        started = time.monotonic()
        told = rest_of(one)
        assert told.startswith(b"HTTP/1.1 408 ") and time.monotonic() - started < 5


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("path", ["/add", "/review", "/no/such/page"])
def test_a_body_that_trickles_ends(talks: Path, path: str) -> None:
    with listening(talks) as port, begun(port, path, 100_000) as one:
        started = time.monotonic()
        one.settimeout(0.05)
        told = b""
        while time.monotonic() - started < 8:
            try:
                one.sendall(b"a")
                told += (part := one.recv(65536))
            except TimeoutError:
                continue
            except OSError:
                break
            if not part:
                break
        assert time.monotonic() - started < 5
        assert told.startswith((b"HTTP/1.1 408 ", b"HTTP/1.1 404 "))


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("sent", [b"", b"GET /ar", b"GET /articles HTTP/1.1\r\nHost: 127.0.0.1\r\nX-More: "])
def test_a_connection_that_asks_for_nothing_ends(talks: Path, sent: bytes) -> None:
    with listening(talks) as port, socket.create_connection(("127.0.0.1", port), timeout=10) as one:
        started = time.monotonic()
        one.sendall(sent)
        assert rest_of(one) == b"" and time.monotonic() - started < 5


def test_a_connection_is_kept_for_the_next_page(talks: Path) -> None:
    asked = b"GET /articles HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: fr\r\n\r\n"
    with listening(talks) as port, socket.create_connection(("127.0.0.1", port), timeout=10) as one:
        for _ in range(2):
            one.sendall(asked)
            told = one.recv(65536)
            assert told.startswith(b"HTTP/1.1 200 ") and b"connection: close" not in told.lower()
            while not told.endswith(b"</html>"):
                told += one.recv(65536)


@pytest.mark.usefixtures("hasty")
def test_a_body_that_comes_in_many_parts_is_taken(talks: Path) -> None:
    body = b"secret=other&text=" + b"a" * 400_000
    with listening(talks) as port, begun(port, "/add", len(body)) as one:
        for at in range(0, len(body), 30_000):
            one.sendall(body[at : at + 30_000])
            time.sleep(0.08)
        # The secret is none: all of it was received, and then refused.
        assert one.recv(65536).startswith(b"HTTP/1.1 403 ")


def test_what_takes_time_here_is_not_held_against_who_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "SECONDS", 0.2)

    async def receive() -> dict[str, object]:
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def go() -> None:
        body = Received(receive, 1000)
        for _ in range(4):
            await body()
            time.sleep(0.1)  # noqa: ASYNC251
        with pytest.raises(SlowError):
            while True:
                await body()
        await body.drain()

    asyncio.run(go())


def test_nothing_of_a_broken_form_reaches_the_terminal(talks: Path, capfd: pytest.CaptureFixture[str]) -> None:
    body = b"--x\r\nContent-Disposition: form-data; name=\x00\xff\r\nbroken\r\n--y"
    with listening(talks) as port, begun(port, "/add", len(body), "multipart/form-data; boundary=x") as one:
        one.sendall(body)
        assert one.recv(65536).startswith(b"HTTP/1.1 400 ")
    assert capfd.readouterr().err == ""
