"""From files, bytes and strings to articles."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from pourparlers.articles.dates import checked_date
from pourparlers.articles.detect import checked_language, detect
from pourparlers.articles.encodings import decode
from pourparlers.articles.headers import split_header
from pourparlers.articles.html import is_page, read_page
from pourparlers.articles.source import Source
from pourparlers.model import Article, ArticleError, LengthError, PourparlersError

LONGEST_TEXT = 1_500_000
# A million characters of prose hold some 200,000 words and marks; more are tables and noise, and would take minutes.
MOST_WORDS = 260_000
_WORD = re.compile(r"\w+|[^\w\s]+")
LARGEST_FILE = 20_000_000
# A lone half of a surrogate pair is no character and could be written to no file, NUL to no PostgreSQL database.
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why something is not among the articles."""

    where: str
    error: PourparlersError


def load(
    source: str | Path | bytes,
    *,
    name: str = "",
    published: str | None = None,
    language: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Iterator[Article | Problem]:
    """Yield the articles of a file, each as an `Article` or as the `Problem` that kept it out.

    Args:
        source: the path of a file, or its content.
        name: what to call it in errors; the path where left out.
        published, language, title, outlet, url: outrank what the file tells.
    """
    where = name or ("" if isinstance(source, bytes) else str(source))
    try:
        data = source if isinstance(source, bytes) else _read_file(Path(source), where)
        yield from_text(
            decode(data, where),
            where=where,
            published=published,
            language=language,
            title=title,
            outlet=outlet,
            url=url,
        )
    except PourparlersError as error:
        yield Problem(where=where, error=error)


def from_text(
    text: str,
    *,
    where: str = "",
    published: str | None = None,
    language: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """The article that a string holds: plain, with a header or front matter before it, or a page of HTML.

    Args:
        text: the content of a file.
        where: the name of the file, for errors.
        published, language, title, outlet, url: outrank what the file tells; the language is else detected.

    Raises:
        ArticleError: there is no article in it.
        DateError: its date is no date.
        LanguageError: its language cannot be read or told.
        LengthError: it is too long to be one article.
    """
    clean = normalised(text)
    source = read_page(clean, where) if is_page(clean) else split_header(clean, where)
    source = source.overridden(
        published=None if published is None else checked_date(published, where),
        language=language,
        title=title,
        outlet=outlet,
        url=url,
    )
    return _article(source, where)


def normalised(text: str) -> str:
    """A text with line feeds as its line ends, without a byte order mark, NUL or halves of characters."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _NO_CHARACTER.sub("\ufffd", text)


def article_id(text: str, published: str | None = None, outlet: str | None = None) -> str:
    """The id of an article: the same text of the same day and outlet has the same id everywhere.

    A wire that two outlets print word for word is two articles, each with its own day to reckon from.
    """
    told = [text] if published is None and outlet is None else [text, published or "", outlet or ""]
    return "a-" + hashlib.sha256("\0".join(told).encode("utf-8")).hexdigest()[:12]


def _article(source: Source, where: str) -> Article:
    text = normalised(source.text)
    if not any(ch.isprintable() and not ch.isspace() for ch in text):
        raise ArticleError("the article holds no text.", where=where, hint="Give a file with the text of an article.")
    if len(text) > LONGEST_TEXT:
        what = f"the text has {len(text):,} characters; an article has at most {LONGEST_TEXT:,}."
        raise LengthError(what, where=where, hint="Give each article a file of its own.")
    if len(text) > MOST_WORDS and (words := sum(1 for _ in _WORD.finditer(text))) > MOST_WORDS:
        what = f"the text has {words:,} words and marks; an article has at most {MOST_WORDS:,}."
        raise LengthError(what, where=where, hint="Give each article a file of its own.")
    return Article(
        id=article_id(text, source.published, source.outlet),
        language=checked_language(source.language, where) if source.language else detect(text, where),
        published=source.published,
        title=source.title,
        outlet=source.outlet,
        url=source.url,
        text=text,
    )


def _read_file(path: Path, where: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            what = f"the file is larger than {LARGEST_FILE // 1_000_000} MB."
            raise LengthError(what, where=where, hint="Give each article a file of its own.")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ArticleError(f"the file cannot be opened: {reason}.", where=where, hint="Check its name.") from error
