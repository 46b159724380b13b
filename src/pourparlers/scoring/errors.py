"""The error ledger: what differs between records and gold, by kind, so that the commonest is mended first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

import msgspec

from pourparlers.model import Record
from pourparlers.scoring import coded
from pourparlers.scoring.agreement import characters, overlap, same_actor, value_of
from pourparlers.scoring.cues import known_cue
from pourparlers.scoring.gold import Fact, GoldArticle
from pourparlers.scoring.measures import (
    JUDGED,
    QUOTED,
    holds,
    pair_encounters,
    pair_persons,
    pair_statements,
    pair_times,
    persons,
    same_parties,
)
from pourparlers.scoring.moved import Moved

_LONGEST = 90
_MOST = 0.8


class ErrorKind(StrEnum):
    """What is wrong with a fact; docs/accuracy.md says what each means."""

    CUE_UNKNOWN = "cue unknown"
    CUE_UNREAD = "known cue not read"
    SPEECH_UNREAD = "speech without a cue missed"
    CONTENT_LONG = "content too long"
    CONTENT_SHORT = "content too short"
    CONTENT_OTHER = "content elsewhere"
    POINTS_JOINED = "points joined"
    QUOTE_SPLIT = "quotation split"
    SCARE_QUOTE = "scare quote taken for speech"
    DOUBLED = "statement doubled"
    FALSE_STATEMENT = "false statement"
    SPEAKER_ABSENT = "speaker absent"
    SPEAKER_UNRESOLVED = "speaker unresolved"
    SPEAKER_WRONG = "speaker wrong"
    PARTY_ABSENT = "party absent"
    PARTY_WRONG = "party wrong"
    ACT = "act wrong"
    FORM = "form wrong"
    STANCE = "stance wrong"
    TARGET_ABSENT = "target absent"
    TARGET_WRONG = "target wrong"
    TIME_MISSED = "time missed"
    TIME_FALSE = "time false"
    TIME_VALUE = "time value wrong"
    PERSON_MISSED = "person missed"
    PERSON_FALSE = "person false"
    PERSON_PARTY = "person's party wrong"
    ENCOUNTER_MISSED = "encounter missed"
    ENCOUNTER_FALSE = "encounter false"
    ENCOUNTER_DOUBLED = "encounter doubled"
    ENCOUNTER_KIND = "encounter kind wrong"
    ENCOUNTER_DATE = "encounter date wrong"
    ENCOUNTER_PLACE = "encounter place wrong"
    ENCOUNTER_PARTIES = "encounter parties wrong"
    CODED_MISSED = "coded fact missed"
    CODED_FIELD = "coded field otherwise"
    CODED_FALSE = "fact not coded"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a record has otherwise than gold.

    Attributes:
        kind: what is wrong.
        article: the id of the gold article.
        text: the words at which it stands.
        gold, read: what gold has and what the record has there; None for nothing.
        rule: what made the fact of the record, where there is one.
    """

    kind: ErrorKind
    article: str
    text: str
    gold: str | None = None
    read: str | None = None
    rule: str | None = None


def differences(gold: GoldArticle, record: Record) -> Iterator[Difference]:
    """Everything in which a record differs from gold, in the order times, persons, encounters, statements."""
    moved = Moved.onto(gold.text, record)
    if gold.coded is not None:
        yield from _coded(gold, moved)
        return
    ledger = _Ledger(gold, moved)
    yield from ledger.times()
    yield from ledger.persons()
    yield from ledger.encounters()
    yield from ledger.statements()


