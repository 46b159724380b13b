"""Reports of encounters as merging sees them: with what their article tells beside them.

Of two articles that tell of two sessions each, 10 and 11 September the one, 11 and 12 the other, the first is the same:
so a report knows the days of the sessions beside it. One that says that a session was moved knows both its days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from pourparlers.dossier.merging.days import Window, window
from pourparlers.dossier.merging.names import Name, name_of
from pourparlers.dossier.store.rows import listed
from pourparlers.dossier.store.schema import article, encounter_report
from pourparlers.lexicon.order import Order, is_moved, order_of
from pourparlers.lexicon.places import Spot, spot_of
from pourparlers.model import EncounterKind, Status

# Kinds that outlets call by each other's names.
SITTINGS = {
    EncounterKind.MEETING, EncounterKind.TALKS, EncounterKind.SUMMIT, EncounterKind.VISIT, EncounterKind.MEDIATION,
}  # fmt: skip
# Sessions so many days apart at most stand in one row.
_NEXT = 2


Days = Sequence[tuple[str, Window]]


class Report(NamedTuple):
    """One article's report of an encounter.

    `also`: the other days that it tells of an encounter that was moved. `row`: the days of the sessions among which it
    stands in its article, in order; empty where it stands alone.
    """

    uid: str
    article: str
    kind: EncounterKind
    status: Status
    parties: frozenset[str]
    persons: tuple[Name, ...]
    spot: Spot | None
    when: Window | None
    published: Window | None
    order: Order | None = None
    also: tuple[Window, ...] = ()
    row: tuple[date, ...] = ()

    @property
    def node(self) -> str:
        return self.uid

    @property
    def family(self) -> str:
        return "sitting" if self.kind in SITTINGS else self.kind.value

    @property
    def days(self) -> tuple[Window, ...]:
        """All that it tells of when the encounter was or was to be."""
        return (self.when, *self.also) if self.when else self.also


def load(connection: Connection, nodes: Sequence[str]) -> list[Report]:
    """The reports of some nodes."""
    wanted = set(nodes)
    articles = sorted({node.partition(":")[0] for node in wanted})
    query = select(encounter_report, article.c.published, article.c.language)
    query = query.join(article, article.c.id == encounter_report.c.article).order_by(encounter_report.c.uid)
    told = encounter_report.c.article.in_(articles), encounter_report.c.review.is_distinct_from("rejected")
    rows = connection.execute(query.where(*told)).all()
    moved = sorted({row.article for row in rows if is_moved(row.evidence, row.language)})
    records = select(article.c.id, article.c.record).where(article.c.id.in_(moved))
    days = {id_: _days(record) for id_, record in connection.execute(records)} if moved else {}
    return [report for report in reports_of(rows, days) if report.uid in wanted]


def reports_of(rows: Iterable[Any], days: Mapping[str, Days]) -> list[Report]:
    """The reports in rows of encounters, each with what its article tells beside it.

    Args:
        rows: all that their articles hold.
        days: by article the days that it tells, with their words; of those that tell of something moved.
    """
    by_article: dict[str, list[Report]] = {}
    for row in rows:
        by_article.setdefault(row.article, []).append(_report(row, days.get(row.article, ())))
    return [_beside(one, told) for told in by_article.values() for one in told]


def _report(row: Any, days: Days) -> Report:
    when = window(row.date, row.duration)
    moved = is_moved(row.evidence, row.language)
    return Report(
        uid=row.uid,
        article=row.article,
        kind=EncounterKind(row.kind),
        status=Status(row.status),
        parties=frozenset(listed(row.parties)),
        persons=tuple(name_of(person.partition(":")[2]) for person in listed(row.persons)),
        spot=spot_of(row.place) if row.place else None,
        when=when,
        published=window(row.published),
        order=order_of(row.evidence, row.language),
        also=tuple(dict.fromkeys(d for words, d in days if moved and words in row.evidence and d != when)),
    )


class _Time(msgspec.Struct):
    """Of a time in a record, what is needed here."""

    type: str
    text: str
    value: str


class _Times(msgspec.Struct):
    """Of a record, its times."""

    times: list[_Time] = []


def _days(record: str) -> Days:
    """The single days that a record tells, with their words."""
    times = msgspec.json.decode(record, type=_Times).times
    told = [(time.text, window(time.value)) for time in times if time.type == "DATE"]
    return [(words, day) for words, day in told if day and day.day]


def _beside(one: Report, told: Sequence[Report]) -> Report:
    """A report with the row in which it stands, and without the days of other sessions in its article."""
    others = {other.when.first for other in told if other is not one and other.family == one.family and other.when}
    also = tuple(day for day in one.also if day.first not in others)
    return one._replace(row=_row(one, told), also=also)


def _row(one: Report, told: Sequence[Report]) -> tuple[date, ...]:
    """The days of the sessions before and after a report in its article, its own among them."""
    if not _in_row(one) or one.when is None:
        return ()
    beside = (other for other in told if _in_row(other) and one.parties & other.parties)
    # Of an encounter that no parties are told of, its own day alone.
    days = sorted({one.when.first, *(other.when.first for other in beside if other.when)})
    first = last = days.index(one.when.first)
    while first and (days[first] - days[first - 1]).days <= _NEXT:
        first -= 1
    while last + 1 < len(days) and (days[last + 1] - days[last]).days <= _NEXT:
        last += 1
    return tuple(days[first : last + 1]) if last > first else ()


def _in_row(one: Report) -> bool:
    return one.family == "sitting" and one.status is Status.HELD and one.when is not None and one.when.day
