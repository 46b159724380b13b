"""A fact that is corrected: its words in the text, and a field for each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from pourparlers.dossier.correcting import Piece, faults_of, piece
from pourparlers.dossier.review.decisions import Decision
from pourparlers.model import (
    Act,
    DecidedError,
    DossierError,
    EncounterKind,
    Form,
    Stance,
    Statement,
    Status,
)
from pourparlers.views.marking import Passage
from pourparlers.web.addresses import address
from pourparlers.web.answer import Page, See
from pourparlers.web.call import Call
from pourparlers.web.errors import MissingError
from pourparlers.web.pages.review import Chosen, marks_in
from pourparlers.web.routes import Get, Post

# The fields of each kind of fact, in the order of the form; spans apart.
STATEMENT = (
    "act", "speaker", "party", "target", "issue", "stance", "time", "form", "negated", "hedged", "conditional",
)  # fmt: skip
ENCOUNTER = ("kind", "status", "parties", "persons", "place", "date", "duration")
_LISTS, _TRUTHS = {"speaker", "party", "parties", "persons"}, {"negated", "hedged", "conditional"}
Numbers = tuple[str, ...]
Names = tuple[str, ...]
Value = Annotated[str, Meta(max_length=2000)] | None


class Asked(Chosen, frozen=True, kw_only=True):
    """What is asked of the page."""

    id: Annotated[str, Meta(description="The uid of the report.")] = ""


class Shown(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the page shows."""

    asked: Annotated[Asked, Meta(description="What was asked for, and where in the queue one came from.")]
    piece: Annotated[Piece, Meta(description="The fact with what is needed to correct it.")]
    values: Annotated[dict[str, Any], Meta(description="What stands in the fields.")]
    faults: Annotated[dict[str, str], Meta(description="What is wrong with a value, by field.")] = {}
    made: Annotated[tuple[Decision, ...], Meta(description="What others decided on it since the page was drawn.")] = ()

    @property
    def statement(self) -> bool:
        """Whether it is a statement, and no encounter."""
        return isinstance(self.piece.fact, Statement)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the form, spans apart."""
        return STATEMENT if self.statement else ENCOUNTER

    @property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """What a field may be, of those that are one of few."""
        return {
            "act": tuple(Act), "form": tuple(Form), "stance": tuple(Stance), "status": tuple(Status),
            "kind": tuple(EncounterKind),
        }  # fmt: skip

    @property
    def spans(self) -> tuple[tuple[str, tuple[tuple[Any, Any], ...]], ...]:
        """The passages by role, as they stand in the fields."""
        roles = ("content", "cue") if self.statement else ("evidence",)
        return tuple((role, tuple(tuple(pair) for pair in self.values[role])) for role in roles)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The marks of the text that is shown, counted from its beginning."""
        return marks_in(self.piece)

    @cached_property
    def others(self) -> Mapping[str, tuple[str, ...]]:
        """Of lists of actors those that the article does not name."""
        known = {one.id for one in self.piece.actors}
        return {name: tuple(one for one in self.values[name] if one not in known) for name in _LISTS & set(self.values)}


def show(call: Call) -> Page:
    """The form of a fact.

    Raises:
        MissingError: there is no such fact.
    """
    asked = call.asked(Asked)
    told = _piece(call, asked.id)
    return Page(template="correct.html", shown=Shown(asked=asked, piece=told, values=values_of(told)))


def _piece(call: Call, uid: str) -> Piece:
    try:
        with call.reading() as connection:
            return piece(connection, uid)
    except DossierError as error:
        raise MissingError(error.what, where=uid, hint=error.hint) from error


def values_of(told: Piece) -> dict[str, Any]:
    """What stands in the fields of a fact: lists of ids, spans as pairs, "" for none."""
    names = STATEMENT if isinstance(told.fact, Statement) else ENCOUNTER
    out: dict[str, Any] = {name: _plain(getattr(told.fact, name)) for name in names}
    for role in ("content", "cue") if isinstance(told.fact, Statement) else ("evidence",):
        out[role] = [[one.start, one.end] for one in told.marks if one.role == role]
    return out


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return value if isinstance(value, bool) else str(value) if value is not None else ""


