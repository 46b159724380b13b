"""Feeds: RSS of all versions and Atom, an article an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_tz
from io import BytesIO
from typing import Any

from pourparlers.articles.dates import told_date
from pourparlers.articles.detect import checked_language, detect
from pourparlers.articles.encodings import decode
from pourparlers.articles.file import File
from pourparlers.articles.formats.html import is_page, read_page
from pourparlers.articles.formats.wire import root_name
from pourparlers.articles.markup import normalised, text_of_html
from pourparlers.articles.source import How, Problem, Source, within
from pourparlers.model import ArticleError, LengthError, PourparlersError

_ENDINGS = {".rss", ".atom", ".rdf"}
_OPENING = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:item|entry)[\s>]")
_CLOSING = re.compile(rb"</(?:[\w.-]{1,20}:)?(?:item|entry)\s*>")
_END = re.compile(rb"</(?:[\w.-]{1,20}:)?(?:rss|feed|RDF)\b", re.IGNORECASE)
# What summaries are cut with: "…", "...", "[…]", "[...]", "[&#8230;]", a link to the rest after it.
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*(?:[^.!?\n]{0,60})?$")
_WORDS_THAT_TELL = 15
# Each costs up to some twenty microseconds in the library's parser of what is ill-formed; a feed of a thousand whole
# articles has some 100,000.
_MOST_MARKS = 500_000
_WHERE_BODIES_ARE = 200_000
# "redaction@journal.example (Ines Roth)", as RSS wants authors to be written.
_MAIL_AND_NAME = re.compile(r"[^\s()]{1,200}@[^\s()]{1,200}\s{1,9}\(([^()]{1,200})\)")


def fits(file: File) -> bool:
    """Whether a file is a feed, told by its root element; a page that is named like one is an error page."""
    root, start = root_name(file.start), file.start
    if root in {"rss", "feed"} or (root == "RDF" and ("purl.org/rss" in start or "netscape.com/rdf" in start)):
        return True
    return file.suffix in _ENDINGS and is_page(start)


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of the entries of a feed, in its order.

    Raises:
        ArticleError: it is no feed, or has no entry.
    """
    yield from read_feed(file.data(), file.name, how)


def read_feed(data: bytes, name: str, how: How, loopback: bool = False) -> Iterator[Source | Problem]:
    """The articles of the entries of a feed.

    Args:
        data: the feed.
        name: its file, for errors.
        how: with `fetch`, the page of an entry is asked for where the feed does not hold its article whole.
        loopback: whether servers on this machine may be asked, which is for trials.

    Raises:
        ArticleError: it is no feed, or has no entry.
        LengthError: it has more marks than feeds have.
    """
    if data.count(b"<") + data.count(b"&") > _MOST_MARKS:
        what = f"the feed has more than {_MOST_MARKS:,} tags and entities."
        raise LengthError(what, where=name, hint="Save it again with fewer entries.")
    parsed = _parsed(data, name)
    entries = parsed.entries
    cut = _is_cut(data)
    whole = len(entries) - (1 if cut and len(_OPENING.findall(data)) > len(_CLOSING.findall(data)) else 0)
    for number, entry in enumerate(entries[:whole], 1):
        yield _read(entry, parsed.feed, name, f"entry {number}", how, loopback)
    if cut:
        where = within(name, f"entry {whole + 1}")
        what = f"the feed is cut off {f'behind its entry {whole}' if whole else 'within its first entry'}."
        yield Problem(where=where, error=ArticleError(what, where=where, hint="Save it again."))


def _parsed(data: bytes, name: str) -> Any:
    """What the library finds; that it calls much of it ill-formed (`bozo`) is no matter where it finds entries."""
    import feedparser

    # Sanitizing and resolving would be done to HTML of which only the text is taken.
    try:
        parsed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (UnicodeError, LookupError, ValueError) as error:
        # A declaration of its encoding that is none: <?xml version="1.0" encoding="ut\xe6-8"?>
        raise ArticleError("the feed is damaged.", where=name, hint="Save it again from its address.") from error
    if parsed.get("entries"):
        return parsed
    if not parsed.get("version"):
        kind = "a web page, perhaps of an error" if is_page(_start(data)) else "no feed"
        raise ArticleError(f"the file is {kind}.", where=name, hint="Save the feed again from its address.")
    raise ArticleError("the feed has no entry.", where=name, hint="Look whether it is cut off, or save it later.")


def _start(data: bytes) -> str:
    try:
        return normalised(decode(data[:4000]))
    except ArticleError:
        return ""


def _is_cut(data: bytes) -> bool:
    """Whether the end of the root element is missing; feeds in UTF-16 are not looked at."""
    return b"\0" not in data[:100] and _END.search(data[-4000:]) is None


