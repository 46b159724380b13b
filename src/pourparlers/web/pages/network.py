"""The network of actors: who meets, supports, accuses or agrees with whom, drawn and as tables."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.ties.evidence import TieEvidence, evidence_of
from pourparlers.dossier.standing.ties.kinds import ActorTie, Between, Tied, TieKind
from pourparlers.dossier.standing.ties.networks import Normalisation
from pourparlers.dossier.standing.ties.tied import TiedActor, TiedActors, actors_of, tied
from pourparlers.model import Act, DossierError
from pourparlers.views.listing import Look
from pourparlers.views.safe import one_line
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.drawings.network import Drawing, drawing_of
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get

# Ties on a page of the table, facts on a page of evidence, and of each tie where the page is a file; of each kind so
# many ties are named before one is chosen.
PER_PAGE, FACTS, FILED, FIRST = 25, 8, 4, 2
_LONGEST_LABEL = 26
# What is drawn where nothing else is asked for.
USUAL = (TieKind.MEET, TieKind.SUPPORT, TieKind.DEMAND, TieKind.ACCUSE, TieKind.THREATEN)
# What the page offers: those of acts that lead nowhere are asked for by their address alone.
OFFERED = (
    TieKind.MEET, TieKind.SUPPORT, TieKind.DEMAND, TieKind.ACCUSE, TieKind.THREATEN, TieKind.CONGRUENCE,
    TieKind.CONFLICT,
)  # fmt: skip
MORE = (
    TieKind.ACCEPT, TieKind.PROMISE, TieKind.PROPOSE, TieKind.ASK, TieKind.REJECT, TieKind.DENY, TieKind.WARN,
)  # fmt: skip


class Order(StrEnum):
    """By what the ties of the table are ordered."""

    KIND = "kind"
    SOURCE = "source"
    TARGET = "target"
    NUMBER = "number"
    FIRST = "first"
    LAST = "last"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the network."""

    kind: Annotated[
        tuple[TieKind, ...], Meta(description="Ties of which kinds; the usual ones where none is named.")
    ] = ()
    between: Annotated[Between, Meta(description="Between parties, or between persons who speak.")] = Between.PARTIES
    by: Annotated[
        Literal["no", "average", "jaccard", "cosine"],
        Meta(description="By what ties of agreement are divided, as Discourse Network Analyzer does."),
    ] = "no"
    strongest: Annotated[int, Meta(ge=1, le=100, description="How many ties of each kind at most.")] = 20
    party: Annotated[str | None, Meta(description="The ties of a state or organisation alone, by id or name.")] = None
    issue: Annotated[str | None, Meta(description="Statements on an issue alone, by its id or words of its label.")] = (
        None
    )
    act: Annotated[Act | None, Meta(description="Statements of an act alone, where sides are compared.")] = None
    outlet: Annotated[str | None, Meta(description="What an outlet tells alone.")] = None
    since: Annotated[str | None, Meta(description="The first day: YYYY, YYYY-MM or YYYY-MM-DD.")] = None
    until: Annotated[str | None, Meta(description="The last day.")] = None
    order: Annotated[Order, Meta(description="By what the table is ordered.")] = Order.KIND
    page: Annotated[Number, Meta(description="Which page of the table, from 1.")] = 1
    actor: Annotated[str | None, Meta(description="The actor that is chosen, by its id.")] = None
    tie: Annotated[TieKind | None, Meta(description="The kind of the tie that is chosen.")] = None
    source: Annotated[str | None, Meta(description="Whom the tie that is chosen leads from, by its id.")] = None
    target: Annotated[str | None, Meta(description="Whom it leads to.")] = None
    facts: Annotated[Number, Meta(description="Which page of what the tie is made of, from 1.")] = 1

    @property
    def kinds(self) -> tuple[TieKind, ...]:
        """Those that are drawn, in the order of the vocabulary."""
        return tuple(kind for kind in TieKind if kind in (self.kind or USUAL))

    @property
    def tied(self) -> Tied:
        """The same as the dossier is asked."""
        filters = Filters(
            party=self.party, issue=self.issue, act=self.act, outlet=self.outlet, since=self.since, until=self.until
        )
        return Tied(
            kinds=self.kinds, between=self.between, normalisation=Normalisation(self.by), strongest=self.strongest,
            filters=filters,
        )  # fmt: skip


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """The tie that is chosen, with what it is made of."""

    kind: Annotated[TieKind, Meta(description="What ties both.")]
    source: Annotated[TiedActor, Meta(description="Whom it leads from.")]
    target: Annotated[TiedActor, Meta(description="Whom it leads to.")]
    made: Annotated[TieEvidence, Meta(description="What it is made of.")]
    pages: Annotated[Paged, Meta(description="On how many pages that stands.")]


