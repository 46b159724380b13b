"""Encounters as a calendar (iCalendar, RFC 5545): those that have a day, and those of a month over all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pourparlers
from pourparlers.dossier.standing.listing import Encounter
from pourparlers.exports.chronology import web_address
from pourparlers.exports.formats import Request, Target
from pourparlers.model import Article, Status
from pourparlers.views.listing import Look
from pourparlers.views.safe import one_line

TARGET = Target.STREAM
OPTIONS = frozenset({"ui"})
_LONGEST_LINE = 75
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\w+(?::\d\d)?))?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_HOUR = re.compile(r"([01]\d|2[0-3])(?::([0-5]\d))?")
# RFC 5545 knows what is planned and what is called off; what took place is confirmed, what is denied is not.
_STATUS = {Status.HELD: "CONFIRMED", Status.PLANNED: "TENTATIVE"}


def told(request: Request) -> Iterator[bytes]:
    """The calendar, an event for each encounter that has a day or a month."""
    look = Look(request.ui)
    articles = {one.id: one for one in request.contents.articles}
    head = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Pourparlers//pourparlers {pourparlers.__version__}//EN",
        "CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(look.words('columns', 'encounters'))}",
    ]  # fmt: skip
    yield from map(_folded, head)
    for one in request.contents.encounters:
        when = list(_when(one.date or ""))
        if when:
            yield from map(_folded, _event(one, when, articles, look))
    yield _folded("END:VCALENDAR")


def _event(one: Encounter, when: list[str], articles: dict[str, Article], look: Look) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{_token(one.id)}@pourparlers", f"DTSTAMP:{_stamp(one)}", *when)
    yield f"SUMMARY:{_text(_summary(one, look))}"
    if one.place:
        yield f"LOCATION:{_text(one_line(one.place))}"
    yield f"STATUS:{_STATUS.get(one.status, 'CANCELLED')}"
    yield "TRANSP:TRANSPARENT"
    yield f"CATEGORIES:{_text(look.words('kinds', one.kind))}"
    yield f"DESCRIPTION:{_text(chr(10).join(_description(one, articles, look)))}"
    urls = (web_address(articles[report.article].url) for report in one.reports if report.article in articles)
    if url := next(filter(None, urls), None):
        yield f"URL:{url}"
    yield f"X-POURPARLERS-ID:{_text(one.id)}"
    yield "END:VEVENT"


def _summary(one: Encounter, look: Look) -> str:
    kind = look.words("kinds", one.kind)
    who = look.names(one.parties, " – ") or look.names(one.persons)
    status = look.words.status(one.status, one.kind)
    told = f"{kind}{look.words('labels', 'colon')}{who}" if who else kind
    return f"{told} ({status})" if status else told


def _description(one: Encounter, articles: dict[str, Article], look: Look) -> Iterator[str]:
    if one.persons:
        yield look.names(one.persons)
    if one.mod and one.date:
        yield look.day(one.date, one.mod)
    if one.duration:
        yield look.day(one.duration)
    for report in one.reports:
        article = articles.get(report.article)
        day = look.day(report.published) if report.published else look.words("labels", "undated")
        url = web_address(article.url) if article else None
        outlet = one_line(report.outlet or look.words("labels", "no_outlet"))
        words = look.words("labels", "quote").format(one_line(report.text))
        yield f"{outlet}, {day}{look.words('labels', 'colon')}{words}{f' {url}' if url else ''}"


def _when(value: str) -> Iterator[str]:
    """When an event begins and, of whole days, after which it ends; nothing for what is vaguer than a month."""
    if match := _DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        hour = _HOUR.fullmatch(match[4] or "")
        if hour:
            # In the time of the place, which a calendar shows as it is.
            yield f"DTSTART:{datetime(day.year, day.month, day.day, int(hour[1]), int(hour[2] or 0)):%Y%m%dT%H%M%S}"
            return
        yield from (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}")
    elif match := _MONTH.fullmatch(value):
        first = date(int(match[1]), int(match[2]), 1)
        after = (first + timedelta(days=31)).replace(day=1)
        yield from (f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}")


def _stamp(one: Encounter) -> str:
    """When it was last told: the day of its newest report, so that the same dossier gives the same bytes."""
    days = [match for report in one.reports if (match := _DAY.match(report.published or ""))]
    newest = max((f"{m[1]}{m[2]}{m[3]}" for m in days), default="19700101")
    return f"{newest}T000000Z"


def _token(id_: str) -> str:
    return re.sub(r"[^\w.-]", "-", id_, flags=re.ASCII)


def _text(value: str) -> str:
    """A value of type TEXT: backslash, comma, semicolon and line ends escaped."""
    plain = "".join(ch if ch == "\n" or ch.isprintable() else " " for ch in value)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line of at most 75 bytes, the rest on lines that begin with a space; no character is cut in two."""
    out, room = [b""], _LONGEST_LINE
    for ch in line:
        data = ch.encode("utf-8", "replace")
        if len(out[-1]) + len(data) > room:
            out.append(b"")
            room = _LONGEST_LINE - 1
        out[-1] += data
    return b"\r\n ".join(out) + b"\r\n"
