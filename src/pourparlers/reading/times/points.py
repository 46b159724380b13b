"""How dates, days and times of day are read."""

from __future__ import annotations

from datetime import date

from pourparlers.model import TimeType
from pourparlers.reading.times.anchors import (
    Reading,
    day_without_month,
    day_without_year,
    month_without_year,
    nearest,
    weekday_near,
    years_around,
)
from pourparlers.reading.times.calendar import DAYS, MONTHS, SIZE, Period, day_of, feast, moved, shifted, whole
from pourparlers.reading.times.case import Case
from pourparlers.reading.times.tense import Tense

# Hours, minutes and seconds.
CLOCK_UNITS = {"TH", "TM", "TS"}
PAST, PRESENT, FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
_DAY_HOURS = 24
_SEASONS = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


def read_date(case: Case) -> Reading | None:
    """«le 12 janvier», «mardi 5», «mai 2018», «lundi soir», «1996»."""
    slots, year = case.slots, case.year
    month, day = slots.number("month"), slots.number("day")
    if (dotted := slots.written("dotted")) is not None:
        # «12.05.2023»
        day, month, year = (int(part) for part in dotted.split("."))
    weekday = slots.number("weekday")
    if month and not 1 <= month <= 12:
        return None
    if day:
        return _read_day(case, day, month, year, weekday)
    if month:
        return case.dated(whole(date(year, month, 1), "M") if year else _month(case, month)) or case.constant(
            f"XXXX-{month:02}"
        )
    if weekday:
        return read_weekday(case, weekday)
    return case.dated(whole(date(year, 1, 1), "Y")) if year else None


def _read_day(case: Case, day: int, month: int | None, year: int | None, weekday: int | None) -> Reading | None:
    near = case.anchors.then if case.rule.anchor == "last" else _near(case)
    if near and (by := case.slots.value("monthshift")) is not None:
        # «le 15 du mois prochain»
        start = moved(near.first, int(by), "M")
        told = day_of(start.year, start.month, day) if start else None
        return case.dated(whole(told, "D") if told else None)
    if month and year:
        at = day_of(year, month, day)
        return case.dated(whole(at, "D")) if at else None
    if not near:
        return case.constant(f"XXXX-{month or 0:02}-{day:02}".replace("00", "XX"))
    if month:
        # What is told of the past runs on from date to date: tense then tells nothing of the year.
        tense = None if near is case.anchors.last else case.tense
        return case.dated(day_without_year(month, day, near, tense, case.shift))
    return case.dated(day_without_month(day, near, case.tense, weekday))


def _near(case: Case) -> Period | None:
    """What a day or month without year is told from: «août dernier» from the article, whatever date stands before."""
    return case.anchors.here if case.shift and case.anchors.here else case.anchors.day_near()


def _month(case: Case, month: int) -> Period | None:
    near = _near(case)
    if near is None:
        return None
    if case.shift is None:
        return month_without_year(month, near, None if near is case.anchors.last else case.tense)
    around = (whole(date(year, month, 1), "M") for year in years_around(near))
    kept = [period for period in around if _side(period, near) == (case.shift > 0) - (case.shift < 0) or not case.shift]
    return nearest(kept, near, case.tense)


def _side(period: Period, near: Period) -> int:
    return -1 if period.last < near.first else 1 if period.first > near.last else 0


def read_weekday(case: Case, weekday: int) -> Reading | None:
    """«lundi», «lundi dernier», "next Monday"."""
    anchors, week = case.anchors, case.slots.value("week")
    today = anchors.day if case.rule.anchor == "last" and anchors.day else anchors.today
    if today and week is not None:
        return _weekday_of_week(case, today, int(week), weekday)
    if today and case.shift:
        by = (weekday - today.isoweekday()) % 7 or 7 if case.shift > 0 else -((today.isoweekday() - weekday) % 7 or 7)
        return case.dated(whole(date.fromordinal(today.toordinal() + by), "D"))
    period = weekday_near(weekday, anchors, case.tense)
    if period:
        return case.dated(period)
    return case.timed(None, anchors.published) if anchors.published else case.constant(f"XXXX-WXX-{weekday}")


