"""Full text over statements and articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, select

from pourparlers.dossier.standing.filters import Filters, between, of_outlet, of_statements
from pourparlers.dossier.standing.terms import Place, places, terms_of
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import Kind, article, member, span, statement, statement_report
from pourparlers.dossier.store.sought import Term, matching
from pourparlers.model import Act, DossierError, Span

# So many hits are looked at in one go.
_PAGE = 200
# How long a snippet may be, and how much of it stands before the first found word.
_LONGEST, _BEFORE = 200, 60


class Where(StrEnum):
    """In what the words were found."""

    STATEMENT = "statement"
    ARTICLE = "article"


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A statement or an article that holds all words that are sought.

    Attributes:
        where: which of the two.
        uid: of the report of the statement, or of the article.
        article, outlet, published, title: of the article.
        statement, day, speakers, parties, act: of the statement, in the words of the report that answers best.
        snippet: the characters of the article's text around the words.
        found: all places of the words in the article's text, or in the statement's content, as [start, end]
            (code points, half-open).
        in_title: the same in the article's title.
    """

    where: Where
    uid: str
    article: str
    outlet: str | None
    published: str | None
    title: str | None
    statement: str | None = None
    day: str | None = None
    speakers: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    act: Act | None = None
    snippet: Span
    found: tuple[Place, ...]
    in_title: tuple[Place, ...] = ()


def search(connection: Connection, asked: Sequence[str], filters: Filters | None = None, most: int = 50) -> list[Hit]:
    """Statements, then articles that hold all words, the best first.

    Args:
        connection: to the dossier.
        asked: words, "exact phrases" and beginnings*.
        filters: as for statements; no articles where a party, a person, an act or an issue is asked for.
        most: how many statements and how many articles at most.

    Raises:
        DossierError: no words are asked for.
    """
    terms, wanted = terms_of(asked), filters or Filters()
    if not terms:
        raise DossierError("there are no words to look for.", hint='Give words, "exact phrases" or beginnings*.')
    told = _first(_statements(connection, terms, wanted), most)
    of_none = not (wanted.party or wanted.person or wanted.act or wanted.issue)
    return told + (_first(_articles(connection, terms, wanted), most) if of_none else [])


def _first(hits: Iterator[Hit], most: int) -> list[Hit]:
    return [hit for hit, _ in zip(hits, range(most), strict=False)]


def _statements(connection: Connection, terms: Sequence[Term], asked: Filters) -> Iterator[Hit]:
    query = select(
        statement_report.c.uid, statement_report.c.speakers, statement_report.c.parties, statement_report.c.act,
        statement.c.id, statement.c.day, *_ARTICLE,
    ).select_from(
        statement_report.join(article, article.c.id == statement_report.c.article)
        .join(member, and_(member.c.kind == Kind.STATEMENT.value, member.c.node == statement_report.c.uid))
        .join(statement, statement.c.id == member.c.group)
    ).where(of_statements(connection, asked), *of_outlet(connection, asked))  # fmt: skip
    found = matching(connection, query, "statement_report", terms)
    seen: set[str] = set()
    for rows in _pages(connection, found.order_by(article.c.published.desc(), statement_report.c.uid)):
        spans = _contents(connection, [row.uid for row in rows])
        for row in rows:
            hit = _statement(row, spans.get(row.uid, []), terms) if row.id not in seen else None
            if hit is not None:
                seen.add(row.id)
                yield hit


_ARTICLE = (article.c.id.label("article"), article.c.outlet, article.c.published, article.c.title, article.c.text)


def _articles(connection: Connection, terms: Sequence[Term], asked: Filters) -> Iterator[Hit]:
    which = *of_outlet(connection, asked), *between(article.c.published, asked)
    query = select(*_ARTICLE).select_from(article).where(*which)
    found = matching(connection, query, "article", terms)
    for rows in _pages(connection, found.order_by(article.c.published.desc(), article.c.id)):
        for row in rows:
            if (hit := _article(row, terms)) is not None:
                yield hit


def _pages(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Any]]:
    at = 0
    while rows := connection.execute(query.limit(_PAGE).offset(at)).all():
        yield rows
        at += _PAGE


def _contents(connection: Connection, uids: Sequence[str]) -> dict[str, list[Place]]:
    """The characters of the contents of some statements."""
    query = select(span.c.uid, span.c.start, span.c.end).where(span.c.role == "content", span.c.uid.in_(uids))
    out: dict[str, list[Place]] = {}
    for row in connection.execute(query.order_by(span.c.uid, span.c.n)):
        out.setdefault(row.uid, []).append(Place(row.start, row.end))
    return out


def _statement(row: Any, spans: Sequence[Place], terms: Sequence[Term]) -> Hit | None:
    """The hit in a statement; None where its words are not the terms, as where a phrase goes over two spans."""
    told = [places(row.text, terms, *one) for one in spans]
    by_term = [[place for some in told for place in some[n]] for n in range(len(terms))]
    if not all(by_term):
        return None
    found, best = _all(by_term), densest(by_term)
    around = next(one for one in spans if one.start <= best < one.end)
    return Hit(
        where=Where.STATEMENT, uid=row.uid, statement=row.id, day=row.day, speakers=tuple(listed(row.speakers)),
        parties=tuple(listed(row.parties)), act=Act(row.act), snippet=snippet(row.text, best, around), found=found,
        **_source(row),
    )  # fmt: skip


def _article(row: Any, terms: Sequence[Term]) -> Hit | None:
    text, title = places(row.text, terms), places(row.title or "", terms)
    if not all(one or other for one, other in zip(text, title, strict=True)):
        return None
    around = Place(0, len(row.text))
    return Hit(
        where=Where.ARTICLE, uid=row.article, snippet=snippet(row.text, densest(text), around), found=_all(text),
        in_title=_all(title), **_source(row),
    )  # fmt: skip


def _source(row: Any) -> dict[str, Any]:
    return {"article": row.article, "outlet": row.outlet, "published": row.published, "title": row.title}


def _all(by_term: Sequence[Sequence[Place]]) -> tuple[Place, ...]:
    return tuple(sorted({place for some in by_term for place in some}))


def densest(by_term: Sequence[Sequence[Place]]) -> int:
    """Where the first stretch of a snippet's length begins that holds words of the most terms; 0 without any."""
    told = sorted((place.start, n) for n, some in enumerate(by_term) for place in some)
    best, most, last = 0, 0, 0
    held = [0] * len(by_term)
    for at, term in told:
        held[term] += 1
        while at - told[last][0] > _LONGEST - _BEFORE:
            held[told[last][1]] -= 1
            last += 1
        if (now := sum(map(bool, held))) > most:
            best, most = told[last][0], now
    return best


def snippet(text: str, first: int, around: Place) -> Span:
    """The characters around a found word that begins at `first`, within a part of the text and cut at words."""
    if around.end - around.start <= _LONGEST:
        return Span.of(text, *around)
    start, end = max(around.start, first - _BEFORE), min(around.end, first - _BEFORE + _LONGEST)
    if start > around.start:
        start = text.find(" ", start, first) + 1 or start
    if end < around.end and (cut := text.rfind(" ", first, end)) > first:
        end = cut
    return Span.of(text, start, max(end, first))
