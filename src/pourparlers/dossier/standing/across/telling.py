"""The reports of one encounter or statement, side by side: the words of each where they stand, and what it tells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import Connection, Table, select

from pourparlers.dossier.standing.across.copies import voices_of
from pourparlers.dossier.standing.across.wordings import differing
from pourparlers.dossier.standing.disputes.encounters import dates_differ, lengths_differ, places_differ
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import Kind, article, encounter_report, span, statement_report

# So many characters around the words of a report are shown at most, on each side.
AROUND = 420
TABLES: Mapping[Kind, Table] = {Kind.ENCOUNTER: encounter_report, Kind.STATEMENT: statement_report}
_LISTS = {"speakers", "parties", "persons"}
# What reports are held against one another in.
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.ENCOUNTER: ("kind", "parties", "persons", "place", "date", "duration", "status"),
    Kind.STATEMENT: (
        "act", "speakers", "parties", "target", "form", "stance", "day", "negated", "hedged", "conditional",
    ),
}  # fmt: skip


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Characters of an article."""

    role: Annotated[
        str, Meta(description="content, cue, speaker, evidence; `differs`: other words than the main report's.")
    ]
    start: Annotated[int, Meta(description="Code points of the article's text.")]
    end: Annotated[int, Meta(description="Half-open.")]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A field that a report tells otherwise than the whole."""

    field: Annotated[str, Meta(description="Its name.")]
    told: Annotated[Any, Meta(description="What the report tells.")]
    whole: Annotated[Any, Meta(description="What stands for the whole.")]


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """A report."""

    report: Annotated[str, Meta(description="Its uid.")]
    article: Annotated[str, Meta(description="The id of its article.")]
    outlet: Annotated[str | None, Meta(description="Of the article.")]
    published: Annotated[str | None, Meta(description="Of the article.")]
    title: Annotated[str | None, Meta(description="Of the article.")]
    language: Annotated[str, Meta(description="Of the article.")]
    voice: Annotated[str, Meta(description="The text of which its article is one; copies have one in common.")]
    relay: Annotated[bool, Meta(description="Whether an earlier report of the thing is of the same text.")]
    rule: Annotated[str, Meta(description="By which it was read.")]
    review: Annotated[str | None, Meta(description="What a person decided of it.")]
    told: Annotated[Mapping[str, Any], Meta(description="What it tells, by field.")]
    differs: Annotated[tuple[Difference, ...], Meta(description="What it tells otherwise than the whole.")]
    context: Annotated[str, Meta(description="The text around its words.")]
    start: Annotated[int, Meta(description="Where in the article's text that begins, in code points.")]
    cut: Annotated[tuple[bool, bool], Meta(description="Whether the paragraph goes on before it and behind it.")]
    parts: Annotated[tuple[Part, ...], Meta(description="The characters that it stands on.")]

    @property
    def fact(self) -> str:
        """Its id within the article."""
        return self.report.partition(":")[2]


def tellings(
    connection: Connection,
    kind: Kind,
    uids: Sequence[str],
    whole: Mapping[str, Any],
    main: str | None = None,
    relays: Collection[str] = (),
) -> list[Telling]:
    """Reports of a thing, by day of publication.

    Args:
        connection: of the dossier.
        kind: statement or encounter.
        uids: of the reports.
        whole: what stands for all of them, by field.
        main: the report whose words stand for all.
        relays: those whose text an earlier one has.
    """
    table = TABLES[kind]
    columns = [article.c[name] for name in ("outlet", "published", "title", "language", "text")]
    query = select(table, *columns).join(article, article.c.id == table.c.article)
    rows = connection.execute(query.where(among(connection, table.c.uid, uids))).all()
    rows = sorted(rows, key=lambda row: (row.published or "9999", row.uid))
    spans = spans_of(connection, uids)
    voices = voices_of(connection, [row.article for row in rows])
    words = next((row.content for row in rows if row.uid == main), None) if kind is Kind.STATEMENT else None
    language = next((row.language for row in rows if row.uid == main), None)

    def telling(row: Any) -> Telling:
        own = spans.get(row.uid, [])
        told = {name: _value(row, name) for name in FIELDS[kind]}
        start, end, cut = around(row.text, own)
        parts = [Part(role=one.role, start=one.start, end=one.end) for one in own]
        against = words if row.uid != main and row.language == language else None
        return Telling(
            report=row.uid, article=row.article, outlet=row.outlet, published=row.published, title=row.title,
            language=row.language, voice=voices.get(row.article, row.article), relay=row.uid in relays, rule=row.rule,
            review=row.review, told=told, differs=tuple(_differences(told, whole)), context=row.text[start:end],
            start=start, cut=cut, parts=(*parts, *_other_words(own, against)),
        )  # fmt: skip

    return [telling(row) for row in rows]


def spans_of(connection: Connection, uids: Sequence[str]) -> dict[str, list[Any]]:
    """The rows of `span` of some reports, by the reports' uids, in order of the text."""
    out: dict[str, list[Any]] = {}
    for row in connection.execute(select(span).where(among(connection, span.c.uid, uids)).order_by(span.c.start)):
        out.setdefault(row.uid, []).append(row)
    return out


