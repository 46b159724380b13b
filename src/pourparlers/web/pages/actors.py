"""The actors of a dossier, and each of them."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.dossier.standing.profiles import alike, directory, profile, profile_dealings, profile_words
from pourparlers.dossier.standing.profiles.alike import Judged
from pourparlers.dossier.standing.profiles.directory import Order
from pourparlers.dossier.standing.profiles.named import named_in, parties_named
from pourparlers.dossier.standing.profiles.profile import Called, Role, When, Who
from pourparlers.dossier.standing.profiles.profile_dealings import Accused, Met, Near
from pourparlers.dossier.standing.profiles.profile_words import About, Quoting, Spoken
from pourparlers.dossier.store.schema import Kind
from pourparlers.model import Act, ActorKind
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.deciding import Done, History, Id, history
from pourparlers.web.drawings.bars import Bar, bars
from pourparlers.web.drawings.star import Spoke, star
from pourparlers.web.errors import MissingError
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get

PER_PAGE, SAID, MET = 50, 15, 6
_REASONS = 30


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the list."""

    words: Annotated[str, Meta(description="Parts of a name, without regard to accents and capitals.")] = ""
    kind: Annotated[ActorKind | None, Meta(description="Of which kind alone.")] = None
    party: Annotated[str | None, Meta(description="Those of a state or organisation, by its id or name.")] = None
    order: Annotated[Order, Meta(description="What comes first.")] = Order.ARTICLES
    page: Annotated[Number, Meta(description="Which page, from 1.")] = 1


