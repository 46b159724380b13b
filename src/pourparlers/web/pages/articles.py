"""The list of articles."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from pourparlers.dossier.standing.across.article_list import Listed, Wanted, beginnings, count, listed
from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get

PER_PAGE = 50


class Asked(Wanted, frozen=True, kw_only=True):
    """What is asked of the list."""

    page: Annotated[Number, Meta(description="Which page, from 1.")] = 1


class Articles(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    pages: Annotated[Paged, Meta(description="How many there are, on how many pages.")]
    articles: Annotated[tuple[Listed, ...], Meta(description="Those of the page, the newest first.")]
    beginnings: Annotated[dict[str, str], Meta(description="Of those without a title the first words, by id.")] = {}


def show(call: Call) -> Page:
    """A page of the articles, the newest first."""
    asked = call.asked(Asked)
    with call.reading() as connection:
        pages = paged(asked.page, PER_PAGE, count(connection, asked))
        found = listed(connection, asked, Rows(limit=PER_PAGE, skip=pages.skip))
        begun = beginnings(connection, [one.id for one in found if not one.title])
    shown = Articles(asked=asked, pages=pages, articles=found, beginnings=begun)
    return Page(template="articles.html", shown=shown)


ROUTES = (Get("/articles", show, Asked, frozenset({"page"}), gives=Articles),)
