"""The issues of a dossier, and each of them."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.listing import Statement
from pourparlers.dossier.standing.profiles import alike, directory, issue_profile
from pourparlers.dossier.standing.profiles.alike import Judged
from pourparlers.dossier.standing.profiles.directory import ListedIssue, Order
from pourparlers.dossier.standing.profiles.issue_profile import Beside, Label, Side, Spoken, Topic
from pourparlers.dossier.standing.profiles.named import named_in, parties_named
from pourparlers.dossier.store.schema import Kind
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.deciding import Done, History, Id, history
from pourparlers.web.drawings.bars import Bar, bars
from pourparlers.web.errors import MissingError
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get

PER_PAGE, SAID = 50, 15
_REASONS = 30


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the list."""

    words: Annotated[str, Meta(description="Parts of a label, without regard to accents and capitals.")] = ""
    order: Annotated[Order, Meta(description="What comes first; articles are as statements.")] = Order.STATEMENTS
    page: Annotated[Number, Meta(description="Which page, from 1.")] = 1


class Issues(msgspec.Struct, frozen=True, kw_only=True):
    """What the list shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    pages: Annotated[Paged, Meta(description="How many there are, on how many pages.")]
    issues: Annotated[tuple[ListedIssue, ...], Meta(description="Those of the page.")]

    @property
    def orders(self) -> tuple[Order, ...]:
        """What may come first."""
        return Order.STATEMENTS, Order.NAME


def listed(call: Call) -> Page:
    """A page of the issues."""
    asked = call.asked(Asked)
    with call.reading() as connection:
        found = _page(connection, asked, (asked.page - 1) * PER_PAGE)
        pages = paged(asked.page, PER_PAGE, found.found)
        if not found.issues and found.found:
            found = _page(connection, asked, pages.skip)
    return Page(template="issues.html", shown=Issues(asked=asked, pages=pages, issues=found.issues))


def _page(connection: Connection, asked: Asked, skip: int) -> directory.Issues:
    rows = Rows(limit=PER_PAGE, skip=skip)
    return directory.issues_page(connection, words=asked.words, order=asked.order, page=rows)


class OneAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the page of an issue."""

    id: Id = ""
    page: Annotated[Number, Meta(description="Which page of the statements on it, from 1.")] = 1
    done: Done = None


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of an issue shows."""

    asked: Annotated[OneAsked, Meta(description="What was asked for.")]
    topic: Annotated[Topic, Meta(description="The issue.")]
    labels: Annotated[tuple[Label, ...], Meta(description="All its labels, the commonest first.")]
    above: Annotated[Beside | None, Meta(description="The wider issue that it is part of.")]
    below: Annotated[tuple[Beside, ...], Meta(description="The issues that are part of it.")]
    sides: Annotated[tuple[Side, ...], Meta(description="Where parties stand on it.")]
    times: Annotated[tuple[Spoken, ...], Meta(description="How many statements are on it, by day or month.")]
    pages: Annotated[Paged, Meta(description="How many statements are on it, on how many pages.")]
    statements: Annotated[tuple[Statement, ...], Meta(description="Those of the page, the latest first.")]
    known: Annotated[dict[str, str], Meta(description="Ids of actors, by what facts call them.")]
    judged: Annotated[tuple[Judged, ...], Meta(description="Why its labels are one, the surest first.")]
    history: Annotated[History, Meta(description="What was decided on it.")]
    fault: Annotated[str, Meta(description="Why what was asked for could not be decided.")] = ""

    def bars(self) -> list[Bar]:
        """How many statements are on it, over time."""
        return bars((one.when, one.statements) for one in self.times)


def show(call: Call) -> Page:
    """All that the dossier tells of an issue."""
    asked = call.asked(OneAsked)
    with call.reading() as connection:
        return Page(template="issue.html", shown=profile_of(connection, asked, found(connection, asked.id)))


def found(connection: Connection, id_: str) -> Topic:
    """The issue of an id.

    Raises:
        MissingError: there is none.
    """
    one = issue_profile.topic(connection, id_) if id_ else None
    if one is None:
        raise MissingError(f"there is no issue {id_!r}.", hint="Look for it in the list of issues.")
    return one


def profile_of(connection: Connection, asked: OneAsked, one: Topic, fault: str = "") -> Profile:
    """What the page of an issue shows."""
    pages = paged(asked.page, SAID, one.statements)
    sides = issue_profile.sides(connection, one)
    said = issue_profile.statements(connection, one, Rows(limit=SAID, skip=pages.skip))
    known = parties_named(connection, {side.party for side in sides}) | named_in(connection, said)
    return Profile(
        asked=asked, topic=one, labels=tuple(issue_profile.labels(connection, one)),
        above=issue_profile.above(connection, one), below=tuple(issue_profile.below(connection, one)),
        sides=tuple(sides), times=tuple(issue_profile.times(connection, one)),
        pages=pages, statements=tuple(said), known=known,
        judged=tuple(alike.within(connection, Kind.ISSUE, one.nodes)[:_REASONS]),
        history=history(connection, one.nodes, asked.done), fault=fault,
    )  # fmt: skip


ROUTES = (
    Get("/issues", listed, Asked, frozenset({"page"}), gives=Issues),
    Get("/issue", show, OneAsked, frozenset({"id"}), gives=Profile),
)
