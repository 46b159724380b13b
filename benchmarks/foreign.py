"""Tools of others: textacy's quotations and dateparser's dates, each with its place in the text.

A tool is imported when it is first used, so that a process in which one runs holds no other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, NamedTuple

from pourparlers.model import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from tools import Texts

FOREIGN = ("textacy", "dateparser")
Range = tuple[int, int]


class Quoted(NamedTuple):
    """A quotation: its characters, and for each word that tells the speaker the characters of the word and of all that
    hangs on it."""

    start: int
    end: int
    speaker: list[tuple[Range, Range]]


class Dated(NamedTuple):
    """A time: its characters, and its day (YYYY-MM-DD) where it is said to be one."""

    start: int
    end: int
    day: str | None


class Read(NamedTuple):
    """What a tool finds in a text; `given_up` where it told that it cannot read the text or a part of it."""

    found: list[Any]
    given_up: int = 0


def versions() -> dict[str, str]:
    """The versions of the other tools.

    Raises:
        SystemExit: one is not installed.
    """
    try:
        return {name: version(name) for name in ("spacy", *FOREIGN)}
    except PackageNotFoundError as error:
        raise SystemExit(f"{error.name} is not installed. Run: pip install {' '.join(FOREIGN)}") from error


# textacy.


def quotations(texts: Texts, *, by_paragraph: bool = False) -> list[Read]:
    """Direct quotations, of each whole text or paragraph by paragraph; textacy takes none where marks are uneven."""
    rows = zip(texts.docs, texts.blocks, strict=True)
    pieces = ((doc, _paragraphs(doc, blocks) if by_paragraph else [slice(0, len(doc))]) for doc, blocks in rows)
    return [_all_quoted(doc, words) for doc, words in pieces]


def _paragraphs(doc: Doc, blocks: list[Any]) -> list[slice]:
    """The words of each block."""
    starts = [start for start, _ in doc.user_data["offsets"]]
    found = (slice(bisect_left(starts, b.start), bisect_left(starts, b.end)) for b in blocks)
    return [words for words in found if words.start < words.stop]


def _all_quoted(doc: Doc, pieces: list[slice]) -> Read:
    from textacy.extract import direct_quotations

    found: list[Quoted] = []
    given_up = 0
    for words in pieces:
        offsets = doc.user_data["offsets"][words]
        try:
            triples = list(direct_quotations(doc if len(offsets) == len(doc) else doc[words].as_doc()))
        except ValueError:
            given_up += 1
            continue
        found += (_quoted(triple, offsets) for triple in triples)
    return Read(found, given_up)


def _quoted(triple: Any, offsets: list[Range]) -> Quoted:
    def characters(first: int, last: int) -> Range:
        return offsets[first][0], offsets[last][1]

    speaker = [(offsets[t.i], characters(t.left_edge.i, t.right_edge.i)) for t in triple.speaker]
    return Quoted(*characters(triple.content.start, triple.content.end - 1), speaker)


# dateparser.


def dates(texts: Texts, *, by_sentence: bool = False, strategy: str = "split") -> list[Read]:
    """Dates of whole texts or sentence by sentence, counted from the day of publication."""
    whole = [[(0, len(article.text))] for article in texts.articles]
    pieces = [_sentences(doc) for doc in texts.docs] if by_sentence else whole
    rows = zip(texts.articles, pieces, strict=True)
    return [_all_dated(article, ranges, texts.language, strategy) for article, ranges in rows]


def _sentences(doc: Doc) -> list[Range]:
    offsets = doc.user_data["offsets"]
    return [(offsets[sentence.start][0], offsets[sentence.end - 1][1]) for sentence in doc.sents]


def _all_dated(article: Article, pieces: list[Range], language: str, strategy: str) -> Read:
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": day_of(article.published)} if article.published else {}
    found: list[Dated] = []
    for start, end in pieces:
        text = article.text[start:end]
        told = search_dates(text, languages=[language], settings=settings, strategy=strategy, add_period=True)
        found += _placed(text, start, told or [])
    return Read(found)


def day_of(published: str) -> datetime:
    """The day of publication, the first of a month or year where no more is known."""
    return datetime.fromisoformat((published + "-01-01")[:10])


def _placed(text: str, offset: int, told: list[Any]) -> Iterator[Dated]:
    """What was found, in its place: dateparser tells words in their order, not where they stand."""
    at = 0
    for words, day, period in told:
        here = text.find(words, at)
        day_told = day.date().isoformat() if period in {"day", "time", "part_of_day"} else None
        yield Dated(offset + here, offset + here + len(words) if here >= 0 else offset + here, day_told)
        at = here + len(words) if here >= 0 else at
