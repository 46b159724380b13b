"""Plain text: all of it, but for a header that tells the date or has YAML front matter."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.articles.file import File
from pourparlers.articles.headers import split_header
from pourparlers.articles.source import How, Source

XML = "<?xml"
_DOCUMENT_TYPE = "<!DOCTYPE"


def fits(file: File) -> bool:
    """Whether a file is text at all: what is nothing else is read as it stands, but XML of a kind that is not known."""
    return (bool(file.start) or not file.head) and not file.start.lstrip().startswith((XML, _DOCUMENT_TYPE))


def read(file: File, how: How) -> Iterator[Source]:
    """The one article of a text.

    Raises:
        ArticleError: it is no text, or its front matter is not well formed.
    """
    yield split_header(file.text(), file.name)
