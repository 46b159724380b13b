"""The queue of what is doubtful: one at a time, decided by a key or a button."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from pourparlers.dossier.correcting import Piece, piece
from pourparlers.dossier.naming import thing
from pourparlers.dossier.review.decisions import Decision
from pourparlers.dossier.review.seen import Kept, decision_of, last, last_held, latest, made_today, words_of
from pourparlers.dossier.standing.doubts import Asked as Wanted
from pourparlers.dossier.standing.doubts import Count, Doubt, Name, beside, counts, doubt_about, doubt_of, doubts
from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.filters import Page as Rows
from pourparlers.dossier.standing.profiles.named import named_by_report
from pourparlers.dossier.standing.samples import Samples, samples_of
from pourparlers.dossier.store.schema import Kind
from pourparlers.model import DecidedError, Statement
from pourparlers.views.differing import Run, differing
from pourparlers.views.marking import Passage
from pourparlers.web.addresses import address
from pourparlers.web.answer import Page, See
from pourparlers.web.call import Call
from pourparlers.web.errors import AskedError
from pourparlers.web.routes import Get, Post

# So many of the last decisions stand below.
_LATEST = 10
_LONGEST = 600

About = Annotated[Literal["unsure", "near", "speaker", "hedged"] | None, Meta(description="Those for one reason.")]


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What of the queue is asked for, and where in it one stands."""

    kind: Annotated[Kind | None, Meta(description="Those of one kind.")] = None
    about: About = None
    party: Annotated[str | None, Meta(description="Where a party takes part.")] = None
    issue: Annotated[str | None, Meta(description="About an issue.")] = None
    outlet: Annotated[str | None, Meta(description="In an outlet.")] = None
    since: Annotated[str | None, Meta(description="First day of publication.")] = None
    until: Annotated[str | None, Meta(description="Last day of publication.")] = None
    reason: Annotated[str | None, Meta(description="With `one` and `other` the doubt that is shown.")] = None
    one: Annotated[str | None, Meta(description="Its first side.")] = None
    other: Annotated[str | None, Meta(description="Its second side, where it has one.")] = None

    @property
    def wanted(self) -> Wanted:
        """What of the queue is asked for."""
        where = Filters(party=self.party, issue=self.issue, outlet=self.outlet, since=self.since, until=self.until)
        return Wanted(kind=self.kind, about=self.about, where=where)

    @property
    def name(self) -> Name | None:
        """The doubt that is asked for."""
        return (self.reason, self.one, self.other or "") if self.reason and self.one else None

    def at(self, name: Name | None) -> dict[str, Any]:
        """What is asked of the page of another doubt of the queue."""
        told = {field: value for field in NARROWING if (value := getattr(self, field)) is not None}
        return told | (dict(zip(("reason", "one", "other"), name, strict=True)) if name else {})


NARROWING = ("kind", "about", "party", "issue", "outlet", "since", "until")


class Asked(Chosen, frozen=True, kw_only=True):
    """What is asked of the page."""

    id: Annotated[str | None, Meta(description="A fact to be corrected, by its uid.")] = None


