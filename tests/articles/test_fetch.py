"""Asking a real server on this machine, which only the parameter for trials allows."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pourparlers.articles import How, Problem, load
from pourparlers.articles.fetch import AGENT, _public, fetched
from pourparlers.articles.find import is_address
from pourparlers.model import ArticleError, LengthError

PAGE = "<html><body><p>Le pont de la Vièze est fermé.</p></body></html>".encode()


class Server(BaseHTTPRequestHandler):
    """Answers by the path that is asked for, and keeps what it was asked."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, str]] = []
    moves = {
        "/moved": "/page",
        "/round": "/round",
        "/file": "file:///etc/passwd",
        "/ftp": "ftp://pont.example/",
        "/inside": "http://10.0.0.1/",
        "/bad": "http://[::1",
        "/odd": "//a b/",
    }

    def do_GET(self) -> None:  # noqa: N802
        self.asked.append((self.path, self.headers["User-Agent"]))
        if self.path in self.moves:
            self.send_response(302)
            self.send_header("Location", self.moves[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/none":
            self.send_error(404)
        elif self.path == "/slow":
            self._slow()
        else:
            self._page()

    def _page(self) -> None:
        content = {
            "/large": b"x" * 300_000,
            "/bomb": gzip.compress(b"x" * 30_000_000),
            "/packed": gzip.compress(PAGE),
        }.get(self.path, PAGE)
        self.send_response(200)
        if self.path in {"/packed", "/bomb"}:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content) + (50 if self.path == "/short" else 0)))
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    def _slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            try:
                self.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *_: object) -> None:
        """Nothing is written to the terminal."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.mark.parametrize("path", ["/page", "/moved", "/packed", "/caf%C3%A9?q=é à", "/café"])
def test_a_page_is_fetched(server: str, path: str) -> None:
    assert fetched(server + path, loopback=True) == PAGE


def test_the_server_is_told_who_asks(server: str) -> None:
    fetched(server + "/who", loopback=True)
    assert Server.asked[-1] == ("/who", AGENT)


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/none", "answers 404"),
        ("/round", "leads on and on"),
        ("/file", "no address that may be asked for"),
        ("/ftp", "no address that may be asked for"),
        ("/inside", "private network"),
        ("/short", "cut off"),
        ("/bad", "not well formed"),
        ("/odd", "not well formed"),
    ],
)
def test_what_goes_wrong_is_told(server: str, path: str, what: str) -> None:
    with pytest.raises(ArticleError, match=what) as caught:
        fetched(server + path, where="a.rss, entry 1", loopback=True)
    assert caught.value.where == "a.rss, entry 1"
    assert caught.value.hint


@pytest.mark.parametrize("path", ["/large", "/bomb"])
def test_no_more_is_read_than_a_page_may_have(server: str, path: str) -> None:
    with pytest.raises(LengthError):
        fetched(server + path, most=200_000, loopback=True)


def test_a_server_that_sends_a_byte_at_a_time_is_left(server: str) -> None:
    began = time.monotonic()
    with pytest.raises(ArticleError, match="in time"):
        fetched(server + "/slow", seconds=0.4, loopback=True)
    assert time.monotonic() - began < 5


def test_a_server_without_a_certificate_is_not_trusted(server: str) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        fetched(server.replace("http:", "https:") + "/page", loopback=True)


def test_no_server_of_this_machine_is_asked(server: str) -> None:
    asked = len(Server.asked)
    for address in (
        server,
        server.replace("127.0.0.1", "localhost"),
        server.replace("127.0.0.1", "[::ffff:127.0.0.1]"),
    ):
        with pytest.raises(ArticleError, match="private network|cannot be read"):
            fetched(address + "/page")
    assert len(Server.asked) == asked


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.9", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "::1", "fe80::1%eth0",
     "fc00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "255.255.255.255"],
)  # fmt: skip
def test_addresses_of_private_networks(address: str) -> None:
    assert not _public(address, loopback=False)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_of_the_public_network(address: str) -> None:
    assert _public(address, loopback=False)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://pont.example/",
        "http://",
        "http:///x",
        "http://a:b@pont.example/",
        "http://pont.example:99999/",
        "http://[::1/",
        "http://a b/",
        "http://a\x00b/",
        "http://" + "é" * 70 + ".example/",
        "pont.example",
        "",
    ],
)
def test_what_is_no_address_is_not_asked_for(address: str) -> None:
    with pytest.raises(ArticleError):
        fetched(address)


def test_an_address_among_the_files_is_asked_for_only_with_leave() -> None:
    (found,) = load("https://courrier.example/rss")
    assert isinstance(found, Problem)
    assert found.where == "https://courrier.example/rss"
    assert "--fetch" in found.error.hint


def test_an_address_of_this_machine_is_not_asked_for_even_with_leave(server: str) -> None:
    (found,) = load(server + "/rss", how=How(fetch=True))
    assert isinstance(found, Problem)
    assert "private network" in found.error.what


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("https://a.example", True),
        ("HTTP://a", True),
        ("http:/a", False),
        ("https://", False),
        ("a/https://b", False),
        ("file:///a", False),
        ("-", False),
    ],
)
def test_addresses_are_told_by_how_they_begin(path: str, is_one: bool) -> None:
    assert is_address(path) is is_one
