"""The words by which an article tells a date, a place, a length, a person or a party."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.standing.disputes.disagreement import What
from pourparlers.lexicon.ids import states_in
from pourparlers.lexicon.world import fold

_WORD = re.compile(r"[^\W\d_]+")

Stretch = tuple[int, int]


class _Time(msgspec.Struct):
    """Of a time in a record, what is needed here."""

    start: int
    end: int
    value: str


class _Span(msgspec.Struct):
    """Characters of the text."""

    start: int
    end: int


class _Actor(msgspec.Struct):
    """Of an actor in a record, what is needed here."""

    id: str
    mentions: list[_Span] = []


class _Facts(msgspec.Struct):
    """Of a record, its times and actors."""

    times: list[_Time] = []
    actors: list[_Actor] = []


def words_told(what: What, value: str, row: Any, words: Stretch, near: Stretch) -> list[Stretch]:
    """The stretches of a text that tell what a side tells: among its words or, where none is, in the paragraph.

    Args:
        what: in what respect sources differ.
        value: what the side tells.
        row: of the article, with `text`, `language` and `record`.
        words: the characters of the evidence, half-open.
        near: those of the text around it.
    """
    find = _WAYS.get(what)
    if find is None:
        return []
    found = sorted(set(find(value, row)))
    within = [one for one in found if words[0] <= one[0] and one[1] <= words[1]]
    return within or [one for one in found if near[0] <= one[0] and one[1] <= near[1]][:1]


def _dates(value: str, row: Any) -> Iterator[Stretch]:
    day = window(value)
    for time in _facts(row).times:
        told = window(time.value)
        if day and told and told.day and told.touches(day):
            yield time.start, time.end


def _lengths(value: str, row: Any) -> Iterator[Stretch]:
    yield from ((time.start, time.end) for time in _facts(row).times if time.value == value)


def _actors(value: str, row: Any) -> Iterator[Stretch]:
    for actor in _facts(row).actors:
        if actor.id == value:
            yield from ((one.start, one.end) for one in actor.mentions)


def _authors(value: str, row: Any) -> Iterator[Stretch]:
    yield from _actors(value, row)
    for id_, at in states_in(row.text, row.language):
        word = _WORD.match(row.text, at)
        if id_ == value and word:
            yield word.span()


def _places(value: str, row: Any) -> Iterator[Stretch]:
    plain = fold(row.text)
    if len(plain) == len(row.text):
        yield from (one.span() for one in re.finditer(rf"\b{re.escape(fold(value))}\b", plain))
    else:
        yield from (one.span() for one in re.finditer(re.escape(value), row.text))


def _facts(row: Any) -> _Facts:
    return msgspec.json.decode(row.record, type=_Facts)


_WAYS: dict[What, Callable[[str, Any], Iterable[Stretch]]] = {
    What.DATE: _dates, What.LENGTH: _lengths, What.PLACE: _places, What.AUTHOR: _authors, What.PARTICIPANTS: _actors,
}  # fmt: skip
