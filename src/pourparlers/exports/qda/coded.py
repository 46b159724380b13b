"""Which passages of an article are coded, and with what."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pourparlers.dossier.contents import Told
from pourparlers.exports.qda.codes import Code, CodeBook
from pourparlers.model import Encounter, Statement, Status

_FLAGS = ("negated", "hedged", "conditional")


class Coded(msgspec.Struct, frozen=True):
    """A passage with its codes.

    Attributes:
        id: of the passage within its article: "s1.content.1".
        start, end, text: where it stands, in code points.
        codes: what it is coded with.
        rule: what read it.
    """

    id: str
    start: int
    end: int
    text: str
    codes: tuple[Code, ...]
    rule: str


def coded(told: Told, book: CodeBook) -> Iterator[Coded]:
    """The coded passages of an article: contents and cues of statements, and what tells encounters."""
    for met in told.record.encounters:
        codes = tuple(dict.fromkeys(_of_encounter(met, told, book)))
        for n, span in enumerate(met.evidence, 1):
            yield Coded(f"{met.id}.evidence.{n}", span.start, span.end, span.text, codes, met.rule)
    for one in told.record.statements:
        codes = tuple(dict.fromkeys(_of_statement(one, told, book)))
        for n, span in enumerate(one.content, 1):
            yield Coded(f"{one.id}.content.{n}", span.start, span.end, span.text, codes, one.rule)
        if one.cue:
            cue = (book.word("passages", "cue", "codes"),)
            yield Coded(f"{one.id}.cue.1", one.cue.start, one.cue.end, one.cue.text, cue, one.rule)


def _of_encounter(one: Encounter, told: Told, book: CodeBook) -> Iterator[Code]:
    yield book.word("encounters", one.kind.value, "kinds")
    if one.status is not Status.HELD:
        yield book.word("statuses", one.status.value)
    for id_ in (*one.parties, *one.persons):
        yield book.actor(told.entity(id_))


def _of_statement(one: Statement, told: Told, book: CodeBook) -> Iterator[Code]:
    yield book.word("acts", one.act.value)
    yield book.word("forms", one.form.value)
    if one.stance:
        yield book.word("stances", one.stance.value)
    for flag in _FLAGS:
        if getattr(one, flag):
            yield book.word("flags", flag)
    for id_ in (*one.party, *one.speaker):
        yield book.actor(told.entity(id_))
    if one.target:
        yield book.actor(told.entity(one.target), "targets")
    if issue := told.issue(one):
        yield book.issue(*issue)
