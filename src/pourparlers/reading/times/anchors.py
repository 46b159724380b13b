"""What times are told from: the date of publication and the dates named before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from pourparlers.model import TimeType
from pourparlers.reading.times.calendar import SIZE, Period, day_of, shifted, whole
from pourparlers.reading.times.tense import Tense

# How much farther a date on the wrong side of the verb's tense seems: a day may be one that a told plan is of,
# but «Le traité expire en décembre», told in January, is not of the month before.
_AGAINST_TENSE = {"D": 10, "M": 40}
# A clock time goes with the last day named, unless that is history.
_FRESH = 60
_WEEK = 7


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a time means; `last` is what «la veille» would then be told from."""

    type: TimeType
    value: str
    mod: str | None = None
    period: Period | None = None
    last: Period | None = None
    slot: str | None = None


class Anchors(msgspec.Struct, frozen=True):
    """Where a time stands among others.

    Attributes:
        published: the period of publication, as precise as known.
        today: the day of the article: that of publication, else the one that the article names as its own.
        last: the last period named.
        day: the last day named.
        dated: whether `last` was named with its year, in the same paragraph.
        weekdays: the days that were named by their weekday.
        heading: the day that heads the paragraph, of a chronology.
        beside: whether `day` was named in the same paragraph.
    """

    published: Period | None = None
    today: date | None = None
    last: Period | None = None
    day: date | None = None
    dated: bool = False
    weekdays: dict[int, date] = {}
    heading: date | None = None
    beside: bool = False

    @property
    def here(self) -> Period | None:
        """The most precise period of the article itself."""
        return whole(self.today, "D") if self.today else self.published

    @property
    def then(self) -> Period | None:
        """The last period named, else that of the article."""
        return self.last or self.here

    @property
    def current_day(self) -> date | None:
        """The day that a bare clock time belongs to."""
        if self.day and (self.today is None or abs((self.day - self.today).days) <= _FRESH):
            return self.day
        return self.today or self.day

    def day_near(self) -> Period | None:
        """What a day or month without year is nearest to."""
        if self.last and (self.dated or not self.published or self.published.unit == "Y"):
            return self.last
        return self.here


def distance(first: date, last: date, near: Period) -> int:
    """Days from a period to a stretch: negative where the stretch lies before, 0 where they meet."""
    if last < near.first:
        return (last - near.first).days
    return max(0, (first - near.last).days)


def nearest(found: Iterable[Period | None], near: Period, tense: Tense | None) -> Period | None:
    """The one that lies nearest, on the side of the tense rather than on the other.

    «En octobre, il avait…» in January is the October before, «Elle se tiendra en octobre» the one to come.
    """

    def cost(period: Period) -> tuple[int, int]:
        days = distance(period.first, period.last, near)
        wrong = (days > 0 and tense is Tense.PAST) or (days < 0 and tense is Tense.FUTURE)
        return abs(days) * (_AGAINST_TENSE.get(period.unit, 10) if wrong else 1), -days

    return min((period for period in found if period), key=cost, default=None)


def years_around(near: Period) -> range:
    """The years among which the right one is looked for."""
    return range(max(1, near.first.year - 1), min(9999, near.last.year + 1) + 1)


def day_without_year(
    month: int, day: int, near: Period, tense: Tense | None, shift: int | None = None
) -> Period | None:
    """A day told by its month alone; of «le 10 décembre prochain» only those to come."""
    dates = (day_of(year, month, day) for year in years_around(near))
    found = [whole(at, "D") for at in dates if at]
    if shift:
        found = [period for period in found if distance(period.first, period.last, near) * shift > 0]
    return nearest(found, near, tense)


def month_without_year(month: int, near: Period, tense: Tense | None) -> Period | None:
    """A month told by its name alone."""
    return nearest((whole(date(year, month, 1), "M") for year in years_around(near)), near, tense)


def day_without_month(day: int, near: Period, tense: Tense | None, weekday: int | None = None) -> Period | None:
    """A day told by its number, perhaps with its weekday: «mardi 5»."""
    found = []
    for by in range(-7, 8) if weekday else range(-1, 2):
        month = shifted(near.first, by)
        at = day_of(month.year, month.month, day) if month else None
        if at and weekday in (None, at.isoweekday()):
            found.append(whole(at, "D"))
    return nearest(found, near, tense)


def weekday_near(weekday: int, anchors: Anchors, tense: Tense | None) -> Period | None:
    """A bare weekday: told by tense from the day of the article, else nearest to the last day named."""
    near = tense in {Tense.PRESENT, Tense.PLANNED}
    tense = Tense.FUTURE if tense is Tense.PLANNED else tense
    if anchors.heading and anchors.heading.isoweekday() == weekday:
        return whole(anchors.heading, "D")  # «17 octobre. La séance devait s'ouvrir ce mercredi»
    if anchors.today and SIZE[anchors.published.unit if anchors.published else "D"] == 1:
        behind = (anchors.today.isoweekday() - weekday) % 7
        # «Les ministres se retrouvent vendredi», «devaient se retrouver vendredi»: the nearer of the two.
        to_come = behind > 3 if near else tense is Tense.FUTURE
        by = (7 - behind) % 7 if to_come else -behind
        later = (anchors.day - anchors.today).days if anchors.day else 0
        if by == 0 and tense is Tense.FUTURE and not near and 0 < later < _WEEK:
            # Told after «samedi», not after «le 1er juillet».
            by = 7
        return _plus(anchors.today, by)
    at = anchors.day or anchors.today
    named = anchors.weekdays.get(weekday)
    if named is None and at is not None:
        ahead = (weekday - at.isoweekday()) % 7
        if tense is Tense.FUTURE:
            # «Une déclaration est attendue vendredi», told after «samedi»
            return _plus(at, ahead or 7)
        return _current(_plus(at, ahead if ahead <= 3 else ahead - 7), anchors)
    return _current(whole(named, "D"), anchors) if named else None


def _current(day: Period | None, anchors: Anchors) -> Period | None:
    """A day of the time of publication: in October «mercredi» is not of the week of «le 12 juin», told last."""
    here = anchors.published
    if day is None or here is None or here.unit != "M":
        return day
    return day if here.first <= _later(day.first) <= _later(here.last) else None


def _later(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + _WEEK, date.max.toordinal()))


def _plus(day: date, by: int) -> Period | None:
    ordinal = day.toordinal() + by
    return whole(date.fromordinal(ordinal), "D") if 1 <= ordinal <= date.max.toordinal() else None
