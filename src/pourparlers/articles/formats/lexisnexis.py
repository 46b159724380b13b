"""Exports of LexisNexis before Nexis Uni, as HTML, text, RTF and DOCX: "1 of 20 DOCUMENTS", labels in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pourparlers.articles.databases import labels, parted
from pourparlers.articles.file import LARGEST_EXPORT, File
from pourparlers.articles.formats import docx
from pourparlers.articles.formats.nexis import raw, section_and_page
from pourparlers.articles.formats.wire import author, with_dateline
from pourparlers.articles.languages import told_language
from pourparlers.articles.markup import parse_html, text_of
from pourparlers.articles.office.richtext import is_rich_text, read_rich_text
from pourparlers.articles.source import How, Problem, Source, within
from pourparlers.articles.words import everywhere
from pourparlers.model import ArticleError, LengthError, PourparlersError

_HEADER = ("length", "byline", "section", "dateline", "highlight", "series")
# Publication, date, edition and title stand above the labels, and rights may.
_MOST_ABOVE = 12
_LARGEST = 5_000_000
_TAG = re.compile(r"<(?:html|body|p|div|span|br)\b", re.IGNORECASE)


def fits(file: File) -> bool:
    """Whether a file is an export: it has the line that counts the articles and the label of their length."""
    try:
        text = _beginning(file)
    except PourparlersError:
        return False
    length = labels("lexisnexis", "length")
    return _counted().search(text) is not None and any(length.match(line) for line in _flat(text))


def _beginning(file: File) -> str:
    """What to look at: all paragraphs of a document which has the label at all, and of others what they begin with."""
    if not is_rich_text(file.head) and not docx.fits(file):
        return file.start
    data = raw(file)
    if not any(word.encode() in data for word in everywhere("lexisnexis").get("length", ())):
        return ""
    return "\n".join(_all_lines(file, How()))


def _flat(text: str) -> Iterator[str]:
    """Lines of a text or of the mark-up of a page, whose labels stand behind a tag."""
    return (line.strip() for line in re.split(r"[\n>]", text))


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of an export, in its order; what stands before the first is about the search.

    Raises:
        ArticleError: nothing in it is an article.
        LengthError: it is too large.
    """
    number = 0
    for number, lines in enumerate(_articles(file, how), 1):
        place = f"article {number}"
        where = within(file.name, place)
        try:
            yield _source(lines, place, where)
        except PourparlersError as error:
            yield Problem(where=where, error=error)
    if not number:
        hint = "Download full documents from the database."
        raise ArticleError("no article is found in the export.", where=file.name, hint=hint)


def _articles(file: File, how: How) -> Iterator[list[str]]:
    """The paragraphs of each article, behind the line that counts it."""
    if is_rich_text(file.head) or docx.fits(file):
        lines = _all_lines(file, how)
        starts = [at for at, line in enumerate(lines) if _counted().fullmatch(line.strip())]
        for start, after in pairwise([*starts, len(lines)]):
            yield lines[start + 1 : after]
        return
    text = file.text(LARGEST_EXPORT)
    page = _TAG.search(text[:20_000]) is not None
    spans = [match.span() for match in _counted().finditer(text)]
    for (_, start), (after, _) in pairwise([*spans, (len(text), len(text))]):
        piece = text[start:after]
        yield _of_page(piece, file.name) if page else _of_text(piece)


def _all_lines(file: File, how: How) -> list[str]:
    if is_rich_text(file.head):
        return [one.text for one in read_rich_text(file.data(LARGEST_EXPORT), file.name).paragraphs]
    return [line for one in docx.read(file, how) for line in one.text.split("\n\n")]


def _of_page(piece: str, where: str) -> list[str]:
    if len(piece) > _LARGEST:
        raise LengthError("an article of the export is too long.", where=where, hint="Export it again by itself.")
    return [one for one in text_of(parse_html(piece, where)).split("\n\n") if one.strip()]


def _of_text(piece: str) -> list[str]:
    """The paragraphs of a text, whose lines are broken at some eighty characters."""
    blocks = re.split(r"\n[ \t]*\n", piece)
    return [line for block in blocks if (line := " ".join(block.split()))]


@cache
def _counted() -> re.Pattern[str]:
    """The line that counts an article: "3 of 20 DOCUMENTS", «Document 3 de 20»."""
    written = (re.escape(one).replace(r"\#", "#") for one in everywhere("lexisnexis").get("counted", ()))
    told = "|".join(one.replace("#", r"\d{1,6}") for one in sorted(written, key=len, reverse=True))
    room = r"[ \t\u00a0]{0,100}"
    return re.compile(rf"(?:^|(?<=>)){room}(?:{told or '(?!)'})(?={room}(?:<|$))", re.MULTILINE)


def _source(lines: list[str], place: str, where: str) -> Source:
    first = next((at for at, line in enumerate(lines[:_MOST_ABOVE]) if _key(line, _HEADER)), None)
    above = [line for line in lines[:first] if not _is_rights(line)]
    at = next((at for at, line in enumerate(above) if _begins_with_date(line)), None)
    if first is None or not at:
        what = "what stands here has no header of an article: its publication, date and length."
        raise ArticleError(what, where=where, hint="Download it again, as a full document.")
    body = next((at for at in range(first, len(lines)) if not _key(lines[at], _HEADER)), len(lines))
    told = dict(_labelled(one) for one in lines[first:body])
    text, tail = _parted(lines[body:])
    if not text:
        raise ArticleError("the article has no text.", where=where, hint="Download full documents, not a list.")
    section, page = section_and_page([told["section"]] if "section" in told else None)
    date = parted(above[at])
    highlight = (told["highlight"],) if told.get("highlight") else ()
    return Source(
        text="\n\n".join((*highlight, with_dateline(text, told.get("dateline")))),
        # Editions stand between the date and the title.
        title=_one_line(above[-1]) if len(above) > at + 1 else None,
        outlet=_one_line(above[at - 1]),
        published=date[1] if date else None,
        author=author(told.get("byline")),
        section=section,
        page=page,
        language=_language(tail),
        place=place,
    )


def _key(line: str, keys: tuple[str, ...]) -> str | None:
    """Which of these labels a line begins with."""
    found = ((key, labels("lexisnexis", key).match(line)) for key in keys)
    return next((key for key, match in found if match and ":" in match[0]), None)


def _labelled(line: str) -> tuple[str, str]:
    key = _key(line, _HEADER) or ""
    match = labels("lexisnexis", key).match(line) if key else None
    return key, _one_line(line[match.end() if match else 0 :])


def _begins_with_date(line: str) -> bool:
    told = parted(line)
    return told is not None and not told[0]


def _is_rights(line: str) -> bool:
    return labels("lexisnexis", "rights").match(line) is not None


def _parted(lines: list[str]) -> tuple[str, list[str]]:
    """The text, and the labels behind it: where only they stand before those that always end an article."""
    end = next((at for at, line in enumerate(lines) if _key(line, ("end", "language"))), len(lines))
    while end and (_key(lines[end - 1], ("tail",)) or _is_rights(lines[end - 1])):
        end -= 1
    return "\n\n".join(lines[:end]).strip(), lines[end:]


def _language(tail: list[str]) -> str | None:
    for line in tail:
        match = labels("lexisnexis", "language").match(line)
        told = told_language(line[match.end() :].split(";")[0].strip()) if match else None
        if told and len(told) == 2:
            return told
    return None


def _one_line(text: str) -> str:
    return " ".join(text.split())