def read_weekday_beside(case: Case) -> Reading | None:
    """«le mardi suivant», «le lundi précédent»: seen from the day named last."""
    at, weekday = case.anchors.day or case.anchors.today, case.slots.number("weekday")
    if at is None or weekday is None:
        return case.dated(case.anchors.published)
    apart = (weekday - at.isoweekday()) % 7 if case.rule.by > 0 else -((at.isoweekday() - weekday) % 7)
    return case.dated(_shifted_day(at, apart or 7 * case.rule.by))


def _weekday_of_week(case: Case, today: date, by: int, weekday: int) -> Reading | None:
    """«mercredi de la semaine prochaine», "Tuesday of last week"; «lundi en huit»: a week after the next Monday."""
    if case.rule.value == "ahead":
        by += weekday < today.isoweekday()
    at = moved(today, by, "W")
    return case.dated(_shifted_day(at, weekday - at.isoweekday())) if at else None


def read_night(case: Case) -> Reading | None:
    """«la nuit de jeudi à vendredi»: of the first day; what follows is told from the second."""
    reading = read_date(case)
    if reading is None or reading.period is None or reading.period.unit != "D":
        return reading
    after = moved(reading.period.first, 1, "D")
    return case.timed(None, reading.period, last=whole(after, "D") if after else None)


def read_next_day(case: Case) -> Reading | None:
    """«le lendemain du 13 février»."""
    reading = read_date(case)
    at = _shifted_day(reading.period.first, 1) if reading and reading.period else None
    return case.dated(at) or reading


def read_week_of(case: Case) -> Reading | None:
    """«la semaine du 10 avril», «le week-end du 4 mars»."""
    reading = read_date(case)
    unit = case.slots.value("unit") or "W"
    return case.dated(whole(reading.period.first, unit)) if reading and reading.period else reading


def read_week_number(case: Case) -> Reading | None:
    """«la semaine 31», "week 12 of 2022"."""
    week, here = case.slots.number("weeknumber"), case.anchors.here
    year = case.year or (here.first.year if here else None)
    if week is None:
        return None
    if year is None:
        return case.constant(f"XXXX-W{week:02}")
    try:
        return case.dated(whole(date.fromisocalendar(year, week, 1), "W"))
    except ValueError:
        return None


def read_hours(case: Case) -> Reading | None:
    """«de 9 heures à 11 heures», «jeudi entre 14h30 et 16h», "from 9:00 to 11:30 on Tuesday"."""
    first, last = case.clock_of("1"), case.clock
    dated = case.slots.names & {"weekday", "day"}
    reading = read_date(case) if dated else read_offset(case) if case.rule.unit else None
    period = reading.period if reading else case.day
    if first is None or last is None or period is None or period.unit != "D":
        return None
    after = moved(period.first, 1, "D") if last < first else period.first
    value = f"{period.value}T{first}/{after}T{last}"
    return Reading(type=TimeType.DURATION, value=value, mod=case.mod, period=period, last=period)