class Shown(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the page shows."""

    asked: Annotated[Chosen, Meta(description="What was asked for.")]
    counts: Annotated[tuple[Count, ...], Meta(description="How much is doubtful where it was asked for.")]
    left: Annotated[int, Meta(description="How many of what was asked for.")]
    today: Annotated[int, Meta(description="How many decisions of today hold.")]
    doubt: Annotated[Doubt | None, Meta(description="What is to be judged; null where nothing is left.")]
    samples: Annotated[
        tuple[Samples, ...], Meta(description="Of a doubt about two names or labels: where each stands.")
    ]
    known: Annotated[dict[str, dict[str, str]], Meta(description="Ids of actors, by report and by what it calls them.")]
    piece: Annotated[Piece | None, Meta(description="Of a doubt about one fact: the fact with its text.")]
    before: Annotated[Name | None, Meta(description="The doubt before it.")]
    after: Annotated[Name | None, Meta(description="The doubt after it.")]
    seen: Annotated[int, Meta(description="The number of the last decision, to be sent with the next.")]
    latest: Annotated[tuple[Kept, ...], Meta(description="The last decisions, the latest first.")]
    own: Annotated[str | None, Meta(description="The id of the reader's last decision that holds: what `undo` undoes.")]
    made: Annotated[tuple[Decision, ...], Meta(description="What others decided on it since the page was drawn.")] = ()
    wish: Annotated[str, Meta(description="What was to be decided, where others decided before.")] = ""
    words: Annotated[tuple[str, ...], Meta(description="Of what: the words of each side.")] = ()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The marks of the text that is shown, counted from its beginning."""
        return marks_in(self.piece) if self.piece else ()

    @cached_property
    def runs(self) -> tuple[list[Run], list[Run]]:
        """The words of both sides, those that differ apart."""
        if self.doubt is None or self.doubt.other is None:
            return [], []
        return marked(self.doubt.one.text[:_LONGEST], self.doubt.other.text[:_LONGEST])

    @property
    def share(self) -> int:
        """The share of today's work that is done, in a hundred."""
        return round(100 * self.today / (self.today + self.left)) if self.today + self.left else 100

    def kinds(self) -> dict[str, int]:
        """How many there are of each kind."""
        return _summed(self.counts, "kind")

    def abouts(self) -> dict[str, int]:
        """How many there are for each reason."""
        return _summed(self.counts, "about")


def marked(one: str, other: str) -> tuple[list[Run], list[Run]]:
    """The words of two, those that differ apart; none where most do: then nothing would stand out."""
    runs = differing(one, other)
    apart = sum(len(words) for some in runs for words, differs in some if differs)
    return runs if 2 * apart <= len(one) + len(other) else ([(one, False)], [(other, False)])


def _summed(told: Sequence[Count], field: str) -> dict[str, int]:
    out: dict[str, int] = {}
    for one in told:
        out[str(getattr(one, field))] = out.get(str(getattr(one, field)), 0) + one.doubts
    return out


def marks_in(told: Piece) -> tuple[Passage, ...]:
    """The marks of a fact, counted from the beginning of the text that is shown."""
    act = told.fact.act.value if isinstance(told.fact, Statement) else "encounter"
    styles = {"content": act, "evidence": "encounter", "cue": "cue", "speaker": "actor"}
    return tuple(
        Passage(one.start - told.excerpt.start, one.end - told.excerpt.start, f"{one.role}-{one.n}", styles[one.role])
        for one in told.marks
        if one.start < told.excerpt.end and one.end > told.excerpt.start
    )


def show(call: Call) -> Page | See:
    """What is asked for of the queue: the first, one that is named, or the one after it where it is decided."""
    asked = call.asked(Asked)
    if asked.id:
        return See(address=address("/review/correct", id=asked.id))
    chosen = call.asked(Chosen)
    with call.reading() as connection:
        return Page(template="review.html", shown=_shown(connection, call, chosen))


def _shown(
    connection: Connection, call: Call, chosen: Chosen, told: DecidedError | None = None, wish: str = ""
) -> Shown:
    wanted = chosen.wanted
    # What others have decided is no doubt any more, and another one is not what this is about.
    doubt = doubt_of(connection, chosen.name) if told and chosen.name else _doubt(connection, chosen, wanted)
    everything = msgspec.structs.replace(wanted, kind=None, about=None)
    counted = tuple(counts(connection, everything))
    left = sum(
        one.doubts for one in counted
        if chosen.kind in {None, one.kind} and chosen.about in {None, one.about}
    )  # fmt: skip
    name, own = doubt.name if doubt else None, last_held(connection, call.who)
    samples = _samples(connection, doubt)
    return Shown(
        asked=chosen, counts=counted, left=left, today=made_today(connection), doubt=doubt,
        samples=samples, known=named_by_report(connection, _reports(doubt, samples)), own=own.id if own else None,
        piece=piece(connection, doubt.one.node) if doubt and doubt.other is None else None,
        before=beside(connection, wanted, name, before=True) if name else None,
        after=beside(connection, wanted, name) if name else None, seen=last(connection),
        latest=tuple(latest(connection, _LATEST)), made=told.since if told else (), wish=wish,
        words=_words(connection, chosen) if told else (),
    )  # fmt: skip


def _samples(connection: Connection, doubt: Doubt | None) -> tuple[Samples, ...]:
    nodes = [doubt.one.node, doubt.other.node] if doubt and doubt.other else []
    return tuple(filter(None, (samples_of(connection, doubt.kind, node) for node in nodes))) if doubt else ()


def _reports(doubt: Doubt | None, samples: Sequence[Samples]) -> list[str]:
    """The reports in which actors are named that the page shows."""
    sides = [side.node for side in (doubt.one, doubt.other) if side and ":" in side.node] if doubt else []
    return [*sides, *(one.report for some in samples for one in some.shown)]


def _words(connection: Connection, chosen: Chosen) -> tuple[str, ...]:
    """The words of both sides of what is asked for."""
    names = [name for name in (chosen.one, chosen.other) if name]
    found = words_of(connection, names)
    return tuple(found.get(name, name) for name in names)


def _doubt(connection: Connection, chosen: Chosen, wanted: Wanted) -> Doubt | None:
    if chosen.name and (found := doubt_of(connection, chosen.name)):
        return found
    some = doubts(connection, wanted, Rows(limit=1), chosen.name) or doubts(connection, wanted, Rows(limit=1))
    return some[0] if some else None


class Judged(Chosen, frozen=True, kw_only=True):
    """A decision on a doubt."""

    do: Annotated[
        Literal["accept", "reject", "same", "different", "undo"] | None, Meta(description="What is decided.")
    ] = None
    decision: Annotated[
        str | None, Meta(description="For `undo`: the decision; your own last that holds where null.")
    ] = None
    why: Annotated[Annotated[str, Meta(max_length=2000)] | None, Meta(description="For what reason.")] = None
    seen: Annotated[int | None, Meta(description="`seen` of the page; what came since is told.")] = None
    anyhow: Annotated[bool, Meta(description="Whether it is decided whatever others decided since.")] = False


def judge(call: Call) -> Page | See:
    """Decide on a doubt, or undo a decision.

    Raises:
        AskedError: the doubt or the decision is not named.
    """
    sent = call.sent(Judged)
    chosen = call.sent(Chosen)
    try:
        made = _decided(call, sent)
    except DecidedError as error:
        with call.reading() as connection:
            shown = _shown(connection, call, chosen, error, str(sent.do))
            return Page(template="review.html", shown=shown, status=409)
    at = sent.name if sent.do != "undo" else _undone(call, made)
    return See(address=address("/review", chosen.at(at)), done=made)


def _undone(call: Call, made: Decision) -> Name | None:
    """The doubt that is one again once a decision on it is undone."""
    with call.reading() as connection:
        before = decision_of(connection, made.subject[0].id)
        names = [node.id for node in (*before.subject, *before.other)] if before else []
        return doubt_about(connection, names)


def _decided(call: Call, sent: Judged) -> Decision:
    by: dict[str, Any] = {"who": call.who, "why": sent.why}
    if sent.do == "undo":
        return call.dossier.undo(sent.decision or _own(call), **by)
    if sent.do is None or sent.one is None or (sent.do in {"same", "different"}) is not bool(sent.other):
        raise AskedError("it is not told what is decided of what.", hint="Send `do`, `one` and, of two, `other`.")
    dossier = call.dossier if sent.anyhow or sent.seen is None else call.dossier.having_seen(sent.seen)
    if sent.do == "accept":
        return dossier.accept(sent.one, **by)
    if sent.do == "reject":
        return dossier.reject(sent.one, **by)
    assert sent.other is not None
    groups = _groups(call, sent)
    together = sent.other in groups[0]
    if sent.do == "same":
        return dossier.merge(sent.one, sent.other, alone=together, **by)
    if together:
        return dossier.split(sent.one, others=[sent.other], **by)
    return dossier.split(*groups[0], others=groups[1], **by)


def _own(call: Call) -> str:
    """The reader's own last decision: what others decided meanwhile is not undone unseen.

    Raises:
        AskedError: there is none.
    """
    with call.reading() as connection:
        found = last_held(connection, call.who)
    if found is None:
        raise AskedError("you have made no decision that could be undone.", hint="Name one: /decisions lists them.")
    return found.id


def _groups(call: Call, sent: Judged) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What each side is joined with. Of two that are one already, these two alone are judged."""
    with call.reading() as connection:
        told = [thing(connection, str(one)).group for one in (sent.one, sent.other)]
    return told[0], told[1]


ROUTES = (
    Get("/review", show, Asked, gives=Shown),
    Post("/review", judge, Judged),
)