def _read(entry: Any, feed: Any, name: str, place: str, how: How, loopback: bool) -> Source | Problem:
    where = within(name, place)
    source = _source(entry, feed, place)
    try:
        if how.fetch and source.url and not _is_whole(entry, source.text):
            return _page(source, where, loopback)
        if not source.text:
            hint = f"Give --fetch to ask for {source.url}." if source.url else "It names no page either."
            raise ArticleError("the entry holds no text.", where=where, hint=hint)
    except PourparlersError as error:
        return Problem(where=where, error=error)
    return source


def _page(source: Source, where: str, loopback: bool) -> Source:
    """The article of the page to which an entry leads, with what the entry tells of it."""
    from pourparlers.articles.fetch import fetched

    assert source.url is not None
    text = normalised(decode(fetched(source.url, where=where, loopback=loopback), where))
    if not is_page(text) and "<body" not in text[:_WHERE_BODIES_ARE].lower():
        raise ArticleError("its address leads to no web page.", where=where, hint="Leave --fetch out.")
    page = read_page(text, where)
    told = {field: getattr(source, field) for field in ("published", "title", "outlet", "author", "section")}
    return page.overridden(**told, url=source.url, identifier=source.identifier, place=source.place)


def _is_whole(entry: Any, text: str) -> bool:
    """Whether an entry holds its article: content that no mark of a cut ends."""
    return bool(text) and any(_value(one) for one in entry.get("content", ())) and not _CUT.search(text[-200:])


def _source(entry: Any, feed: Any, place: str) -> Source:
    text = _text(entry)
    language = _language(entry, feed, text)
    return Source(
        text=text,
        published=_published(entry, language or feed.get("language")),
        language=language,
        title=_plain(entry, "title"),
        outlet=_plain(entry.get("source") or {}, "title") or _plain(feed, "title"),
        url=_address(entry),
        author=_author(entry),
        section=next((name for tag in entry.get("tags", ()) if (name := tag.get("label") or tag.get("term"))), None),
        identifier=entry.get("id") or None,
        place=place,
    )


def _text(entry: Any) -> str:
    """The content of an entry; where it has none, its summary."""
    for one in (*entry.get("content", ()), entry.get("summary_detail") or {}):
        if text := _value(one):
            return text
    return ""


def _value(part: Any) -> str:
    """The text of a part. Feeds call HTML what is plain and plain what is HTML: tags tell."""
    value = part.get("value") or ""
    kind = part.get("type") or ""
    if kind.startswith(("image/", "video/", "audio/")):
        return ""
    return normalised(value).strip() if kind == "text/plain" else text_of_html(value)


def _plain(holder: Any, name: str) -> str | None:
    detail = holder.get(f"{name}_detail") or {"value": holder.get(name)}
    return " ".join(_value(detail).split()) or None


def _published(entry: Any, language: str | None) -> str | None:
    """The day of an entry in the zone in which it is written; the library's own dates are those of Greenwich."""
    for name in ("published", "created", "updated"):
        written = dict.get(entry, name) or ""
        if day := told_date(written, _code(language)) or _old_day(written):
            return day
    return None


def _old_day(written: str) -> str | None:
    """The day of mails and of RSS 0.9, which write the year with two numbers: "Wed, 02 Oct 02 08:00:00 EST"."""
    told = parsedate_tz(written[:100])
    return told_date(f"{told[0]:04}-{told[1]:02}-{told[2]:02}") if told else None


def _code(language: str | None) -> str | None:
    try:
        return checked_language(language) if language else None
    except PourparlersError:
        return None


def _language(entry: Any, feed: Any, text: str) -> str | None:
    """The language that an entry declares; that of the feed where its text does not tell another one.

    Feeds have "en-us" from the form with which they were made.
    """
    details = [*entry.get("content", ()), entry.get("summary_detail") or {}, entry.get("title_detail") or {}]
    of_feed = feed.get("language")
    nearest = entry.get("language") or next((one["language"] for one in details if one.get("language")), None)
    if nearest and nearest != of_feed:
        return str(nearest)
    if not of_feed or len(text.split()) < _WORDS_THAT_TELL:
        return of_feed or None
    try:
        return str(of_feed) if _code(of_feed) == detect(text) else None
    except PourparlersError:
        return str(of_feed)


def _address(entry: Any) -> str | None:
    link = (entry.get("link") or "").strip()
    return link if link.lower().startswith(("http://", "https://")) else None


def _author(entry: Any) -> str | None:
    """The names of those who wrote an entry; an address for mail alone is none."""
    names = []
    for one in entry.get("authors", ()):
        written = entry.get("author", "") if one.get("email") else one.get("name") or ""
        match = _MAIL_AND_NAME.fullmatch(written.strip())
        name = match[1] if match else "" if one.get("email") and "@" in written else written
        names.append(" ".join(name.split()))
    return ", ".join(dict.fromkeys(name for name in names if name)) or None
