"""Exports of Factiva, RTF and HTML and what Word made of the RTF, with codes of fields ("HD", "PD") or without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pourparlers.articles.databases import holds, labels, language_of
from pourparlers.articles.dates import told_date
from pourparlers.articles.file import LARGEST_EXPORT, File
from pourparlers.articles.formats import docx
from pourparlers.articles.formats.nexis import raw
from pourparlers.articles.formats.wire import author
from pourparlers.articles.languages import told_language
from pourparlers.articles.markup import parse_html, text_of
from pourparlers.articles.office.richtext import Paragraph, is_rich_text, read_rich_text
from pourparlers.articles.source import How, Problem, Source, within
from pourparlers.articles.words import everywhere
from pourparlers.model import ArticleError, LengthError, PourparlersError

# Of mark-up for one article, in characters: a million of text is no article any more.
_LARGEST = 5_000_000
_CODES = {
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "CX", "LP", "TD", "ART", "CT",
    "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "DE", "CLM",
}  # fmt: skip
_TEXTS = ("CX", "LP", "TD", "ART")
_CODED = re.compile(r"(?P<code>[A-Z]{2,3})(?:\s*$|\s*[\t|]\s*(?P<rest>.*)|[ \u00a0]{2,}(?P<text>.*))", re.DOTALL)
# "LEMOND0020240911ek9b0001x", "j000000020010710dx1o00do1": the source in eight characters, the day, nine more.
_NUMBER = r"[A-Za-z0-9]{8}(?:19|20)\d\d[01]\d[0-3]\d[0-9a-z]{9}"
_ID = re.compile(rf"(?<![A-Za-z0-9])({_NUMBER})(?![A-Za-z0-9])")
_END = re.compile(rf"[^\W\d_]{{4,12}}[ \u00a0]({_NUMBER})")
# In files of any size the day is looked for first, and then what stands around it.
_DAY_IN_FILE = re.compile(rb"(?:19|20)\d\d[01]\d[0-3]\d[0-9a-z]{9}(?![A-Za-z0-9])")
_BEFORE_DAY = re.compile(rb"[A-Za-z]{4,12}(?: |\xa0|\\~|\\'a0|\xc2\xa0)[A-Za-z0-9]{8}\Z")
_PAGE_OF_IT = re.compile(r"class\s{0,9}=\s{0,9}[\"'](?:article [a-z]{2}Article|articleParagraph\b)")
_DIV = re.compile(
    r"<div[^>]{0,200}class\s{0,9}=\s{0,9}[\"']article(?: [a-z]{2}Article[^\"'>]{0,100})?[\"']", re.IGNORECASE
)
_COUNT = re.compile(r"\d[\d .,\u00a0\u202f]{0,12}\s?([^\W\d_]{2,12})\.?$")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?:\W?[A-Za-z. ]{0,8})$")
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}$")
_BARE_PAGE = re.compile(r"[A-Z]{0,4}\d{1,4}(?:[;,-] ?[A-Z]{0,4}\d{1,4}){0,9}$")
# «Un pont pour deux	12» of a table of contents.
_ENTRY = re.compile(r"[\t.\u2026] {0,3}\d{1,4}$")
# After the number of words stand date, time, publication, code, edition, page, volume, language, rights.
_LONGEST_HEADER = 14
# «Tous droits réservés - Le Courrier de Calvera 2024»; a sentence that names rights is longer, as a rule.
_LONGEST_RIGHTS = 90
# Before it stand section, title and author, of whom there may be some.
_MOST_ABOVE = 5


def fits(file: File) -> bool:
    """Whether a file is an export: RTF that ends articles by their numbers, or elements with names of Factiva."""
    if is_rich_text(file.head) or docx.fits(file):
        try:
            data = raw(file)
        except (ArticleError, LengthError):
            return False
        days = (match.start() for match in _DAY_IN_FILE.finditer(data))
        return any(_BEFORE_DAY.search(data[max(0, at - 30) : at]) for at in days)
    return "<" in file.start[:2000] and holds(file, _PAGE_OF_IT, "factiva")


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of an export, in its order.

    Raises:
        ArticleError: nothing in it is an article.
        LengthError: it is too large.
    """
    number = 0
    for number, (told, whole) in enumerate(_articles(file), 1):
        place = f"article {number}"
        where = within(file.name, place)
        try:
            yield _source(told, whole, place, where)
        except PourparlersError as error:
            yield Problem(where=where, error=error)
    if not number:
        hint = "Choose the articles in Factiva and save them as RTF or HTML."
        raise ArticleError("no article is found in the export.", where=file.name, hint=hint)


