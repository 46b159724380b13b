"""From files, bytes and strings to articles."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from pourparlers.articles import formats
from pourparlers.articles.dates import checked_date
from pourparlers.articles.detect import checked_language, detect
from pourparlers.articles.file import File
from pourparlers.articles.find import is_address
from pourparlers.articles.formats.html import is_page, read_page
from pourparlers.articles.headers import split_header
from pourparlers.articles.markup import normalised
from pourparlers.articles.source import FIELDS, How, Problem, Source, within
from pourparlers.model import Article, ArticleError, LengthError, PourparlersError

LONGEST_TEXT = 1_500_000
# A million characters of prose hold some 200,000 words and marks; more are tables and noise, and would take minutes.
MOST_WORDS = 260_000
_WORD = re.compile(r"\w+|[^\w\s]+")



class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """An article with where it was found.

    Attributes:
        format: the name of the format of its file.
        place: where in its file it stands; None where it is all of it.
    """

    article: Article
    format: str
    place: str | None = None


def load(
    source: str | Path | bytes,
    *,
    name: str = "",
    how: How | None = None,
    published: str | None = None,
    language: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Iterator[Article | Problem]:
    """Yield the articles of a file, each as an `Article` or as the `Problem` that kept it out.

    Args:
        source: the path of a file, its content, or an address of the web, which only `how.fetch` lets be asked for.
        name: what to call it in errors; the path where left out.
        how: how the file is to be looked at; by its content where None.
        published, language, title, outlet, url: outrank what the file tells.
    """
    given = {"published": published, "language": language, "title": title, "outlet": outlet, "url": url}
    name = name or (source if isinstance(source, str) and is_address(source) else "")
    for one in found_in(File(source, name), how or How(), given):
        yield one.article if isinstance(one, Loaded) else one


def found_in(file: File, how: How, given: dict[str, str | None] | None = None) -> Iterator[Loaded | Problem]:
    """Yield what a file holds, in its order.

    Args:
        file: any file.
        how: how it is to be looked at.
        given: fields of `Source` that outrank what the file tells.
    """
    found = (step.made(step.taken()) for step in steps(file, how, given))
    yield from (one for one in found if one is not None)


def steps(file: File, how: How, given: dict[str, str | None] | None = None) -> Iterator[Step]:
    """Yield what loading a file does, article by article, so that somebody can look on at how long each takes.

    The arguments are those of `found_in`.
    """
    try:
        asked = file.path is not None and is_address(file.name)
        file = _asked(file.name, how) if asked else file
        how = msgspec.structs.replace(how, format=how.format or formats.format_of(file, how.columns))
        told = (how.names.read(file.name) if how.names and file.path else None) or {}
        if how.names and file.path and not told:
            what = f"the name of the file is not made like {how.names.pattern!r}."
            raise ArticleError(what, where=file.name, hint="Rename it, or give it by itself.")
        known = _Known(file.name, how, told, given or {}, file.name if asked and how.format == "html" else None)
        for step in formats.steps(file, how):
            yield Step(step.take, known, step.place)
    except PourparlersError as error:
        yield Step(partial(_broken_off, file.name, error), _Known(file.name, how, {}, {}, None))


def goes_on(file: File, how: How) -> bool:
    """Whether the steps of a file go on behind one that was not taken, as its format lets them."""
    try:
        return hasattr(formats.module(how.format or formats.format_of(file, how.columns)), "steps")
    except PourparlersError:
        return False


class _Known(NamedTuple):
    """What is known of a file beside what it holds."""

    name: str
    how: How
    told: dict[str, str]
    given: dict[str, str | None]
    url: str | None


class Step(NamedTuple):
    """What loading a file does for one of its articles; `place`: where it stands, as far as that is known before."""

    take: Callable[[], Source | Problem | None]
    known: _Known
    place: str | None = None

    def taken(self) -> Source | Problem | None:
        """What stands in the file; None where nothing is to be told. Where this is left out, see `goes_on`."""
        try:
            return self.take()
        except PourparlersError as error:
            return _broken_off(self.known.name, error, self.place)

    def made(self, source: Source | Problem | None) -> Loaded | Problem | None:
        """The article of what was taken. Where this is left out, the next step goes on all the same."""
        if source is None or isinstance(source, Problem):
            return source
        known = self.known
        return _loaded(source.filled(url=known.url), known.name, known.how, known.told, known.given)


def _broken_off(name: str, error: PourparlersError, place: str | None = None) -> Problem:
    """Where reading breaks off within a file, the error or the step tells at which of its articles."""
    return Problem(where=error.where if error.where.startswith(f"{name}, ") else within(name, place), error=error)


def _asked(address: str, how: How) -> File:
    """What stands at an address of the web, which is asked for only where the user allows it."""
    from pourparlers.articles.fetch import fetched

    if not how.fetch:
        what = "it is an address of the web, and no network is asked without leave."
        raise ArticleError(what, where=address, hint="Give --fetch, or save what stands there as a file.")
    return File(fetched(address), address)


def _loaded(
    source: Source, name: str, how: How, told: dict[str, str], given: dict[str, str | None]
) -> Loaded | Problem:
    where = within(name, source.place)
    try:
        if published := given.get("published"):
            given = {**given, "published": checked_date(published, where)}
        article = _article(source.overridden(**told).overridden(**given), where)
    except PourparlersError as error:
        return Problem(where=where, error=error)
    return Loaded(article=article, format=how.format or "", place=source.place)


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
    told = {field: _line(getattr(source, field)) for field in FIELDS if field != "language"}
    language = checked_language(source.language, where) if source.language else detect(text, where)
    id_ = article_id(text, told["published"], told["outlet"])
    return Article(id=id_, text=text, language=language, **told)


def _line(value: str | None) -> str | None:
    """A field as one line, however its file broke it; nothing is None."""
    return (" ".join(normalised(value).split()) or None) if value is not None else None