class Network(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the page shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    network: Annotated[TiedActors, Meta(description="The strongest ties of each kind, and the actors that have them.")]
    pages: Annotated[Paged, Meta(description="On how many pages the table of ties is.")]
    chosen: Annotated[Chosen | None, Meta(description="The tie that is chosen.")] = None
    actor: Annotated[TiedActor | None, Meta(description="The actor that is chosen.")] = None
    made: Annotated[tuple[TieEvidence, ...], Meta(description="What each tie is made of, where pages are files.")] = ()
    fault: Annotated[str, Meta(description="Why there is no network: an issue that is not there.")] = ""

    @cached_property
    def known(self) -> dict[str, TiedActor]:
        """The actors by their ids."""
        told = {one.id: one for one in self.network.actors}
        if self.chosen:
            told = {self.chosen.source.id: self.chosen.source, self.chosen.target.id: self.chosen.target, **told}
        return told

    def name(self, id_: str, look: Look) -> str:
        """What an actor is called."""
        if id_ not in self._names:
            one = self.known[id_]
            own = look.names([one.actor])
            plain = one.kind in {"person", "group"} or own == one.actor
            self._names[id_] = one_line(one.name, 80) if plain else own
        return self._names[id_]

    @cached_property
    def _names(self) -> dict[str, str]:
        """Names that were looked up: each stands in the drawing and in every line of the tables."""
        return {}

    def drawing(self, look: Look) -> Drawing:
        """The network as it is drawn."""
        actors = self.network.actors
        labels = [one_line(self.name(one.id, look), _LONGEST_LABEL) for one in actors]
        return drawing_of(actors, labels, self.network.ties)

    def rows(self, look: Look, live: bool) -> list[tuple[int, ActorTie]]:
        """The ties of the page of the table, each with its place in the network; all where pages are files."""
        told = sorted(enumerate(self.network.ties), key=lambda one: (self._order(look)(one[1]), one[0]))
        return told[self.pages.skip : self.pages.skip + PER_PAGE] if live else told

    def _order(self, look: Look) -> Callable[[ActorTie], Any]:
        keys: dict[Order, Callable[[ActorTie], Any]] = {
            Order.KIND: lambda tie: 0,
            Order.SOURCE: lambda tie: self.name(tie.source, look).casefold(),
            Order.TARGET: lambda tie: self.name(tie.target, look).casefold(),
            Order.NUMBER: lambda tie: (-tie.number, -abs(tie.weight)),
            Order.FIRST: lambda tie: tie.first or "9999",
            Order.LAST: lambda tie: (tie.last is None, _backwards(tie.last or "")),
        }
        return keys[self.asked.order]

    @property
    def first(self) -> list[tuple[int, ActorTie]]:
        """The strongest ties of each kind, each with its place in the network: to begin with."""
        told = list(enumerate(self.network.ties))
        return [one for kind in self.asked.kinds for one in [one for one in told if one[1].kind is kind][:FIRST]]

    def of_actor(self, id_: str) -> list[tuple[int, ActorTie]]:
        """The ties of an actor, each with its place in the network."""
        return [(n, tie) for n, tie in enumerate(self.network.ties) if id_ in (tie.source, tie.target)]

    @property
    def orders(self) -> tuple[Order, ...]:
        """The columns that order the table."""
        return tuple(Order)

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts that may be asked for."""
        return tuple(Act)

    @property
    def offered(self) -> tuple[TieKind, ...]:
        """The kinds of ties that come first in the form."""
        return OFFERED

    @property
    def more(self) -> tuple[TieKind, ...]:
        """The other kinds of ties in the form."""
        return MORE


def _backwards(day: str) -> tuple[int, ...]:
    return tuple(-ord(ch) for ch in day)


def show(call: Call) -> Page:
    """The network, or why there is none."""
    asked = call.asked(Asked)
    with call.reading() as connection:
        try:
            shown = _network(connection, asked, call.room.settings.live)
        except DossierError as error:
            nothing = TiedActors(actors=(), ties=(), kinds=(), actors_left=0)
            shown = Network(asked=asked, network=nothing, pages=paged(1, PER_PAGE, 0), fault=error.what)
    return Page(template="network.html", shown=shown, status=400 if shown.fault else 200)


def _network(connection: Connection, asked: Asked, live: bool) -> Network:
    found = tied(connection, asked.tied)
    made = () if live else tuple(_made(connection, asked, tie, Rows(limit=FILED)) for tie in found.ties)
    chosen = _chosen(connection, asked)
    actor = None
    if asked.actor and chosen is None:
        actor = next((one for one in found.actors if one.id == asked.actor), None)
        actor = actor or actors_of(connection, {asked.actor: 0})[0]
    return Network(
        asked=asked, network=found, pages=paged(asked.page, PER_PAGE, len(found.ties)), chosen=chosen, actor=actor,
        made=made,
    )  # fmt: skip


def _made(connection: Connection, asked: Asked, tie: ActorTie, rows: Rows) -> TieEvidence:
    return evidence_of(connection, asked.tied, tie.kind, tie.source, tie.target, rows)


def _chosen(connection: Connection, asked: Asked) -> Chosen | None:
    if not (asked.tie and asked.source and asked.target):
        return None
    ends = {one.id: one for one in actors_of(connection, {asked.source: 0, asked.target: 0})}
    rows = Rows(limit=FACTS, skip=(asked.facts - 1) * FACTS)
    made = evidence_of(connection, asked.tied, asked.tie, asked.source, asked.target, rows)
    pages = paged(asked.facts, FACTS, made.number)
    if pages.skip != rows.skip:
        rows = Rows(limit=FACTS, skip=pages.skip)
        made = evidence_of(connection, asked.tied, asked.tie, asked.source, asked.target, rows)
    return Chosen(kind=asked.tie, source=ends[asked.source], target=ends[asked.target], made=made, pages=pages)


ROUTES = (Get("/network", show, Asked, frozenset({"kind", "between"}), gives=Network),)
