"""What happened and who said what, in order of day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

import msgspec
from sqlalchemy import Connection

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.merging.order import place_of
from pourparlers.dossier.standing.disagreement import Contradiction, What
from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.listing import Encounter, Evidence, Statement, encounters, statements
from pourparlers.model import Act

# Sources disagree about what lies no further apart.
_LATER = timedelta(days=30)


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


def timeline(
    connection: Connection,
    asked: Filters | None = None,
    wanted: Wanted | None = None,
    disputed: Iterable[Contradiction] = (),
) -> list[Entry]:
    """The entries of a timeline in order; what has no day comes last.

    Args:
        connection: to the dossier.
        asked: which encounters and statements; no encounters where an act or an issue is asked for.
        wanted: what stands in it.
        disputed: what sources disagree about.
    """
    asked, wanted, marks = asked or Filters(), wanted or Wanted(), _marks(disputed)
    out = []
    if wanted.encounters and not asked.act and not asked.issue:
        out += [_encounter(one, marks) for one in encounters(connection, asked)]
    if wanted.statements:
        told = statements(connection, asked)
        out += [_statement(one, marks) for one in told if wanted.plain or does(one)]
    return sorted(out, key=_order)


def around(asked: Filters) -> Filters:
    """What may contradict the entries of a timeline: whatever the parties and acts, a denial comes some weeks later."""
    since, until = window(asked.since), window(asked.until)
    return Filters(
        since=(since.first - _LATER).isoformat() if since else None,
        until=(until.last + _LATER).isoformat() if until else None,
    )


def does(one: Statement) -> bool:
    """Whether a statement does more than say something."""
    return one.act is not Act.SAY


Marks = Mapping[str, set[What]]


def _marks(disputed: Iterable[Contradiction]) -> Marks:
    """In what sources disagree, by what it is about and by the reports that tell it on either side."""
    out: dict[str, set[What]] = {}
    for one in disputed:
        for id_ in (one.subject, *(side.report for side in one.between if side.report)):
            out.setdefault(id_, set()).add(one.what)
    return out


def _marked(one: Encounter | Statement, marks: Marks) -> tuple[What, ...]:
    ids = (one.id, *(report.report for report in one.reports))
    return tuple(sorted({what for id_ in ids for what in marks.get(id_, ())}))


def _encounter(one: Encounter, marks: Marks) -> Entry:
    return Entry(
        day=one.date, mod=one.mod, encounter=one, voices=one.voices, outlets=_outlets(one.reports),
        contradictions=_marked(one, marks),
    )  # fmt: skip


def _statement(one: Statement, marks: Marks) -> Entry:
    return Entry(
        day=one.day, mod=None, statement=one, voices=one.voices, outlets=_outlets(one.reports),
        contradictions=_marked(one, marks),
    )  # fmt: skip


def _outlets(reports: tuple[Evidence, ...]) -> int:
    return len({one.outlet or one.article for one in reports})


def _order(one: Entry) -> str:
    fact = one.encounter or one.statement
    reports = fact.reports if fact else ()
    told = ((report.published, report.article, report.report) for report in reports)
    return place_of(one.day, one.mod, one.encounter is not None, told)
