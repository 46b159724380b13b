"""One match with all that its reading needs, and what all readings share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pourparlers.model import TimeType
from pourparlers.reading.times.anchors import Anchors, Reading
from pourparlers.reading.times.calendar import Period, whole
from pourparlers.reading.times.grammar import Rule
from pourparlers.reading.times.slots import Slots
from pourparlers.reading.times.tense import Tense

_CENTURY_PIVOT = 50
_NOON = 12
_CLOCK_SLOTS = frozenset({"hour", "clock", "noon", "am", "pm", "hhmm"})
# The hours that are counted from noon where a part of the day is told: «ce soir à 8 heures», not «la nuit à 3 heures».
_FROM_NOON = {"AF": range(1, 12), "EV": range(4, 12), "NI": range(6, 12)}
_TENSES = {-1: Tense.PAST, 1: Tense.FUTURE}


class Case:
    """A match to be read.

    Attributes:
        slots, rule: the match and its rule.
        anchors: what it is told from.
    """

    def __init__(self, slots: Slots, anchors: Anchors, tense: Callable[[], Tense | None]) -> None:
        self.slots = slots
        self.rule: Rule = slots.rule
        self.anchors = anchors
        self._tense = tense
        self._shift = self.slots.value("shift")

    @property
    def tense(self) -> Tense | None:
        """Past or future: of «dernier», «prochain», else of the governing verb, read only where it decides."""
        return _TENSES.get(self.shift or 0) or self._tense()

    @property
    def mod(self) -> str | None:
        """The modifier: of the rule or of the words."""
        return self.slots.value("mod") or self.rule.mod

    @property
    def shift(self) -> int | None:
        """Which of several is meant: -1 the last, 0 this, 1 the next."""
        return int(self._shift) if self._shift is not None else None

    @property
    def year(self) -> int | None:
        """The year told, in four figures; "98" is 1998, "22" is 2022."""
        year = self.slots.number("year")
        if year is None and (short := self.slots.number("yy")) is not None:
            return short + (1900 if short >= _CENTURY_PIVOT else 2000)
        if (shift := self.slots.value("yearshift")) is not None and self.anchors.here:
            return self.anchors.here.first.year + int(shift)
        return year

    @property
    def clock(self) -> str | None:
        """The time of day told, as hh:mm."""
        return self.clock_of("")

    def clock_of(self, which: str) -> str | None:
        """One of the times of day told: "1" is the first of a range, "" the only one or the last."""
        if not self.slots.names & {slot + which for slot in _CLOCK_SLOTS}:
            return None
        told = self._hour_and_minute(which)
        if told is None:
            return None
        hour, minute = told
        zone = self.slots.value("zone") or ""
        return f"{hour:02}:{minute:02}{zone}" if hour <= 24 and minute < 60 else None

    def _hour_and_minute(self, which: str) -> tuple[int, int] | None:
        written, half = self._clock_written(which)
        if written is not None:
            figures = [int(part) for part in _figures(written) if part]
            hour, minute = figures[0], figures[1] if len(figures) > 1 else 0
        else:
            noon = self.slots.value("noon" + which)
            told = int(noon) if noon is not None else self.slots.number("hour" + which)
            if told is None:
                return None
            hour, minute = told, self.slots.number("minute" + which) or 0
        return self._half(hour, half), minute

    def _half(self, hour: int, half: str | None) -> int:
        """An hour in twenty-four, by AM or PM or the part of the day: "9 p.m.", «mardi soir à 9 heures»."""
        if half is None and hour in _FROM_NOON.get(self.slots.value("part") or "", ()):
            half = "PM"
        if half == "PM" and hour < _NOON:
            return hour + _NOON
        return 0 if half == "AM" and hour == _NOON else hour

    def _clock_written(self, which: str) -> tuple[str | None, str | None]:
        """A time of day in one word («15h30», "3pm"), and its half of the day."""
        for slot, half in (("am", "AM"), ("pm", "PM")):
            if slot + which in self.slots:
                return self.slots.written(slot + which), half
        if (four := self.slots.written("hhmm" + which)) is not None:
            return f"{four[:2]} {four[2:]}", None
        return self.slots.written("clock" + which), self.slots.value("half" + which)

    def timed(self, at: date | None, period: Period | None, *, last: Period | None = None) -> Reading | None:
        """A day, narrowed to a part or a time of day where the match tells one."""
        value = period.value if period else "XXXX-XX-XX"
        part = self.slots.value("part") or self.rule.part
        last = last or period
        if clock := self.clock:
            return Reading(type=TimeType.TIME, value=f"{value}T{clock}", mod=self.mod, period=period, last=last)
        if part:
            return Reading(type=TimeType.TIME, value=f"{value}T{part}", mod=self.mod, period=period, last=last)
        return Reading(type=TimeType.DATE, value=value, mod=self.mod, period=period, last=last)

    def dated(self, period: Period | None) -> Reading | None:
        """A period as a date, narrowed where it is a day."""
        if period is None:
            return None
        if period.unit == "D":
            return self.timed(period.first, period)
        return Reading(type=TimeType.DATE, value=period.value, mod=self.mod, period=period, last=period)

    def constant(self, value: str) -> Reading:
        """A date without a place in the calendar."""
        return Reading(type=self.rule.type or TimeType.DATE, value=value, mod=self.mod)

    @property
    def day(self) -> Period | None:
        """The day that a bare part of day or clock time belongs to."""
        at = self.anchors.current_day
        return whole(at, "D") if at else None


def _figures(written: str) -> list[str]:
    return "".join(sign if sign.isdecimal() else " " for sign in written).split(" ")
