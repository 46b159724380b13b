"""HTML exports of Europresse of all generations: many articles in a page, each with its own header.

Before 2013 each is a cell of a table, in which its text just follows its title; later ones are <article>s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from typing import Any

from pourparlers.articles.databases import holds, is_weekday, labels, parted
from pourparlers.articles.dates import told_date
from pourparlers.articles.file import LARGEST_EXPORT, File
from pourparlers.articles.formats.wire import author
from pourparlers.articles.markup import local, parse_html, text_of, text_of_html
from pourparlers.articles.source import How, Problem, Source, within
from pourparlers.articles.unheld import held
from pourparlers.articles.words import everywhere
from pourparlers.model import ArticleError, LengthError, PourparlersError

# Of mark-up for one article, in characters: a million of text is no article any more.
_LARGEST = 5_000_000
_CLASSES = re.compile(
    r"class\s{0,9}=\s{0,9}(?:[\"']|&quot;)[^\"'>]{0,200}"
    r"\b(?:DocPublicationName|docOcurrContainer|titreArticleVisu|publiC-lblNodoc)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"<article(?=[\s>/])", re.IGNORECASE)
_END = re.compile(r"</article\s{0,9}>", re.IGNORECASE)
# Where the oldest layout begins an article: <span class="DocPublicationName">La Gazette</span><br>
_CELL = re.compile(r"<span[^<>]{0,100}\bclass\s{0,9}=\s{0,9}[\"']?DocPublicationName\b", re.IGNORECASE)
# "news·20240911·LM·134x20x4711", "pdf·20180312·LM_A"; the marks between its parts have been dots and hyphens.
_ID = re.compile(
    r"(?<![a-z])[a-z]{3,8}(?P<mark>[·•‧∙-])(?P<day>(?:19|20)\d{6})(?P=mark)[\w.]{1,40}(?:(?P=mark)[\w.-]{1,80})?"
)
_ESCAPED_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|em|strong|a|mark|h[1-6]|ul|li|table|tr|td)\b[^<>]{0,500}>", re.IGNORECASE
)
_ESCAPED_CHARACTER = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{2,6});")
_LINK = re.compile(r"https?://[^\s\"'<>]{4,2000}", re.IGNORECASE)


def fits(file: File) -> bool:
    """Whether a file is an export, told by the classes of its elements; style sheets may stand before them."""
    if "<" not in file.start[:2000] and "&lt;" not in file.start[:2000]:
        return False
    return holds(file, _CLASSES, "europresse")


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of an export, in its order.

    Raises:
        ArticleError: nothing in it is an article.
        LengthError: it is too large.
    """
    number = 0
    for number, piece in enumerate(_pieces(file.text(LARGEST_EXPORT)), 1):
        place = f"article {number}"
        try:
            yield _source(piece, place, within(file.name, place))
        except PourparlersError as error:
            yield Problem(where=within(file.name, place), error=error)
    if not number:
        hint = "Choose the articles in Europresse and save them as HTML."
        raise ArticleError("no article is found in the export.", where=file.name, hint=hint)


def _pieces(text: str) -> Iterator[str]:
    """The mark-up of each article: its end may be missing, and no broken one takes the next with it."""
    if not _ARTICLE.search(text) and "&lt;article" in text:
        text = unescape(text)
    starts = [match.start() for match in _ARTICLE.finditer(text)] or [one.start() for one in _CELL.finditer(text)]
    if not starts and _CLASSES.search(text):
        yield text
    for start, after in pairwise([*starts, len(text)]):
        end = _END.search(text, start, after)
        yield text[start : end.start() if end else after]


def _source(piece: str, place: str, where: str) -> Source:
    if len(piece) > _LARGEST:
        raise LengthError("the article is too long.", where=where, hint="Export it again by itself.")
    article = _Article(held(parse_html(piece, where)))
    body = article.body
    if not body:
        url = article.url
        what = "only the address of the article is there, not its text." if url else "the article has no text."
        raise ArticleError(what, where=where, hint=f"Save the page {url}." if url else "Export it again.")
    return Source(
        text="\n\n".join((*article.around_title, body)),
        published=article.published,
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        author=article.author,
        section=article.section,
        page=article.page,
        identifier=article.identifier,
        place=place,
    )


