"""Two encounters in one clause: "held talks in Vienna in March and in Kosice in May"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from pourparlers.language.tree import Parse
from pourparlers.reading.cues.find import VERBAL
from pourparlers.reading.encounters.merge import Telling
from pourparlers.reading.encounters.when import Clock, When, Where

# Words between the end of one pair of place and day and the beginning of the other.
_GAP = 6


class _Item(NamedTuple):
    """Places, or days, that stand side by side: their words."""

    day: bool
    words: list[int]


class Twice:
    """Finds second places and days in the clauses of one text."""

    def __init__(self, parse: Parse, clock: Clock, joining: tuple[str, ...]) -> None:
        self.parse, self.clock, self.joining = parse, clock, joining

    def split(self, telling: Telling) -> list[Telling]:
        """A telling as it is, or as two, each with its own place and day."""
        if not (telling.date and telling.place) or len(self.clock.days_of(telling.sent)) < 2:
            return [telling]
        items = list(self._items(telling))
        if len(items) != 4 or not self._joined(items):
            return [telling]
        places = [self._where(item, telling) for item in items if not item.day]
        days = [self._when(item, telling) for item in items if item.day]
        if telling.place != places[0].text and telling.place != places[1].text:
            return [telling]
        first, second = (self._one(telling, *row) for row in zip(places, days, strict=True))
        second.later, second.definite = True, False
        return [first, second]

    def _items(self, telling: Telling) -> Iterator[_Item]:
        """What dates and places it after its word, in order."""
        last = self.parse.sentences[telling.sent].last
        marks = [(i, True) for i in self.clock.days_of(telling.sent)]
        marks += [(i, False) for i in range(telling.i + 1, last + 1) if self.clock.where({i}, self.parse.tokens[i])]
        rows = sorted(row for row in marks if row[0] > telling.i)
        for day, group in groupby(rows, key=lambda row: row[1]):
            yield _Item(day, [i for i, _ in group])

    def _joined(self, items: list[_Item]) -> bool:
        """Whether the second pair follows on the first by «et» or «puis», within one clause."""
        tokens = self.parse.tokens
        between = tokens[items[1].words[-1] + 1 : items[2].words[0]]
        clause = tokens[items[0].words[0] : items[3].words[-1] + 1]
        joined = len(between) <= _GAP and any(token.lower in self.joining for token in between)
        return joined and not any(token.pos in VERBAL for token in clause)

    def _where(self, item: _Item, telling: Telling) -> Where:
        found = self.clock.where({item.words[0]}, self.parse.tokens[telling.i])
        assert found is not None
        return found

    def _when(self, item: _Item, telling: Telling) -> When:
        near = self.parse.tokens[telling.i]
        return self.clock.read(set(item.words), near, near)

    def _one(self, telling: Telling, where: Where, when: When) -> Telling:
        return replace(
            telling,
            place=where.text,
            date=when.date,
            mod=when.mod,
            duration=when.duration,
            begin=when.begin,
            spans=list(telling.spans),
        )
