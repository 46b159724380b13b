"""NITF: one article of an agency or a newspaper, with its head."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pourparlers.articles.file import File
from pourparlers.articles.formats.wire import (
    attribute,
    byline,
    day,
    find,
    nitf_text,
    parsed,
    root_name,
    told,
)
from pourparlers.articles.markup import local
from pourparlers.articles.source import How, Source
from pourparlers.model import ArticleError

_WITHDRAWN = {"canceled", "cancelled", "withheld"}


def fits(file: File) -> bool:
    """Whether a file is NITF, told by its root element."""
    return root_name(file.start) == "nitf"


def read(file: File, how: How) -> Iterator[Source]:
    """The one article of a document.

    Raises:
        ArticleError: it is not well formed, withdrawn, or holds no text.
    """
    root = parsed(file)
    if local(root) != "nitf":
        raise ArticleError("the file is no NITF.", where=file.name, hint="Leave --format out.")
    status = (attribute(root, "management-status", "head", "docdata") or "").lower()
    if status in _WITHDRAWN:
        what = f"the agency has marked the article as {status}."
        raise ArticleError(what, where=file.name, hint="Do not use it, nor earlier versions of it.")
    yield source_of(root, file.name)


def source_of(root: Any, where: str = "") -> Source:
    """The article of a NITF document.

    Args:
        root: its element `nitf`.
        where: its file and place, for the error.

    Raises:
        ArticleError: it holds no text.
    """
    text = nitf_text(root)
    if not text:
        raise ArticleError("the NITF holds no text.", where=where, hint="Look whether it is a picture or a notice.")
    return Source(
        text=text,
        published=day(
            attribute(root, "date.publication", "head", "pubdata"),
            attribute(root, "norm", "head", "docdata", "date.issue"),
            attribute(root, "norm", "head", "docdata", "date.release"),
            attribute(root, "norm", "body", "body.head", "dateline", "story.date"),
        ),
        language=attribute(root, "lang") or attribute(root, "baselang"),
        title=headline(root),
        outlet=attribute(root, "name", "head", "pubdata")
        or told(root, "body", "body.head", "distributor")
        or attribute(root, "regsrc", "head", "docdata", "doc-id"),
        url=_address(attribute(root, "ex-ref", "head", "pubdata")),
        author=by(root),
        section=attribute(root, "position.section", "head", "pubdata") or _meta(root, "dsk", "online_sections"),
        page=attribute(root, "position.sequence", "head", "pubdata") or _page(root),
        identifier=attribute(root, "id-string", "head", "docdata", "doc-id"),
    )


def headline(root: Any) -> str | None:
    """The main headline of a NITF document, or the title of its head."""
    head = ("body", "body.head", "hedline")
    return told(root, *head, "hl1") or told(root, *head) or told(root, "head", "title")


def by(root: Any) -> str | None:
    """Who wrote a NITF document, by its bylines."""
    bylines = list(find(root, "body", "body.head", "byline"))
    # Archives of newspapers tell each name twice: "By EDMUND REEVE" as printed, then "REEVE, EDMUND" for indexes.
    shown = [one for one in bylines if "normalized" not in (one.get("class") or "")]
    names = [name for one in shown or bylines if (name := byline(one))]
    return ", ".join(names) or None


def _meta(root: Any, *names: str) -> str | None:
    """What the head tells by the first of these names: <meta name="dsk" content="Foreign Desk"/>."""
    told = {one.get("name"): " ".join((one.get("content") or "").split()) for one in find(root, "head", "meta")}
    return next((value for name in names if (value := told.get(name))), None)


def _page(root: Any) -> str | None:
    """The page with the letter of its part of the newspaper before it: A8."""
    number = _meta(root, "print_page_number")
    return (_meta(root, "print_section") or "") + number if number else None


def _address(written: str | None) -> str | None:
    return written if written and written.lower().startswith(("http://", "https://")) else None
