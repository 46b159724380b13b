"""What is found by words: names to go to, then statements, encounters and articles with their sentences."""

from __future__ import annotations

from itertools import islice, product
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.standing.across.article_list import beginnings
from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.finding.search import Found, Hit, Where, found_in
from pourparlers.dossier.standing.finding.suggestions import Alone, Name, alone, names, outlets, told
from pourparlers.dossier.standing.finding.terms import Place, typed_query
from pourparlers.dossier.store.sought import Query
from pourparlers.lexicon.operators import operators
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
# In so many ways words of which one is enough are looked for in names.
_WAYS = 4
# All are understood in every language.
_EITHER = min(operators().either)


class Asked(Filtered, frozen=True, kw_only=True):
    """What is looked for."""

    words: Annotated[
        str | None,
        Meta(
            description='Words, "exact phrases" and beginnings*, all of which must stand there; '
            "of those with OR between them one at least, and none behind NOT or a minus."
        ),
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
        query = typed_query(self.asked.words or "")
        some = [[near if told(term) == one.words else told(term) for term in either] for either in query.every]
        every = [f" {_EITHER} ".join(filter(None, either)) for either in some]
        return " ".join([*filter(None, every), *(f"-{told(term)}" for term in query.none)])


def show(call: Call) -> Page:
    """What holds the words."""
    asked = call.asked(Asked)
    terms = typed_query(asked.words or "").first(_MOST_WORDS)
    with call.reading() as connection:
        shown = _searched(connection, asked, terms)
    return Page(template="search.html", shown=shown)


def _searched(connection: Connection, asked: Asked, terms: Query) -> Searched:
    sections, pages = _sections(connection, asked, terms) if terms.every else ((), None)
    nothing = bool(terms.every) and not any(one.found for one in sections)
    chosen = asked.filters
    narrowed = chosen != Filters()
    first = asked.page == 1 and asked.where is None
    untitled = [hit.article for one in sections for hit in one.hits if not hit.title]
    return Searched(
        asked=asked, narrowed=narrowed, names=_names(connection, terms) if first else (),
        sections=sections, pages=pages, alone=alone(connection, terms.terms) if nothing else (),
        unnarrowed=_all(connection, terms) if nothing and narrowed else 0,
        beginnings=beginnings(connection, untitled),
    )  # fmt: skip


def _names(connection: Connection, terms: Query) -> tuple[Name, ...]:
    """Of words of which one is enough, the names of each."""
    ways = list(islice(product(*terms.every), _WAYS)) if terms.every else []
    found = [one for way in ways for one in names(connection, way, _NAMES)]
    found += [one for way in ways for one in outlets(connection, way, _NAMES)]
    return tuple(dict.fromkeys(found))


def _sections(connection: Connection, asked: Asked, terms: Query) -> tuple[tuple[Section, ...], Paged | None]:
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


def _section(connection: Connection, where: Where, terms: Query, asked: Asked, page: Rows) -> Section:
    found: Found = found_in(connection, where, terms, asked.filters, page)
    return Section(where=where, found=found.found, more=found.more, hits=found.hits)


def _all(connection: Connection, terms: Query) -> int:
    return sum(found_in(connection, where, terms, Filters(), Rows(limit=1)).found for where in Where)


def _found(places: tuple[Place, ...], start: int) -> list[Passage]:
    return [Passage(place.start - start, place.end - start, "found", "found") for place in places]


ROUTES = (Get("/search", show, Asked, gives=Searched),)
