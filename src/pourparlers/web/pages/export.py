"""The dossier in other formats, to be downloaded: what is asked for on the page that one comes from, or all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from sqlalchemy import Connection, func, select

from pourparlers.dossier.standing.filters import Filters, between, of_encounters, of_outlet, of_statements
from pourparlers.dossier.standing.ties.networks import Normalisation, Ties
from pourparlers.dossier.store.schema import article, encounter, statement
from pourparlers.exports.formats import MODULES, module
from pourparlers.web.answer import Download, Page
from pourparlers.web.call import Call
from pourparlers.web.errors import MissingError
from pourparlers.web.exporting.along import left
from pourparlers.web.exporting.exporting import exported
from pourparlers.web.exporting.kinds import GROUPS, KINDS
from pourparlers.web.exporting.order import Order
from pourparlers.web.filtered import Filtered
from pourparlers.web.routes import Get

# Between cells, by the name that an address can have.
_MARKS = {"comma": ",", "semicolon": ";", "tab": "\t"}


class Wanted(Filtered, frozen=True, kw_only=True):
    """An export with how it is to be written; a format that does not take one of these passes over it."""

    language: Annotated[
        Literal["fr", "en"] | None, Meta(description="Of what is written for readers; else that of the page.")
    ] = None
    page: Annotated[bool, Meta(description="chronology: a page of HTML rather than Markdown.")] = False
    bom: Annotated[bool, Meta(description="csv: a byte order mark before each table, for Excel.")] = False
    separator: Annotated[Literal["comma", "semicolon", "tab"], Meta(description="csv: what stands between cells.")] = (
        "comma"
    )
    ties: Annotated[Ties, Meta(description="Networks: what ties two actors.")] = Ties.AFFILIATION
    normalisation: Annotated[Normalisation, Meta(description="Networks: how ties are weighed.")] = Normalisation.NO


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """A format that is offered."""

    name: Annotated[str, Meta(description="Its name.")]
    group: Annotated[str, Meta(description="What it is for, broadly.")]
    ending: Annotated[str, Meta(description="What its file ends in.")]
    options: Annotated[tuple[str, ...], Meta(description="What it takes besides what narrows.")]
    whole: Annotated[bool, Meta(description="Whether it always holds all of the dossier.")]


class Exports(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    asked: Annotated[Filtered, Meta(description="What narrows, as it was asked for on the page before.")]
    left: Annotated[
        tuple[str, ...], Meta(description="What narrowed the page before, by field, and narrows no export.")
    ]
    statements: Annotated[int, Meta(description="How many statements that leaves.")]
    encounters: Annotated[int, Meta(description="How many encounters.")]
    articles: Annotated[int, Meta(description="How many articles, of the outlet and the days.")]
    formats: Annotated[tuple[Offered, ...], Meta(description="What there is.")]

    @property
    def groups(self) -> Mapping[str, list[Offered]]:
        """The formats by what they are for."""
        return {group: [one for one in self.formats if one.group == group] for group in GROUPS}

    @property
    def ties(self) -> tuple[Ties, ...]:
        """What may tie two actors."""
        return tuple(Ties)

    @property
    def normalisations(self) -> tuple[Normalisation, ...]:
        """How ties may be weighed."""
        return tuple(Normalisation)


def show(call: Call) -> Page:
    """The formats, with what is asked for."""
    asked = call.asked(Filtered)
    with call.reading() as connection:
        statements, encounters, articles = _counts(connection, asked.filters)
    return Page(
        template="export.html",
        shown=Exports(
            asked=asked, left=left(call.query), statements=statements, encounters=encounters, articles=articles,
            formats=tuple(_offered(name) for name in KINDS if name in MODULES),
        ),
    )  # fmt: skip


def _counts(connection: Connection, asked: Filters) -> tuple[int, int, int]:
    of_facts = bool(asked.act or asked.issue)
    days = [*of_outlet(connection, asked), *between(article.c.published, asked)]
    queries = (
        select(func.count()).select_from(statement).where(of_statements(connection, asked)),
        select(func.count()).select_from(encounter).where(of_encounters(connection, asked)),
        select(func.count()).select_from(article).where(*days),
    )
    told = [int(connection.execute(query).scalar_one()) for query in queries]
    return told[0], 0 if of_facts else told[1], told[2]


def _offered(name: str) -> Offered:
    options, kind = module(name).OPTIONS, KINDS[name]
    own = {"page"} if name == "chronology" else set()
    return Offered(
        name=name, group=kind.group, ending=kind.ending, options=tuple(sorted((options | own) - {"whole"})),
        whole="whole" in options,
    )  # fmt: skip


def download(call: Call) -> Download:
    """An export, sent while it is written."""
    name = call.params["format"]
    if name not in MODULES or name not in KINDS:
        raise MissingError(f"there is no format {name[:40]!r}.", hint=f"Formats: {', '.join(KINDS)}.")
    wanted = call.asked(Wanted)
    kind = KINDS[name]
    ending = "html" if wanted.page and name == "chronology" else kind.ending
    order = Order(
        where=str(call.dossier.where), format=name, name=f"{call.room.name}-{name}", asked=wanted.narrowing,
        ui=wanted.language or call.ui, page=wanted.page, bom=wanted.bom, separator=_MARKS[wanted.separator],
        ties=wanted.ties, normalisation=wanted.normalisation,
    )  # fmt: skip
    return Download(
        name=f"{call.room.name}.{ending}", type="text/html; charset=utf-8" if ending == "html" else kind.type,
        parts=exported(order),
    )  # fmt: skip


ROUTES = (Get("/export", show, Filtered, gives=Exports), Get("/export/{format}", download, Wanted, data=False))
