"""Who quotes whom: the outlets, whose words they give how much room, and which of their articles are copies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, select

from pourparlers.dossier.standing.filters import Filters, between, of_outlet, of_statements
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import Kind, article, member, statement, statement_report
from pourparlers.dossier.store.views import copy, voice
from pourparlers.model import Form

_WORD = re.compile(r"\w+")


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """What a party gets of an outlet's words; `party` is null for speakers of no party that is told."""

    party: str | None
    words: int
    share: float


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is a copy.

    Attributes:
        article: which.
        of, outlet, published: the text that it is a copy of: the one of its group that was published first.
        share: how much of the five-word runs of the shorter are common; null where they are one over a third text.
        how: "version" of the same outlet, or "relay" of another; null where an outlet is not known.
    """

    article: str
    of: str
    outlet: str | None
    published: str | None
    share: float | None
    how: str | None


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet.

    Attributes:
        outlet: its name; null for all articles whose outlet is not known.
        articles, independent: how many there are, and how many of them are no copies.
        copies: the others.
        statements, quotes: how many statements it reports, and how many of them quoted word for word.
        words: how many words of their contents; shared out in `shares`, equally where several parties speak.
    """

    outlet: str | None
    articles: int
    independent: int
    copies: tuple[Copied, ...]
    statements: int
    quotes: int
    words: int
    shares: tuple[Share, ...]


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """The outlets; `voices`: of how many independent texts all articles are."""

    articles: int
    voices: int
    outlets: tuple[Outlet, ...]


def sources(connection: Connection, asked: Filters | None = None) -> Sources:
    """The outlets, those first that have most articles.

    Args:
        connection: to the dossier.
        asked: of articles by outlet and day of publication; of the statements in them by party, person, act and issue.
    """
    wanted = asked or Filters()
    own = _articles(connection, wanted)
    rows = connection.execute(
        select(article.c.id, article.c.outlet, voice.c.voice).join(voice, voice.c.article == article.c.id).where(own)
    ).all()
    copies, reports = _copies(connection, own), _reports(connection, wanted, own)
    by_outlet = Counter(row.outlet for row in rows)
    told = [_outlet(name, n, copies[name], reports[name]) for name, n in by_outlet.items()]
    return Sources(
        articles=len(rows), voices=len({row.voice for row in rows}),
        outlets=tuple(sorted(told, key=lambda one: (-one.articles, one.outlet or ""))),
    )  # fmt: skip


def _articles(connection: Connection, asked: Filters) -> ColumnElement[bool]:
    return and_(True, *of_outlet(connection, asked), *between(article.c.published, asked))


def _copies(connection: Connection, own: ColumnElement[bool]) -> dict[str | None, list[Copied]]:
    first = article.alias("first")
    query = select(copy, article.c.outlet.label("own"), first.c.outlet, first.c.published).select_from(
        copy.join(article, article.c.id == copy.c.article).join(first, first.c.id == copy.c.of)
    )
    out: dict[str | None, list[Copied]] = defaultdict(list)
    for row in connection.execute(query.where(own).order_by(copy.c.article)):
        out[row.own].append(
            Copied(
                article=row.article, of=row.of, outlet=row.outlet, published=row.published, share=row.share,
                how=row.how,
            )
        )  # fmt: skip
    return out


def _reports(connection: Connection, asked: Filters, own: ColumnElement[bool]) -> dict[str | None, list[Any]]:
    """The reports of the statements that are asked for, by outlet."""
    of_any = msgspec.structs.replace(asked, outlet=None, since=None, until=None)
    columns = statement.c.id, statement_report.c.parties, statement_report.c.form, statement_report.c.content
    query = select(*columns, article.c.outlet).select_from(
        statement_report.join(article, article.c.id == statement_report.c.article)
        .join(member, and_(member.c.kind == Kind.STATEMENT.value, member.c.node == statement_report.c.uid))
        .join(statement, statement.c.id == member.c.group)
    )  # fmt: skip
    out: dict[str | None, list[Any]] = defaultdict(list)
    for row in connection.execute(query.where(own, of_statements(connection, of_any))):
        out[row.outlet].append(row)
    return out


def _outlet(name: str | None, articles: int, copies: Sequence[Copied], reports: Sequence[Any]) -> Outlet:
    quoted = {row.id for row in reports if row.form == Form.DIRECT}
    return Outlet(
        outlet=name, articles=articles, independent=articles - len(copies), copies=tuple(copies),
        statements=len({row.id for row in reports}), quotes=len(quoted),
        words=sum(_words(row) for row in reports), shares=tuple(_shares(reports)),
    )  # fmt: skip


def _words(row: Any) -> int:
    return len(_WORD.findall(row.content))


def _shares(reports: Iterable[Any]) -> Iterable[Share]:
    """The parties, those first that get most."""
    got: dict[str | None, float] = defaultdict(float)
    for row in reports:
        parties: Sequence[str | None] = listed(row.parties) or [None]
        for party in parties:
            got[party] += _words(row) / len(parties)
    total = sum(got.values())
    for party, words in sorted(got.items(), key=lambda pair: (-pair[1], pair[0] or "")):
        yield Share(party=party, words=round(words), share=round(words / total, 4) if total else 0.0)
