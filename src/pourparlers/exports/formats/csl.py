"""The articles as CSL-JSON, for Zotero, Pandoc and all that use citation styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.json import encode

from pourparlers.exports.chronology import web_address
from pourparlers.exports.formats import Request, Target
from pourparlers.exports.references import date_parts, key_of, title_of
from pourparlers.model import Article
from pourparlers.views.safe import one_line

TARGET = Target.STREAM
OPTIONS: frozenset[str] = frozenset()


def told(request: Request) -> Iterator[bytes]:
    """One array with an item for each article, by day of publication, an item a line."""
    yield b"["
    for n, article in enumerate(request.contents.articles):
        yield (b",\n" if n else b"\n") + encode(_item(article))
    yield b"\n]\n"


def _item(article: Article) -> dict[str, Any]:
    parts = date_parts(article.published)
    told: dict[str, Any] = {
        "id": key_of(article), "type": "article-newspaper", "title": one_line(title_of(article)),
        "container-title": article.outlet,
        "author": [{"literal": one_line(article.author)}] if article.author else None,
        "issued": {"date-parts": [parts]} if parts else None, "page": article.page, "section": article.section,
        "URL": web_address(article.url), "language": article.language, "archive_location": article.identifier,
        "note": article.id,
    }  # fmt: skip
    return {name: one_line(value) if isinstance(value, str) else value for name, value in told.items() if value}
