"""Proposals with what became of them, and accusations with their denials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.merging.fates import Denied, Fate
from pourparlers.dossier.standing.across.taking_part import taking_part
from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.stands.accusations import Accusation, Denial, accusations, denials
from pourparlers.dossier.standing.stands.proposals import Answer, Proposal, fates, proposals
from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import part
from pourparlers.web.answer import Page
from pourparlers.web.call import Call
from pourparlers.web.filtered import Filtered
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get

PER_PAGE = 25


class ProposalsAsked(Filtered, frozen=True, kw_only=True):
    """What is asked of the list of proposals."""

    fate: Annotated[Fate | None, Meta(description="What became of them; whatever became where null.")] = None
    page: Annotated[Number, Meta(description="Which page, from 1.")] = 1


class Fated(msgspec.Struct, frozen=True, kw_only=True):
    """How many proposals had a fate."""

    fate: Annotated[Fate, Meta(description="What became of them.")]
    found: Annotated[int, Meta(description="How many.")]


class Proposals(msgspec.Struct, frozen=True, kw_only=True):
    """What the list of proposals shows."""

    asked: Annotated[ProposalsAsked, Meta(description="What was asked for.")]
    pages: Annotated[Paged, Meta(description="How many there are, on how many pages.")]
    fates: Annotated[tuple[Fated, ...], Meta(description="How many of each fate, of what is asked for besides.")]
    known: Annotated[dict[str, str], Meta(description="Ids of actors, by what facts call them.")]
    proposals: Annotated[tuple[Proposal, ...], Meta(description="Those of the page, by day.")]


def show_proposals(call: Call) -> Page:
    """A page of the proposals, by day."""
    asked = call.asked(ProposalsAsked)
    with call.reading() as connection:
        counts = fates(connection, asked.filters)
        pages = paged(asked.page, PER_PAGE, counts[asked.fate] if asked.fate else sum(counts.values()))
        rows = Rows(limit=PER_PAGE, skip=pages.skip)
        found = tuple(proposals(connection, asked.filters, asked.fate, rows)) if pages.found else ()
        known = _known(connection, [*found, *(answer for one in found for answer in one.answers)])
    told = tuple(Fated(fate=fate, found=n) for fate, n in counts.items())
    shown = Proposals(asked=asked, pages=pages, fates=told, known=known, proposals=found)
    return Page(template="proposals.html", shown=shown)


def _known(connection: Connection, told: Sequence[Proposal | Answer | Accusation | Denial]) -> dict[str, str]:
    """The actors of all that is listed, as far as the dossier has a page of them."""
    uids = [report.report for one in told for report in one.reports]
    return taking_part(connection, among(connection, part.c.uid, uids))


class AccusationsAsked(Filtered, frozen=True, kw_only=True):
    """What is asked of the list of accusations."""

    denied: Annotated[Denied | None, Meta(description="Whether somebody denied them; all where null.")] = None
    page: Annotated[Number, Meta(description="Which page, from 1.")] = 1


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """How many accusations were denied, or not."""

    denied: Annotated[Denied, Meta(description="Whether somebody denied them.")]
    found: Annotated[int, Meta(description="How many.")]


class Accusations(msgspec.Struct, frozen=True, kw_only=True):
    """What the list of accusations shows."""

    asked: Annotated[AccusationsAsked, Meta(description="What was asked for.")]
    pages: Annotated[Paged, Meta(description="How many there are, on how many pages.")]
    counts: Annotated[tuple[Answered, ...], Meta(description="How many were denied and not, of what is asked besides.")]
    known: Annotated[dict[str, str], Meta(description="Ids of actors, by what facts call them.")]
    accusations: Annotated[tuple[Accusation, ...], Meta(description="Those of the page, by day.")]


def show_accusations(call: Call) -> Page:
    """A page of the accusations, by day."""
    asked = call.asked(AccusationsAsked)
    with call.reading() as connection:
        counts = denials(connection, asked.filters)
        pages = paged(asked.page, PER_PAGE, counts[asked.denied] if asked.denied else sum(counts.values()))
        rows = Rows(limit=PER_PAGE, skip=pages.skip)
        found = tuple(accusations(connection, asked.filters, asked.denied, rows)) if pages.found else ()
        known = _known(connection, [*found, *(denial for one in found for denial in one.denials)])
    told = tuple(Answered(denied=denied, found=n) for denied, n in counts.items())
    shown = Accusations(asked=asked, pages=pages, counts=told, known=known, accusations=found)
    return Page(template="accusations.html", shown=shown)


ROUTES = (
    Get("/proposals", show_proposals, ProposalsAsked, frozenset({"fate", "page"}), gives=Proposals),
    Get("/accusations", show_accusations, AccusationsAsked, frozenset({"denied", "page"}), gives=Accusations),
)