def _articles(file: File) -> Iterator[tuple[list[Paragraph], bool]]:
    """The paragraphs of each article, and whether its end is there."""
    if is_rich_text(file.head):
        yield from _split(read_rich_text(file.data(LARGEST_EXPORT), file.name).paragraphs)
        return
    if docx.fits(file):
        yield from _split(Paragraph(one.text, one.bold) for one in docx.paragraphs(file))
        return
    text = file.text(LARGEST_EXPORT)
    starts = [match.start() for match in _DIV.finditer(text)] or [0]
    for start, after in pairwise([*starts, len(text)]):
        yield from _split(_of_page(text[start:after], file.name))


def _of_page(piece: str, where: str) -> Iterator[Paragraph]:
    """Paragraphs of a page; its headline is told by its class, as it is by bold print elsewhere."""
    if len(piece) > _LARGEST:
        raise LengthError("an article of the export is too long.", where=where, hint="Export it again by itself.")
    root = parse_html(piece, where)
    heads = {text_of(one) for one in root.iter("span", "div", "b") if _is_headline(one)}
    for text in text_of(root).split("\n\n"):
        if text:
            yield Paragraph(text, text in heads)


def _is_headline(element: object) -> bool:
    get = element.get  # type: ignore[attr-defined]
    return (get("id") or "") == "hd" or str(get("class") or "").endswith("Headline")


def _split(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[list[Paragraph], bool]]:
    here: list[Paragraph] = []
    for one in paragraphs:
        here.append(one)
        if _END.fullmatch(_coded(one.text)[1] or one.text):
            yield here, True
            here = []
    if _is_rest(here):
        return
    yield here, False


def _is_rest(here: list[Paragraph]) -> bool:
    """Whether what stands behind the last article is Factiva's own: its rights, or a summary of the search."""
    if not here:
        return True
    summary = labels("factiva", "summary")
    if any(summary.match(one.text) for one in here):
        return True
    return len(here) <= 3 and all(len(one.text) < 200 for one in here) and any("Factiva" in one.text for one in here)


def _source(told: list[Paragraph], whole: bool, place: str, where: str) -> Source:
    fields = _fields(told)
    source = _by_codes(fields) if "HD" in fields else _by_place(told, where)
    if not whole:
        # A part of an article that is taken for all of it would say less than its outlet did.
        what = "the article is cut off: the line with its number, which ends it, is not there."
        raise ArticleError(what, where=where, hint="Export it again.")
    if not source.text:
        raise ArticleError("the article has no text.", where=where, hint="Export full articles, not headlines.")
    return source.overridden(place=place)


def _fields(told: list[Paragraph]) -> dict[str, list[str]]:
    """Values by codes; those that a code tells twice follow each other."""
    out: dict[str, list[str]] = {}
    current: list[str] | None = None
    for one in told:
        code, rest = _coded(one.text)
        if code:
            current = out.setdefault(code, [])
        if current is not None and rest:
            current.append(rest)
    return out


def _coded(text: str) -> tuple[str, str]:
    """The code that a paragraph begins with, and the rest of it; no code where there is none."""
    match = _CODED.match(text)
    if match is None or match["code"] not in _CODES:
        return "", text
    return match["code"], (match["rest"] or match["text"] or "").strip()


def _by_codes(fields: dict[str, list[str]]) -> Source:
    def line(code: str) -> str | None:
        return " ".join(" ".join(fields.get(code, ())).split()) or None

    found = _ID.search(line("AN") or "")
    language = told_language(line("LA"))
    return Source(
        text="\n\n".join(one for code in _TEXTS for one in fields.get(code, ())),
        title=line("HD"),
        author=author(line("BY")),
        published=told_date(line("PD"), language),
        outlet=line("SN"),
        section=line("SE") or line("CLM"),
        page=_page(line("PG")),
        language=language if language and len(language) == 2 else None,
        identifier=found[1] if found else None,
    )


def _page(line: str | None) -> str | None:
    match = labels("factiva", "page").match((line or "").casefold())
    return (line[match.end() :] if match and line else line) or None


