"""The tools that are compared, each with what it is given, how it is run and how its finds are counted.

All stand on one pipeline, the packaged one: spaCy's own `nlp.pipe` over whole texts, as spaCy loads it, for tools that
take its Docs, and `Pipeline.parse_many` for Pourparlers. What a tool needs is imported when it is first run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from foreign import Read, dates, quotations

from pourparlers.model import Article, Record, Time
from pourparlers.reading.text.layout import find_blocks

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from pourparlers.language.tree import Parse
    from pourparlers.reading.cues.drafts import Draft


class Texts:
    """Articles of a language, with what the tools are given of them: made when first asked for, or anew by a parse."""

    def __init__(self, language: str, articles: list[Article]) -> None:
        self.language = language
        self.articles = articles
        self.blocks = [find_blocks(article.text) for article in articles]

    @cached_property
    def nlp(self) -> Language:
        """The packaged pipeline with spaCy's class of its language, whose stop words textacy asks for."""
        import spacy

        from pourparlers.language.pipeline import PACKAGED

        return spacy.load(PACKAGED / self.language)

    @cached_property
    def docs(self) -> list[Doc]:
        return list(self.nlp.pipe(article.text for article in self.articles))

    @cached_property
    def parses(self) -> list[Parse]:
        from pourparlers.language.pipeline import load

        spans = [[(b.start, b.end) for b in rows] for rows in self.blocks]
        texts = zip((article.text for article in self.articles), spans, strict=True)
        return list(load(self.language).parse_many(texts))

    @cached_property
    def times(self) -> list[tuple[Time, ...]]:
        return find_times(self)

    def again(self, name: str) -> Any:
        """Make `docs`, `parses` or `times` anew: what reading noted on a parse would make the next run shorter."""
        self.__dict__.pop(name, None)
        return getattr(self, name)


# Pourparlers.


def read(texts: Texts) -> list[Record]:
    from pourparlers.reading.reader import Reader

    return list(Reader(texts.language).pipe(texts.articles))


def find_times(texts: Texts) -> list[tuple[Time, ...]]:
    from pourparlers.reading.reader import knowledge
    from pourparlers.reading.times.find import find_times as find

    grammar = knowledge(texts.language).times
    rows = zip(texts.articles, texts.parses, strict=True)
    return [find(parse, article.published, grammar) for article, parse in rows]


def find_statements(texts: Texts) -> list[list[Draft]]:
    from pourparlers.reading.reader import find_drafts, knowledge

    known = knowledge(texts.language)
    rows = zip(texts.articles, texts.blocks, texts.parses, texts.times, strict=True)
    return [find_drafts(article, blocks, parse, known, times)[1] for article, blocks, parse, times in rows]


# What is counted.


def _nothing(_: Any) -> dict[str, int]:
    return {}


def _count_records(records: list[Record]) -> dict[str, int]:
    statements = [s for record in records for s in record.statements]
    told = {"statements": len(statements), "with speaker": sum(bool(s.speaker) for s in statements)}
    encounters = sum(len(record.encounters) for record in records)
    return {**told, **_forms(statements), **_count_times([r.times for r in records]), "encounters": encounters}


def _count_statements(drafts: list[list[Draft]]) -> dict[str, int]:
    statements = [draft for rows in drafts for draft in rows]
    told = {"statements": len(statements), "with speaker": sum(s.speaker is not None for s in statements)}
    return {**told, **_forms(statements)}


def _forms(statements: list[Any]) -> dict[str, int]:
    forms = Counter(str(s.form) for s in statements)
    return {name: forms[name] for name in ("direct", "mixed", "indirect", "narrated")}


def _count_times(found: list[tuple[Time, ...]]) -> dict[str, int]:
    times = [time for rows in found for time in rows]
    return {"times": len(times), "with day": sum(day_told(time.value) is not None for time in times)}


def day_told(value: str | None) -> str | None:
    """The day of a TIMEX3 value that is a day or a time within one."""
    day, _, _ = (value or "").partition("T")
    return day if len(day) == 10 and day[4] == day[7] == "-" and "X" not in day and "/" not in day else None


def _count_quotations(rows: list[Read]) -> dict[str, int]:
    return {"quotations": sum(len(row.found) for row in rows), "given up": sum(row.given_up for row in rows)}


def _count_dates(rows: list[Read]) -> dict[str, int]:
    found = [dated for row in rows for dated in row.found]
    return {"times": len(found), "with day": sum(dated.day is not None for dated in found)}


class Tool(NamedTuple):
    """A tool: what it is given (`text`, or a parse: `docs`, `parses`), how it is run, how its finds are counted."""

    given: str
    run: Callable[[Texts], Any]
    count: Callable[[Any], dict[str, int]] = _nothing


TOOLS = {
    "spaCy": Tool("text", lambda texts: texts.again("docs")),
    "Pourparlers": Tool("text", read, _count_records),
    "Pourparlers, parse": Tool("text", lambda texts: texts.again("parses")),
    "Pourparlers, times": Tool("parses", lambda texts: texts.again("times"), _count_times),
    "Pourparlers, statements": Tool("parses", find_statements, _count_statements),
    "textacy": Tool("docs", quotations, _count_quotations),
    "textacy, by paragraph": Tool("docs", partial(quotations, by_paragraph=True), _count_quotations),
    "dateparser": Tool("text", dates, _count_dates),
    "dateparser, by sentence": Tool("docs", partial(dates, by_sentence=True), _count_dates),
    "dateparser, n-grams": Tool("text", partial(dates, strategy="ngram"), _count_dates),
}
