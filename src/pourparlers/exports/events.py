"""Statements and encounters as event data: each thing once across articles, as far as the vocabularies have it.

The article that tells most of a statement, or last of an encounter, is the one whose characters an event cites.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

import msgspec

from pourparlers.dossier.contents import Contents, Told
from pourparlers.dossier.standing import listing
from pourparlers.dossier.store.rows import uid
from pourparlers.exports.event_actors import Coded, Coder
from pourparlers.lexicon import fold
from pourparlers.lexicon.event_codes import Coding, countries, event_codes
from pourparlers.lexicon.places import spot_of
from pourparlers.model import Article, Encounter, EncounterKind, Span, Statement, Status

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d))?)?)?(?![\dW-])")
_BREAK = "\n\n"
_MEETINGS = {EncounterKind.MEETING, EncounterKind.TALKS, EncounterKind.SUMMIT}
_MANY = 3


class When(msgspec.Struct, frozen=True):
    """The days in which something lies (ISO 8601), its hour, and whether they are told, not those of publication."""

    first: str
    last: str
    hour: str | None
    told: bool


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A statement or an encounter as event data.

    Attributes:
        fact: as it stands across articles; `own`: as the article that is cited tells it; `report`: the uid of that.
        told: the article that is cited, with all that stands in it.
        recipients: to whom it is directed.
        together: whether the actors deal with one another; those who visit somebody else together do not.
        coding: category and codes.
        modes, aux: of PLOVER; `aux` are its auxiliary modes.
        hosted: whether the recipients are hosts and the actors their visitors.
        place, state: where, as written, and the alpha-2 code of its state where it is known.
        answers: the id of the event that a denial is about.
        passage: from the first to the last of its characters in one paragraph; `around`: that paragraph.
        parts: its spans with their roles.
    """

    fact: listing.Statement | listing.Encounter
    own: Statement | Encounter
    report: str
    told: Told
    when: When
    actors: tuple[Coded, ...]
    recipients: tuple[Coded, ...] = ()
    together: bool = False
    coding: Coding
    modes: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()
    hosted: bool = False
    place: str | None = None
    state: str | None = None
    answers: str | None = None
    passage: Span | None = None
    around: Span | None = None
    parts: tuple[tuple[str, Span], ...] = ()

    @property
    def article(self) -> Article:
        """The article that is cited."""
        return self.told.article

    @property
    def score(self) -> float:
        """The score of PLOVER."""
        return event_codes().score(self.coding.plover, self.modes)

    @property
    def quad(self) -> int:
        """The quad code of PLOVER."""
        return event_codes().quads[self.coding.plover]

    @property
    def contexts(self) -> tuple[str, ...]:
        """The contexts of PLOVER that are known, and the auxiliary modes, which its manual puts beside them."""
        return ((self.coding.context,) if self.coding.context else ()) + self.aux


def events(contents: Contents, left: Counter[str] | None = None) -> Iterator[Event]:
    """The events of what is asked for, article by article.

    Args:
        contents: of a dossier.
        left: counts what has no event, by why: "say", "press_conference", "no actor", "no date".
    """
    count: Counter[str] = Counter() if left is None else left
    statements = {_cited(one, contents): one for one in contents.statements}
    encounters = {_cited(one, contents): one for one in contents.encounters}
    for told in contents.told():
        where = told.article.id
        for met in told.record.encounters:
            if found := encounters.get(uid(where, met.id)):
                yield from _encounter(found, met, told, Coder(contents, told, found), count)
        for said in told.record.statements:
            if stated := statements.get(uid(where, said.id)):
                coder = Coder(contents, told, stated)
                yield from _statement(stated, said, told, coder, count, contents.denied)


def _cited(one: listing.Statement | listing.Encounter, contents: Contents) -> str:
    """The report that is cited, among those of the outlet that is asked for."""
    outlet = contents.asked.outlet
    uids = [r.report for r in one.reports if not outlet or fold(r.outlet or "") == fold(outlet)]
    if isinstance(one, listing.Statement):
        return one.report if one.report in uids or not uids else uids[0]
    return uids[-1] if uids else one.id


def _statement(
    fact: listing.Statement, own: Statement, told: Told, coder: Coder, left: Counter[str], denied: Mapping[str, str]
) -> Iterator[Event]:
    coding = event_codes().acts.get(fact.act)
    # A statement whose day is not told has that of its article.
    day = fact.day if own.time or fact.day != told.article.published else None
    when, actors = _when(day, told.article.published), coder.with_parties(own.speaker, own.party)
    if coding is None or when is None or not actors:
        left[_missing(coding, when, str(fact.act))] += 1
        return
    answered = next((one for one in told.record.statements if one.id == own.answers), None)
    parts = tuple(_parts(own))
    passage, around = _where(told.article.text, [span for _, span in parts])
    yield Event(
        fact=fact, own=own, report=uid(told.article.id, own.id), told=told, when=when, actors=actors,
        recipients=coder.all([own.target] if own.target else []), coding=coding,
        aux=tuple(_aux(when, told.article, negated=fact.negated, doubtful=fact.conditional or own.hedged)),
        answers=told.statement(answered) if answered else denied.get(fact.id), passage=passage, around=around,
        parts=parts,
    )  # fmt: skip


