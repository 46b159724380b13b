"""Whether two reports tell of one encounter.

A report is judged against another from the two alone. What speaks for one happening: the same day, parties, place, the
same number in a row of rounds; what speaks against it: another day or place, other parties or persons. A day's
difference alone does not part them: outlets err by a day («le 13 mars» against "Tuesday", the 14th), and two meetings
on successive days part where one article tells both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from pourparlers.dossier.merging.course import Course
from pourparlers.dossier.merging.days import Window, gap
from pourparlers.dossier.merging.entries import put_entries
from pourparlers.dossier.merging.groups import Link, hashed
from pourparlers.dossier.merging.names import agree
from pourparlers.dossier.merging.partition import surest_first
from pourparlers.dossier.merging.reports import Report, load
from pourparlers.dossier.store.merged import write_encounters
from pourparlers.dossier.store.schema import Kind, Verdict
from pourparlers.lexicon.places import near
from pourparlers.model import EncounterKind, Status

# Sums of points; scores are sums on a scale to 1.
SAME, UNSURE, FULL = 3.0, 2.0, 8.0
# What two reports of different happenings get: no other points make up for it.
APART = -10.0
# Longer stretches are found by themselves, not by their weeks.
LONG = 60
# A plan may be put off by so many days.
PUT_OFF = 31
# So many days may lie between the papers that tell of an encounter without its date; more where it never was.
PAPERS, PAPERS_UNHELD = 10, 21
UNHELD = {Status.CANCELLED, Status.DENIED}
# What one person does by name, so that other names tell of another.
PERSONAL = {EncounterKind.PRESS_CONFERENCE, EncounterKind.CALL}


def keys_of(report: Report) -> set[int]:
    """By what a report is found: family, a party and a week; the weeks around the paper where it tells no day."""
    days = report.days or ((report.published.wider(_papers(report)),) if report.published else ())
    short = [day for day in days if (day.last - day.first).days < LONG]
    weeks = {week for day in short for week in day.weeks()} or {"?"}
    if report.order and report.when:
        weeks |= {f"{report.order.number}/{month}" for month in report.when.months()}
    return {hashed(f"{report.family}|{party}|{week}") for party in report.parties for week in weeks}


def groups(nodes: Sequence[str], links: Sequence[Link]) -> Iterable[Sequence[str]]:
    """The groups of a component; two reports of one article are two encounters."""
    return surest_first(nodes, links, sole=lambda node: node.partition(":")[0])


def judge(one: Report, other: Report) -> Link | None:
    """The link of two reports; None where they are of one article, or have nothing in common."""
    if one.article == other.article or one.family != other.family or not one.parties & other.parties:
        return None
    rules = {"day": _days, "parties": _parties, "persons": _persons, "place": _places, "order": _order, "fate": _fates}
    points = {name: rule(one, other) for name, rule in rules.items()}
    total = sum(points.values())
    if total < UNSURE or points["day"] < 0:
        return None
    a, b = sorted((one.uid, other.uid))
    reason = "; ".join(f"{name}: {value:+.1f}" for name, value in points.items() if value)
    verdict = Verdict.SAME if total >= SAME else Verdict.UNSURE
    return Link(a, b, verdict, round(min(1.0, total / FULL), 4), reason)


def _days(one: Report, other: Report) -> float:
    """Three points for a day in common that both tell, less for vaguer dates, minus ten for days apart."""
    if not one.days or not other.days:
        return 0.5 if _may_be(one, other) else APART
    rows = _rows(one, other)
    if rows is not None:
        return 3.0 if rows else APART
    best = max(_day(a, b) for a in one.days for b in other.days)
    return best if best > 0 or not _put_off(one, other) else 0.5


def _day(one: Window, other: Window) -> float:
    apart = gap(one, other)
    if one.day and other.day:
        return 3.0 if one.first == other.first else 2.5 if apart == 0 else 0.5 if apart == 1 else APART
    return 1.5 if apart == 0 else APART


def _rows(one: Report, other: Report) -> bool | None:
    """Whether two sessions stand at the same place of rows that are one, told a day apart; None where they are not.

    «Le 11 septembre, jour de l'ouverture … Le lendemain», "the sittings of September 10 and September 11".
    """
    a, b = one.row, other.row
    if not a or len(a) != len(b) or any(abs((x - y).days) > 1 for x, y in zip(a, b, strict=True)):
        return None
    papers = [report.published.first for report in (one, other) if report.published]
    if len(papers) < 2 or min(papers) < max(a[-1], b[-1]) or one.when is None or other.when is None:
        return None
    return a.index(one.when.first) == b.index(other.when.first)


def _may_be(one: Report, other: Report) -> bool:
    """Whether a report without a date may be of another's day: the papers are of about the same time."""
    left, right = one.when or one.published, other.when or other.published
    return left is None or right is None or gap(left, right) <= min(_papers(one), _papers(other))


