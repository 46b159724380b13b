"""Finds the dates, times, durations and recurrences of an article and says what they mean.

What a time may look like stands in `lexicon/<language>/times.yaml`; here it is matched, the longest construction
first, and resolved against the date of publication, the verb's tense and the dates named before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from pourparlers.language.tree import Parse
from pourparlers.model import Time, TimeType
from pourparlers.reading.times.anchors import Anchors, Reading
from pourparlers.reading.times.calendar import Period, read_published
from pourparlers.reading.times.case import Case
from pourparlers.reading.times.grammar import Rule, TimeGrammar, compile_grammar
from pourparlers.reading.times.lexer import NOTHING, Lexed, lex, plain
from pourparlers.reading.times.points import (
    read_century,
    read_date,
    read_decade,
    read_feast,
    read_first_day,
    read_hours,
    read_next_day,
    read_night,
    read_nth,
    read_offset,
    read_part,
    read_same,
    read_season,
    read_today,
    read_week_number,
    read_week_of,
    read_weekday_beside,
    read_weekend,
)
from pourparlers.reading.times.slots import Slots
from pourparlers.reading.times.spans import (
    read_constant,
    read_days,
    read_duration,
    read_often,
    read_range,
    read_set,
    read_shifted,
)
from pourparlers.reading.times.tense import Tense, TenseReader

__all__ = ["TimeGrammar", "compile_grammar", "find_times"]

_READERS: dict[str, Callable[[Case], Reading | None]] = {
    "century": read_century,
    "constant": read_constant,
    "date": read_date,
    "days": read_days,
    "decade": read_decade,
    "duration": read_duration,
    "feast": read_feast,
    "first-day": read_first_day,
    "hours": read_hours,
    "next-day": read_next_day,
    "night": read_night,
    "nth": read_nth,
    "offset": read_offset,
    "often": read_often,
    "part": read_part,
    "range": read_range,
    "same": read_same,
    "season": read_season,
    "set": read_set,
    "shifted": read_shifted,
    "today": read_today,
    "week-number": read_week_number,
    "week-of": read_week_of,
    "weekday-beside": read_weekday_beside,
    "weekend": read_weekend,
}
# Matched so that nothing in it is taken for a time.
_NO_TIME = "none"
_BEFORE = 4
# How far into its paragraph the date of a dateline stands at most.
_HEAD = 60
# How much may follow a date in a line that is its heading.
_REST = 5


def find_times(parse: Parse, published: str | None, grammar: TimeGrammar) -> tuple[Time, ...]:
    """Find the times of an article.

    Args:
        parse: the parsed article.
        published: when it was published, as precisely as known: YYYY, YYYY-MM or YYYY-MM-DD.
        grammar: the time grammar of its language.

    Returns:
        The times in order of the text, with ids t1, t2 …
    """
    return _Finder(parse, published, grammar).times()


class _Finder:
    """Goes through one article, from one time to the next."""

    def __init__(self, parse: Parse, published: str | None, grammar: TimeGrammar) -> None:
        self._text = parse.text
        self._grammar = grammar
        self._lexed: Lexed = lex(parse.text, grammar.codes)
        self._tenses = TenseReader(parse, grammar.tense)
        period = read_published(published)
        self._anchors = Anchors(published=period, today=period.first if period and period.unit == "D" else None)
        self._seen = 0
        self._listed = -1
        # The day under which the entries of a live page stand, and where the last entry begins.
        self._heading: date | None = None
        self._entry = -1

    def times(self) -> tuple[Time, ...]:
        matches = list(self._matches())
        if self._anchors.today is None:
            self._find_own_day(matches)
        found: list[Time] = []
        for slots in matches:
            found.extend(self._read(slots, len(found)))
        return tuple(found)

    def _matches(self) -> Iterator[Slots]:
        codes, trigger = self._lexed.codes, self._grammar.trigger
        at, size = 0, len(codes)
        while at < size:
            found = trigger.search(codes, at)
            if found is None:
                return
            start = max(at, codes.rfind(NOTHING, at, found.start()) + 1)
            end = codes.find(NOTHING, found.start())
            end = size if end < 0 else end
            yield from self._matches_of_run(start, end)
            at = end + 1

    def _matches_of_run(self, at: int, end: int) -> Iterator[Slots]:
        while at < end:
            slots = self._longest(at, end)
            if slots is None:
                at += 1
                continue
            slots = self._longer(slots, at, end)
            at = max(at + 1, slots.stop)
            if slots.rule.read == "days":
                self._listed = slots.stop
            if slots.rule.read != _NO_TIME:
                yield slots

    def _longer(self, slots: Slots, at: int, end: int) -> Slots:
        """What a rule found by words before it, or more than that without them: «dans la nuit de lundi à mardi»."""
        if slots.first == at or slots.rule.read == _NO_TIME:
            return slots
        other = self._longest(slots.first, end)
        return other if other and other.stop > slots.stop else slots

    def _longest(self, at: int, end: int) -> Slots | None:
        """The longest match at a place that holds; of equal ones, the first of the lexicon."""
        codes = self._lexed.codes
        found = []
        for regex, rule in self._grammar.beginning(codes[at]):
            match = regex.match(codes, at, end)
            if match and match.end() > at:
                found.append((match.end(), match, rule))
        if len(found) > 1:
            found.sort(key=lambda entry: -entry[0])
        for _, match, rule in found:
            slots = Slots(rule, match, self._text, self._lexed, self._grammar)
            if self._holds(rule, slots):
                return slots
        return None

    def _holds(self, rule: Rule, slots: Slots) -> bool:
        if rule.unless == "counted" and self._tenses.counted(slots.start, slots.end):
            return False
        if rule.unless == "loose" and not self._tenses.after_noun(slots.start):
            return False
        if rule.unless == "governed" and not self._tenses.dating(slots.start, slots.end):
            return False
        if rule.unless == "noun" and not self._tenses.adverbial(slots.start):
            return False
        if rule.unless == "named" and not self._tenses.attributive(slots.start):
            return False
        if rule.unless == "apart" and slots.first != self._listed + 1:
            return False
        if rule.unless == "inside" and not self._opens(slots.start):
            return False
        if rule.unless == "person" and self._tenses.of_person(slots.start):
            return False
        if rule.unless == "event" and self._tenses.happening(slots.start, slots.end):
            return False
        if rule.tense is None:
            return True
        tense = self._tense(slots)
        return (Tense.FUTURE if tense is Tense.PLANNED else tense) == rule.tense

    def _tense(self, slots: Slots) -> Tense | None:
        spans = self._lexed.spans
        places = range(slots.first - 1, max(-1, slots.first - 1 - _BEFORE), -1)
        before = [plain(self._text[slice(*spans[i])]).lower() for i in places]
        if self._text[slots.end : slots.end + 1] in {"'", "’"} and before:
            before = [word for word in before if word not in self._grammar.tense.not_owned]
        if slots.rule.read == "date" and self._bare(slots) and self._tenses.beside(before):
            return Tense.FUTURE
        return self._tenses.tense(before, slots.start, slots.end)

    def _bare(self, slots: Slots) -> bool:
        """Whether a time begins with its weekday or month: «reportée à lundi», not «à 10 heures lundi»."""
        return any(name in slots and slots.span(name)[0] == slots.start for name in ("weekday", "month"))

    def _find_own_day(self, matches: list[Slots]) -> None:
        """Of an article published in a month, «ce 12 janvier» or a dateline tells the day."""
        for slots in matches:
            if "own" in slots or (slots.rule.anchor == "own" and self._heads(slots.start)):
                reading = self._reading(slots)
                if reading and reading.period and reading.period.unit == "D":
                    self._anchors = msgspec.structs.replace(self._anchors, today=reading.period.first)
                    return

    def _heads(self, start: int) -> bool:
        """Whether a date stands near the start of its paragraph, as in a dateline: "OSLO, Sept 12 - …"."""
        return start - self._text.rfind("\n", 0, start) <= _HEAD

    def _reading(self, slots: Slots) -> Reading | None:
        anchors = self._anchors
        if slots.rule.read == "part" and anchors.today and self._aside(slots.start):
            anchors = msgspec.structs.replace(anchors, day=None)
        elif slots.rule.read == "part" and self._opens(slots.start):
            # «18h05 – « Un soulagement »»: an entry is of the page's day, not of one named in the entry before
            self._entry = slots.start
            anchors = msgspec.structs.replace(anchors, day=self._heading)
            return _READERS["part"](Case(slots, anchors, lambda: None))
        return _READERS[slots.rule.read](Case(slots, anchors, lambda: self._tense(slots)))

    def _aside(self, start: int) -> bool:
        """Whether a time stands in a paragraph in brackets: a transcript's «(La séance est levée à 18 heures.)»."""
        return self._text[self._text.rfind("\n", 0, start) + 1 : start].lstrip().startswith("(")

    def _is_heading(self, start: int, end: int) -> bool:
        """Whether a time is all that its line says, or nearly: «Samedi 15 décembre», over the entries of that day.

        Agencies set such a line between hyphens: "- Tuesday, July 20: ban and counter-ban -".
        """
        line_end = self._text.find("\n", end)
        if self._opens(start - 2) and self._text[start - 2 : start] == "- ":
            return self._text[end:line_end].endswith(" -")
        return self._opens(start) and (line_end < 0 or line_end - end <= _REST)

    def _heads_paragraph(self, start: int, end: int) -> bool:
        """«17 octobre. Libreville attend…», «Mardi 2 mai : …»: a day that heads a paragraph."""
        return self._opens(start) and self._text[end : end + 2].lstrip("\u00a0 ")[:1] in {".", ":", "–", "—"}

    def _opens(self, start: int) -> bool:
        return start == 0 or self._text[start - 1] == "\n"

    def _read(self, slots: Slots, count: int) -> Iterator[Time]:
        self._leave_paragraph(slots.start)
        reading = self._reading(slots)
        if reading is None:
            return
        self._remember(reading, slots)
        yield self._time(count + 1, slots, reading)

    def _leave_paragraph(self, start: int) -> None:
        if "\n" in self._text[self._seen : start]:
            self._anchors = msgspec.structs.replace(self._anchors, dated=False, heading=None, beside=False)
        self._seen = start

    def _remember(self, reading: Reading, slots: Slots) -> None:
        last: Period | None = reading.last
        if last is None or reading.type is TimeType.SET:
            return
        day = last.last if last.unit == "D" else self._anchors.day
        if self._entry < 0 or self._is_heading(slots.start, slots.end):
            self._heading = day
        weekdays = self._anchors.weekdays
        if day and last.unit == "D" and "weekday" in slots:
            weekdays = {**weekdays, day.isoweekday(): day}
        here = self._anchors.here
        far = here is not None and last.first.year != here.first.year
        dated = far and last.unit == "D" and ("year" in slots or self._anchors.dated)
        beside = self._anchors.beside or last.unit == "D"
        self._anchors = msgspec.structs.replace(
            self._anchors, last=last, day=day, dated=dated, weekdays=weekdays, beside=beside
        )
        if last.unit == "D" and self._heads_paragraph(slots.start, slots.end):
            self._anchors = msgspec.structs.replace(self._anchors, heading=day)

    def _time(self, number: int, slots: Slots, reading: Reading) -> Time:
        period, rule = reading.period, slots.rule
        return Time(
            id=f"t{number}",
            start=slots.start,
            end=slots.end,
            text=self._text[slots.start : slots.end],
            type=rule.type or reading.type,
            value=reading.value,
            mod=reading.mod,
            begin=period.first.isoformat() if period else None,
            end_date=period.last.isoformat() if period else None,
            rule=rule.id,
        )