class _Article:
    """One article of an export, parsed."""

    def __init__(self, root: Any) -> None:
        _without_machinery(root)
        self._by_class: dict[str, list[Any]] = {}
        for element in root.iter():
            if local(element):
                for name in (element.get("class") or "").casefold().split():
                    self._by_class.setdefault(name, []).append(element)
        self._bodies = self._all("dococurrcontainer") or self._all("doctext") or list(root.iter("section"))
        self._root = root
        self._publication = _lines(self._first("docpublicationname"))
        self._headed = list(root.iter("header"))
        self._headers = [line for one in self._by_class.get("docheader", ()) for line in _lines(one)]
        if not self._headed:
            # Of the oldest layout in pieces: «Politique, », «jeudi », «5 octobre 2012», «, p. 3».
            self._headers = [" ".join(self._headers)]

    def _first(self, *names: str) -> Any:
        """The first element with text of one of these classes, in their order."""
        found = (one for name in names for one in self._by_class.get(name, ()) if text_of(one))
        return next(found, None)

    def _all(self, name: str) -> list[Any]:
        """The elements with text of a class that stand in no other one of it."""
        found = [one for one in self._by_class.get(name, ()) if text_of(one)]
        known = set(found)
        return [one for one in found if known.isdisjoint(one.iterancestors())]

    @property
    def body(self) -> str:
        """Its text without the line that links to the web; nothing where that is all there is."""
        text = "\n\n".join(_read_twice(text_of(one)) for one in self._bodies)
        left = [line for line in text.split("\n") if line.strip() and not labels("europresse", "original").match(line)]
        if all(_LINK.fullmatch(line.strip()) for line in left):
            return ""
        linking = self._original[1]
        return "\n\n".join(one for one in text.split("\n\n") if not linking or one != linking)

    @property
    def title(self) -> str | None:
        title = self._first("titrearticlevisu", "rdp__articletitle")
        if title is None:
            title = self._first("titrearticle")
        return _one_line(title)

    @property
    def around_title(self) -> tuple[str, ...]:
        """What stands above and below the title: a reader sees it, and it belongs to no field."""
        box = self._first("titrearticle")
        inner = () if box is None else (one for one in box.iter() if local(one) == "p")
        told = [one for one in inner if _has(one, "sm-margin-bottomnews", "sm-margin-bottom", "rdp__subtitle")]
        told += self._by_class.get("rdp__subtitle", ())
        # The older layout has a standfirst as <b><p>…</p></b>, which is read as a paragraph behind an empty <b>.
        told += [one for head in self._headed for one in head.iterchildren("p") if not one.get("class")]
        # And a line above the title in a box of its own: <div><p>MÉDIAS</p></div>
        told += [one for head in self._headed for one in head.findall("div[p]") if _is_bare(one)]
        title = self.title
        order = {one: at for at, one in enumerate(self._root.iter())} if told else {}
        in_order = sorted(dict.fromkeys(told), key=lambda one: order.get(one, 0))
        return tuple(line for one in in_order if (line := _one_line(one)) and line != title)

    @property
    def author(self) -> str | None:
        if (told := self._first("docauthors")) is not None:
            return author(_one_line(told))
        box = self._first("titrearticle", "titrearticlevisu")
        for at, one in enumerate(() if box is None else box.itersiblings()):
            own = box.tag == "p" or one.getparent() in self._headed
            if _has(one, "sm-margin-bottomnews") or (at == 0 and own and _may_be_byline(one)):
                return author(_one_line(one))
        return None

    @property
    def outlet(self) -> str | None:
        """The publication, without the number of its issue: "La Croix" of "La Croix, no. 43018"."""
        first = self._publication[0] if self._publication else ""
        # Not the comma of a number: "The Tribune, no. 1,204".
        name, *rest = re.split(r",(?!\d)", first)
        kept = [part for part in rest if not labels("europresse", "issue").match(part.strip().casefold())]
        return ",".join((name, *kept)).strip() or None

    @property
    def section(self) -> str | None:
        """The rubric: it stands below the publication, or before the date."""
        told = [line for line in self._publication[1:] if not self._dated(line)]
        at = next((at for at, line in enumerate(self._headers) if self._dated(line)), None)
        if at is not None:
            # Some give the rubric a line of its own above that with the date.
            lines = [line.strip(" ,;") for line in self._headers[:at]] + [(parted(self._headers[at]) or ("",))[0]]
            told += [line for line in lines if line and not is_weekday(line) and not _is_page(line)]
        return ", ".join(dict.fromkeys(told)) or None

    @staticmethod
    def _dated(line: str) -> bool:
        return parted(line) is not None

    @property
    def page(self) -> str | None:
        for line in (*self._headers, *self._publication[1:]):
            for part in re.split(r"[,;]\s", line):
                if (match := labels("europresse", "page").match(part.strip())) and (
                    rest := part.strip()[match.end() :]
                ):
                    return rest if re.match(r"[\w(]", rest) and any(ch.isdigit() for ch in rest) else None
        return None

    @property
    def identifier(self) -> str | None:
        found = self._id
        return found[0] if found else None

    @property
    def _id(self) -> re.Match[str] | None:
        named = [one for one in self._root.iter() if (one.get("id") or "").casefold() == "public_lblnodoc"]
        for one in (*self._by_class.get("public-lblnodoc", ()), *named):
            if match := _ID.search("".join(text_of(one).split())):
                return match
        # Of the oldest layout the certificate, which comes last.
        return next(iter(reversed(list(_ID.finditer(text_of(self._root))))), None)

    @property
    def published(self) -> str | None:
        """The day in its number, or else in its header."""
        found = self._id
        if found and (day := told_date(found["day"])):
            return day
        beside = [line for one in self._by_class.get("doctitresoussection", ()) for line in _lines(one.getnext())]
        box = [line for one in self._by_class.get("sm-margin-bottom", ()) for line in _lines(one)]
        for line in (*self._headers, *self._publication, *beside, *box):
            if told := parted(line):
                return told[1]
        return None

    @property
    def url(self) -> str | None:
        """The page of the web that the article comes from, where the export links to it."""
        return self._original[0]

    @property
    def _original(self) -> tuple[str | None, str]:
        """The page of the web, and the line that links to it, which is Europresse's own where it stands by itself."""
        words = everywhere("europresse").get("original", ())
        for root in self._bodies:
            for link in root.iter("a"):
                inside = any(word in text_of(link) for word in words)
                match = _LINK.match((link.get("href") or "").strip())
                if match and (inside or _mostly_link(link, words)):
                    line = text_of(link if inside else link.getparent())
                    alone = labels("europresse", "original").match(line) and line.endswith(text_of(link))
                    return match[0], line if alone and "\n" not in line else ""
        return None, ""


