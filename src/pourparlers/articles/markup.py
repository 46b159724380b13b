"""XML and HTML without their dangers, and the text that stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from pourparlers.model import ArticleError, LengthError

# A lone half of a surrogate pair is no character and could be written to no file, NUL to no PostgreSQL database.
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
# What XML 1.0 allows no document to hold, though exports do.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Entities of a document's own are what XML bombs and thefts of files are made of. What agencies write is the name of a
# further DTD, which is not loaded: `<!ENTITY % nitf SYSTEM "nitf-3-0.dtd"> %nitf;`.
_ENTITY = re.compile(rb"<!ENTITY(?!\s{1,20}%\s{1,20}[\w.-]{1,60}\s{1,20}(?:SYSTEM|PUBLIC)\s)", re.IGNORECASE)
_DECLARATION = re.compile(rb"<\?xml\s[^>]{0,300}\?>")
_DECLARED = re.compile(rb"encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_UNSEEN = {"script", "style", "noscript", "template", "head", "svg", "math", "object", "iframe", "form", "button"} | {
    "media-object",  # of NITF: a picture as letters
}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "th", "thead", "tr", "ul",
    # of NITF and NewsML
    "block", "body.content", "body.head", "body.end", "hedline", "hl1", "hl2", "byline", "dateline", "abstract",
    "media", "media-caption", "media-producer", "nitf-table", "bq", "credit", "note", "tagline",
    "distributor",
}  # fmt: skip
_BREAK = "\n"
_TOO_DEEP = "Excessive depth"
_NESTING = re.compile(r"<(/?)(?:div|span|section|table|t[dr]|[ou]l|li|[biu]|font|em|strong|center)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_ELEMENT = re.compile(r"<[a-zA-Z]")
# Of a text in HTML; each costs some ten microseconds.
MOST_ELEMENTS = 500_000


def normalised(text: str) -> str:
    """A text with line feeds as its line ends, without a byte order mark, NUL or halves of characters."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _NO_CHARACTER.sub("\ufffd", text)


def parse_xml(data: bytes, where: str = "") -> Any:
    """The root element of an XML document: nothing outside it is loaded and none of its entities put in.

    Args:
        data: the document.
        where: its file, for the error.

    Raises:
        ArticleError: it is not well formed, or defines entities.
    """
    from lxml import etree

    if _ENTITY.search(data) or _ENTITY.search(data.replace(b"\0", b"")):
        what = "the XML defines entities of its own, which are not read."
        raise ArticleError(what, where=where, hint="Take the <!ENTITY …> lines out of it.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_as_written(data), parser)
    except (etree.XMLSyntaxError, ValueError, RecursionError) as error:
        what = f"the XML is not well formed: {str(error)[:200]}."
        raise ArticleError(what, where=where, hint="Export or save it again.") from error
    if root is None:
        raise ArticleError("the XML is empty.", where=where, hint="Export or save it again.")
    return root


def _as_written(data: bytes) -> bytes:
    """The document without a declaration of its encoding that its bytes belie, and without white space before it.

    Agencies write "iso-8859-1" above what is UTF-8, and the other way round.
    """
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    declaration = _DECLARATION.match(data)
    declared = _DECLARED.search(declaration[0]) if declaration else None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
            return data
        if declared is not None and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii"}:
            return data
        data = data.decode("cp1252", "replace").encode("utf-8")
    return data[declaration.end() :] if declaration else data


def parse_html(text: str, where: str = "") -> Any:
    """The root element of a page or of a fragment of one, however broken.

    Raises:
        ArticleError: it cannot be parsed, or nests deeper than 2,048 elements, below which libxml2 drops what stands.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_NOT_IN_XML.sub("\ufffd", text).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise ArticleError("the HTML cannot be parsed.", where=where, hint="Save the page again, as text.") from error
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        what = "the HTML nests too deeply to be read whole."
        raise ArticleError(what, where=where, hint="Save the page again, as text.")
    return root


def refuse_bulk(text: str, most: int = MOST_ELEMENTS, where: str = "") -> None:
    """Raise LengthError where a text in HTML has more elements than a text has.

    Args:
        text: the HTML.
        most: how many it may have.
        where: its file, for the error.
    """
    if sum(1 for _ in _ELEMENT.finditer(text)) > most:
        what = f"the HTML has more than {most:,} elements."
        raise LengthError(what, where=where, hint="Save the text of the article as a plain file.")


def depth(text: str) -> int:
    """How deeply a page nests, of the elements that pages are nested of."""
    here = deepest = 0
    for match in _NESTING.finditer(text):
        here = max(here - 1, 0) if match[1] else here + 1
        deepest = max(deepest, here)
    return deepest


def local(element: Any) -> str:
    """The name of an element without its namespace, in lower case; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: Any) -> str:
    """The text of an element as a reader sees it: a paragraph a block, blank lines between; scripts are left out."""
    lines: list[str] = []
    for piece in "".join(_pieces(element)).split(_BREAK * 2):
        told = "\n".join(line for part in piece.split(_BREAK) if (line := _SPACE.sub(" ", part).strip(" \t")))
        if told:
            lines.append(told)
    return "\n\n".join(lines)


def text_of_html(text: str) -> str:
    """The text of a fragment of HTML; of a text without any mark-up, the text."""
    if "<" not in text and "&" not in text:
        return normalised(text).strip()
    refuse_bulk(text)
    return text_of(parse_html(f"<div>{text}</div>")) if text.strip() else ""


def _pieces(root: Any) -> Iterator[str]:
    """Texts in their order; a line feed ends a line and two end a paragraph. Without recursion: pages nest deeply."""
    from lxml.etree import _Entity as Entity

    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, left = stack.pop()
        name = local(element)
        block = name in _BLOCKS
        if left:
            yield _BREAK * 2 if block else ""
            if element is not root:
                yield _SPACE.sub(" ", element.tail or "")
            continue
        if name == "br":
            yield _BREAK
        elif block:
            yield _BREAK * 2
        elif not name and isinstance(element, Entity):
            # Named in a DTD that is not loaded: &eacute; of XHTML and NITF.
            yield unescape(element.text)
        stack.append((element, True))
        if name and name not in _UNSEEN:
            yield _SPACE.sub(" ", element.text or "")
            stack.extend((child, False) for child in reversed(element))