def _encounter(
    fact: listing.Encounter, own: Encounter, told: Told, coder: Coder, left: Counter[str]
) -> Iterator[Event]:
    coding = event_codes().encounters.get(fact.kind, {}).get(fact.status)
    when, actors = _when(fact.date, told.article.published), coder.with_parties(fact.persons, fact.parties)
    if coding is None or when is None or not actors:
        left[_missing(coding, when, _kind(fact))] += 1
        return
    state = spot_of(fact.place).state if fact.place else None
    hosts, code, mode = _ground(fact, coding, actors, state)
    aux = dict.fromkeys([*([coding.aux] if coding.aux else []), *_aux(when, told.article)])
    passage, around = _where(told.article.text, own.evidence)
    visit = mode == event_codes().grounds["visit"].mode
    yield Event(
        fact=fact, own=own, report=uid(told.article.id, own.id), told=told, when=when,
        actors=tuple(one for one in actors if one not in hosts), recipients=hosts, together=not hosts and not visit,
        coding=msgspec.structs.replace(coding, cameo=code), modes=(mode,) if mode else (), aux=tuple(aux),
        hosted=bool(hosts), place=fact.place, state=state, passage=passage, around=around,
        parts=tuple(("event", span) for span in own.evidence),
    )  # fmt: skip


def _kind(fact: listing.Encounter) -> str:
    return str(fact.kind) if fact.status is Status.HELD else f"{fact.kind} {fact.status}"


def _missing(coding: Coding | None, when: When | None, what: str) -> str:
    return what if coding is None else "no date" if when is None else "no actor"


def _ground(
    fact: listing.Encounter, coding: Coding, actors: tuple[Coded, ...], state: str | None
) -> tuple[tuple[Coded, ...], str | None, str | None]:
    """The hosts of a visit, the code of CAMEO and the mode of PLOVER, as far as the place and the parties tell them."""
    plain = (), coding.cameo, coding.mode
    if fact.status is not Status.HELD:
        return plain
    grounds, codes = event_codes().grounds, {one.code or one.entity.id for one in actors}
    ground = countries()[state].event_data if state in countries() else None
    if fact.kind is EncounterKind.VISIT and ground:
        hosts = tuple(one for one in actors if one.code == ground)
        if len(hosts) < len(actors):
            return hosts, grounds["visit"].cameo if hosts else coding.cameo, grounds["visit"].mode
    elif fact.kind in _MEETINGS and len(codes) >= _MANY:
        return (), coding.cameo, grounds["multilateral"].mode
    elif fact.kind in _MEETINGS and ground and len(codes) == _MANY - 1 and codes <= _states() - {ground}:
        return (), grounds["third-party"].cameo, grounds["third-party"].mode
    return plain


@cache
def _states() -> set[str]:
    return {one.event_data for one in countries().values()}


def _when(day: str | None, published: str | None) -> When | None:
    """When something was; where that is not told, when the article was published."""
    for value, told in ((day, True), (published, False)):
        if found := _days(value or ""):
            return When(*found, told)
    return None


def _days(value: str) -> tuple[str, str, str | None] | None:
    """The first and the last day of a date, and its hour."""
    match = _DAY.match(value)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups()[:3])
    try:
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first.isoformat(), last.isoformat(), match[4]


def _aux(when: When, article: Article, *, negated: bool = False, doubtful: bool = False) -> Iterable[str]:
    if negated:
        yield "negation"
    if doubtful:
        yield "hypothetical"
    published = _days(article.published or "")
    if published and when.told:
        past = date.fromisoformat(published[0]) - date.fromisoformat(when.last)
        if past.days > event_codes().historical_after:
            yield "historical"


def _parts(own: Statement) -> Iterator[tuple[str, Span]]:
    """The spans of a statement, the words that carry the act first."""
    if own.cue:
        yield "event", own.cue
    for span in own.content:
        yield "content", span
    if speaker := own.why.speaker:
        yield "actor", Span(speaker.start, speaker.end, speaker.text)


def _where(text: str, spans: Iterable[Span]) -> tuple[Span | None, Span | None]:
    """The passage that spans cover within the paragraph of the first of them, and this paragraph."""
    told = list(spans)
    if not told:
        return None, None
    begin = text.rfind(_BREAK, 0, told[0].start)
    end = text.find(_BREAK, told[0].end)
    paragraph = Span.of(text, begin + len(_BREAK) if begin >= 0 else 0, end if end >= 0 else len(text.rstrip()))
    within = [one for one in told if paragraph.start <= one.start and one.end <= paragraph.end]
    passage = Span.of(text, min(one.start for one in within), max(one.end for one in within))
    return passage, paragraph