def _value(row: Any, name: str) -> Any:
    value = row._mapping[name]
    return listed(value) if name in _LISTS else value


def _differences(told: Mapping[str, Any], whole: Mapping[str, Any]) -> list[Difference]:
    """The fields in which a report tells what the whole does not: one that tells less, or less precisely, does not."""
    return [
        Difference(field=name, told=value, whole=whole[name])
        for name, value in told.items()
        if name in whole and _contradicts(name, value, whole[name])
    ]


def _contradicts(name: str, value: Any, whole: Any) -> bool:
    if name in _LISTS:
        own, all_ = (_persons(told) if name == "speakers" else set(told) for told in (value, whole))
        return bool(own - all_) and bool(all_)
    if isinstance(value, bool) or isinstance(whole, bool):
        return bool(value) != bool(whole)
    if not value or not whole or value == whole:
        return False
    return _DIFFER[name](value, whole) if name in _DIFFER else True


# What two articles may tell in two ways and agree: Geneva and «Genève», a month and a day in it.
_DIFFER: Mapping[str, Callable[[str, str], bool]] = {
    "place": places_differ, "date": dates_differ, "day": dates_differ, "duration": lengths_differ,
}  # fmt: skip


def _persons(told: Iterable[str]) -> set[str]:
    """Those of some speakers who are no states or organisations: a person speaks in the name of one."""
    return {one for one in told if ":" in one}


def around(text: str, spans: Sequence[Any]) -> tuple[int, int, tuple[bool, bool]]:
    """The paragraph of the words of a report, so much of it as is near them; and where it goes on."""
    own = [one for one in spans if one.role in {"content", "evidence"}] or spans
    if not own:
        return 0, 0, (False, False)
    first, last = min(one.start for one in own), max(one.end for one in own)
    begin = text.rfind("\n", 0, first) + 1
    stop = text.find("\n", last)
    stop = len(text) if stop < 0 else stop
    start = begin if first - begin <= AROUND else _blank(text, first - AROUND, first)
    end = stop if stop - last <= AROUND else max(last, text.rfind(" ", last, last + AROUND))
    return start, end, (start > begin, end < stop)


def _blank(text: str, start: int, end: int) -> int:
    at = text.find(" ", start, end)
    return at + 1 if at >= 0 else start


def _other_words(spans: Sequence[Any], against: str | None) -> list[Part]:
    """The words of the content that another report does not have there, in the characters of the article."""
    content = [one for one in spans if one.role == "content"]
    if against is None or not content:
        return []
    joined, out = " ".join(one.text for one in content), []
    for start, end in differing(joined, against):
        at = 0
        for one in content:
            low, high = max(start, at), min(end, at + len(one.text))
            if low < high:
                out.append(Part(role="differs", start=one.start + low - at, end=one.start + high - at))
            at += len(one.text) + 1
    return out
