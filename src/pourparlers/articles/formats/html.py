"""Pages of the web: their article, with the page's own title, date and outlet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from pourparlers.articles.dates import checked_date
from pourparlers.articles.file import File
from pourparlers.articles.markup import depth, local, parse_html, refuse_bulk, text_of
from pourparlers.articles.source import How, Source
from pourparlers.model import ArticleError, DateError

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?><!--.{0,2000}?-->\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|h1|p)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
# The library's parser drops without a word what nests more than 256 elements deep.
_DEPTH = 240
# Each costs up to a tenth of a millisecond; the longest pages of newspapers have some 20,000.
_MOST_ELEMENTS = 100_000
# Where pages declare their date. Without any of these the library would take a number out of the running text.
_DECLARES_DATE = re.compile(
    r"<meta[^>]{1,200}(?:date|time|publi|dcterms)|<time[\s>]|\"date(?:Published|Created)\"|/(?:19|20)\d\d/[01]\d/[0-3]\d/",
    re.IGNORECASE,
)
# Word processors declare when they made the file: <meta name="created" content="2024-03-12T20:25:04"/>.
_OFFICE = re.compile(
    r"<meta\s[^>]{0,99}\bgenerator\b[^>]{0,99}\b(?:LibreOffice|OpenOffice|Microsoft Word|AbiWord)\b", re.IGNORECASE
)
_META = re.compile(r"<meta\s[^>]{0,200}\barticle:section\b[^>]{0,300}>", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_LINKED = re.compile(r"\"articleSection\"\s{0,9}:\s{0,9}(?:\[\s{0,99})?(\"(?:[^\"\\]|\\.){1,200}\")")
# What the library calls the elements of its own tree, by what HTML calls them.
_TAGS = {"head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "lb": "br"}
_LISTED = re.compile(r"<(?:li|h[2-6])[\s>]", re.IGNORECASE)


def fits(file: File) -> bool:
    """Whether a file is a page, told by how it begins."""
    return is_page(file.start)


def read(file: File, how: How) -> Iterator[Source]:
    """The one article of a page.

    Raises:
        ArticleError: the page holds no article.
    """
    yield read_page(file.text(), file.name)


def is_page(text: str) -> bool:
    """Whether a text is HTML, told by how it begins."""
    return _PAGE.match(text) is not None


def read_page(text: str, where: str = "") -> Source:
    """The article of a page, with what the page tells about it.

    Args:
        text: the page.
        where: the name of its file, for the error.

    Raises:
        ArticleError: the page holds no article.
        LengthError: it has more elements than a page of an article has.
    """
    refuse_bulk(text, _MOST_ELEMENTS, where)
    found = _extract(text, where)
    shown = _shown(found) if found is not None else ""
    if not shown:
        hint = "Save the text of the article as a plain file."
        raise ArticleError("no article is found in the page.", where=where, hint=hint)
    return Source(
        text=shown,
        published=_date(found.date) if _DECLARES_DATE.search(text) and not _OFFICE.search(text) else None,
        title=found.title or None,
        outlet=found.sitename or None,
        url=found.url or None,
        author=found.author or None,
        section=_section(text),
    )


def _shown(found: Any) -> str:
    """The text that the library found, a paragraph a block: it would draw tables that only lay out a page with bars."""
    for element in found.body.iter() if found.body is not None else ():
        if isinstance(element.tag, str):
            element.tag = _TAGS.get(element.tag, element.tag)
    return (text_of(found.body) if found.body is not None else "") or str(found.text or "").strip()


def _section(text: str) -> str | None:
    """The section that a page declares, in its head or for search engines."""
    if (meta := _META.search(text)) and (content := _CONTENT.search(meta[0])):
        return unescape(content[1] or content[2] or "").strip() or None
    linked = _LINKED.search(text)
    try:
        return unescape(json.loads(linked[1])).strip() or None if linked else None
    except ValueError:
        return None


def _extract(text: str, where: str) -> Any:
    """What the library finds; of a page without an element for its article, with its lists and headings."""
    found = _extracted(_page(text, where))
    kept = {local(one) for one in found.body.iter()} if found is not None and found.body is not None else {"head"}
    if kept & {"head", "list"} or not _LISTED.search(text):
        return found
    # Where the library gathers paragraphs from all over a page, only its wider search takes what stands between them.
    wider = _extracted(_page(text, where), favor_recall=True)
    return wider if wider is not None and wider.body is not None and _paragraphs(wider) == _paragraphs(found) else found


def _paragraphs(found: Any) -> list[str]:
    told = (" ".join("".join(one.itertext()).split()) for one in found.body.iter("p"))
    return [text for text in told if text]


def _extracted(page: Any, **more: Any) -> Any:
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    # The library's extensive search takes any number that looks like a date.
    dates = {"original_date": True, "extensive_search": False}
    options: dict[str, Any] = {"include_comments": False, "date_extraction_params": dates, **more}
    try:
        found = bare_extraction(page, with_metadata=True, **options)
        if found is None:
            found = bare_extraction(page, with_metadata=True, **{**options, "favor_recall": True})
    except (LxmlError, ValueError, RecursionError):
        return None
    return found


def _page(text: str, where: str) -> Any:
    """The page as the library takes it; one that nests more deeply than its own parser goes, already parsed."""
    return parse_html(text, where) if depth(text) > _DEPTH else text


def _date(written: str | None) -> str | None:
    try:
        return checked_date(written) if written else None
    except DateError:
        return None
