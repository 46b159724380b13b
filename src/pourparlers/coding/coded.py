"""What a person coded in a text, whatever the program."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec

from pourparlers.articles.dates import checked_date
from pourparlers.articles.detect import checked_language, detect
from pourparlers.articles.load import LONGEST_TEXT, article_id
from pourparlers.articles.markup import normalised
from pourparlers.model import Article, ExchangeError

Range = tuple[int, int]


class FactKind(StrEnum):
    """Of which list of a record a coded fact is."""

    TIME = "times"
    ACTOR = "actors"
    ENCOUNTER = "encounters"
    STATEMENT = "statements"


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a person coded.

    Attributes:
        kind: what it is.
        spans: the characters that it stands on: code points of the text, half-open.
        fields: what the person told of it, named and written as in gold files: "party": ("PE",), "act": "reject".
            A field that is not there was not coded; None says that the person found there is none.
        who: who coded it; None where the file does not tell.
    """

    kind: FactKind
    spans: tuple[Range, ...]
    fields: Mapping[str, Any] = {}
    who: str | None = None


class CodedText(msgspec.Struct, frozen=True, kw_only=True):
    """A text with all that was coded in it.

    Attributes:
        place: where in its file it stands: "document 3".
        text: line ends are line feeds.
        article: the id of the article that it was exported from; None where the file does not tell.
        published, title, outlet, url, author, section, language: of its article; None where the file does not tell.
        facts: what was coded, in the order of the text.
        coded: the fields that the person coded, by kind: what is missing here was never looked at.
        exhaustive: the kinds of which the person coded all that there are: only of them what is not coded is false.
        exact: whether the spans are the words of facts, as in gold, and not the sentences or paragraphs around them.
    """

    place: str
    text: str
    article: str | None = None
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    section: str | None = None
    language: str | None = None
    facts: tuple[Fact, ...] = ()
    coded: Mapping[FactKind, tuple[str, ...]] = {}
    exhaustive: tuple[FactKind, ...] = ()
    exact: bool = True


def article_of(one: CodedText, where: str) -> Article:
    """The article that a coded text is; its text has the same characters, so that spans stand.

    Args:
        one: as a file has it.
        where: the name of the file, for errors.

    Raises:
        ExchangeError: there is no text in it, or too much.
        LanguageError: its language cannot be read or told.
    """
    where = f"{where}, {one.place}"
    text = normalised(one.text)
    if not text.strip():
        raise ExchangeError("the document holds no text.", where=where, hint="Take it out of the file.")
    if len(text) > LONGEST_TEXT:
        what = f"the text has {len(text):,} characters; an article has at most {LONGEST_TEXT:,}."
        raise ExchangeError(what, where=where, hint="Give each article a document of its own.")
    published = None if one.published is None else checked_date(one.published, where)
    told = {name: _line(getattr(one, name)) for name in ("title", "outlet", "url", "author", "section")}
    language = checked_language(one.language, where) if one.language else detect(text, where)
    id_ = article_id(text, published, told["outlet"])
    return Article(id=id_, text=text, language=language, published=published, **told)


def _line(value: str | None) -> str | None:
    return (" ".join(normalised(value).split()) or None) if value is not None else None
