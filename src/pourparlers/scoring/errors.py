"""What differs between a record and gold, in words: the list that one works through to read better."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.model import Record, Statement
from pourparlers.scoring.agreement import any_same, characters, overlap, pair, value_of
from pourparlers.scoring.gold import Fact, GoldArticle

_LONGEST = 70


def differences(gold: GoldArticle, record: Record) -> Iterator[str]:
    """Yield a line for every time and statement that is missed, extra or read otherwise."""
    yield from _times(gold, record)
    yield from _statements(gold, record)


def _times(gold: GoldArticle, record: Record) -> Iterator[str]:
    hits = pair(
        gold.times,
        record.times,
        lambda a, b: overlap(characters(a["spans"]), characters([(b.start, b.end)])),
        1e-9,
    )
    for one, other in hits:
        if value_of(one) != other.value:
            yield f"time {other.text!r}: {value_of(one)} read as {other.value}"
    matched = {id(one) for one, _ in hits}
    yield from (f"time missed {_words(gold, one)!r}" for one in gold.times if id(one) not in matched)


def _statements(gold: GoldArticle, record: Record) -> Iterator[str]:
    hits = pair(gold.statements, record.statements, _weight, 0.5)
    for one, other in hits:
        wrong = list(_wrong(one, other))
        if wrong:
            yield f"statement {_words(gold, one)!r}: {', '.join(wrong)}"
    matched = {id(fact) for hit in hits for fact in hit}
    for one in gold.statements:
        if id(one) not in matched:
            yield f"statement missed {one['act']} by {one['speaker']}: {_words(gold, one)!r}"
    for extra in record.statements:
        if id(extra) not in matched:
            told = " … ".join(span.text[:_LONGEST] for span in extra.content)
            yield f"statement extra {extra.act} by {list(extra.speaker)} ({extra.rule}): {told!r}"


def _weight(one: Fact, other: Statement) -> float:
    shared = overlap(characters(one["spans"]), characters((span.start, span.end) for span in other.content))
    if shared < 0.5:
        return 0.0
    same_act = bool(one["act"] == other.act)
    return shared + 0.2 * any_same(one["speaker"], other.speaker) + 0.1 * same_act


def _wrong(one: Fact, other: Statement) -> Iterator[str]:
    if not any_same(one["speaker"], other.speaker):
        yield f"speaker {one['speaker']} read as {list(other.speaker)}"
    for name in ("act", "form", "stance"):
        if one.get(name) != getattr(other, name):
            yield f"{name} {one.get(name)} read as {getattr(other, name)}"


def _words(gold: GoldArticle, fact: Fact) -> str:
    start, end = fact["spans"][0]
    return gold.text[start:end][:_LONGEST]
