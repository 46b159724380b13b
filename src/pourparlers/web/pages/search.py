"""What is found by words: names to go to, then statements, encounters and articles with their sentences."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.standing.across.article_list import beginnings
from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.finding.search import Found, Hit, Where, found_in
from pourparlers.dossier.standing.finding.suggestions import Alone, Name, alone, names, outlets, told
from pourparlers.dossier.standing.finding.terms import Place, typed
from pourparlers.dossier.store.sought import Term
from pourparlers.model import Act
from pourparlers.views.marking import Passage
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.filtered import Filtered
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get

PER_PAGE = 20
# Of each kind where all kinds are shown, and of names.
_FIRST = {Where.STATEMENT: 8, Where.ENCOUNTER: 3, Where.ARTICLE: 5}
_NAMES = 6
# More words than these are not looked for.
_MOST_WORDS = 12


class Asked(Filtered, frozen=True, kw_only=True):
    """What is looked for."""

    words: Annotated[
        str | None, Meta(description='Words, "exact phrases" and beginnings*, all of which must stand there.')
    ] = None
    where: Annotated[Where | None, Meta(description="In what; in all where it is not given.")] = None
    page: Annotated[Number, Meta(description="Which page, from 1, where `where` is given.")] = 1


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What of one kind holds the words."""

    where: Annotated[Where, Meta(description="Of which kind.")]
    found: Annotated[int, Meta(description="How many there are.")]
    more: Annotated[
        bool, Meta(description="Whether the words are so common that only what came in last was looked through.")
    ]
    hits: Annotated[tuple[Hit, ...], Meta(description="The best; of common words those that came in last.")]


class Searched(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    narrowed: Annotated[bool, Meta(description="Whether anything is asked for besides the words.")]
    names: Annotated[tuple[Name, ...], Meta(description="Actors, issues and outlets whose names hold the words.")]
    sections: Annotated[tuple[Section, ...], Meta(description="What was found, by kind.")]
    pages: Annotated[Paged | None, Meta(description="Pages of the kind that is asked for.")]
    alone: Annotated[tuple[Alone, ...], Meta(description="Where nothing is found, each of the words by itself.")]
    unnarrowed: Annotated[int, Meta(description="Where nothing is found, how much is without what narrows.")]

    beginnings: Annotated[dict[str, str], Meta(description="Of articles without a title the first words, by id.")] = {}

    @property
    def acts(self) -> tuple[Act, ...]:
        """What may be asked for."""
        return tuple(Act)

    def passages(self, one: Hit) -> list[Passage]:
        """What is marked in the sentences of a hit, counted from their beginning."""
        style, start = (one.act or Where.ENCOUNTER).value, one.passage.start
        told = [Passage(place.start - start, place.end - start, one.uid, style) for place in one.told]
        return told + _found(one.found, start)

    def in_title(self, one: Hit) -> list[Passage]:
        """What is marked in the title of a hit."""
        return _found(one.in_title, 0)

    def instead(self, one: Alone, near: str | None) -> str:
        """The words with one of them put in another's place."""
        terms = [told(term) for term in typed(self.asked.words or "")]
        return " ".join(filter(None, (near if term == one.words else term for term in terms)))


def show(call: Call) -> Page:
    """What holds the words."""
    asked = call.asked(Asked)
    terms = typed(asked.words or "")[:_MOST_WORDS]
    with call.reading() as connection:
        shown = _searched(connection, asked, terms)
    return Page(template="search.html", shown=shown)


def _searched(connection: Connection, asked: Asked, terms: list[Term]) -> Searched:
    sections, pages = _sections(connection, asked, terms) if terms else ((), None)
    nothing = bool(terms) and not any(one.found for one in sections)
    chosen = asked.filters
    narrowed = chosen != Filters()
    first = asked.page == 1 and asked.where is None
    untitled = [hit.article for one in sections for hit in one.hits if not hit.title]
    return Searched(
        asked=asked, narrowed=narrowed, names=_names(connection, terms) if first else (),
        sections=sections, pages=pages, alone=alone(connection, terms) if nothing else (),
        unnarrowed=_all(connection, terms) if nothing and narrowed else 0,
        beginnings=beginnings(connection, untitled),
    )  # fmt: skip


def _names(connection: Connection, terms: list[Term]) -> tuple[Name, ...]:
    return (*names(connection, terms, _NAMES), *outlets(connection, terms, _NAMES))


def _sections(connection: Connection, asked: Asked, terms: list[Term]) -> tuple[tuple[Section, ...], Paged | None]:
    if asked.where is None:
        rows = {where: Rows(limit=most) for where, most in _FIRST.items()}
        return tuple(_section(connection, where, terms, asked, page) for where, page in rows.items()), None
    pages = paged(asked.page, PER_PAGE, PER_PAGE * asked.page)
    one = _section(connection, asked.where, terms, asked, Rows(limit=PER_PAGE, skip=pages.skip))
    if not one.found and pages.skip:
        # A page behind the last: the database does not tell how many there are where it gives none.
        one = _section(connection, asked.where, terms, asked, Rows(limit=1))
        skip = paged(asked.page, PER_PAGE, one.found).skip
        one = _section(connection, asked.where, terms, asked, Rows(limit=PER_PAGE, skip=skip))
    return (one,), paged(asked.page, PER_PAGE, one.found)


def _section(connection: Connection, where: Where, terms: list[Term], asked: Asked, page: Rows) -> Section:
    found: Found = found_in(connection, where, terms, asked.filters, page)
    return Section(where=where, found=found.found, more=found.more, hits=found.hits)


def _all(connection: Connection, terms: list[Term]) -> int:
    return sum(found_in(connection, where, terms, Filters(), Rows(limit=1)).found for where in Where)


def _found(places: tuple[Place, ...], start: int) -> list[Passage]:
    return [Passage(place.start - start, place.end - start, "found", "found") for place in places]


ROUTES = (Get("/search", show, Asked, gives=Searched),)
