"""What is read of time expressions that two date parsers expect.

    python benchmarks/times.py BENCH.jsonl > PREDICTED.jsonl
    python benchmarks/times.py --loose BENCH.jsonl

BENCH has a line for each text: `id`, `text`, `lang`, `reference` (the day from which it counts), `expected`. PREDICTED
has for each `id` the `timexes`: `start` and `end` (code points, half-open) and the TIMEX3 `value`.

With `--loose` the figures are printed instead, together with what differs by kind (`--show KIND` lists a kind). Times
match where their spans overlap; two values are then equal where they denote the same:

- the same TIMEX3 value, an hour with or without its minutes (T08, T08:00), with or without a time zone;
- the same stretch of time, its end written inclusive or exclusive (2013-07-15, 2013-07-16; 11:00, 11:01; of «2014 to
  2018» the beginning or the end of 2018);
- a part of a day (2013-02-12TMO) and a range of hours inside it, a modified period (2013-03 END) and a range inside it;
- a length (P3D) and a stretch of that length that begins or ends about the reference; (from, to, P3D) is either;
- a period (2013-W08) and the day in it that lies a whole number of such periods from the reference («in two weeks»);
- a value without year (XXXX-10-02, SU) and the same in any year; a season and the months that it covers;
- PRESENT_REF and the reference itself.

Where a bench admits several readings, one of them is enough. Nothing else is forgiven: not the other side of the tense
(Monday to come against Monday past), not the other half of the day.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from pourparlers.language.pipeline import load
from pourparlers.model import Time
from pourparlers.reading.reader import knowledge
from pourparlers.reading.times.calendar import read_published, whole
from pourparlers.reading.times.find import find_times

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
# The hours in which a part of a day may lie, generously.
PARTS = {"MO": (0, 12), "MI": (10, 16), "AF": (12, 20), "EV": (15, 24), "NI": (18, 36), "DT": (5, 20)}
SEASONS = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (12, 15)}
LENGTHS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}


class Stretch(NamedTuple):
    """From an instant to another, the end exclusive."""

    start: datetime
    end: datetime


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def tidy(value: str) -> str:
    """A value without time zone, seconds of nought and the minutes of a whole hour."""
    value = value.replace(" ", "T").removesuffix("Z")
    value = re.sub(r"(T\d\d:\d\d):00\b", r"\1", value)
    return re.sub(r"(T\d\d):00\b", r"\1", value)


def stretch(value: str) -> Stretch | None:
    """The stretch of time that a value denotes; None where it denotes none."""
    if "/" in value:
        first, last = (stretch(part) for part in value.split("/", 1))
        return Stretch(first.start, last.end) if first and last else None
    day, _, clock = value.partition("T")
    found = days(day)
    return clocked(found, clock) if found and clock else found


def days(value: str) -> Stretch | None:
    """The stretch of a day, week, weekend, month, quarter, half, season, year, decade or century."""
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            return None
        return Stretch(midnight(monday) + 5 * DAY * bool(found[3]), midnight(monday) + 7 * DAY)
    if found := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        size = {"Q": 3, "H": 6}[found[2]]
        period = whole(date(int(found[1]), size * int(found[3]), 1), found[2])
    elif re.fullmatch(r"\d{2,3}", value):
        period = whole(date(int(value.ljust(4, "0")), 1, 1), "DE" if len(value) == 3 else "CE")
    else:
        named = read_published(value) if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) else None
        if named is None:
            return season(value)
        period = named
    return Stretch(midnight(period.first), midnight(period.last) + DAY)


def season(value: str) -> Stretch | None:
    found = re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value)
    if not found:
        return None
    year, (first, last) = int(found[1]), SEASONS[found[2]]
    return Stretch(datetime(year, first, 1), datetime(year + last // 13, (last - 1) % 12 + 1, 30))


def clocked(day: Stretch, clock: str) -> Stretch | None:
    """The part of a day, or the minute (the hour where no minutes are told)."""
    if clock in PARTS:
        first, last = PARTS[clock]
        return Stretch(day.start + timedelta(hours=first), day.start + timedelta(hours=last))
    found = re.fullmatch(r"(\d\d)(?::(\d\d))?(?::\d\d)?", clock)
    if not found:
        return None
    at = day.start + timedelta(hours=int(found[1]), minutes=int(found[2] or 0))
    return Stretch(at, at + (MINUTE if found[2] else 60 * MINUTE))


def length(value: str) -> float | None:
    """How many days a length lasts."""
    found = re.fullmatch(r"P(T?)(\d+(?:\.\d+)?)([DWMYHS])", value)
    return float(found[2]) * LENGTHS["T" * bool(found[1]) + found[3]] if found else None


def readings(expected: dict[str, Any]) -> Iterator[tuple[str, Stretch | None]]:
    """The values that a bench admits, each with its stretch."""
    for one in [expected, *expected.get("values", [])]:
        value = tidy(str(one.get("timex") or one.get("value") or ""))
        known = stretch(tidy(one["from"])) if one.get("from") else None
        until = stretch(tidy(one["to"])) if one.get("to") else None
        told = Stretch(known.start, until.start) if known and until else known or until
        yield value, told or stretch(value)
        if "timex" in one and one.get("value"):
            yield tidy(str(one["value"])), stretch(tidy(str(one["value"])))
        if triple := re.fullmatch(r"\((.*),(.*),(P.*)\)", value):
            yield triple[3], None


def equal(found: Time, expected: dict[str, Any], reference: datetime) -> bool:
    """Whether a time denotes what the bench expects."""
    value = tidy(found.value)
    ours = stretch(value)
    return any(
        value == theirs or without_year(value, theirs) or alike(found, ours, there, reference)
        for theirs, there in readings(expected)
    )


def without_year(value: str, theirs: str) -> bool:
    """Whether a value is the other in some year («XXXX-10-02», «SU»)."""
    if re.fullmatch(r"SP|SU|FA|WI", theirs):
        return value.endswith("-" + theirs)
    return theirs.startswith("XXXX-") and not theirs.startswith("XXXX-W") and value[4:] == theirs[4:]


def alike(found: Time, ours: Stretch | None, theirs: Stretch | None, reference: datetime) -> bool:
    """Whether two stretches of time are the same, as loosely as is still honest."""
    if theirs is None:
        return False
    if ours is None:
        return near(found.value, theirs, reference)
    if same(ours, theirs) or ("/" in found.value and same(ours, until_end(found.value, theirs))):
        return True
    if found.mod in {"START", "MID", "END"} or found.value[-2:] in {*PARTS, *SEASONS}:
        return ours.start - 7 * DAY * (found.value[-2:] in SEASONS) <= theirs.start and theirs.end <= ours.end + DAY
    return counted(found.value, theirs, reference)


def same(ours: Stretch, theirs: Stretch) -> bool:
    """Whether both begin at the same minute and end there, an hour, a day or a minute apart by inclusion alone."""
    if abs(ours.start - theirs.start) >= MINUTE:
        return False
    apart = abs(ours.end - theirs.end)
    longest = max(ours.end - ours.start, theirs.end - theirs.start)
    grain = DAY if min(ours.end - ours.start, theirs.end - theirs.start) >= DAY and longest > DAY else 60 * MINUTE
    return apart <= MINUTE or apart <= grain


def until_end(interval: str, theirs: Stretch) -> Stretch:
    """A stretch that ends where the last period of an interval begins, stretched to its end."""
    last = stretch(tidy(interval.split("/")[1]))
    return Stretch(theirs.start, last.end) if last and last.start == theirs.end else theirs


def near(value: str, theirs: Stretch, reference: datetime) -> bool:
    """Whether a value without place in the calendar is a stretch about the reference."""
    if value == "PRESENT_REF":
        return theirs.start <= reference + DAY and reference - DAY <= theirs.end
    size, span = length(value), (theirs.end - theirs.start) / DAY
    if size is None or not 0.9 * span <= size <= 1.1 * span + 0.01:
        return False
    unit = timedelta(days=LENGTHS[value[-1]] if "T" not in value else 1)
    return min(abs(theirs.start - reference), abs(theirs.end - reference)) <= unit + DAY


def counted(value: str, theirs: Stretch, reference: datetime) -> bool:
    """Whether a period holds the day that lies whole units of it from the reference."""
    unit = "W" if re.fullmatch(r"\d{4}-W\d\d", value) else {7: "M", 4: "Y"}.get(len(value))
    ours = stretch(value)
    if unit is None or ours is None or not ours.start <= theirs.start < ours.end:
        return False
    if unit == "W":
        return (theirs.start.date() - reference.date()).days % 7 == 0
    return theirs.start.day in {1, reference.day} and (unit == "M" or theirs.start.month == reference.month)


def kind(found: Time, expected: dict[str, Any], reference: datetime) -> str:
    """In what a time differs from what is expected."""
    ours = stretch(tidy(found.value))
    known = [there for _, there in readings(expected) if there]
    if ours is None or not known:
        return "no place in the calendar"
    apart = {round((there.start - ours.start) / DAY, 3) for there in known}
    if {7, 14} & apart:
        return "the week after"
    if {365, 366} & apart:
        return "the year after"
    if {0.5, -0.5} & apart:
        return "the other half of the day"
    if min(abs(days) for days in apart) < 1:
        return "the same day, told otherwise"
    return "another day"


def matched(expected: list[dict[str, Any]], times: tuple[Time, ...]) -> Iterator[tuple[dict[str, Any], Time | None]]:
    """Each expected time with the one found that overlaps it most."""
    free = list(times)
    for one in expected:
        common = [(min(one["end"], t.end) - max(one["start"], t.start), -i) for i, t in enumerate(free)]
        overlap, place = max(common, default=(0, 0))
        yield one, free.pop(-place) if overlap > 0 else None


def read(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], tuple[Time, ...]]]:
    language = rows[0].get("lang", "fr")
    grammar = knowledge(language).times
    texts = ((row["text"], [(0, len(row["text"]))]) for row in rows)
    for row, parse in zip(rows, load(language, None).parse_many(texts), strict=True):
        yield row, find_times(parse, (row["reference"] or "")[:10] or None, grammar)


def compare(rows: list[dict[str, Any]], show: str | None) -> None:
    """Print the loose figures."""
    kinds: Counter[str] = Counter()
    gold = predicted = 0
    for row, times in read(rows):
        gold, predicted = gold + len(row["expected"]), predicted + len(times)
        reference = datetime.fromisoformat((row["reference"] or "2000-01-01T00:00:00")[:19])
        for expected, found in matched(row["expected"], times):
            name = "missed" if found is None else "equal"
            if found and not equal(found, expected, reference):
                name = kind(found, expected, reference)
            kinds[name] += 1
            if name == show:
                print(row["text"], "|", expected.get("value"), "|", found and (found.text, found.value))
    hits = kinds["equal"]
    precision, recall = hits / max(1, predicted), hits / max(1, gold)
    both = 2 * precision * recall / ((precision + recall) or 1)
    print(f"gold {gold} predicted {predicted} | loose value P {precision:.3f} R {recall:.3f} F {both:.3f}")
    for name, count in kinds.most_common():
        print(f"{count:6} {name}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("bench", type=Path)
    parser.add_argument("--loose", action="store_true")
    parser.add_argument("--show")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.bench.read_text(encoding="utf-8").splitlines()]
    if options.loose or options.show:
        compare(rows, options.show)
        return
    for row, times in read(rows):
        found = [{"start": t.start, "end": t.end, "value": t.value} for t in times]
        print(json.dumps({"id": row["id"], "timexes": found}))


if __name__ == "__main__":
    main()