def _without_machinery(root: Any) -> None:
    """Take off what Europresse puts into a text: the times of a transcript, which lead to the film, counts of a post.

    Args:
        root: of the mark-up of one article; it is changed.
    """
    for one in list(root.iter()):
        time = _has(one, "time") and one.getparent() is not None and _has(one.getparent(), "transcript")
        if (time or _has(one, "tweet-stats")) and one.getparent() is not None:
            one.drop_tree()


def _is_page(line: str) -> bool:
    return labels("europresse", "page").match(line) is not None and any(ch.isdigit() for ch in line)


def _is_bare(box: Any) -> bool:
    """Whether a box of a header holds one line and no class that tells what it is."""
    return not box.get("class") and len(box) == 1 and not box[0].get("class") and not len(box[0])


def _may_be_byline(element: Any) -> bool:
    """Whether what stands below the title of the older layout is a byline, which has no class there."""
    line = _one_line(element) if local(element) == "div" and not element.get("class") else None
    return line is not None and len(line.split()) <= 8 and not any(ch.isdigit() for ch in line)


def _mostly_link(link: Any, words: tuple[str, ...]) -> bool:
    """Whether the words stand before the link: «Cet article est paru dans <a>Le Courrier (site web)</a>»."""
    before = link.getprevious()
    said = (before.tail if before is not None else link.getparent().text) or ""
    return any(word in said for word in words)


def _has(element: Any, *names: str) -> bool:
    return local(element) != "" and any(name in (element.get("class") or "").casefold().split() for name in names)


def _lines(element: Any) -> list[str]:
    """The lines of an element, each tidied."""
    if element is None or not local(element):
        return []
    return [line for one in _read_twice(text_of(element)).split("\n") if (line := " ".join(one.split()))]


def _one_line(element: Any) -> str | None:
    return " ".join(_lines(element)) or None


def _read_twice(text: str) -> str:
    """The text of what was escaped twice, as some exports do: "&lt;p&gt;Le pont&lt;/p&gt;" in the page."""
    if _ESCAPED_TAG.search(text):
        return text_of_html(text)
    return unescape(text) if _ESCAPED_CHARACTER.search(text) else text
