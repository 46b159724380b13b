"""What a search finds: a statement, an encounter or an article, with the places of the found words in its text."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from pourparlers.dossier.standing.finding.snippets import densest, passage, snippet
from pourparlers.dossier.standing.finding.terms import Place, holds, places
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import article, encounter, encounter_report, span, statement, statement_report
from pourparlers.dossier.store.sought import Query
from pourparlers.model import Act, Span

# Characters of the sentences that are shown of a statement or an encounter, and of an article.
_LONGEST, _OF_ARTICLE = 600, 360


class Where(StrEnum):
    """In what the words were found."""

    STATEMENT = "statement"
    ENCOUNTER = "encounter"
    ARTICLE = "article"


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A statement, an encounter or an article that holds all words that are sought.

    Attributes:
        where: which of them.
        uid: of the report of the statement or of the encounter, or the id of the article.
        article, language, outlet, published, title: of the article.
        statement, speakers, act: of the statement, in the words of the report that answers best.
        encounter, kind, persons, place: of the encounter, what most of its reports tell.
        parties, day: of the statement or the encounter.
        snippet: the characters of the article's text around the words.
        passage: the sentences in which they stand; long ones are cut.
        told: the passages of the text that tell of the statement or the encounter.
        found: all places of the words in the article's text, or in what tells of the statement or the encounter, as
            [start, end] (code points, half-open).
        in_title: the same in the article's title.
    """

    where: Where
    uid: str
    article: str
    language: str
    outlet: str | None
    published: str | None
    title: str | None
    statement: str | None = None
    encounter: str | None = None
    day: str | None = None
    speakers: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    act: Act | None = None
    kind: str | None = None
    persons: tuple[str, ...] = ()
    place: str | None = None
    snippet: Span
    passage: Span
    told: tuple[Place, ...] = ()
    found: tuple[Place, ...]
    in_title: tuple[Place, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """The report that answers best, or the article, and what it is a report of."""

    uid: str
    group: str


_ARTICLE = (
    article.c.id.label("article"), article.c.language, article.c.outlet, article.c.published, article.c.title,
    article.c.text,
)  # fmt: skip


def statement_hits(connection: Connection, rows: Sequence[Row], asked: Query) -> list[Hit]:
    """The hits in some statements, but those that do not hold what is sought, as where a phrase goes over two spans."""
    own = statement_report.c
    query = select(own.uid, own.speakers, own.parties, own.act, *_ARTICLE).join(article, article.c.id == own.article)
    days = _by(connection, select(statement.c.id, statement.c.day), statement.c.id, [one.group for one in rows])
    reports = _by(connection, query, own.uid, [one.uid for one in rows])
    spans = _spans(connection, "content", reports)
    out = [
        _fact(
            reports[one.uid], spans[one.uid], asked, where=Where.STATEMENT, statement=one.group,
            day=days[one.group].day, act=Act(reports[one.uid].act), speakers=_ids(reports[one.uid].speakers),
        )
        for one in rows
    ]  # fmt: skip
    return [hit for hit in out if hit is not None]


def encounter_hits(connection: Connection, rows: Sequence[Row], asked: Query) -> list[Hit]:
    """The same in encounters."""
    own = encounter_report.c
    query = select(own.uid, *_ARTICLE).join(article, article.c.id == own.article)
    reports = _by(connection, query, own.uid, [one.uid for one in rows])
    merged = _by(connection, select(encounter), encounter.c.id, [one.group for one in rows])
    spans = _spans(connection, "evidence", reports)
    out = []
    for one in rows:
        told = merged[one.group]
        out.append(
            _fact(
                reports[one.uid], spans[one.uid], asked, where=Where.ENCOUNTER, encounter=one.group, day=told.date,
                kind=told.kind, persons=_ids(told.persons), place=told.place, parties=_ids(told.parties),
            )
        )  # fmt: skip
    return [hit for hit in out if hit is not None]


def article_hits(connection: Connection, rows: Sequence[Row], asked: Query) -> list[Hit]:
    """The same in articles and their titles."""
    found = _by(connection, select(*_ARTICLE), article.c.id, [one.uid for one in rows])
    out = [_article(found[one.uid], asked) for one in rows]
    return [hit for hit in out if hit is not None]


def _by(connection: Connection, query: Any, key: Any, ids: Sequence[str]) -> dict[str, Any]:
    """Rows by one of their columns, which comes first or is the article's id."""
    told = connection.execute(query.add_columns(key.label("key")).where(key.in_(ids)))
    return {row.key: row for row in told}


def _spans(connection: Connection, role: str, reports: dict[str, Any]) -> dict[str, list[Place]]:
    """The characters of what some reports stand on."""
    query = select(span.c.uid, span.c.start, span.c.end).where(span.c.role == role, span.c.uid.in_(list(reports)))
    out: dict[str, list[Place]] = {uid: [] for uid in reports}
    for row in connection.execute(query.order_by(span.c.uid, span.c.n)):
        out[row.uid].append(Place(row.start, row.end))
    return out


def _ids(cell: str) -> tuple[str, ...]:
    return tuple(listed(cell))


def _fact(row: Any, spans: Sequence[Place], asked: Query, **told: Any) -> Hit | None:
    by_span = [places(row.text, asked.terms, *one) for one in spans]
    by_term = [[place for some in by_span for place in some[n]] for n in range(len(asked.terms))]
    if not holds(asked, by_term) or any(any(places(row.text, asked.none, *one)) for one in spans):
        return None
    best = densest(by_term)
    around = next(one for one in spans if one.start <= best < one.end)
    told = {"parties": _ids(getattr(row, "parties", "")), **told}
    return Hit(
        uid=row.uid, snippet=snippet(row.text, best, around), found=_all(by_term), told=tuple(sorted(spans)),
        passage=passage(row.text, around.start, around.end, best, _LONGEST), **_source(row), **told,
    )  # fmt: skip


def _article(row: Any, asked: Query) -> Hit | None:
    text, title = places(row.text, asked.terms), places(row.title or "", asked.terms)
    either = [[*one, *other] for one, other in zip(text, title, strict=True)]
    if not holds(asked, either) or any(places(row.text, asked.none)) or any(places(row.title or "", asked.none)):
        return None
    first = densest(text)
    last = max((one.end for some in text for one in some if one.start < first + _OF_ARTICLE // 2), default=first)
    return Hit(
        where=Where.ARTICLE, uid=row.article, snippet=snippet(row.text, first, Place(0, len(row.text))),
        passage=passage(row.text, first, last, first, _OF_ARTICLE), found=_all(text), in_title=_all(title),
        **_source(row),
    )  # fmt: skip


def _source(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("article", "language", "outlet", "published", "title")}


def _all(by_term: Sequence[Sequence[Place]]) -> tuple[Place, ...]:
    return tuple(sorted({place for some in by_term for place in some}))