def read_offset(case: Case) -> Reading | None:
    """«hier», «la semaine dernière», «il y a trois semaines», «deux jours plus tard»."""
    unit = case.slots.value("unit") or case.rule.unit or "D"
    amount = case.slots.amount("n")
    if amount == "X":
        return case.constant(PAST if case.rule.sign < 0 else FUTURE)
    if amount and unit == "TH" and int(amount) and int(amount) % _DAY_HOURS == 0:
        # «48 heures plus tôt»: two days
        amount, unit = str(int(amount) // _DAY_HOURS), "D"
    if amount and unit in CLOCK_UNITS and case.rule.anchor == "last":
        # «sept minutes plus tard»: no clock time is told from which it counts
        return Reading(type=TimeType.DURATION, value=f"PT{amount}{unit[1]}", mod=case.mod)
    by = case.rule.sign * int(amount) if amount else case.rule.by if case.shift is None else case.shift
    told = case.anchors.beside or not case.anchors.today
    last = case.rule.anchor == "last" or case.rule.anchor == "beside" and told
    base = case.anchors.then if last else case.anchors.here
    if last and SIZE.get(unit, 0) < 30 and case.anchors.day:
        base = whole(case.anchors.day, "D")
    return _offset(case, base, by, unit)


def _offset(case: Case, base: Period | None, by: int, unit: str) -> Reading | None:
    vague = PAST if by < 0 else FUTURE if by > 0 else PRESENT
    if base is None:
        return case.constant(vague)
    if unit not in MONTHS and unit not in DAYS:
        return case.timed(None, base)
    if SIZE[unit] < SIZE[base.unit]:
        # Published in a month, «hier» may be any day of it: the month is all that is true.
        return case.dated(base) if abs(by) <= 1 and unit not in MONTHS else case.constant(vague)
    if "exact" in case.slots and base.unit == "D":
        return case.dated(_anniversary(base.first, by, unit))
    at = moved(base.first, by, unit)
    return case.dated(whole(at, unit)) if at else None


def _anniversary(day: date, by: int, unit: str) -> Period | None:
    """«il y a un an jour pour jour»: the day itself, not its year."""
    if unit in DAYS:
        return _shifted_day(day, by * DAYS[unit])
    month = shifted(day, by * MONTHS[unit])
    at = day_of(month.year, month.month, day.day) if month else None
    return whole(at, "D") if at else None


def read_weekend(case: Case) -> Reading | None:
    """«le week-end», "over the weekend": of this week or of the last, as the tense tells."""
    here = case.anchors.here
    if here is None or here.unit != "D":
        return case.dated(here)
    weeks = (moved(here.first, by, "W") for by in (-1, 0))
    return case.dated(nearest((whole(day, "WE") for day in weeks if day), here, case.tense))


def read_part(case: Case) -> Reading | None:
    """«le soir même», «dans la matinée», «à 15H30»: of the last day named."""
    if case.clock is None and not case.slots.value("part") and not case.rule.part:
        return None
    if case.day is None and case.anchors.published:
        return case.timed(None, case.anchors.published)
    return case.timed(None, _day_of_part(case))


def _day_of_part(case: Case) -> Period | None:
    """«Dans la soirée, le ministre a fait savoir» is today where the day named last is to come; so in the future."""
    day, today = case.day, case.anchors.today
    if day is None or today is None or day.first == today:
        return day
    if case.rule.by and day.first < today and case.slots.value("part") != "EV":
        # "talks began on Thursday and went on into the small hours", «jusqu'à l'aube»: of the day after
        return _shifted_day(day.first, case.rule.by)
    against = Tense.PAST if day.first > today else Tense.FUTURE
    tense = Tense.FUTURE if case.tense is Tense.PLANNED else case.tense
    return whole(today, "D") if tense is against else day


def read_today(case: Case) -> Reading | None:
    """«ce matin», «ce soir»: of the day of the article."""
    return case.timed(None, case.anchors.here) if case.anchors.here else read_part(case)


def read_same(case: Case) -> Reading | None:
    """«cette année-là», «ce jour-là», "that spring": as the date before."""
    then = case.anchors.then
    unit = case.slots.value("unit") or case.rule.unit or "D"
    if then is None:
        return None
    if (season := case.slots.value("season")) is not None:
        return _season(case, then.first.year, season)
    if unit == "D" and case.anchors.day:
        then = whole(case.anchors.day, "D")
    if unit not in SIZE or SIZE[unit] < SIZE[then.unit]:
        return case.dated(then)
    return case.dated(whole(then.first, unit))


def read_feast(case: Case) -> Reading | None:
    """«Noël», «la veille de Noël», "Easter Monday", «dix jours avant Noël»."""
    code, near = case.slots.value("feast") or "", case.anchors.here or case.anchors.last
    by = case.rule.by
    if (number := case.slots.number("n")) is not None:
        by = case.rule.sign * number * DAYS.get(case.slots.value("unit") or "D", 1)
    if case.year:
        at = feast(case.year, code)
        return case.dated(_shifted_day(at, by))
    if near is None:
        return None
    days = (feast(year, code) for year in years_around(near))
    found = nearest((whole(day, "D") if day else None for day in days), near, case.tense)
    return case.dated(_shifted_day(found.first, by)) if found else None


def _shifted_day(day: date | None, by: int) -> Period | None:
    at = moved(day, by, "D") if day else None
    return whole(at, "D") if at else None


def read_season(case: Case) -> Reading | None:
    """«l'automne», "last spring", «l'hiver 2020»."""
    season, near = case.slots.value("season") or "", case.anchors.here or case.anchors.last
    if case.year:
        return _season(case, case.year, season)
    if near is None:
        return case.constant(f"XXXX-{season}")
    if case.shift:
        return _season_beside(case, near, season)
    middles = [whole(date(year, _SEASONS[season], 1), "M") for year in years_around(near)]
    found = nearest(middles, near, case.tense)
    if found is None:
        return None
    # A winter is called by the year in which it begins.
    return _season(case, found.first.year - (season == "WI"), season)


def _season_beside(case: Case, near: Period, season: str) -> Reading | None:
    """«l'hiver dernier» in January is not the winter that still lasts, "next spring" none that has begun."""
    starts = (shifted(date(year, _SEASONS[season], 1), -1) for year in years_around(near))
    seasons = [(start, moved(start, 3, "M")) for start in starts if start]
    if (case.shift or 0) < 0:
        found = max((start for start, end in seasons if end and end <= near.last), default=None)
    else:
        found = min((start for start, _ in seasons if start > near.first), default=None)
    return _season(case, found.year, season) if found else None


def _season(case: Case, year: int, season: str) -> Reading:
    return Reading(type=TimeType.DATE, value=f"{year:04}-{season}", mod=case.mod)


def read_decade(case: Case) -> Reading | None:
    """«les années 1990», "the nineties"."""
    decade = case.slots.number("decade")
    if decade is None:
        return None
    year = decade if decade > 99 else decade + (2000 if decade < 20 else 1900)
    return case.dated(whole(date(max(1, year), 1, 1), "DE"))


def read_century(case: Case) -> Reading | None:
    """«le XXe siècle»: the years that begin with 19."""
    nth = case.slots.number("century")
    return case.dated(whole(date(nth * 100 - 99, 1, 1), "CE")) if nth and 1 < nth < 99 else None


def read_nth(case: Case) -> Reading | None:
    """«le premier trimestre 2022», «la première semaine de juin», «le dernier jour d'octobre»."""
    unit, step = case.slots.value("unit") or case.rule.unit or "", _which(case)
    whole_period = _around(case, unit)
    if whole_period and step and (weekday := case.slots.number("weekday")):
        return case.dated(_nth_weekday(whole_period, step, weekday))
    if whole_period is None or not step or unit not in SIZE:
        return None
    start = whole_period.last if step < 0 else whole_period.first
    if unit == "W" and whole_period.unit in MONTHS:
        # Weeks belong to the month or year that holds their Thursday: the first is the one with the fourth day.
        start = moved(start, -3 if step < 0 else 3, "D") or start
    at = start if step < 0 else moved(start, step - 1, unit)
    if at is None or not whole_period.first <= at <= whole_period.last:
        return None
    here = case.anchors.here
    if unit in {"Q", "H"} and "around" not in case.slots and case.year is None and here and at > here.last:
        # "Fourth-quarter exports rose", told in January, is of the year before.
        at = moved(at, -(case.tense is Tense.PAST), "Y") or at
    return case.dated(whole(at, unit))


def _nth_weekday(month: Period, step: int, weekday: int) -> Period | None:
    """«le premier lundi de mars», "the last Friday in May"."""
    if step < 0:
        return _shifted_day(month.last, -((month.last.isoweekday() - weekday) % 7))
    at = _shifted_day(month.first, (weekday - month.first.isoweekday()) % 7 + 7 * (step - 1))
    return at if at and at.last <= month.last else None


def _which(case: Case) -> int | None:
    """1 the first, -1 the last."""
    value = case.slots.value("nth") or ""
    return -1 if value.startswith("-") else case.slots.number("nth")


def _around(case: Case, unit: str) -> Period | None:
    """The month or year that a part of it is told of."""
    month = case.slots.number("month")
    if month:
        return whole(date(case.year, month, 1), "M") if case.year else _month(case, month)
    if case.year:
        return whole(date(case.year, 1, 1), "Y")
    here, around = case.anchors.here, case.slots.value("around") or "Y"
    if here is None or (SIZE.get(unit, 0) < SIZE["Q"] and "around" not in case.slots):
        return None
    if SIZE[here.unit] > SIZE.get(around, 0):
        return None
    at = moved(here.first, case.shift or 0, around)
    return whole(at, around) if at else None


def read_first_day(case: Case) -> Reading | None:
    """«le premier jour», "the opening day": the day named last."""
    return case.timed(None, case.day) if case.day else None
