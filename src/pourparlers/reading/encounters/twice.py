"""Two encounters in one clause.

"held talks in Vienna in March and in Kosice in May", "met on Monday and again on Tuesday".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from pourparlers.language.tree import Parse
from pourparlers.lexicon.entries import EncounterWords
from pourparlers.model import Time
from pourparlers.reading.cues.find import VERBAL
from pourparlers.reading.encounters.merge import MEETINGS, Telling
from pourparlers.reading.encounters.placenames import PlaceNames, Where
from pourparlers.reading.encounters.when import Clock, When

# Words between the end of one pair of place and day and the beginning of the other.
_GAP = 6
# Characters of a date that names a day.
_DAY = 10
# A time by its first and last word.
Dated = tuple[int, int, Time]


class _Item(NamedTuple):
    """Places, or days, that stand side by side: their words."""

    day: bool
    words: list[int]


class Twice:
    """Finds second places and days in the clauses of one text."""

    def __init__(self, parse: Parse, clock: Clock, names: PlaceNames, words: EncounterWords) -> None:
        self.parse, self.clock, self.names = parse, clock, names
        self.words, self.joining, self.again = words, words.joining, words.again

    def split(self, telling: Telling) -> list[Telling]:
        """A telling as it is, or as two, each with its own place and day."""
        if not telling.date or len(self.clock.days_of(telling.sent)) < 2:
            return [telling]
        two = self._two_days(telling)
        apart = self._went_on(telling) or self._by_place(telling)
        return apart or (self._by_day(telling, *two) if two is not None else [telling])

    def _by_place(self, telling: Telling) -> list[Telling]:
        """«à Tromso lundi, puis à Ivalo mardi»; nothing where no two places are told."""
        items = list(self._items(telling)) if telling.place else []
        if len(items) != 4 or not self._joined(items):
            return []
        places = [self._where(item, telling) for item in items if not item.day]
        days = [self._when(item, telling) for item in items if item.day]
        if telling.place != places[0].text and telling.place != places[1].text:
            return []
        first, second = (self._one(telling, *row) for row in zip(places, days, strict=True))
        second.later, second.definite = True, False
        return [first, second]

    def _went_on(self, telling: Telling) -> list[Telling]:
        """ "The talks opened on Tuesday in Ohrid and continued the next day in Struga": two sessions."""
        noun = self.parse.tokens[telling.i]
        verb = self.parse.tokens[noun.head]
        for again in self.parse.kids(verb, "conj") if noun.rel == "nsubj" else ():
            words = set(range(again.left, again.right + 1))
            when = self.clock.read(words, again, again)
            on = again.pos in VERBAL and not self.parse.kid(again, "nsubj") and again.lemma in self.words.going_on
            if on and when.date and when.date != telling.date and not self._until(words):
                where = self.names.where(words, again)
                second = self._on(telling, when)
                second.place, second.later, second.definite = where.text if where else None, True, False
                return [telling, second]
        return []

    def _until(self, words: set[int]) -> bool:
        """ "which began on Thursday and continued until Sunday" were one."""
        return any(self.parse.tokens[i].plain in self.words.up_to for i in words)

    def _two_days(self, telling: Telling) -> tuple[Dated, Dated] | None:
        """The two days after its word, where they are those of two encounters, not of one that lasted."""
        rows = self.clock.dated(telling.sent)
        # «ont tenu mardi, puis mercredi, deux séances»
        at = [row for row in rows if row[0] > telling.i] or [row for row in rows if self._just_before(row, telling)]
        if len(at) != 2 or any(len(time.value) < _DAY for _, _, time in at) or telling.entry.weak:
            return None
        between = self.parse.tokens[at[0][1] + 1 : at[1][0]]
        if len(between) > _GAP + 2 or any(token.pos in VERBAL for token in between):
            return None
        words = {token.lower for token in between}
        several = self._several(telling) and bool(words & set(self.joining))
        return (at[0], at[1]) if several or words & set(self.again) else None

    def _just_before(self, row: Dated, telling: Telling) -> bool:
        """Whether a day stands before the word, with no verb between."""
        return row[1] < telling.i and not any(t.pos in VERBAL for t in self.parse.tokens[row[0] : telling.i])

    def _several(self, telling: Telling) -> bool:
        """«Aux séances du 10 et du 11 septembre», not «les négociations du 10 et du 11 septembre»."""
        noun = self.parse.tokens[telling.i]
        sitting = telling.entry.verb is None and not telling.entry.process and telling.kind in MEETINGS
        return sitting and noun.feats.get("Number") == "Plur"

    def _by_day(self, telling: Telling, *days: Dated) -> list[Telling]:
        """A telling for each of two days, each with the clause."""
        out = [self._on(telling, When(time.value.split("T")[0], begin=time.begin)) for _, _, time in days]
        out[1].later, out[1].definite = True, False
        return out

    def _on(self, telling: Telling, when: When) -> Telling:
        return replace(telling, date=when.date, begin=when.begin, duration=None, spans=list(telling.spans))

    def _items(self, telling: Telling) -> Iterator[_Item]:
        """What dates and places it after its word, in order."""
        last = self.parse.sentences[telling.sent].last
        marks = [(i, True) for i in self.clock.days_of(telling.sent)]
        marks += [(i, False) for i in range(telling.i + 1, last + 1) if self.names.where({i}, self.parse.tokens[i])]
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
        found = self.names.where({item.words[0]}, self.parse.tokens[telling.i])
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