def _papers(report: Report) -> int:
    return PAPERS_UNHELD if report.status in UNHELD else PAPERS


def _put_off(one: Report, other: Report) -> bool:
    """Whether both tell of the same round, planned for one day and held or planned for another."""
    if one.when is None or other.when is None or one.order != other.order or one.order is None or not one.order.of:
        return False
    early, late = sorted((one, other), key=lambda report: report.published or report.when or ())
    planned = early.status is Status.PLANNED and early.published != late.published
    return planned and gap(one.when, other.when) <= PUT_OFF and len(one.parties & other.parties) > 1


def _order(one: Report, other: Report) -> float:
    """A point for the same number in a row of rounds, a half where it is not told of what; minus for another."""
    a, b = one.order, other.order
    if a is None or b is None:
        return 0.0
    alike = a.of == b.of
    if a.number == b.number:
        return 1.0 if alike else 0.5
    day = one.when and other.when and one.when.day and one.when == other.when
    return 0.0 if not alike else -1.0 if day else -3.0


def _parties(one: Report, other: Report) -> float:
    """Up to two points for parties in common; one alone of several says little."""
    both = len(one.parties & other.parties)
    return 2.0 * both / min(len(one.parties), len(other.parties)) - 0.5 * (both == 1 and one.family == "sitting")


def _persons(one: Report, other: Report) -> float:
    """Half a point for a person in common; who speaks to the press under another name does so elsewhere."""
    if not one.persons or not other.persons:
        return 0.0
    if any(agree(a, b) >= 0.6 for a in one.persons for b in other.persons):
        return 0.5
    return -4.0 if one.kind in PERSONAL else 0.0


def _fates(one: Report, other: Report) -> float:
    """A point for what was called off, or denied, in both: few things are.

    Who speaks to the press alone on the day on which a common press conference is called off gives another.
    """
    if {one.status, other.status} == {Status.HELD, Status.CANCELLED} and one.parties != other.parties:
        return -4.0 if one.kind is EncounterKind.PRESS_CONFERENCE else 0.0
    return 1.0 if one.status is other.status and one.status in UNHELD else 0.0


def _places(one: Report, other: Report) -> float:
    """A point for the same place, or a place in the state that the other tells; minus one and a half for another."""
    if one.spot is None or other.spot is None:
        return 0.0
    return 1.0 if near(one.spot, other.spot) else -1.5 if one.spot.state and other.spot.state else -0.5


def write(connection: Connection, nodes: Sequence[str], found: Sequence[Sequence[str]]) -> None:
    """Write the row of each group of reports, with its place in the chronology."""
    write_encounters(connection, nodes, found)
    put_entries(connection, Kind.ENCOUNTER, nodes, [min(group) for group in found])


ENCOUNTERS = Course(
    Kind.ENCOUNTER, load, keys_of, keys_of, judge, groups, write, least=SAME / FULL, grows=True,
)  # fmt: skip
