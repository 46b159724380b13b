"""Exports of Nexis Uni and Lexis+, DOCX and RTF: articles with labels, each ended by "End of Document" or the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pourparlers.articles.archives import member, open_zip
from pourparlers.articles.databases import labels, parted
from pourparlers.articles.dates import told_date
from pourparlers.articles.file import LARGEST_EXPORT, File
from pourparlers.articles.formats import docx
from pourparlers.articles.formats.wire import author, with_dateline
from pourparlers.articles.languages import told_language
from pourparlers.articles.office.richtext import is_rich_text, read_rich_text
from pourparlers.articles.source import How, Problem, Source, within
from pourparlers.articles.words import everywhere
from pourparlers.model import ArticleError, LengthError, PourparlersError

_LABELS = ("length", "byline", "section", "dateline", "highlight", "series")
_LONGEST_LINE = 300


def fits(file: File) -> bool:
    """Whether a file is an export: it has the line that ends an article and a label of one, or is a list of results."""
    try:
        data = raw(file)
    except (ArticleError, LengthError):
        return False
    if _has(data, "list") and _has(data, "cover"):
        return True
    return _has(data, "end") and any(_has(data, one) for one in ("length", "load_date", "body", "copyright"))


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of an export, in its order; the list of results before them is passed over.

    Raises:
        ArticleError: nothing in it is an article.
        LengthError: it is too large.
    """
    number = 0
    for number, lines in enumerate(_articles(_lines(file, how)), 1):
        place = f"article {number}"
        try:
            yield _source(lines, place, within(file.name, place), number == 1)
        except PourparlersError as error:
            yield Problem(where=within(file.name, place), error=error)
    if not number:
        hint = "Download full documents from Nexis, as DOCX or RTF."
        raise ArticleError("no article is found in the export.", where=file.name, hint=hint)


def raw(file: File) -> bytes:
    """The bytes of RTF or DOCX in which words stand as they are written, ASCII at least; none of other files.

    Args:
        file: any file.

    Raises:
        ArticleError: its archive is broken.
        LengthError: it is too large.
    """
    if is_rich_text(file.head):
        return file.data(LARGEST_EXPORT)
    if not docx.fits(file):
        return b""
    with open_zip(file) as archive:
        return member(archive, "word/document.xml", file.name) or b""


def _has(data: bytes, key: str) -> bool:
    return any(word.encode() in data for word in everywhere("nexis").get(key, ()))


def _lines(file: File, how: How) -> list[str]:
    """The paragraphs of a document; what is below another in the same one is a paragraph of its own in its header."""
    if is_rich_text(file.head):
        return [one.text for one in read_rich_text(file.data(LARGEST_EXPORT), file.name).paragraphs]
    return [line for one in docx.read(file, how) for line in one.text.split("\n\n")]


def _articles(lines: list[str]) -> Iterator[list[str]]:
    ends = {word.casefold() for word in everywhere("nexis").get("end", ())}
    here: list[str] = []
    for line in lines:
        if line.casefold().strip(" .") in ends:
            yield here
            here = []
        else:
            here.append(line)
    # A page number or the name of a footer behind the last article.
    if sum(map(len, here)) > 100:
        yield here


def _source(lines: list[str], place: str, where: str, first: bool) -> Source:
    end, body = _body_start(lines)
    header = [one for line in lines[:end] for one in line.split("\n") if one.strip()]
    at = _date_line(header)
    if at is None:
        what = "what stands here has no header of an article: no line with its date and none with its rights."
        raise ArticleError(what, where=where, hint="Download it again, as a full document.")
    told = _labelled(header[at:])
    text, tail = _parted(lines[body:])
    if not text:
        raise ArticleError("the article has no text.", where=where, hint="Download full documents, not a list.")
    section, page = section_and_page(told.get("section"))
    above = header[:at]
    date = parted(header[at])
    published = date[1] if date else told_date(header[at])
    return Source(
        text="\n\n".join((*told.get("highlight", ()), with_dateline(text, " ".join(told.get("dateline", ())) or None))),
        title=_title(above[:-1], first),
        outlet=above[-1] if above else None,
        published=published,
        author=author(" ".join(told.get("byline", ())) or None),
        section=section,
        page=page,
        language=_language(tail),
        place=place,
    )


def _body_start(lines: list[str]) -> tuple[int, int]:
    """Where the header ends and the text begins: at the line that says so, or else behind the labels of the header."""
    words = {word.casefold() for word in everywhere("nexis").get("body", ())}
    for at, line in enumerate(lines):
        if line.casefold().strip(" :") in words:
            return at, at + 1
    labelled = [any(labels("nexis", one).match(line) for one in _LABELS) for line in lines]
    at = labelled.index(True) if True in labelled else 0
    while at < len(lines) and labelled[at]:
        at += 1
    return at, at