class _Ledger:
    def __init__(self, gold: GoldArticle, record: Moved) -> None:
        self.gold = gold
        self.record = record

    def times(self) -> Iterator[Difference]:
        hits = pair_times(self.gold, self.record)
        for one, other in hits:
            if value_of(one) != value_of(other):
                yield self.wrong(ErrorKind.TIME_VALUE, one, value_of(one), value_of(other), other)
        missed, extra = _left(self.gold.times, self.record.facts("times"), hits)
        yield from (self.wrong(ErrorKind.TIME_MISSED, one, value_of(one)) for one in missed)
        for other in extra:
            yield self.told(ErrorKind.TIME_FALSE, other["text"], None, value_of(other), other)

    def persons(self) -> Iterator[Difference]:
        hits = pair_persons(self.gold, self.record)
        for one, other in hits:
            if one.get("party") is not None and not same_actor(one["party"], other.get("party")):
                yield self.told(ErrorKind.PERSON_PARTY, one["key"], one["party"], other.get("party"))
        missed, extra = _left(persons(self.gold.actors, "key"), persons(self.record.facts("actors"), "id"), hits)
        yield from (self.told(ErrorKind.PERSON_MISSED, one["key"], one["key"]) for one in missed)
        yield from (self.told(ErrorKind.PERSON_FALSE, other["id"], None, other["id"]) for other in extra)

    def encounters(self) -> Iterator[Difference]:
        hits = pair_encounters(self.gold, self.record)
        for one, other in hits:
            yield from self.encounter_faults(one, other)
        missed, extra = _left(self.gold.encounters, self.record.facts("encounters"), hits)
        for one in missed:
            yield self.wrong(ErrorKind.ENCOUNTER_MISSED, one, _encounter(one))
        for other in extra:
            place = self.record.characters(other["evidence"])
            again = any(overlap(place, characters(one["spans"])) > 0 for one, _ in hits)
            kind = ErrorKind.ENCOUNTER_DOUBLED if again else ErrorKind.ENCOUNTER_FALSE
            yield self.told(kind, _joined(other["evidence"]), None, _encounter(other), other)

    def encounter_faults(self, one: Fact, other: Fact) -> Iterator[Difference]:
        for what in ("kind", "date", "place"):
            if one.get(what) is not None and not holds(one, other, what):
                kind = ErrorKind(f"encounter {what} wrong")
                yield self.wrong(kind, one, one[what], other.get(what), other)
        if not same_parties(one, other):
            parties, others = _names(one.get("parties")), _names(other.get("parties"))
            yield self.wrong(ErrorKind.ENCOUNTER_PARTIES, one, parties, others, other)

    def statements(self) -> Iterator[Difference]:
        hits = pair_statements(self.gold, self.record)
        for one, other in hits:
            yield from self.statement_faults(one, other)
        missed, extra = _left(self.gold.statements, self.record.facts("statements"), hits)
        taken: set[int] = set()
        for one in missed:
            yield self.missed(one, extra, [other for _, other in hits], taken)
        for other in extra:
            if id(other) not in taken:
                kind = self.false(other, [one for one, _ in hits])
                yield self.told(kind, _joined(other["content"]), None, _statement(other, "speaker"), other)

    def statement_faults(self, one: Fact, other: Fact) -> Iterator[Difference]:
        if not JUDGED["speaker"](one, other):
            yield self.wrong(_speaker_fault(other), one, _names(one["speaker"]), _names(other["speaker"]), other)
        if not JUDGED["party"](one, other):
            kind = ErrorKind.PARTY_WRONG if other.get("party") else ErrorKind.PARTY_ABSENT
            yield self.wrong(kind, one, _names(one["party"]), _names(other.get("party")), other)
        for kind, name in ((ErrorKind.ACT, "act"), (ErrorKind.FORM, "form"), (ErrorKind.STANCE, "stance")):
            if not JUDGED[name](one, other):
                yield self.wrong(kind, one, one.get(name), other.get(name), other)
        if one.get("target") is not None and not same_actor(one["target"], other.get("target")):
            kind = ErrorKind.TARGET_WRONG if other.get("target") else ErrorKind.TARGET_ABSENT
            yield self.wrong(kind, one, one["target"], other.get("target"), other)

    def missed(self, one: Fact, extra: list[Fact], matched: list[Fact], taken: set[int]) -> Difference:
        """A statement of gold that none of the record is: read at other characters, or not at all."""
        wanted = characters(one["spans"])
        near = [other for other in extra if wanted & self.record.characters(other["content"])]
        if near:
            taken.update(id(other) for other in near)
            read = " | ".join(_joined(other["content"]) for other in near)
            return self.wrong(self.content_fault(wanted, one, near), one, _whole(self.gold, one), read, near[0])
        if any(len(wanted & self.record.characters(other["content"])) >= _MOST * len(wanted) for other in matched):
            return self.wrong(ErrorKind.POINTS_JOINED, one, _statement(one, "speaker"))
        if one.get("cue") is None:
            return self.wrong(ErrorKind.SPEECH_UNREAD, one, _statement(one, "speaker"))
        cue = one["cue"] if isinstance(one["cue"], str) else one["cue"]["text"]
        known = known_cue(cue, self.gold.language)
        kind = ErrorKind.CUE_UNREAD if known else ErrorKind.CUE_UNKNOWN
        return self.wrong(kind, one, f"{_statement(one, 'speaker')} [{cue}]")

    def content_fault(self, wanted: set[int], one: Fact, near: list[Fact]) -> ErrorKind:
        read = {at for other in near for at in self.record.characters(other["content"])}
        if len(near) > 1 and one["form"] in QUOTED:
            return ErrorKind.QUOTE_SPLIT
        if len(wanted & read) >= _MOST * len(wanted):
            return ErrorKind.CONTENT_LONG
        return ErrorKind.CONTENT_SHORT if len(wanted & read) >= _MOST * len(read) else ErrorKind.CONTENT_OTHER

    def false(self, other: Fact, matched: list[Fact]) -> ErrorKind:
        """What a statement of the record is that gold has not."""
        place = self.record.characters(other["content"])
        if any(place & characters(one["spans"]) for one in matched):
            return ErrorKind.DOUBLED
        return ErrorKind.SCARE_QUOTE if other["form"] in QUOTED else ErrorKind.FALSE_STATEMENT

    def wrong(
        self, kind: ErrorKind, one: Fact, gold: str | None, read: str | None = None, other: Fact | None = None
    ) -> Difference:
        return self.told(kind, _whole(self.gold, one), gold, read, other)

    def told(
        self, kind: ErrorKind, text: str, gold: str | None, read: str | None = None, other: Fact | None = None
    ) -> Difference:
        rule = None if other is None else other.get("rule")
        return Difference(kind=kind, article=self.gold.id, text=text[:_LONGEST], gold=gold, read=read, rule=rule)


