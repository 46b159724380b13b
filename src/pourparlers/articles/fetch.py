"""Asking the network for a page or a feed where the user allows it: with limits, and never one's own network."""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from time import monotonic
from typing import TypeVar
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from pourparlers.articles.file import LARGEST_FILE
from pourparlers.model import ArticleError, LengthError

SECONDS = 30.0
MOST_REDIRECTS = 5
AGENT = "Mozilla/5.0 (compatible; pourparlers; reads single articles at a person's request)"
_REDIRECTS = {301, 302, 303, 307, 308}
_CHUNK = 65_536
# An IPv4 address within one of IPv6, by which a translator would reach it.
_TRANSLATED = ip_network("64:ff9b::/96")
_QUERY = "/%:@!$&'()*+,;=~-._?"
_HINT = "Try again later, open it in a browser and save the page, or leave --fetch out."
T = TypeVar("T")


def fetched(
    address: str, *, where: str = "", seconds: float = SECONDS, most: int = LARGEST_FILE, loopback: bool = False
) -> bytes:
    """What stands at an address of the web.

    Args:
        address: begins with http:// or https://, as must those to which it leads on.
        where: what asks for it, for the error.
        seconds: how long all of it may take.
        most: how many bytes it may have, unpacked.
        loopback: whether servers on this machine may be asked, which is for trials.

    Raises:
        ArticleError: it is no such address, of a private network, or does not answer with a page in time.
        LengthError: it has more.
    """
    where = where or address[:300]
    end = monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        parts = _split(address, where)
        answer = _asked(parts, where, max(0.1, end - monotonic()), most, loopback)
        if isinstance(answer, bytes):
            return answer
        address = _joined(address, answer, where)
    raise _error("the address leads on and on.", where)


def _joined(address: str, leads: str, where: str) -> str:
    try:
        return urljoin(address, leads)
    except ValueError as error:
        raise _error("the address leads to one that is not well formed.", where) from error


def _split(address: str, where: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError as error:
        raise _error("the address is not well formed.", where) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc or not port_is_fine:
        raise _error(f"{address[:120]!r} is no address that may be asked for.", where)
    return parts


def _asked(parts: SplitResult, where: str, seconds: float, most: int, loopback: bool) -> bytes | str:
    """The answer to one request: its content, or the address to which it leads on."""
    try:
        connection = _Connection(parts, seconds, loopback)
    except HTTPException as error:
        raise _error("the address is not well formed.", where) from error
    timer = Timer(seconds, connection.expire)
    timer.daemon = True
    timer.start()
    try:
        return _content(connection, parts, most, where)
    except (OSError, HTTPException, UnicodeError, ValueError, zlib.error) as error:
        told = getattr(error, "strerror", None) or str(error) or type(error).__name__
        reason = "it did not answer in time" if connection.expired else told[:150].lower().rstrip(".")
        raise _error(f"the address cannot be read: {reason}.", where) from error
    finally:
        timer.cancel()
        connection.close()


def _content(connection: _Connection, parts: SplitResult, most: int, where: str) -> bytes | str:
    path = quote(parts.path or "/", safe=_QUERY) + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")
    headers = {"User-Agent": AGENT, "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"}
    connection.request("GET", path, headers={**headers, "Accept-Encoding": "gzip", "Connection": "close"})
    answer = connection.getresponse()
    if answer.status in _REDIRECTS and (leads := answer.getheader("Location")):
        return leads
    if answer.status != 200:
        raise _error(f"the server answers {answer.status} {answer.reason[:60]}.", where)
    content = _unpacked(_read(answer, most), answer, most)
    if connection.expired:
        raise TimeoutError
    if len(content) > most:
        raise LengthError(f"the page is larger than {most // 1_000_000} MB.", where=where, hint=_HINT)
    return content


def _read(answer: HTTPResponse, most: int) -> bytes:
    parts, length = [], 0
    while length <= most and (part := answer.read(_CHUNK)):
        parts.append(part)
        length += len(part)
    if answer.length and length <= most:
        raise HTTPException("it is cut off")
    return b"".join(parts)


def _unpacked(content: bytes, answer: HTTPResponse, most: int) -> bytes:
    if (answer.getheader("Content-Encoding") or "").lower() not in {"gzip", "x-gzip"} or content[:2] != b"\x1f\x8b":
        return content
    unpacking = zlib.decompressobj(31)
    out = unpacking.decompress(content, most + 1)
    if not unpacking.eof and len(out) <= most:
        raise HTTPException("it is cut off")
    return out


class _Connection(HTTPConnection):
    """A connection that goes only to addresses of the public network, and ends when its time is over.

    The address is looked at when it is connected to: a name may stand for another machine each time it is asked for.
    """

    def __init__(self, parts: SplitResult, seconds: float, loopback: bool) -> None:
        assert parts.hostname is not None
        secure = parts.scheme == "https"
        super().__init__(parts.hostname, parts.port or (443 if secure else 80), timeout=seconds)
        self.expired = False
        self._end = monotonic() + seconds
        self._secure, self._loopback = secure, loopback
        self._held: socket.socket | None = None

    def connect(self) -> None:
        """Connect, to the first public address of the host."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        self.sock = self._held = _first(found, lambda one: self._connected(one[0], one[4]))
        if self._secure:
            self.sock = self._held = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        if self.expired:
            raise TimeoutError

    def _connected(self, family: int, address: tuple[object, ...]) -> socket.socket:
        if not _public(str(address[0]), self._loopback):
            raise OSError("it is an address of a private network")
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.settimeout(max(0.1, self._end - monotonic()))
        try:
            sock.connect(address)
            sock.settimeout(self.timeout)
        except OSError:
            sock.close()
            raise
        return sock

    def expire(self) -> None:
        """End it: a server may else send a byte a minute for ever."""
        self.expired = True
        if self._held is not None:
            try:
                self._held.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


def _first(found: list[T], do: Callable[[T], socket.socket]) -> socket.socket:
    failed: OSError = OSError("its host is not known")
    for one in found[:4]:
        try:
            return do(one)
        except OSError as error:
            failed = error
    raise failed


def _public(written: str, loopback: bool) -> bool:
    address = ip_address(written.partition("%")[0])
    if isinstance(address, IPv6Address):
        address = _ipv4_in(address) or address
    if loopback and address.is_loopback:
        return True
    return address.is_global and not address.is_multicast


def _ipv4_in(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _error(what: str, where: str) -> ArticleError:
    return ArticleError(what, where=where, hint=_HINT)
