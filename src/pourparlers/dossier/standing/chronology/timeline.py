"""What happened and who said what, in order of day."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection

from pourparlers.dossier.merging.order import place_of
from pourparlers.dossier.standing.disputes.contradictions import marks
from pourparlers.dossier.standing.disputes.disagreement import What
from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.listing import Encounter, Evidence, Statement, encounters, statements
from pourparlers.model import Act


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a timeline.

    Attributes:
        encounters, statements: whether they do.
        plain: whether statements do that say something and do nothing else.
    """

    encounters: bool = True
    statements: bool = True
    plain: bool = True


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An encounter or a statement at its place in time.

    Attributes:
        day: as precisely as it is told: YYYY, YYYY-MM, YYYY-MM-DD or another TIMEX3 value; that of the first report
            for a statement whose day nobody tells.
        mod: what makes the day vaguer, as in TIMEX3.
        encounter, statement: what it is; one of the two.
        voices: how many independent texts report it.
        outlets: how many outlets do.
        contradictions: in what sources disagree about it.
    """

    day: str | None
    mod: str | None
    encounter: Encounter | None = None
    statement: Statement | None = None
    voices: int
    outlets: int
    contradictions: tuple[What, ...] = ()


def timeline(connection: Connection, asked: Filters | None = None, wanted: Wanted | None = None) -> list[Entry]:
    """The entries of a timeline in order; what has no day comes last.

    Args:
        connection: to the dossier.
        asked: which encounters and statements; no encounters where an act or an issue is asked for.
        wanted: what stands in it.
    """
    asked, wanted = asked or Filters(), wanted or Wanted()
    met: list[Encounter] = []
    if wanted.encounters and not asked.act and not asked.issue:
        met = encounters(connection, asked)
    said = statements(connection, asked) if wanted.statements else []
    said = [one for one in said if wanted.plain or does(one)]
    both: tuple[Encounter | Statement, ...] = (*met, *said)
    disputed = marks(connection, [one.id for one in both])
    out = [*(_encounter(one, disputed) for one in met), *(_statement(one, disputed) for one in said)]
    return sorted(out, key=_order)


def does(one: Statement) -> bool:
    """Whether a statement does more than say something."""
    return one.act is not Act.SAY


Marks = Mapping[str, tuple[What, ...]]


def _encounter(one: Encounter, disputed: Marks) -> Entry:
    return Entry(
        day=one.date, mod=one.mod, encounter=one, voices=one.voices, outlets=_outlets(one.reports),
        contradictions=disputed.get(one.id, ()),
    )  # fmt: skip


def _statement(one: Statement, disputed: Marks) -> Entry:
    return Entry(
        day=one.day, mod=None, statement=one, voices=one.voices, outlets=_outlets(one.reports),
        contradictions=disputed.get(one.id, ()),
    )  # fmt: skip


def _outlets(reports: tuple[Evidence, ...]) -> int:
    return len({one.outlet or one.article for one in reports})


def _order(one: Entry) -> str:
    fact = one.encounter or one.statement
    reports = fact.reports if fact else ()
    told = ((report.published, report.article, report.report) for report in reports)
    return place_of(one.day, one.mod, one.encounter is not None, told)