class Actors(msgspec.Struct, frozen=True, kw_only=True):
    """What the list shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    pages: Annotated[Paged, Meta(description="How many there are, on how many pages.")]
    kinds: Annotated[dict[ActorKind, int], Meta(description="How many of each kind.")]
    actors: Annotated[tuple[directory.Listed, ...], Meta(description="Those of the page.")]

    @property
    def orders(self) -> tuple[Order, ...]:
        """What may come first."""
        return tuple(Order)


def listed(call: Call) -> Page:
    """A page of the actors."""
    asked = call.asked(Asked)
    with call.reading() as connection:
        found, pages = _found(connection, asked)
    shown = Actors(asked=asked, pages=pages, kinds=found.kinds, actors=found.actors)
    return Page(template="actors.html", shown=shown)


def _found(connection: Connection, asked: Asked) -> tuple[directory.Actors, Paged]:
    def page(skip: int) -> directory.Actors:
        return directory.actors_page(
            connection, words=asked.words, kind=asked.kind, party=asked.party, order=asked.order,
            page=Rows(limit=PER_PAGE, skip=skip),
        )  # fmt: skip

    found = page((asked.page - 1) * PER_PAGE)
    pages = paged(asked.page, PER_PAGE, found.found)
    return (found if found.actors or not found.found else page(pages.skip)), pages


class OneAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the page of an actor."""

    id: Id = ""
    act: Annotated[Act | None, Meta(description="Its statements that do so alone.")] = None
    issue: Annotated[str | None, Meta(description="Its statements on an issue alone, by the issue's id.")] = None
    page: Annotated[Number, Meta(description="Which page of its statements, from 1.")] = 1
    met: Annotated[Number, Meta(description="Which page of its encounters, from 1.")] = 1
    done: Done = None


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of an actor shows."""

    asked: Annotated[OneAsked, Meta(description="What was asked for.")]
    who: Annotated[Who, Meta(description="The actor.")]
    called: Annotated[tuple[Called, ...], Meta(description="All its names, the commonest first.")]
    roles: Annotated[tuple[Role, ...], Meta(description="Its roles, the latest first.")]
    times: Annotated[tuple[When, ...], Meta(description="How often it appears, by day or month.")]
    acts: Annotated[dict[Act, int], Meta(description="How many of its statements do what.")]
    issues: Annotated[tuple[About, ...], Meta(description="What it speaks of, and where it stands.")]
    pages: Annotated[Paged, Meta(description="How many of its statements are asked for, on how many pages.")]
    statements: Annotated[tuple[Statement, ...], Meta(description="Those of the page, the latest first.")]
    meetings: Annotated[Paged, Meta(description="How many encounters it is at, on how many pages.")]
    encounters: Annotated[tuple[Encounter, ...], Meta(description="Those of the page, the latest first.")]
    meets: Annotated[tuple[Met, ...], Meta(description="Whom it meets, those first that it meets most.")]
    accuses: Annotated[tuple[Accused, ...], Meta(description="Whom it accuses.")]
    accused_by: Annotated[tuple[Accused, ...], Meta(description="Which parties accuse it.")]
    near: Annotated[tuple[Near, ...], Meta(description="With whom it has most to do.")]
    known: Annotated[dict[str, str], Meta(description="Ids of actors, by what facts call them.")]
    judged: Annotated[tuple[Judged, ...], Meta(description="Why its names are one, the surest first.")]
    history: Annotated[History, Meta(description="What was decided on it.")]
    fault: Annotated[str, Meta(description="Why names could not be set apart.")] = ""

    def bars(self) -> list[Bar]:
        """In how many articles it stands, over time."""
        return bars((one.when, one.articles) for one in self.times)

    def spokes(self) -> list[Spoke]:
        """Those near it as points around it."""
        return star([one.weight for one in self.near])

    @property
    def issue_label(self) -> str | None:
        """What the issue is called that is asked for."""
        return next((one.label for one in self.issues if one.issue == self.asked.issue), self.asked.issue)


def show(call: Call) -> Page:
    """All that the dossier tells of an actor."""
    asked = call.asked(OneAsked)
    with call.reading() as connection:
        return Page(template="actor.html", shown=profile_of(connection, asked, found(connection, asked.id)))


def found(connection: Connection, id_: str) -> Who:
    """The actor of an id.

    Raises:
        MissingError: there is none.
    """
    one = profile.who(connection, id_) if id_ else None
    if one is None:
        raise MissingError(f"there is no actor {id_!r}.", hint="Look for it in the list of actors.")
    return one


def profile_of(connection: Connection, asked: OneAsked, one: Who, fault: str = "") -> Profile:
    """What the page of an actor shows."""
    spoken = profile_words.spoken(connection, one)
    meets = profile_dealings.meets(connection, one)
    n = _said(connection, asked, one, spoken)
    pages, meetings = paged(asked.page, SAID, n), paged(asked.met, MET, one.encounters)
    said = profile_words.statements(
        connection, one, act=asked.act, issue_id=asked.issue, page=Rows(limit=SAID, skip=pages.skip)
    )
    met = profile_words.encounters(connection, one, Rows(limit=MET, skip=meetings.skip))
    known = named_in(connection, [*said, *met]) | parties_named(connection, [one.party] if one.party else [])
    return Profile(
        asked=asked, who=one, called=tuple(profile.names(connection, one)), roles=tuple(profile.roles(connection, one)),
        times=tuple(profile.times(connection, one)), acts=spoken.acts, issues=spoken.issues, pages=pages,
        statements=tuple(said), meetings=meetings, encounters=tuple(met), meets=tuple(meets),
        accuses=tuple(profile_dealings.accuses(connection, one)),
        accused_by=tuple(profile_dealings.accused_by(connection, one)),
        near=tuple(profile_dealings.near(connection, one, meets)), known=known,
        judged=tuple(alike.within(connection, Kind.ACTOR, one.nodes)[:_REASONS]),
        history=history(connection, one.nodes, asked.done), fault=fault,
    )  # fmt: skip


def _said(connection: Connection, asked: OneAsked, one: Who, spoken: Spoken) -> int:
    """How many statements are asked for; what is counted already is not counted again."""
    if asked.act and not asked.issue:
        return spoken.acts.get(asked.act, 0)
    return profile_words.count_statements(connection, one, act=asked.act, issue_id=asked.issue)


class OutletsAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the page of the outlets that report an actor's words."""

    id: Id = ""


class Outlets(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of the outlets shows."""

    asked: Annotated[OutletsAsked, Meta(description="What was asked for.")]
    who: Annotated[Who, Meta(description="The actor.")]
    outlets: Annotated[tuple[Quoting, ...], Meta(description="Which outlets report its words, most first.")]


def outlets(call: Call) -> Page:
    """Which outlets report the words of an actor; the page of the actor takes it in, for it is long in coming."""
    asked = call.asked(OutletsAsked)
    with call.reading() as connection:
        one = found(connection, asked.id)
        told = tuple(profile_words.outlets(connection, one))
    return Page(template="actor_outlets.html", shown=Outlets(asked=asked, who=one, outlets=told))


ROUTES = (
    Get("/actors", listed, Asked, frozenset({"page"}), gives=Actors),
    Get("/actor", show, OneAsked, frozenset({"id"}), gives=Profile),
    Get("/actor/outlets", outlets, OutletsAsked, frozenset({"id"}), gives=Outlets),
)
