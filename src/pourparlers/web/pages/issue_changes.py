"""What readers decide of issues: that two are one, that one is two, how it is called, what it is part of."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.review.decisions import Decision
from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.profiles import alike, directory, issue_profile
from pourparlers.dossier.standing.profiles.alike import Judged
from pourparlers.dossier.standing.profiles.directory import ListedIssue
from pourparlers.dossier.standing.profiles.issue_profile import Label, Topic
from pourparlers.dossier.store.schema import Kind
from pourparlers.model import DossierError
from pourparlers.web.addresses import address
from pourparlers.web.answer import Answer, Page, See
from pourparlers.web.call import Call
from pourparlers.web.deciding import MOST, History, Id, Merged, Parted, Seen, Undone, Why, as_seen, history, status_of
from pourparlers.web.pages.issues import OneAsked, found, profile_of
from pourparlers.web.routes import Get, Post

_CANDIDATES, _REASONS = 12, 4


class What(StrEnum):
    """What is to be done with an issue and those that are chosen beside it."""

    MERGE = "merge"
    RELATE = "relate"


class ChooseAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the page on which issues are chosen that are one with an issue, or that it is part of."""

    id: Id = ""
    what: Annotated[What, Meta(description="Whether others are one with it, or it is part of one.")] = What.MERGE
    words: Annotated[str, Meta(description="Parts of a label of the other.")] = ""
    other: Annotated[tuple[str, ...], Meta(description="Ids of those that are chosen.", max_length=MOST)] = ()


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """An issue beside another; `judged`: what was judged of its labels and those of the first."""

    topic: Topic
    labels: tuple[Label, ...]
    judged: tuple[Judged, ...]


