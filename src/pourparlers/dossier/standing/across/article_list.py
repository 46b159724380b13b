"""The articles of a dossier as a list, the newest first, and where one of them stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from pourparlers.dossier.standing.across.one_article import Neighbour
from pourparlers.dossier.standing.filters import Filters, Page, between, of_outlet
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import article, encounter_report, statement_report


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which articles are asked for."""

    outlet: Annotated[str | None, Meta(description="An outlet's name, or a part of one.")] = None
    words: Annotated[str | None, Meta(description="A part of the headline.")] = None
    since: Annotated[str | None, Meta(description="First day of publication.")] = None
    until: Annotated[str | None, Meta(description="Last day of publication.")] = None
    added: Annotated[str | None, Meta(description="Only what came in since then (UTC), the last first.")] = None


class Listed(Neighbour, frozen=True, kw_only=True):
    """An article of the list."""

    facts: Annotated[int, Meta(description="How many encounters and statements were read in it, and not rejected.")]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article stands in a list."""

    n: Annotated[int, Meta(description="Its number in the list, from 1.")]
    all: Annotated[int, Meta(description="How many there are in the list.")]
    before: Annotated[Neighbour | None, Meta(description="The one above it.")]
    after: Annotated[Neighbour | None, Meta(description="The one below it.")]


# Letters of the first words of an article.
_FIRST = 200

# By what a list is in order, and whether the largest comes first.
_Key = tuple[ColumnElement[Any], bool]


def count(connection: Connection, wanted: Wanted) -> int:
    """How many articles are asked for."""
    return _count(connection, _where(connection, wanted))


def listed(connection: Connection, wanted: Wanted, page: Page) -> tuple[Listed, ...]:
    """Those of a page."""
    query = _neighbours(_where(connection, wanted), _keys(wanted))
    rows = [row._mapping for row in connection.execute(page.of(query))]
    facts = _facts(connection, [row["id"] for row in rows])
    return tuple(Listed(**row, facts=facts.get(row["id"], 0)) for row in rows)


def beginnings(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The first words of some articles, by their ids: by these one without a title is known."""
    query = select(article.c.id, func.substr(article.c.text, 1, _FIRST)).where(among(connection, article.c.id, ids))
    return {id_: " ".join(text.split()) for id_, text in connection.execute(query)} if ids else {}


def place(connection: Connection, wanted: Wanted, id_: str) -> Place | None:
    """Where an article stands among those that are asked for; None where it is none of them."""
    where, keys = _where(connection, wanted), _keys(wanted)
    own = connection.execute(select(*(key for key, _ in keys)).where(article.c.id == id_, *where)).one_or_none()
    if own is None:
        return None
    above = _beyond(keys, own)
    back = [(key, not down) for key, down in keys]
    below = _beyond(back, own)
    return Place(
        n=_count(connection, [*where, above]) + 1, all=_count(connection, where),
        before=_first(connection, [*where, above], back), after=_first(connection, [*where, below], keys),
    )  # fmt: skip


def _where(connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    chosen = Filters(outlet=wanted.outlet, since=wanted.since, until=wanted.until)
    told = [*of_outlet(connection, chosen), *between(article.c.published, chosen)]
    if wanted.words:
        told.append(article.c.title.icontains(wanted.words, autoescape=True))
    if wanted.added:
        told.append(article.c.added >= wanted.added)
    return told


def _keys(wanted: Wanted) -> list[_Key]:
    newest: list[_Key] = [(article.c.added, True), (article.c.n, True)] if wanted.added else []
    return [*newest, (func.coalesce(article.c.published, ""), True), (article.c.id, False)]


def _beyond(keys: Sequence[_Key], own: Sequence[Any]) -> ColumnElement[bool]:
    """What stands before an article in an order, by the values of what is ordered by."""
    out: list[ColumnElement[bool]] = []
    for n, ((key, down), value) in enumerate(zip(keys, own, strict=True)):
        alike = [one == told for (one, _), told in zip(keys[:n], own, strict=False)]
        out.append(and_(*alike, key > value if down else key < value))
    return or_(false(), *out)


def _neighbours(where: Sequence[ColumnElement[bool]], keys: Sequence[_Key]) -> Any:
    columns = [article.c[name] for name in Neighbour.__struct_fields__]
    return select(*columns).where(*where).order_by(*(key.desc() if down else key.asc() for key, down in keys))


def _first(connection: Connection, where: Sequence[ColumnElement[bool]], keys: Sequence[_Key]) -> Neighbour | None:
    row = connection.execute(_neighbours(where, keys).limit(1)).one_or_none()
    return Neighbour(**row._mapping) if row is not None else None


def _count(connection: Connection, where: Sequence[ColumnElement[bool]]) -> int:
    return connection.execute(select(func.count()).select_from(article).where(*where)).scalar_one()


def _facts(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for reports in (encounter_report, statement_report):
        query = select(reports.c.article, func.count()).where(reports.c.article.in_(ids)).group_by(reports.c.article)
        for id_, n in connection.execute(query):
            out[id_] = out.get(id_, 0) + n
    return out
