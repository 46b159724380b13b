"""What the formats of news agencies share: their elements, bodies, datelines and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from pourparlers.articles.dates import told_date
from pourparlers.articles.file import LARGEST_EXPORT, File
from pourparlers.articles.markup import local, parse_xml, text_of, text_of_html
from pourparlers.articles.words import everywhere

_NAME = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,60})")
_SUBSET = re.compile(r"\]\s{0,99}>")
_TAG = re.compile(r"</?[a-zA-Z][\w-]{0,20}[^<>]{0,300}>")
_LETTER = re.compile(r"[^\W\d_]")
# «Paris, 21 jan 2019 (AFP) -»: what ends so goes on with the first sentence.
_GOES_ON = re.compile(r"[-–—:]$")
_WORD = re.compile(r"\w+")
# "(ANSA) - ROME, JUL 11 -", "NEW YORK (AP) —", "MOSCOW, January 21. /TASS/.", and a paragraph that is a dateline.
_AGENCY = r"\W{0,9}(?:\([^()]{2,40}\)\W{1,9})?"
_END = r"[^\w(,.:–—\n-]{0,3}(?:[(,.:–—-]|$)"
_END_OF_PLACE = r"(?:, [^\n,(]{2,30})?(?: ?\([^()]{2,30}\)|\.? [-–—_] |\.? /)"
# Before the first sentence agencies may have a list of keywords and the headline once more.
_FIRST = 12
# Elements that begin a body which can be read; sports results and events in XML have other ones.
_BODIES = {"body", "body.content", "div", "section", "article", "p", "block", "main", "h1", "h2", "h3", "ul", "ol", "b"}


def root_name(start: str) -> str:
    """The name of the root element of the XML that a text begins with, without its prefix; empty where it is no XML.

    Args:
        start: the text, cut anywhere after the root element's name.
    """
    at, end = 0, len(start)
    while at < end:
        if start[at].isspace() or start[at] == "\ufeff":
            at += 1
        elif start.startswith("<?", at):
            at = _after(start, "?>", at)
        elif start.startswith("<!--", at):
            at = _after(start, "-->", at)
        elif start.startswith("<!", at):
            at = _after_doctype(start, at)
        else:
            match = _NAME.match(start, at)
            return match[1] if match else ""
    return ""


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return found + len(mark) if found >= 0 else len(text)


def _after_doctype(text: str, at: int) -> int:
    close, subset = text.find(">", at), text.find("[", at)
    if 0 <= subset < close and (match := _SUBSET.search(text, subset)):
        return match.end()
    return close + 1 if close >= 0 else len(text)


def parsed(file: File) -> Any:
    """The root element of an XML file of an agency.

    Raises:
        ArticleError: it is not well formed, or defines entities.
        LengthError: it is too large.
    """
    return parse_xml(file.data(LARGEST_EXPORT), file.name)


def children(element: Any, *names: str) -> Iterator[Any]:
    """The children of an element that have one of these names, which are in lower case."""
    return (child for child in element if local(child) in names)


def find(element: Any, *path: str) -> Iterator[Any]:
    """The elements at the end of a path of names below an element, in their order."""
    if not path:
        yield element
        return
    for child in children(element, path[0]):
        yield from find(child, *path[1:])


def told(element: Any, *path: str) -> str | None:
    """The first text at the end of a path, as one line; None where there is none."""
    return next((line for found in find(element, *path) if (line := line_of(found))), None)


def line_of(element: Any) -> str | None:
    """The text of an element as one line, with what was escaped twice read; None where it has none."""
    text = text_of(element)
    if "&" in text or "<" in text:
        text = _TAG.sub("", unescape(text))
    return " ".join(text.split()) or None


def attribute(element: Any, name: str, *path: str) -> str | None:
    """The first value of an attribute, its namespace left aside, at the end of a path; None where there is none."""
    for found in find(element, *path):
        for key, value in found.attrib.items():
            if str(key).rpartition("}")[2].lower() == name and value.strip():
                return " ".join(value.split())
    return None


def day(*written: str | None) -> str | None:
    """The first day that is told, each in the zone in which it is written."""
    return next((date for line in written if (date := told_date(line))), None)


def body_text(content: Any) -> str:
    """The text of what an agency puts into its envelope; empty where it is another kind of XML.

    It is NITF, XHTML, paragraphs alone, or letters with or without tags in them.
    """
    nested = [child for child in content if local(child)]
    if not nested:
        text = "".join(content.itertext())
        return text_of_html(text) if _TAG.search(text) else plain(text)
    names = {local(child) for child in nested}
    if "nitf" in names:
        return nitf_text(next(children(content, "nitf")))
    if "html" in names:
        return "\n\n".join(text for body in find(content, "html", "body") if (text := text_of(body)))
    return text_of(content) if names & _BODIES else ""


def plain(text: str) -> str:
    """A text without mark-up: its lines as they are, without the room around it and the indents of the XML."""
    lines = [line.strip() for line in unescape(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def nitf_text(nitf: Any) -> str:
    """The body of a NITF document, after its dateline and before its tagline."""
    bodies = list(find(nitf, "body"))
    content = [text for body in bodies for part in children(body, "body.content") if (text := text_of(_once(part)))]
    if not content:
        # What is not valid NITF has its paragraphs in <body>.
        content = [text for body in bodies for part in children(body, "p", "block") if (text := text_of(part))]
    ends = [text for body in bodies for part in children(body, "body.end") if (text := text_of(part))]
    text = "\n\n".join(content)
    datelines = [line for body in bodies for found in find(body, "body.head", "dateline") if (line := line_of(found))]
    dateline = next(iter(datelines), None)
    return "\n\n".join((with_dateline(text, dateline), *ends)) if text else ""


def _once(content: Any) -> Any:
    """A body without the block that only repeats how the text begins: archives give the lead once more before it."""
    blocks = {one.get("class"): one for one in children(content, "block")}
    lead, whole = blocks.get("lead_paragraph"), blocks.get("full_text")
    if lead is None or whole is None:
        return content
    # "LEAD:" stands before the lead alone.
    words, all_words = _WORD.findall(text_of(lead)), _WORD.findall(text_of(whole))
    if any(all_words[: len(words) - at] == words[at:] for at in (0, 1)):
        content.remove(lead)
    return content


def with_dateline(text: str, dateline: str | None) -> str:
    """A text with its dateline before it, where it does not begin with it and the dateline has words.

    Some write "20170102T222800+0000" or "4/4/2018" for a dateline: that is for machines.
    """
    if not dateline or not text or len(_LETTER.findall(dateline)) < 2 or dateline.isalnum() and dateline[0].isdigit():
        return text
    if any(_begins(paragraph, dateline) for paragraph in text.split("\n\n", _FIRST)[:_FIRST]):
        return text
    return f"{dateline} {text}" if _GOES_ON.search(dateline) else f"{dateline}\n\n{text}"


def _begins(text: str, dateline: str) -> bool:
    """Whether a paragraph begins with a dateline: with all of its words, or with its place and what ends a dateline.

    Of "BEIJING, July 23" before "(Kyodo) BEIJING (Kyodo) - …" only the place comes again.
    """
    words, place = _WORD.findall(dateline), _WORD.findall(dateline.partition(",")[0])
    for some, end in ((words, _END), (place, _END_OF_PLACE), (place[:1], _END_OF_PLACE)):
        pattern = _AGENCY + r"\W{1,9}".join(re.escape(word) for word in some[:30]) + end
        if some and re.match(pattern, text, re.IGNORECASE):
            return True
    return False


def byline(element: Any) -> str | None:
    """The names in a byline: those marked as persons, else its line without «Par» and without the office after it."""
    persons = [name for person in element.iter() if local(person) == "person" and (name := line_of(person))]
    if persons:
        return ", ".join(persons)
    office = {line_of(one) for one in element.iter() if local(one) == "byttl"}
    line = line_of(element)
    for one in office:
        line = line.removesuffix(one).rstrip(" ,") if line and one and line != one else line
    return author(line)


def author(line: str | None) -> str | None:
    """A byline without the word that begins it: "Ines Roth" of "By Ines Roth"."""
    if not line:
        return None
    first, _, rest = line.partition(" ")
    return rest.strip() if rest and first in everywhere("wire").get("by", ()) else line
