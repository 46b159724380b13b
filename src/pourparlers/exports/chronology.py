"""A chronology with a footnote for each fact, as a person would write it for a file: its days, lines and notes.

It is only what is written; `exports.formats.chronology` and `exports.formats.docx` give it its forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec
from rich.text import Text

from pourparlers.dossier.standing.chronology.timeline import Entry
from pourparlers.dossier.standing.listing import Evidence
from pourparlers.exports.formats import Request
from pourparlers.model import Article
from pourparlers.views.listing import Look
from pourparlers.views.safe import one_line
from pourparlers.views.timeline import day_of, entry_line, id_of

_LONGEST_TITLE, _LONGEST_WORDS = 200, 400
_EXACT = len("2022-01-12")


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A report as a note cites it.

    Attributes:
        source: outlet, author, title, day and page in words: "Le Quotidien, « Le pont », 20 mars 2021, p. 4".
        url: where it stands, an address of the web; None where there is none.
        words: the words that tell the fact.
        report: the uid of the report, by which the fact is found in the dossier.
    """

    source: str
    url: str | None
    words: str
    report: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What happened or was said.

    Attributes:
        runs: its pieces, each with whether it stands in bold.
        note: who reports it.
        id: of the encounter or statement.
    """

    runs: tuple[tuple[str, bool], ...]
    note: tuple[Cited, ...]
    id: str


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day, or what is vaguer, with what happened on it.

    Attributes:
        heading: in words.
        exact: whether it is a day.
    """

    heading: str
    exact: bool
    lines: tuple[Line, ...]


class Chronology(msgspec.Struct, frozen=True, kw_only=True):
    """What is written.

    Attributes:
        title: of the whole.
        period: from when to when, and from how many articles, in words.
        method: how it was made, in a sentence.
    """

    title: str
    period: str
    method: str
    days: tuple[Day, ...]


def chronology(request: Request) -> Chronology:
    """The chronology of what is asked for, in the language of the interface."""
    look = Look(request.ui)
    asked = {name: value for name, value in msgspec.structs.asdict(request.contents.asked).items() if value is not None}
    entries = request.dossier.timeline(**asked)
    articles = {one.id: one for one in _of_outlet(request)}
    days = tuple(_day(key, found, articles, look) for key, found in groupby(entries, lambda e: (day_of(e.day), e.mod)))
    told = [entry.day for entry in entries if entry.day]
    cited = {one.report.partition(":")[0] for day in days for line in day.lines for one in line.note}
    first, last = (look.day(told[n]) if told else "–" for n in (0, -1))
    period = look.words("chronology", "period").format(first=first, last=last, articles=len(cited))
    title, method = (look.words("chronology", name) for name in ("title", "method"))
    return Chronology(title=title, period=period, method=method, days=days)


def _of_outlet(request: Request) -> Sequence[Article]:
    """All articles that may be cited: days that are asked for are days of facts, not of articles."""
    with request.dossier.contents(outlet=request.contents.asked.outlet) as contents:
        return contents.articles


def _day(
    key: tuple[str | None, str | None], found: Iterator[Entry], articles: Mapping[str, Article], look: Look
) -> Day:
    day, mod = key
    heading = look.day(day, mod) if day else look.words("labels", "undated")
    exact = mod is None and day is not None and len(day) == _EXACT
    return Day(heading=heading, exact=exact, lines=tuple(_line(one, articles, look) for one in found))


def _line(one: Entry, articles: Mapping[str, Article], look: Look) -> Line:
    fact = one.encounter or one.statement
    reports = fact.reports if fact else ()
    note = tuple(cited(report, articles[report.article], look) for report in reports if report.article in articles)
    return Line(runs=tuple(_runs(entry_line(one, look))), note=note, id=id_of(one))


def cited(report: Evidence, article: Article, look: Look) -> Cited:
    """A report as a note cites it."""
    words = look.words
    told = [
        one_line(article.outlet or words("labels", "no_outlet")),
        one_line(article.author or ""),
        words("labels", "quote").format(one_line(article.title, _LONGEST_TITLE)) if article.title else "",
        look.day(article.published) if article.published else words("labels", "undated"),
        words("chronology", "page").format(one_line(article.page)) if article.page else "",
    ]
    return Cited(
        source=", ".join(part for part in told if part),
        url=web_address(article.url),
        words=words("labels", "quote").format(one_line(report.text, _LONGEST_WORDS)),
        report=report.report,
    )


def web_address(url: str | None) -> str | None:
    """An address where it is one of the web, and of characters that an address has; else None."""
    if not url or not url.lower().startswith(("https://", "http://")):
        return None
    return None if any(ch.isspace() or ch in '<>"\\^`{|}' or not ch.isprintable() for ch in url) else url


def _runs(line: Text) -> Iterator[tuple[str, bool]]:
    """A line in pieces that are in bold or not."""
    bold = [False] * len(line.plain)
    for span in line.spans:
        heavy = "bold" in str(span.style) and "not bold" not in str(span.style)
        bold[span.start : span.end] = [heavy] * (span.end - span.start)
    for heavy, letters in groupby(zip(line.plain, bold, strict=True), lambda pair: pair[1]):
        yield "".join(letter for letter, _ in letters), heavy
