"""A crawl such as Common Crawl's news, for tests."""

from __future__ import annotations

import gzip
from collections.abc import Callable

HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=%s\r\n%s\r\n"
PARAGRAPHS = (
    "La délégation suisse a refusé mardi le label commun des fromages d'alpage.",
    "« Un fromage porte le nom de sa vallée », a dit la négociatrice, Annelise Zurbriggen-Favre, à l'issue de la séance.",
    "Les deux délégations doivent se revoir le 4 mai, à Aoste, si d'ici là les experts ont remis leur rapport.",
)
ENGLISH = (
    "Delegates of the two islands met on Thursday and did not agree on the rings of the puffins.",
    '"A ring is a promise", said the warden of the north island, Morwenna Tash, after the meeting of five hours.',
    "They will meet again in June, when the experts have told them how many of the birds there are.",
)
GERMAN = (
    "Die Delegation hat am Dienstag die gemeinsame Marke für den Käse der Alpen abgelehnt, sagte die Unterhändlerin nach der Sitzung, die fünf Stunden gedauert und nichts gelöst hat. "
    * 2,
) * 3


def page(title: str = "Fromages", paragraphs: tuple[str, ...] = PARAGRAPHS, lang: str = "fr", head: str = "") -> str:
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title>{head}</head><body><nav>Menu</nav><article><h1>{title}</h1>{text}</article><script>steal()</script></body></html>'


def record(
    content: bytes | str,
    number: int = 0,
    kind: str = "response",
    http: bytes = HTML % (b"utf-8", b""),
    length: int | None = None,
    uri: str = "https://courrier.example/{}",
) -> bytes:
    block = http + (content.encode() if isinstance(content, str) else content)
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri.format(number)}\r\nWARC-Date: 2024-09-12T01:02:03Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0000-{number}>\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def info() -> bytes:
    return b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:i>\r\nContent-Length: 14\r\n\r\nsoftware: x\r\n\r\n\r\n\r\n"


# A crawl such as Common Crawl's news: requests and other things between the pages.
CRAWL = [
    info(),
    record(
        page(
            head='<meta property="article:published_time" content="2024-09-10T18:30:00+02:00"><meta property="og:site_name" content="Le Courrier">'
        ),
        1,
    ),
    record("", 2, "request", b"GET /2 HTTP/1.1\r\nHost: courrier.example\r\n\r\n"),
    record(page("Puffins", ENGLISH, "en"), 3),
    record(b"\x89PNG" + bytes(500), 4, http=b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"),
    record("User-agent: *\r\nDisallow:", 5, http=b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"),
    record(page(), 6, http=b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"),
    record("fetchTimeMs: 12", 7, "metadata", b""),
    record("<html><body><script>steal()</script></body></html>", 8),
    record(page("Käse", GERMAN, "de"), 9),
    record(page("Pont", tuple(reversed(PARAGRAPHS))), 10),
]
WAYS: dict[str, Callable[[list[bytes]], bytes]] = {
    "plain": b"".join,
    "packed each": lambda all_: b"".join(gzip.compress(one, mtime=0) for one in all_),
    "packed whole": lambda all_: gzip.compress(b"".join(all_), mtime=0),
}
