"""How the facts of a record are arranged for a reader, whatever shows them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from pourparlers.model import Act, Encounter, Form, Record, Span, Statement

POSITION_ACTS = frozenset({Act.PROPOSE, Act.DEMAND, Act.SUPPORT, Act.ACCEPT, Act.REJECT})
WARNING_ACTS = frozenset({Act.THREATEN, Act.WARN, Act.PROMISE, Act.ASK})
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


class Accusation(msgspec.Struct, frozen=True):
    """An accusation with the denials that answer it; a denial that answers none stands without one."""

    accusation: Statement | None
    denials: tuple[Statement, ...] = ()


class Outline(msgspec.Struct, frozen=True):
    """The facts of a record in the order in which they are read."""

    encounters: tuple[Encounter, ...]
    positions: tuple[tuple[str | None, tuple[Statement, ...]], ...]
    accusations: tuple[Accusation, ...]
    warnings: tuple[Statement, ...]
    words: tuple[tuple[tuple[str, ...], tuple[Statement, ...]], ...]


def outline(record: Record) -> Outline:
    """Arrange the facts of a record: every encounter and every statement stands in it at least once."""
    return Outline(
        encounters=tuple(sorted(record.encounters, key=lambda e: (e.date is None, e.date or "", place_of(e)))),
        positions=_by_issue(record),
        accusations=tuple(_accusations(record)),
        warnings=tuple(s for s in record.statements if s.act in WARNING_ACTS and not _has_words(s)),
        words=_by_speaker(record),
    )


def place_of(fact: Encounter | Statement) -> int:
    """Where a fact stands in the text."""
    return min((span.start for span in spans_of(fact)), default=0)


def spans_of(fact: Encounter | Statement) -> tuple[Span, ...]:
    """The passages that a fact rests on, in order of the text."""
    if isinstance(fact, Encounter):
        return tuple(sorted(fact.evidence))
    return tuple(sorted((*fact.content, *((fact.cue,) if fact.cue else ()))))


def _has_words(statement: Statement) -> bool:
    return statement.form != Form.NARRATED or statement.act == Act.SAY


def _takes_side(statement: Statement) -> bool:
    return statement.act in POSITION_ACTS or statement.stance is not None


def _by_issue(record: Record) -> tuple[tuple[str | None, tuple[Statement, ...]], ...]:
    groups: dict[str | None, list[Statement]] = {}
    for statement in record.statements:
        if _takes_side(statement):
            groups.setdefault(statement.issue, []).append(statement)
    named = [(issue, tuple(found)) for issue, found in groups.items() if issue is not None]
    return (*named, (None, tuple(groups[None]))) if None in groups else tuple(named)


def _accusations(record: Record) -> Iterator[Accusation]:
    accusations = {s.id for s in record.statements if s.act == Act.ACCUSE}
    for statement in record.statements:
        if statement.act == Act.ACCUSE:
            answers = tuple(s for s in record.statements if s.answers == statement.id and s.act == Act.DENY)
            yield Accusation(statement, answers)
        elif statement.act == Act.DENY and statement.answers not in accusations:
            yield Accusation(None, (statement,))


def _by_speaker(record: Record) -> tuple[tuple[tuple[str, ...], tuple[Statement, ...]], ...]:
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for statement in record.statements:
        if _has_words(statement):
            groups.setdefault(statement.speaker, []).append(statement)
    return tuple((speaker, tuple(found)) for speaker, found in groups.items())


class Paragraphs:
    """Numbers of the paragraphs of a text, from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [match.start() for match in _PARAGRAPH.finditer(text)]

    def number(self, at: int) -> int:
        """The paragraph that holds character `at`."""
        return max(1, bisect_right(self._starts, at))
