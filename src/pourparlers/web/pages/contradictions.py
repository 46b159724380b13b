"""Where sources disagree: the list of contradictions by kind, and one of them with all its sides."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from pourparlers.dossier.standing.across.called import Called, called
from pourparlers.dossier.standing.across.camps import Dispute, Voice, disputes
from pourparlers.dossier.standing.disputes.contradictions import contradiction_named, counted
from pourparlers.dossier.standing.disputes.disagreement import What
from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.model import Act, DossierError
from pourparlers.views.marking import Passage
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.errors import MissingError
from pourparlers.web.filtered import Filtered
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get

PER_PAGE = 12
# So many articles of each side are shown in their text, and so many more with their words alone.
_FIRST, _WHOLE, _MORE = 1, 6, 200


class Asked(Filtered, frozen=True, kw_only=True):
    """What is asked of the list."""

    what: Annotated[What | None, Meta(description="In what respect sources disagree; in any where null.")] = None
    page: Annotated[Number, Meta(description="Which page, from 1.")] = 1


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How many contradictions there are of a kind."""

    what: Annotated[What, Meta(description="In what respect.")]
    found: Annotated[int, Meta(description="How many.")]


class Kinds(msgspec.Struct, frozen=True, kw_only=True):
    """What pages of contradictions have in common."""

    def marks(self, one: Voice) -> list[Passage]:
        """What is marked in the text of a side."""
        style = {"content": one.style, "evidence": one.style}
        fact = one.fact or "number"
        return [
            Passage(part.start - one.start, part.end - one.start, fact, style.get(part.role, part.role))
            for part in one.parts
            if part.role != "speaker"
        ]


class Listed(Kinds, frozen=True, kw_only=True):
    """What the list shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    pages: Annotated[Paged, Meta(description="How many there are, on how many pages.")]
    kinds: Annotated[tuple[Counted, ...], Meta(description="How many of each kind, of what is asked for besides.")]
    narrowed: Annotated[bool, Meta(description="Whether anything is asked for besides the kind.")]
    disputes: Annotated[tuple[Dispute, ...], Meta(description="Those of the page, by day.")]

    @property
    def acts(self) -> tuple[Act, ...]:
        """What may be asked for."""
        return tuple(Act)


class One(msgspec.Struct, frozen=True, kw_only=True):
    """Which is asked for."""

    id: Annotated[str, Meta(description="Its id.")] = ""


class Shown(Kinds, frozen=True, kw_only=True):
    """What the page of one contradiction shows."""

    dispute: Annotated[Dispute, Meta(description="With all its sides.")]
    called: Annotated[Called, Meta(description="The statements and encounters that are disputed.")]


def show(call: Call) -> Page:
    """A page of the contradictions, by day."""
    asked = call.asked(Asked)
    chosen = asked.filters
    with call.reading() as connection:
        rows = Rows(limit=PER_PAGE, skip=(asked.page - 1) * PER_PAGE)
        kinds, some = counted(connection, chosen, asked.what, rows)
        found = kinds.get(asked.what, 0) if asked.what else sum(kinds.values())
        pages = paged(asked.page, PER_PAGE, found)
        if found and not some:
            _, some = counted(connection, chosen, asked.what, Rows(limit=PER_PAGE, skip=pages.skip))
        told = tuple(disputes(connection, some, _FIRST))
    shown = Listed(
        asked=asked, pages=pages, kinds=tuple(Counted(what=what, found=n) for what, n in kinds.items()),
        narrowed=chosen != Filters(), disputes=told,
    )  # fmt: skip
    return Page(template="contradictions.html", shown=shown)


def show_one(call: Call) -> Page:
    """A contradiction with all its sides.

    Raises:
        MissingError: there is none of this id.
    """
    asked = call.asked(One)
    with call.reading() as connection:
        try:
            found = contradiction_named(connection, asked.id)
        except DossierError as error:
            raise MissingError(error.what, where=asked.id, hint=error.hint) from error
        (told,) = disputes(connection, [found], _WHOLE, _MORE)
        named = called(connection, told.things)
    return Page(template="contradiction.html", shown=Shown(dispute=told, called=named))


ROUTES: tuple[Any, ...] = (
    Get("/contradictions", show, Asked, frozenset({"what", "page"}), gives=Listed),
    Get("/contradiction", show_one, One, frozenset({"id"}), gives=Shown),
)
