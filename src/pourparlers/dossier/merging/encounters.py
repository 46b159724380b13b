"""Whether two reports tell of one encounter.

A report is judged against another from the two alone. What speaks for one happening: the same day, parties, place; what
speaks against it: another day or place, other parties. A day's difference alone does not part them: outlets err by a
day («le 13 mars» against "Tuesday", the 14th), and two meetings on successive days part where one article tells both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from pourparlers.dossier.merging.course import Course
from pourparlers.dossier.merging.days import Window, window
from pourparlers.dossier.merging.groups import Link, hashed
from pourparlers.dossier.merging.partition import surest_first
from pourparlers.dossier.store.merged import write_encounters
from pourparlers.dossier.store.schema import Kind, Verdict, article, encounter_report
from pourparlers.lexicon.places import Spot, is_state, spot_of
from pourparlers.model import EncounterKind

# Kinds that outlets call by each other's names.
SITTINGS = {
    EncounterKind.MEETING, EncounterKind.TALKS, EncounterKind.SUMMIT, EncounterKind.VISIT, EncounterKind.MEDIATION,
}  # fmt: skip
# Sums of points; scores are sums on a scale to 1.
SAME, UNSURE, FULL = 3.0, 2.0, 7.0


class Report(NamedTuple):
    """One article's report of an encounter."""

    uid: str
    article: str
    kind: EncounterKind
    parties: frozenset[str]
    spot: Spot | None
    when: Window | None
    published: Window | None

    @property
    def node(self) -> str:
        return self.uid

    @property
    def family(self) -> str:
        return "sitting" if self.kind in SITTINGS else self.kind.value


def report_of(row: Any) -> Report:
    """The report in a row of encounters with the day of its article."""
    return Report(
        uid=row.uid,
        article=row.article,
        kind=EncounterKind(row.kind),
        parties=frozenset(row.parties.split(" · ")) - {""},
        spot=spot_of(row.place) if row.place else None,
        when=window(row.date, row.duration),
        published=window(row.published),
    )


def keys_of(report: Report) -> set[int]:
    """By what a report is found: family, a party and a week; weeks around the day of the paper where none is told."""
    when = report.when or report.published
    weeks = when.weeks() if when is not None and (when.last - when.first).days < 40 else ["?"]
    return {hashed(f"{report.family}|{party}|{week}") for party in report.parties for week in weeks}


def groups(nodes: Sequence[str], links: Sequence[Link]) -> Iterable[Sequence[str]]:
    """The groups of a component; two reports of one article are two encounters."""
    return surest_first(nodes, links, lambda a, b: a.partition(":")[0] == b.partition(":")[0])


def judge(one: Report, other: Report) -> Link | None:
    """The link of two reports; None where they are of one article, or have nothing in common."""
    if one.article == other.article or one.family != other.family or not one.parties & other.parties:
        return None
    points = {"day": _days(one, other), "parties": _parties(one, other), "place": _places(one, other)}
    total = sum(points.values())
    if total < UNSURE or points["day"] < 0:
        return None
    a, b = sorted((one.uid, other.uid))
    reason = ", ".join(f"{name} {value:+.1f}" for name, value in points.items() if value)
    verdict = Verdict.SAME if total >= SAME else Verdict.UNSURE
    return Link(a, b, verdict, round(min(1.0, total / FULL), 4), reason)


def _days(one: Report, other: Report) -> float:
    """Three points for a day in common that both tell, less for vaguer dates, minus ten for days apart."""
    if one.when is None or other.when is None:
        return 0.5 if _may_be(one, other) else -10.0
    gap = _gap(one.when, other.when)
    if one.when.day and other.when.day:
        return 3.0 if one.when.first == other.when.first else 2.5 if gap == 0 else 0.5 if gap == 1 else -10.0
    return 1.5 if gap == 0 else -10.0


def _may_be(one: Report, other: Report) -> bool:
    """Whether a report without a date may be of another's day: the papers are of about the same time."""
    told, paper = (one.when, other.published) if one.when else (other.when, one.published)
    left, right = (told, paper) if told else (one.published, other.published)
    return left is None or right is None or _gap(left, right) <= 10


def _gap(one: Window, other: Window) -> int:
    if one.touches(other):
        return 0
    return max((other.first - one.last).days, (one.first - other.last).days)


def _parties(one: Report, other: Report) -> float:
    """Up to two points for parties in common; one alone of several says little."""
    both = len(one.parties & other.parties)
    return 2.0 * both / min(len(one.parties), len(other.parties)) - 0.5 * (both == 1 and one.family == "sitting")


def _places(one: Report, other: Report) -> float:
    """A point for the same place, or a place in the state that the other tells; minus one and a half for another."""
    if one.spot is None or other.spot is None:
        return 0.0
    left, right = one.spot, other.spot
    if left.name == right.name or left.name in right.name or right.name in left.name:
        return 1.0
    if left.state and left.state == right.state and (is_state(left) or is_state(right)):
        return 1.0
    return -1.5


def _load(connection: Connection, nodes: Sequence[str]) -> list[Report]:
    which = encounter_report.c.uid.in_(nodes)
    query = select(encounter_report, article.c.published).join(article, article.c.id == encounter_report.c.article)
    return [report_of(row) for row in connection.execute(query.where(which).order_by(encounter_report.c.uid))]


ENCOUNTERS = Course(Kind.ENCOUNTER, _load, keys_of, keys_of, judge, groups, write_encounters)
