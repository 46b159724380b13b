"""What persons decided, the latest first: who, when, what, why; each can be undone. And who it is that decides."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from pourparlers.dossier.review.decisions import Verb
from pourparlers.dossier.review.seen import Kept, how_many, latest
from pourparlers.dossier.review.validity import made_of
from pourparlers.dossier.store.schema import Kind
from pourparlers.views.safe import one_line
from pourparlers.web.addresses import address
from pourparlers.web.answer import Page, See
from pourparlers.web.call import Call
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get, Post

PER_PAGE = 50
_LONGEST_NAME = 60


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the list."""

    page: Annotated[Number, Meta(description="Which page, from 1.")] = 1


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    pages: Annotated[Paged, Meta(description="How many there are, on how many pages.")]
    decisions: Annotated[tuple[Kept, ...], Meta(description="Those of the page, the latest first.")]
    missing: Annotated[dict[str, int], Meta(description="Of how much that is not there; -1: of all.")]

    def place(self, one: Kept) -> tuple[str, str]:
        """Where what it is of is shown: the path and the id; "" for what has no page."""
        return place_of(one)


def place_of(one: Kept) -> tuple[str, str]:
    """The path of the page of what a decision is of, and the id there; two empty strings where there is none."""
    made = one.decision
    paths = {
        Kind.STATEMENT: "/statement/{id}", Kind.ENCOUNTER: "/encounter/{id}", Kind.TEXT: "/article/{id}",
        Kind.ACTOR: "/actor", Kind.ISSUE: "/issue",
    }  # fmt: skip
    if made.kind is None or made.verb is Verb.UNDO or not made.subject:
        return "", ""
    return paths[made.kind], made.subject[0].id


def show(call: Call) -> Page:
    """A page of the decisions."""
    asked = call.asked(Asked)
    with call.reading() as connection:
        pages = paged(asked.page, PER_PAGE, how_many(connection))
        found = latest(connection, PER_PAGE, pages.skip)
        missing = {
            one.decision.id: len(one.missing) if one.applies else -1
            for one in made_of(connection, [one.decision for one in found])
            if one.missing or not one.applies
        }
    shown = Shown(asked=asked, pages=pages, decisions=tuple(found), missing=missing)
    return Page(template="decisions.html", shown=shown)


class Undone(Asked, frozen=True, kw_only=True):
    """A decision that is undone."""

    decision: Annotated[str, Meta(description="Its id.")]


def undo(call: Call) -> See:
    """Undo a decision, or an undoing."""
    sent = call.sent(Undone)
    made = call.dossier.undo(sent.decision, who=call.who)
    return See(address=address("/decisions", page=sent.page if sent.page > 1 else None), done=made)


class Reviewer(msgspec.Struct, frozen=True, kw_only=True):
    """Who decides."""

    who: Annotated[str, Meta(description="The name under which decisions are kept; empty for the login name.")] = ""
    back: Annotated[str, Meta(description="The address of the page to return to.")] = "/review"


def name(call: Call) -> See:
    """Keep under which name decisions are kept from now on."""
    sent = call.sent(Reviewer)
    told = one_line(sent.who, _LONGEST_NAME)
    # An address of another host begins with two slashes, or none.
    back = sent.back if sent.back.startswith("/") and not sent.back.startswith(("//", "/\\")) else "/review"
    return See(address=back, done=Reviewer(who=told), cookies={"who": told})


ROUTES = (
    Get("/decisions", show, Asked, gives=Shown),
    Post("/decisions/undo", undo, Undone),
    Post("/who", name, Reviewer),
)
