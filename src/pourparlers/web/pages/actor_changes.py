"""Two actors that are one, and one that is two: what readers decide of actors."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.profiles import alike, directory, profile
from pourparlers.dossier.standing.profiles.alike import Judged
from pourparlers.dossier.standing.profiles.directory import Listed
from pourparlers.dossier.standing.profiles.profile import Called, Role, Who
from pourparlers.dossier.store.schema import Kind
from pourparlers.model import ActorKind, DossierError
from pourparlers.web.addresses import address
from pourparlers.web.answer import Answer, Page, See
from pourparlers.web.call import Call
from pourparlers.web.deciding import MOST, History, Id, Merged, Parted, Undone, as_seen, history, status_of
from pourparlers.web.pages.actors import OneAsked, found, profile_of
from pourparlers.web.routes import Get, Post

# Candidates are shown so many at a time; more roles than these tell little of who it is.
_CANDIDATES, _ROLES = 12, 4


class MergeAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the page on which others are chosen that are one with an actor."""

    id: Id = ""
    words: Annotated[str, Meta(description="Parts of a name of the other.")] = ""
    other: Annotated[tuple[str, ...], Meta(description="Ids of those that are held beside it.", max_length=MOST)] = ()


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """An actor beside another.

    Attributes:
        who: the actor.
        called, roles: its names and its latest roles.
        judged: what was judged of its names and those of the first.
    """

    who: Who
    called: tuple[Called, ...]
    roles: tuple[Role, ...]
    judged: tuple[Judged, ...]


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    asked: Annotated[MergeAsked, Meta(description="What was asked for.")]
    one: Annotated[Side, Meta(description="The actor.")]
    others: Annotated[tuple[Side, ...], Meta(description="Those that are held beside it.")]
    found: Annotated[int, Meta(description="How many others have a name of these words.")]
    candidates: Annotated[tuple[Listed, ...], Meta(description="Others that may be one with it.")]
    doubtful: Annotated[bool, Meta(description="Whether rules find these others alike.")]
    history: Annotated[History, Meta(description="What was decided on it.")]
    fault: Annotated[str, Meta(description="Why they could not be made one.")] = ""

    def without(self, id_: str) -> tuple[str, ...]:
        """The others but for one of them."""
        return tuple(one.who.id for one in self.others if one.who.id != id_)

    def with_(self, id_: str) -> tuple[str, ...]:
        """The others and one more."""
        return (*self.without(id_), id_)


def choose(call: Call) -> Page:
    """Others that may be one with an actor, and those chosen side by side with it."""
    return _choose(call, call.asked(MergeAsked))


def _choose(call: Call, asked: MergeAsked, error: DossierError | None = None) -> Page:
    with call.reading() as connection:
        one = found(connection, asked.id)
        told = (profile.who(connection, id_) for id_ in asked.other)
        others = list({other.id: other for other in told if other and other.id != one.id}.values())
        n, candidates, doubtful = _candidates(connection, asked.words, one, {one.id, *(other.id for other in others)})
        shown = Merge(
            asked=asked, one=_side(connection, one, one), others=tuple(_side(connection, two, one) for two in others),
            found=n, candidates=tuple(candidates), doubtful=doubtful, history=history(connection, one.nodes),
            fault=error.what if error else "",
        )  # fmt: skip
    return Page(template="actor_merge.html", shown=shown, status=status_of(error))


def _candidates(connection: Connection, words: str, one: Who, chosen: set[str]) -> tuple[int, list[Listed], bool]:
    """Others and how many there are: those whose names hold the words; without words those that rules find alike, or
    else those of one party; and whether rules find them alike."""
    doubtful = [] if words.strip() else alike.maybe_one(connection, Kind.ACTOR, one.id, one.nodes, _CANDIDATES)
    if doubtful:
        told = [two for two in directory.actors_of(connection, doubtful) if two.id not in chosen]
        return len(told), told, True
    if not words.strip() and not one.party:
        return 0, [], False
    person = one.kind is ActorKind.PERSON
    kinds = [kind for kind in ActorKind if (kind is ActorKind.PERSON) is person]
    page = directory.actors_page(
        connection, words=words, kinds=kinds, party=None if words.strip() else one.party,
        page=Rows(limit=_CANDIDATES + len(chosen)),
    )  # fmt: skip
    told = [two for two in page.actors if two.id not in chosen]
    return page.found - (len(page.actors) - len(told)), told[:_CANDIDATES], False


def _side(connection: Connection, two: Who, one: Who) -> Side:
    judged = alike.between(connection, Kind.ACTOR, one.nodes, two.nodes) if two.id != one.id else []
    return Side(
        who=two, called=tuple(profile.names(connection, two)), roles=tuple(profile.roles(connection, two))[:_ROLES],
        judged=tuple(judged[:_ROLES]),
    )  # fmt: skip


def merge(call: Call) -> Answer:
    """Say that actors are one."""
    sent = call.sent(Merged)
    try:
        made = as_seen(call, sent.seen).merge(sent.id, *sent.other, who=call.who, why=sent.why)
    except DossierError as error:
        return _choose(call, MergeAsked(id=sent.id, other=sent.other), error)
    return See(address=address("/actor", id=sent.id, done=made.id), done=made)


def split(call: Call) -> Answer:
    """Say that names of an actor are another's."""
    sent = call.sent(Parted)
    try:
        made = as_seen(call, sent.seen).split(*sent.node, who=call.who, why=sent.why)
    except DossierError as error:
        with call.reading() as connection:
            shown = profile_of(connection, OneAsked(id=sent.id), found(connection, sent.id), error.what)
        return Page(template="actor.html", shown=shown, status=status_of(error))
    return See(address=address("/actor", id=sent.id, done=made.id), done=made)


def undo(call: Call) -> Answer:
    """Undo a decision on an actor."""
    sent = call.sent(Undone)
    made = call.dossier.undo(sent.decision, who=call.who, why=sent.why)
    return See(address=address("/actor", id=sent.id, done=made.id), done=made)


ROUTES = (
    Get("/actor/merge", choose, MergeAsked, gives=Merge),
    Post("/actor/merge", merge, Merged),
    Post("/actor/split", split, Parted),
    Post("/actor/undo", undo, Undone),
)