def _date_line(header: list[str]) -> int | None:
    """Which line of a header has the date: the last that begins with one before rights and labels."""
    stop = next((at for at, line in enumerate(header) if labels("nexis", "copyright").match(line)), None)
    if stop is None:
        marked = [at for at, line in enumerate(header) if labels("nexis", "length").match(line)]
        stop = marked[0] if marked else len(header)
    found = [at for at, line in enumerate(header[:stop]) if len(line) < _LONGEST_LINE and parted(line)]
    # Of monthlies: «septembre 2024».
    last = header[stop - 1].strip() if stop else ""
    if not found and stop > 1 and len(last.split()) == 2 and told_date(last):
        return stop - 1
    # Below it an edition may have one too: «Édition du 12 septembre 2024».
    bare = [at for at in found if not (parted(header[at]) or ("-",))[0]]
    return next(reversed(bare or found), None)


def _labelled(header: list[str]) -> dict[str, list[str]]:
    """Values by labels; a label within a line ends what stands before it: "Byline: Ines RothHighlight: The bridge"."""
    out: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in header:
        for key, value in _split_labels(line):
            if key:
                current = out.setdefault(key, [])
            if current is not None and value:
                current.append(value)
    return out


def _split_labels(line: str) -> Iterator[tuple[str, str]]:
    """The parts of a line of a header with the labels that begin them; of a standfirst all is its text."""
    found = [match for match in _label().finditer(line) if match.start() == 0 or line[0 : match.start()].strip()]
    if not found or found[0].start() != 0:
        yield "", line.strip()
        return
    keys = [str(match.lastgroup) for match in found]
    if "highlight" in keys:
        found = found[: keys.index("highlight") + 1]
    for match, end in zip(found, [*(one.start() for one in found[1:]), len(line)], strict=True):
        yield str(match.lastgroup), line[match.end() : end].strip(" \u00a0;")


@cache
def _label() -> re.Pattern[str]:
    """Any label of a header with its colon, at the beginning of a line or glued to the value before it."""
    words = {key: "|".join(map(re.escape, everywhere("nexis").get(key, ()))) or "(?!)" for key in _LABELS}
    told = "|".join(f"(?P<{key}>{alternatives})" for key, alternatives in words.items())
    return re.compile(rf"(?<![A-ZÀ-Ý])(?:{told})[ \u00a0\u202f]?:")


def section_and_page(told: list[str] | None) -> tuple[str | None, str | None]:
    """The section and the page: "NEWS; Pg. 12".

    Args:
        told: the value of the label, in one or more lines.
    """
    parts = [part.strip() for part in " ".join(told or ()).split(";") if part.strip()]
    page = labels("nexis", "page")
    pages = [part[match.end() :] for part in parts if (match := page.match(part))]
    rest = [part for part in parts if not page.match(part)]
    return "; ".join(rest) or None, pages[0] if pages and pages[0] else None


def _title(above: list[str], first: bool) -> str | None:
    """The headline: all that stands above the publication, but for the list of results before the first article."""
    has_cover = first and any(labels("nexis", "cover").match(line) for line in above)
    return " ".join(above[-1:] if has_cover else above) or None


def _parted(lines: list[str]) -> tuple[str, list[str]]:
    """The text, and the lines of indexing behind it."""
    end = len(lines)
    classification = labels("nexis", "classification")
    for at, line in enumerate(lines):
        if (match := classification.match(line)) and match.end() == len(line):
            end = at
    while end and (_is_tail(lines[end - 1]) or lines[end - 1].strip() in everywhere("nexis").get("image", ())):
        end -= 1
    # What pictures show stays; the word above it is the database's.
    graphic = {word.casefold() for word in everywhere("nexis").get("graphic", ())}
    at = next((at for at in reversed(range(end)) if lines[at].casefold().strip(" :") in graphic), end)
    return "\n\n".join((*lines[:at], *lines[at + 1 : end])).strip(), lines[end:]


def _is_tail(line: str) -> bool:
    return any(
        (match := labels("nexis", key).match(line)) and ":" in match[0]
        for key in ("tail", "load_date", "classification")
    )


def _language(tail: list[str]) -> str | None:
    """The language that the indexing names: "FRENCH; FRANÇAIS"."""
    for line in tail:
        match = labels("nexis", "tail").match(line)
        told = told_language(line[match.end() :].split(";")[0].strip()) if match else None
        if told and len(told) == 2:
            return told
    return None
