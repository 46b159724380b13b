"""A fact of an article with all that is needed to correct it: its words and those around them, who there is to choose
from, what else the article tells there, and what was decided of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.json import decode
from sqlalchemy import Connection, select

from pourparlers.dossier.review.corrections import Fact, fact_of
from pourparlers.dossier.review.decisions import Decision, active
from pourparlers.dossier.review.effects import revise
from pourparlers.dossier.review.seen import decisions_about, last
from pourparlers.dossier.review.values import fields_of
from pourparlers.dossier.store.schema import Kind, article, member
from pourparlers.model import Actor, DossierError, Encounter, Record, Span, Statement

# The text that is shown goes to the ends of the paragraphs, and one paragraph further; no further than so many
# characters from the words.
MOST_AROUND = 3_000
# Facts that begin so many characters from the words are near.
_NEAR = 400


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Characters of the article that the fact stands on."""

    role: Annotated[str, Meta(description="content, cue, speaker or evidence.")]
    n: Annotated[int, Meta(description="Which of several of this role, from 0.")]
    start: Annotated[int, Meta(description="First code point of the article's text.")]
    end: Annotated[int, Meta(description="Code point after the last.")]


class Excerpt(msgspec.Struct, frozen=True, kw_only=True):
    """The paragraphs in which the words stand, with those around them."""

    start: Annotated[int, Meta(description="First code point of the article's text.")]
    end: Annotated[int, Meta(description="Code point after the last.")]
    text: Annotated[str, Meta(description="What stands there.")]
    length: Annotated[int, Meta(description="How many code points the article's text has.")]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An actor of the article, to be chosen as who speaks or takes part."""

    id: Annotated[str, Meta(description="Its id in the record.")]
    name: Annotated[str, Meta(description="What the article calls it.")]
    kind: Annotated[str, Meta(description="state, organisation, person or group.")]
    party: Annotated[str | None, Meta(description="Whom it speaks for.")]
    role: Annotated[str | None, Meta(description="Its office or role.")]
    mentions: Annotated[int, Meta(description="How often the article names it.")]
    near: Annotated[bool, Meta(description="Whether it is named in the text that is shown.")]


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A time that the article tells, to be chosen as that of the fact."""

    id: Annotated[str, Meta(description="Its id in the record.")]
    text: Annotated[str, Meta(description="Its words.")]
    value: Annotated[str, Meta(description="TIMEX3.")]


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """What else the article tells in these words or beside them."""

    id: Annotated[str, Meta(description="Its id in the record.")]
    what: Annotated[str, Meta(description="The act of a statement, the kind of an encounter.")]
    encounter: Annotated[bool, Meta(description="Whether it is an encounter.")]
    text: Annotated[str, Meta(description="Its words.")]
    rule: Annotated[str, Meta(description="The rule by which it was read.")]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A fact with what is needed to correct it."""

    report: Annotated[str, Meta(description="Its uid.")]
    kind: Annotated[Kind, Meta(description="statement or encounter.")]
    article: Annotated[str, Meta(description="The id of its article.")]
    outlet: Annotated[str | None, Meta(description="Where the article was published.")]
    published: Annotated[str | None, Meta(description="When.")]
    title: Annotated[str | None, Meta(description="Its headline.")]
    language: Annotated[str, Meta(description="ISO 639-1.")]
    fact: Annotated[Statement | Encounter, Meta(description="As it stands, with what persons corrected.")]
    read: Annotated[Statement | Encounter, Meta(description="As it was read.")]
    review: Annotated[str | None, Meta(description="What a person decided of it: accepted, rejected or corrected.")]
    excerpt: Annotated[Excerpt, Meta(description="Its words with those around them.")]
    marks: Annotated[tuple[Mark, ...], Meta(description="The characters that it stands on.")]
    actors: Annotated[tuple[Candidate, ...], Meta(description="Those of the article; the ones near it first.")]
    days: Annotated[tuple[Day, ...], Meta(description="The times that the article tells.")]
    issues: Annotated[tuple[str, ...], Meta(description="The labels of issues that the article's statements have.")]
    others: Annotated[tuple[Other, ...], Meta(description="What else the article tells there.")]
    reports: Annotated[int, Meta(description="How many reports there are of what it tells, itself among them.")]
    seen: Annotated[int, Meta(description="The number of the last decision in the dossier.")]
    decisions: Annotated[tuple[Decision, ...], Meta(description="What was decided of it and holds.")]

    @property
    def own(self) -> str:
        """Its id in the record."""
        return self.report.partition(":")[2]


def piece(connection: Connection, uid: str) -> Piece:
    """A fact of an article with what is needed to correct it.

    Args:
        connection: of the dossier.
        uid: of the report of an encounter or a statement.

    Raises:
        DossierError: there is none.
    """
    where, _, own = uid.partition(":")
    raw = connection.execute(select(article.c.record).where(article.c.id == where)).scalar()
    record = decode(raw, type=Record) if raw is not None else None
    read = fact_of(record, own) if record is not None else None
    if record is None or read is None or isinstance(read, Actor):
        raise DossierError(f"there is no encounter or statement {uid!r}.", hint="Name a report: a-3f9c0b12d4e5:s1.")
    held = active(decisions_about(connection, where))
    whole, reviews = revise(record, held)
    fact = fact_of(whole, own)
    assert fact is not None and not isinstance(fact, Actor)
    marks = tuple(marks_of(fact))
    shown = excerpt(whole.article.text, [(one.start, one.end) for one in marks if one.role != "speaker"])
    kind = Kind.STATEMENT if isinstance(fact, Statement) else Kind.ENCOUNTER
    told = whole.article
    return Piece(
        report=uid, kind=kind, article=where, outlet=told.outlet, published=told.published, title=told.title,
        language=told.language, fact=fact, read=read, review=reviews.get(own), excerpt=shown, marks=marks,
        actors=tuple(_candidates(whole, fact, shown)), days=tuple(_days(whole)),
        issues=tuple(dict.fromkeys(one.issue for one in whole.statements if one.issue)),
        others=tuple(_others(whole, fact, marks)), reports=_reports(connection, kind, uid), seen=last(connection),
        decisions=tuple(one for one in held if uid in {node.id for node in (*one.subject, *one.other)}),
    )  # fmt: skip


def faults_of(connection: Connection, uid: str, fields: Mapping[str, Any]) -> dict[str, DossierError]:
    """What is wrong with the new values of a fact, by field: each is checked by itself.

    Args:
        connection: of the dossier.
        uid: of the report.
        fields: as of `Dossier.correct`.
    """
    where, _, own = uid.partition(":")
    raw = connection.execute(select(article.c.record).where(article.c.id == where)).scalar()
    record = decode(raw, type=Record) if raw is not None else None
    fact = fact_of(record, own) if record is not None else None
    out: dict[str, DossierError] = {}
    if record is None or fact is None:
        return out
    for name, value in fields.items():
        try:
            fields_of(record, fact, {name: value})
        except DossierError as error:
            out[name] = error
    return out


def marks_of(fact: Fact) -> Iterator[Mark]:
    """The characters that a statement or an encounter stands on."""
    if isinstance(fact, Encounter):
        yield from _marks("evidence", fact.evidence)
    elif isinstance(fact, Statement):
        yield from _marks("content", fact.content)
        yield from _marks("cue", [fact.cue] if fact.cue else [])
        if said := fact.why.speaker:
            yield Mark(role="speaker", n=0, start=said.start, end=said.end)


def _marks(role: str, spans: Iterable[Span]) -> Iterator[Mark]:
    return (Mark(role=role, n=n, start=span.start, end=span.end) for n, span in enumerate(spans))


def excerpt(text: str, spans: Iterable[tuple[int, int]]) -> Excerpt:
    """The paragraphs in which some characters stand, and the one before and after them."""
    told = list(spans)
    first, last_ = min((start for start, _ in told), default=0), max((end for _, end in told), default=0)
    start, end = _paragraph_before(text, first), _paragraph_after(text, last_)
    start, end = max(_before(text, start), first - MOST_AROUND, 0), min(_after(text, end), last_ + MOST_AROUND)
    return Excerpt(start=start, end=end, text=text[start:end], length=len(text))


def _paragraph_before(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _paragraph_after(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _before(text: str, start: int) -> int:
    """Where the paragraph before one begins."""
    end = len(text[max(0, start - MOST_AROUND) : start].rstrip()) + max(0, start - MOST_AROUND)
    return _paragraph_before(text, end) if end else start


def _after(text: str, end: int) -> int:
    """Where the paragraph after one ends."""
    rest = text[end : end + MOST_AROUND]
    begin = end + len(rest) - len(rest.lstrip())
    return _paragraph_after(text, begin) if begin < len(text) else end


def _candidates(record: Record, fact: Fact, shown: Excerpt) -> list[Candidate]:
    """Those named nearby come first, then those named often."""
    told = [
        Candidate(
            id=one.id, name=one.name, kind=one.kind.value, party=one.party, role=one.role, mentions=len(one.mentions),
            near=any(span.start < shown.end and span.end > shown.start for span in one.mentions),
        )
        for one in record.actors
    ]  # fmt: skip
    return sorted(told, key=lambda one: (not one.near, -one.mentions, one.id))


def _days(record: Record) -> Iterator[Day]:
    return (Day(id=one.id, text=one.text, value=one.value) for one in record.times)


def _others(record: Record, fact: Fact, marks: Iterable[Mark]) -> Iterator[Other]:
    """Other facts whose words overlap these, or stand close by, in order of the text."""
    own = [(one.start, one.end) for one in marks if one.role in {"content", "evidence"}]
    facts: list[Statement | Encounter] = [*record.encounters, *record.statements]
    for one in sorted(facts, key=lambda other: _spans(other)[0].start if _spans(other) else 0):
        near = (
            span.start < end + _NEAR and span.end > start - _NEAR
            for span in _spans(one) for start, end in own
        )  # fmt: skip
        if one.id != fact.id and any(near):
            what = one.act.value if isinstance(one, Statement) else one.kind.value
            text = " […] ".join(span.text for span in _spans(one))
            yield Other(id=one.id, what=what, encounter=isinstance(one, Encounter), text=text, rule=one.rule)


def _spans(fact: Statement | Encounter) -> tuple[Span, ...]:
    return fact.content if isinstance(fact, Statement) else fact.evidence


def _reports(connection: Connection, kind: Kind, uid: str) -> int:
    own = select(member.c.group).where(member.c.kind == kind.value, member.c.node == uid).scalar_subquery()
    query = select(member.c.node).where(member.c.kind == kind.value, member.c.group == own)
    return max(1, len(list(connection.scalars(query))))