def _by_place(told: list[Paragraph], where: str) -> Source:
    """The article whose header has no codes: its fields are told by the order in which they stand."""
    end = _END.fullmatch(told[-1].text) if told else None
    lines = told[:-1] if end else told
    count = _count_line(lines)
    if count is None:
        what = "what stands here has no header of an article."
        raise ArticleError(what, where=where, hint="Export it again, with full articles and their indexing.")
    section, title, by = _above(lines[:count])
    header = [one.text for one in lines[count + 1 : count + 1 + _LONGEST_HEADER]]
    length = _header_length(header)
    fields = _below(header[:length])
    body = lines[count + 1 + length :]
    return Source(
        text="\n\n".join(one.text for one in body),
        title=title,
        author=author(by),
        section=section,
        identifier=end[1] if end else None,
        **fields,
    )


def _count_line(lines: list[Paragraph]) -> int | None:
    """Which line tells the number of words: the first that a date follows, for a table of contents may stand before."""
    counts = [at for at, one in enumerate(lines) if _is_count(one.text)]
    dated = (at for at in counts if at + 1 < len(lines) and told_date(lines[at + 1].text))
    return next(dated, counts[0] if counts and counts[0] < _LONGEST_HEADER else None)


def _is_count(text: str) -> bool:
    match = _COUNT.match(text)
    return match is not None and match[1].casefold() in everywhere("factiva").get("words", ())


def _above(lines: list[Paragraph]) -> tuple[str | None, str | None, str | None]:
    """Section, title and author: the title is in bold; where nothing is, one line is the title and three are all."""
    if len(lines) > _MOST_ABOVE:
        # A table of contents, or what the search was.
        lines = lines[next((at + 1 for at in reversed(range(len(lines))) if _ENTRY.search(lines[at].text)), 0) :]
    if len(lines) > _MOST_ABOVE:
        bold = [at for at, one in enumerate(lines) if one.bold]
        lines = lines[bold[-1] if bold else -1 :]
    at = next((at for at, one in enumerate(lines) if one.bold), None)
    if at is None or all(one.bold for one in lines):
        at = 1 if len(lines) == 3 else 0
    told = [one.text for one in lines]
    before, after = told[:at], told[at + 1 :]
    return ", ".join(before) or None, told[at] if told else None, " ".join(after) or None


def _header_length(header: list[str]) -> int:
    """How many lines the header has: it ends with the language and the rights, or with the code of the publication."""
    language = next((at for at, one in enumerate(header) if language_of(one)), None)
    rights = next((at for at, one in enumerate(header) if labels("factiva", "copyright").match(one)), None)
    if rights is None and language is not None and _tells_rights(header[language + 1 : language + 2]):
        rights = language + 1
    if language is not None:
        end = rights + 1 if rights is not None and rights <= language + 2 else language + 1
        # The rights may go on: «Copyright 2024 Oasis Hebdo», «Tous droits réservés».
        goes_on = len(header) > end > language + 1 and labels("factiva", "rights").match(header[end])
        return end + 1 if goes_on and _tells_rights(header[end : end + 1]) else end
    if rights is not None:
        return rights + 1
    return next((at + 1 for at, one in enumerate(header) if at and _SOURCE_CODE.match(one)), 0)


def _tells_rights(below: list[str]) -> bool:
    """Whether the line below the language is that of rights, wherever it names them: «Tous droits réservés : © ABP»."""
    words = [word.casefold() for key in ("copyright", "rights") for word in everywhere("factiva").get(key, ())]
    return any(len(one) < _LONGEST_RIGHTS and any(word in one.casefold() for word in words) for one in below)


def _below(header: list[str]) -> dict[str, str | None]:
    """Fields of the lines between the number of words and the text."""
    language = next((told for one in header if (told := language_of(one))), None)
    published = told_date(header[0], language) if header else None
    rest = header[1:] if published else header
    rest = rest[1:] if rest and _TIME.match(rest[0]) else rest
    outlet = rest[0] if rest and language_of(rest[0]) is None else None
    return {"published": published, "outlet": outlet, "page": _page_below(rest[1:]), "language": language}


def _page_below(header: list[str]) -> str | None:
    """The page among the lines below the publication: with its word, or the number between its code and language."""
    pages = (one for one in header if labels("factiva", "page").match(one.casefold()))
    if told := _page(next(pages, None)):
        return told
    code = next((at for at, one in enumerate(header) if _SOURCE_CODE.match(one)), None)
    language = next((at for at, one in enumerate(header) if language_of(one)), None)
    if code is None or language is None:
        return None
    # The edition may be a number too, and stands before it.
    return next((one for one in reversed(header[code + 1 : language]) if _BARE_PAGE.match(one)), None)