class Choose(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    asked: Annotated[ChooseAsked, Meta(description="What was asked for.")]
    one: Annotated[Side, Meta(description="The issue.")]
    others: Annotated[tuple[Side, ...], Meta(description="Those that are chosen.")]
    candidates: Annotated[tuple[ListedIssue, ...], Meta(description="Others that may be chosen.")]
    maybe: Annotated[bool, Meta(description="Whether these were found to be like it.")]
    history: Annotated[History, Meta(description="What was decided on it.")]
    fault: Annotated[str, Meta(description="Why it could not be decided.")] = ""

    def without(self, id_: str) -> tuple[str, ...]:
        """The others but for one of them."""
        return tuple(one.topic.id for one in self.others if one.topic.id != id_)

    def with_(self, id_: str) -> tuple[str, ...]:
        """The others and one more; of what an issue is part of there is one alone."""
        return (id_,) if self.asked.what is What.RELATE else (*self.without(id_), id_)


def choose(call: Call) -> Page:
    """Others that may be one with an issue or that it may be part of, and those chosen side by side with it."""
    return _choose(call, call.asked(ChooseAsked))


def _choose(call: Call, asked: ChooseAsked, error: DossierError | None = None) -> Page:
    with call.reading() as connection:
        one = found(connection, asked.id)
        maybe = _maybe_one(connection, asked, one)
        told = (issue_profile.topic(connection, id_) for id_ in asked.other)
        others = list({other.id: other for other in told if other and other.id != one.id}.values())
        shown = Choose(
            asked=asked, one=_side(connection, one, one), others=tuple(_side(connection, two, one) for two in others),
            candidates=tuple(maybe or _candidates(connection, asked, {one.id, *(other.id for other in others)})),
            maybe=bool(maybe),
            history=history(connection, one.nodes), fault=error.what if error else "",
        )  # fmt: skip
    return Page(template="issue_choose.html", shown=shown, status=status_of(error))


def _maybe_one(connection: Connection, asked: ChooseAsked, one: Topic) -> list[ListedIssue]:
    """Those that may be one with an issue, where none is sought by words."""
    if asked.words.strip() or asked.what is not What.MERGE:
        return []
    ids = alike.maybe_one(connection, Kind.ISSUE, one.id, one.nodes, _CANDIDATES)
    return [two for two in directory.issues_of(connection, ids) if two.id not in asked.other]


def _candidates(connection: Connection, asked: ChooseAsked, chosen: set[str]) -> list[ListedIssue]:
    """Those whose labels hold the words; without words the commonest."""
    page = directory.issues_page(connection, words=asked.words, page=Rows(limit=_CANDIDATES + len(chosen)))
    return [two for two in page.issues if two.id not in chosen][:_CANDIDATES]


def _side(connection: Connection, two: Topic, one: Topic) -> Side:
    judged = alike.between(connection, Kind.ISSUE, one.nodes, two.nodes) if two.id != one.id else []
    return Side(topic=two, labels=tuple(issue_profile.labels(connection, two)), judged=tuple(judged[:_REASONS]))


def merge(call: Call) -> Answer:
    """Say that issues are one."""
    sent = call.sent(Merged)
    try:
        made = as_seen(call, sent.seen).merge(sent.id, *sent.other, who=call.who, why=sent.why)
    except DossierError as error:
        return _choose(call, ChooseAsked(id=sent.id, other=sent.other), error)
    return See(address=_see(call, sent.id, made.id), done=made)


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """An issue that is said to be part of another."""

    id: Id
    parent: Annotated[str, Meta(description="The id of the wider issue; empty for none.", max_length=2000)] = ""
    why: Why = ""
    seen: Seen = None


def relate(call: Call) -> Answer:
    """Say what an issue is part of."""
    sent = call.sent(Related)
    try:
        made = as_seen(call, sent.seen).relate(sent.id, sent.parent or None, who=call.who, why=sent.why)
    except DossierError as error:
        chosen = (sent.parent,) if sent.parent else ()
        return _choose(call, ChooseAsked(id=sent.id, what=What.RELATE, other=chosen), error)
    return See(address=_see(call, sent.id, made.id), done=made)


class Renamed(msgspec.Struct, frozen=True, kw_only=True):
    """An issue that is called otherwise."""

    id: Id
    label: Annotated[str, Meta(description="What it is called.", max_length=2000)] = ""
    why: Why = ""
    seen: Seen = None


def rename(call: Call) -> Answer:
    """Call an issue otherwise."""
    sent = call.sent(Renamed)
    return _done(
        call, sent.id, lambda: as_seen(call, sent.seen).rename(sent.id, sent.label, who=call.who, why=sent.why)
    )


class Dismissed(msgspec.Struct, frozen=True, kw_only=True):
    """What is said to be no issue."""

    id: Id
    why: Why = ""
    seen: Seen = None


def dismiss(call: Call) -> Answer:
    """Say that what was read as an issue is none: its statements are on no issue."""
    sent = call.sent(Dismissed)
    return _done(call, sent.id, lambda: as_seen(call, sent.seen).dismiss(sent.id, who=call.who, why=sent.why))


def split(call: Call) -> Answer:
    """Say that labels of an issue are another's."""
    sent = call.sent(Parted)
    return _done(call, sent.id, lambda: as_seen(call, sent.seen).split(*sent.node, who=call.who, why=sent.why))


def undo(call: Call) -> Answer:
    """Undo a decision on an issue."""
    sent = call.sent(Undone)
    return _done(call, sent.id, lambda: call.dossier.undo(sent.decision, who=call.who, why=sent.why))


def _done(call: Call, id_: str, decide: Callable[[], Decision]) -> Answer:
    """The page of an issue after a decision; where it could not be made, with the reason."""
    try:
        made = decide()
    except DossierError as error:
        with call.reading() as connection:
            shown = profile_of(connection, OneAsked(id=id_), found(connection, id_), error.what)
        return Page(template="issue.html", shown=shown, status=status_of(error))
    return See(address=_see(call, id_, made.id), done=made)


def _see(call: Call, id_: str, done: str) -> str:
    """The page of an issue; of one that is gone the decisions, where what took it away can be undone."""
    with call.reading() as connection:
        one = issue_profile.topic(connection, id_)
    return address("/issue", id=id_, done=done) if one else address("/decisions")


ROUTES = (
    Get("/issue/choose", choose, ChooseAsked, gives=Choose),
    Post("/issue/merge", merge, Merged),
    Post("/issue/relate", relate, Related),
    Post("/issue/rename", rename, Renamed),
    Post("/issue/dismiss", dismiss, Dismissed),
    Post("/issue/split", split, Parted),
    Post("/issue/undo", undo, Undone),
)
