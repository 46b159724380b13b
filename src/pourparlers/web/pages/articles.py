"""The list of articles."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import ColumnElement, func, select

from pourparlers.dossier.standing.filters import Filters, between, of_outlet
from pourparlers.dossier.store.schema import article
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get

PER_PAGE = 50


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the list."""

    outlet: Annotated[str | None, Meta(description="An outlet's name, without regard to capitals and accents.")] = None
    words: Annotated[str | None, Meta(description="A part of the headline.")] = None
    since: Annotated[str | None, Meta(description="First day of publication.")] = None
    until: Annotated[str | None, Meta(description="Last day of publication.")] = None
    added: Annotated[str | None, Meta(description="Only what came in since then (UTC), the last first.")] = None
    page: Annotated[Number, Meta(description="Which page, from 1.")] = 1


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An article of the list."""

    id: Annotated[str, Meta(description="Its id.")]
    outlet: Annotated[str | None, Meta(description="Where it was published.")]
    published: Annotated[str | None, Meta(description="When.")]
    title: Annotated[str | None, Meta(description="Its headline.")]
    language: Annotated[str, Meta(description="ISO 639-1.")]


class Articles(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    pages: Annotated[Paged, Meta(description="How many there are, on how many pages.")]
    articles: Annotated[tuple[Listed, ...], Meta(description="Those of the page, the newest first.")]


def show(call: Call) -> Page:
    """A page of the articles, the newest first."""
    asked = call.asked(Asked)
    with call.reading() as connection:
        chosen = Filters(outlet=asked.outlet, since=asked.since, until=asked.until)
        where = [*of_outlet(connection, chosen), *between(article.c.published, chosen), *_worded(asked), *_since(asked)]
        pages = paged(
            asked.page,
            PER_PAGE,
            connection.execute(select(func.count()).select_from(article).where(*where)).scalar_one(),
        )
        columns = [article.c[name] for name in Listed.__struct_fields__]
        newest = [article.c.added.desc(), article.c.n.desc()] if asked.added else []
        order = *newest, func.coalesce(article.c.published, "").desc(), article.c.id
        query = select(*columns).where(*where).order_by(*order)
        rows = connection.execute(query.limit(PER_PAGE).offset(pages.skip))
        found = tuple(Listed(**row) for row in rows.mappings())
    return Page(template="articles.html", shown=Articles(asked=asked, pages=pages, articles=found))


def _worded(asked: Asked) -> list[ColumnElement[bool]]:
    return [article.c.title.icontains(asked.words, autoescape=True)] if asked.words else []


def _since(asked: Asked) -> list[ColumnElement[bool]]:
    return [article.c.added >= asked.added] if asked.added else []


ROUTES = (Get("/articles", show, Asked, frozenset({"page"}), gives=Articles),)
