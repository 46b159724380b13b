"""A statement or an encounter across sources: each report side by side, what joined them, what answers what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.review.decisions import Decision
from pourparlers.dossier.review.seen import decisions_on, last
from pourparlers.dossier.standing.across.called import Called, called
from pourparlers.dossier.standing.across.joined import Join, joins, others
from pourparlers.dossier.standing.across.one_thing import REPORTS, OneThing, one_thing
from pourparlers.dossier.standing.across.telling import Telling
from pourparlers.dossier.standing.disputes.disagreement import Contradiction
from pourparlers.dossier.standing.disputes.thing import disputed
from pourparlers.dossier.store.schema import Kind
from pourparlers.model import PourparlersError
from pourparlers.views.marking import Passage
from pourparlers.web.addresses import address
from pourparlers.web.answer import Page, See
from pourparlers.web.call import Call
from pourparlers.web.deciding import Kept, decide, kept, last_made
from pourparlers.web.errors import AskedError, MissingError
from pourparlers.web.faults import Fault, fault_of
from pourparlers.web.paging import Number, Paged, paged
from pourparlers.web.routes import Get, Handler, Post, Route

# A day, a month or a year, and perhaps an hour.
_ISO = re.compile(r"(\d{4}(?:-\d\d){0,2})(?:T|$)")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the page."""

    page: Annotated[Number, Meta(description="Which page of its reports, from 1.")] = 1
    done: Annotated[str | None, Meta(description="The decision that was just made.")] = None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    thing: Annotated[OneThing, Meta(description="The statement or the encounter with its reports.")]
    pages: Annotated[Paged, Meta(description="How many reports there are, on how many pages.")]
    contradictions: Annotated[tuple[Contradiction, ...], Meta(description="Those that it is in.")]
    joins: Annotated[tuple[Join, ...], Meta(description="By what its reports were joined.")]
    others: Annotated[tuple[Join, ...], Meta(description="What may be one with it, or was held apart by a person.")]
    called: Annotated[Called, Meta(description="These others.")]
    decisions: Annotated[tuple[Kept, ...], Meta(description="What persons decided of its reports, the latest first.")]
    seen: Annotated[int, Meta(description="The number of the last decision of the dossier.")]
    done: Annotated[Decision | None, Meta(description="The decision that was just made, where it can be undone.")]
    amiss: Annotated[Fault | None, Meta(description="Why something was not decided.")] = None

    @property
    def style(self) -> str:
        """How its words are marked."""
        one = self.thing.statement
        if one is not None:
            return one.act.value
        return "encounter" if self.thing.kind is Kind.ENCOUNTER else str(self.thing.reports[0].told["act"])

    def days(self, day: str) -> tuple[str, str] | None:
        """The first and the last day of the chronology that a day is looked for in; None where it names none.

        «au printemps» is all days that it may have been.
        """
        when = window(day)
        if when is None:
            return None
        told = _ISO.match(day)
        return (told[1], told[1]) if told else (when.first.isoformat(), when.last.isoformat())

    def marks(self, one: Telling) -> list[Passage]:
        """The passages of a report in the text around its words."""
        act = str(one.told.get("act", ""))
        styles = {"content": act, "evidence": "encounter"}
        return [
            Passage(part.start - one.start, part.end - one.start, one.fact, styles.get(part.role, part.role))
            for part in one.parts
        ]


def _shown(kind: Kind) -> Handler:
    def show(call: Call) -> Page:
        """A statement or an encounter.

        Raises:
            MissingError: there is none of this id.
        """
        return _page(kind, call, call.asked(Asked))

    return show


def _again(kind: Kind) -> Callable[[Call, PourparlersError], Page]:
    def again(call: Call, error: PourparlersError) -> Page:
        """The thing as it stands now, with why something was not decided."""
        return _page(kind, call, Asked(), fault_of(error))

    return again


def _page(kind: Kind, call: Call, asked: Asked, amiss: Fault | None = None) -> Page:
    id_ = call.params["id"]
    with call.reading() as connection:
        found = one_thing(connection, kind, id_, asked.page)
        if found is None:
            raise MissingError(f"there is no such {kind.value}.", where=id_)
        near = others(connection, kind, found.group)
        shown = Shown(
            asked=asked, thing=found, pages=paged(asked.page, REPORTS, found.count),
            contradictions=disputed(connection, kind, found.id), joins=joins(connection, kind, found.group),
            others=near, called=called(connection, [(kind.value, one.thing) for one in near]), seen=last(connection),
            decisions=kept(decisions_on(connection, found.group)),
            done=last_made(connection, asked.done), amiss=amiss,
        )  # fmt: skip
    return Page(template="thing.html", shown=shown, status=amiss.status if amiss else 200)


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What is judged."""

    verb: Annotated[Literal["accept", "reject"], Meta(description="Whether it is as it was read, or is not at all.")]
    report: Annotated[str | None, Meta(description="The uid of one report; all of them where null.")] = None
    why: Annotated[str | None, Meta(description="For what reason.")] = None
    seen: Annotated[int | None, Meta(description="`seen` of the page; not checked where null.")] = None


class Parted(msgspec.Struct, frozen=True, kw_only=True):
    """Reports that are not one with the others."""

    reports: Annotated[tuple[str, ...], Meta(description="Their uids.")] = ()
    why: Annotated[str | None, Meta(description="For what reason.")] = None
    seen: Annotated[int | None, Meta(description="`seen` of the page; not checked where null.")] = None


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that is undone."""

    decision: Annotated[str, Meta(description="Its id.")]


def _judge(kind: Kind) -> Handler:
    def judge(call: Call) -> See:
        """Accept or reject a statement or an encounter, or one report of it."""
        sent = call.sent(Judged)
        name, alone = sent.report or call.params["id"], sent.report is not None
        made = decide(
            call, sent.seen, lambda it: getattr(it, sent.verb)(name, report=alone, who=call.who, why=sent.why)
        )
        return _see(kind, call, made)

    return judge


def _part(kind: Kind) -> Handler:
    def part(call: Call) -> See:
        """Set reports apart from the others.

        Raises:
            AskedError: no report is named.
        """
        sent = call.sent(Parted)
        if not sent.reports:
            raise AskedError("no report is chosen.", hint="Choose those that tell of something else.")
        return _see(kind, call, decide(call, sent.seen, lambda it: it.split(*sent.reports, who=call.who, why=sent.why)))

    return part


def _undo(kind: Kind) -> Handler:
    def undo(call: Call) -> See:
        """Undo a decision."""
        return _see(kind, call, call.dossier.undo(call.sent(Undone).decision, who=call.who))

    return undo


def _see(kind: Kind, call: Call, made: Decision) -> See:
    return See(address=address(f"/{kind.value}/{{id}}", id=call.params["id"], done=made.id), done=made)


def _routes(kind: Kind) -> tuple[Route, ...]:
    path = f"/{kind.value}/{{id}}"
    return (
        Get(path, _shown(kind), Asked, frozenset({"page"}), gives=Shown),
        Post(f"{path}/judge", _judge(kind), Judged, amiss=_again(kind)),
        Post(f"{path}/split", _part(kind), Parted, amiss=_again(kind)),
        Post(f"{path}/undo", _undo(kind), Undone, amiss=_again(kind)),
    )


ROUTES = (*_routes(Kind.STATEMENT), *_routes(Kind.ENCOUNTER))