class Sent(Asked, frozen=True, kw_only=True):
    """The new values of a fact; a field that is not sent stays as it is, one that is empty becomes so."""

    act: Annotated[Value, Meta(description="What the statement does.")] = None
    form: Annotated[Value, Meta(description="In whose words it stands.")] = None
    target: Annotated[Value, Meta(description="Whom it is aimed at: an actor, by id or name.")] = None
    # As the address names the filter by which the queue was narrowed, so no field can be called.
    on_issue: Annotated[Value, Meta(description="The issue.")] = None
    stance: Annotated[Value, Meta(description="for or against.")] = None
    time: Annotated[Value, Meta(description="The id of a time of the article.")] = None
    speaker: Annotated[Names, Meta(description="Who speaks: actors, by id or name.")] = ()
    by_party: Annotated[Names, Meta(description="On whose behalf.")] = ()
    parties: Annotated[Names, Meta(description="The parties to an encounter.")] = ()
    persons: Annotated[Names, Meta(description="The persons at an encounter.")] = ()
    more_speaker: Annotated[Names, Meta(description="Who speaks, that the article does not name.")] = ()
    more_party: Annotated[Names, Meta(description="On whose behalf, that the article does not name.")] = ()
    more_parties: Annotated[Names, Meta(description="Parties that the article does not name.")] = ()
    more_persons: Annotated[Names, Meta(description="Persons that the article does not name.")] = ()
    negated: Annotated[bool, Meta(description="Whether the act is negated.")] = False
    hedged: Annotated[bool, Meta(description="Whether it stands in the conditional of the press.")] = False
    conditional: Annotated[bool, Meta(description="Whether it is under a condition.")] = False
    what: Annotated[Value, Meta(description="The kind of the encounter.")] = None
    status: Annotated[Value, Meta(description="Whether the encounter took place.")] = None
    place: Annotated[Value, Meta(description="Where.")] = None
    date: Annotated[Value, Meta(description="When (TIMEX3).")] = None
    duration: Annotated[Value, Meta(description="How long (TIMEX3).")] = None
    content_start: Annotated[Numbers, Meta(description="Where the passages of the content begin (code points).")] = ()
    content_end: Annotated[Numbers, Meta(description="Where they end.")] = ()
    cue_start: Annotated[Numbers, Meta(description="Where the verb that introduces it begins.")] = ()
    cue_end: Annotated[Numbers, Meta(description="Where it ends.")] = ()
    evidence_start: Annotated[Numbers, Meta(description="Where the passages of an encounter begin.")] = ()
    evidence_end: Annotated[Numbers, Meta(description="Where they end.")] = ()
    why: Annotated[Value, Meta(description="For what reason.")] = None
    seen: Annotated[int | None, Meta(description="`seen` of the fact; what came since is told.")] = None
    anyhow: Annotated[bool, Meta(description="Whether it is kept whatever others decided since.")] = False


# The field of the form that stands for a field of a fact, where they differ.
_FORM = {"issue": "on_issue", "party": "by_party", "kind": "what"}


def correct(call: Call) -> Page | See:
    """Keep what is corrected; the form again where a value is none of its field's, or others decided meanwhile."""
    sent, asked = call.sent(Sent), call.sent(Asked)
    told = _piece(call, sent.id)
    now = _values(call, sent, told)
    before = values_of(told)
    fields = {name: value for name, value in now.items() if value != before[name]}
    with call.reading() as connection:
        faults = {name: _fault(error) for name, error in faults_of(connection, sent.id, _kept(fields)).items()}
    if faults or not fields:
        shown = Shown(asked=asked, piece=told, values=now, faults=faults or {"": "nothing"})
        return Page(template="correct.html", shown=shown, status=400)
    dossier = call.dossier if sent.anyhow or sent.seen is None else call.dossier.having_seen(sent.seen)
    try:
        made = dossier.correct(sent.id, who=call.who, why=sent.why, **_kept(fields))
    except DecidedError as error:
        shown = Shown(asked=asked, piece=told, values=now, made=error.since)
        return Page(template="correct.html", shown=shown, status=409)
    return See(address=back(asked, made.id), done=made)


def back(asked: Asked, done: str | None = None) -> str:
    """Where one came from: the queue, or the article."""
    if asked.reason:
        return address("/review", asked.at(asked.name))
    where, _, own = asked.id.partition(":")
    return address("/article/{id}", id=where, at=own, done=done)


def _fault(error: DossierError) -> str:
    return f"{error.what} {error.hint}".strip()


def _values(call: Call, sent: Sent, told: Piece) -> dict[str, Any]:
    """What stands in the form; what was not sent stands as it did."""
    before, form = values_of(told), call.form
    given = set(form) | {name.rpartition("_")[0] for name in form}
    out: dict[str, Any] = {}
    for name, value in before.items():
        field = _FORM.get(name, name)
        if name in ("content", "cue", "evidence"):
            out[name] = _pairs(form, name) if name in given else value
        elif name in _LISTS:
            out[name] = _listed(call, name, value) if f"of_{name}" in form or field in form else value
        elif name in _TRUTHS:
            out[name] = getattr(sent, name) if f"of_{name}" in form or field in form else value
        else:
            out[name] = (getattr(sent, field) or "") if field in form else value
    return out


def _listed(call: Call, name: str, before: Sequence[str]) -> list[str]:
    """Those that are ticked or written; those that were there before in their order, which a form does not keep."""
    told = [str(one).strip() for field in (_FORM.get(name, name), f"more_{name}") for one in call.form.get(field, ())]
    return list(dict.fromkeys([*(one for one in before if one in told), *filter(None, told)]))


def _pairs(form: Mapping[str, Any], name: str) -> list[list[Any]]:
    """Starts and ends two by two; a passage without both is left out, what is no number is told as such."""
    starts, ends = (form.get(f"{name}_{edge}", ()) for edge in ("start", "end"))
    told = [[_number(start), _number(end)] for start, end in zip(starts, ends, strict=False)]
    return [pair for pair in told if pair != ["", ""]]


def _number(told: Any) -> Any:
    plain = str(told).strip()
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 10 else plain


def _kept(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a decision takes them."""
    out = dict(fields)
    if "cue" in out:
        out["cue"] = out["cue"][0] if out["cue"] else None
    for name in ("content", "evidence"):
        if name in out and not all(isinstance(edge, int) for pair in out[name] for edge in pair):
            out[name] = ",".join(":".join(map(str, pair)) for pair in out[name])
    if isinstance(out.get("cue"), list) and not all(isinstance(edge, int) for edge in out["cue"]):
        out["cue"] = ":".join(map(str, out["cue"]))
    return out


ROUTES = (
    Get("/review/correct", show, Asked, gives=Shown),
    Post("/review/correct", correct, Sent),
)