def _left(gold: Iterable[Fact], read: Iterable[Fact], hits: list[tuple[Fact, Fact]]) -> tuple[list[Fact], list[Fact]]:
    """What no pair holds, of gold and of the record."""
    paired = {id(fact) for hit in hits for fact in hit}
    return [one for one in gold if id(one) not in paired], [one for one in read if id(one) not in paired]


def _speaker_fault(other: Fact) -> ErrorKind:
    if not other["speaker"]:
        return ErrorKind.SPEAKER_ABSENT
    group = all(name.startswith("group:") for name in other["speaker"])
    return ErrorKind.SPEAKER_UNRESOLVED if group else ErrorKind.SPEAKER_WRONG


def _whole(gold: GoldArticle, fact: Fact) -> str:
    return " … ".join(gold.text[start:end] for start, end in fact["spans"])


def _joined(spans: Iterable[Fact]) -> str:
    return " … ".join(span["text"] for span in spans)


def _names(actors: Iterable[str] | None) -> str:
    return ", ".join(actors or ())


def _statement(fact: Fact, who: str) -> str:
    return f"{fact['act']} by {_names(fact[who])}"


def _encounter(fact: Fact) -> str:
    return f"{fact['kind']} of {_names(fact.get('parties'))}, {fact.get('date')}"


def _coded(gold: GoldArticle, record: Moved) -> Iterator[Difference]:
    """What differs from partial gold: nothing is told of what nobody coded."""
    ledger = _Ledger(gold, record)
    for kind in (kind for kind in coded.JUDGES if kind in (gold.coded or {})):
        hits = coded.pairs(kind, gold, record)
        for one, other in hits:
            for field in coded.judged(kind, gold):
                if coded.is_told(one, field) and not coded.JUDGES[kind][field](one, other):
                    read = coded.agreement_read(other) if field == "agreement" else other.get(field)
                    told = f"{field} {_told(one[field])}", f"{field} {_told(read)}"
                    yield ledger.told(ErrorKind.CODED_FIELD, _words(gold, one), *told, other)
        missed, extra = _left(*coded.facts_of(kind, gold, record), hits)
        for one in missed:
            yield ledger.told(ErrorKind.CODED_MISSED, _words(gold, one), _told(one.get("issue") or kind))
        for other in extra if kind in gold.exhaustive else ():
            words = _joined(other.get("content") or other.get("evidence") or []) or str(
                other.get("text") or other["id"]
            )
            yield ledger.told(ErrorKind.CODED_FALSE, words, None, kind, other)


def _words(gold: GoldArticle, one: Fact) -> str:
    return _whole(gold, one) if "spans" in one else str(one.get("key") or "")


def _told(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "–")
