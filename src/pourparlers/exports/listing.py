"""What a dossier holds, as tables in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from rich import box
from rich.table import Table
from rich.text import Text

from pourparlers.dossier.standing.listing import Actor, Encounter, Issue, Statement
from pourparlers.exports.names import Names
from pourparlers.exports.safe import one_line
from pourparlers.exports.times import human_time
from pourparlers.exports.wording import Wording, wording

_LONGEST = 300


class Column(NamedTuple):
    """A column: the key of its heading in the wording, what stands in it, whether it takes the room that is left."""

    heading: str
    cell: Callable[[Any, Look], str]
    wide: bool = False


class Look:
    """How values are written in the language of the interface."""

    def __init__(self, language: str) -> None:
        self.words: Wording = wording(language)
        self.name = Names((), language)

    def names(self, ids: Iterable[str], mark: str = ", ") -> str:
        """The names of some actors."""
        return one_line(self.name.all(tuple(ids), mark))

    def day(self, value: str | None, mod: str | None = None) -> str:
        """A date or a length in words; "–" where there is none."""
        return human_time(value, mod, self.words) if value else "–"

    def outlets(self, reports: Iterable[Any]) -> str:
        """The outlets of some reports, each once, in their order; the articles' ids where an outlet is not known."""
        return one_line(", ".join(dict.fromkeys(one.outlet or one.article for one in reports)))


def table(rows: Sequence[Any], columns: Sequence[Column], language: str) -> Table:
    """Rows as a table that rich prints.

    Args:
        rows: structs of one kind.
        columns: what to show of each.
        language: of the interface.
    """
    look = Look(language)
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for column in columns:
        heading = look.words("columns", column.heading)
        out.add_column(heading, overflow="fold", ratio=1 if column.wide else None, no_wrap=False)
    for row in rows:
        out.add_row(*(Text(column.cell(row, look)) for column in columns))
    return out


def _status(one: Encounter, look: Look) -> str:
    return look.words("statuses", one.status)


def _kind(one: Encounter, look: Look) -> str:
    told = look.words("kinds", one.kind)
    return f"{told} ({status})" if (status := _status(one, look)) else told


def _sources(one: Encounter | Statement, look: Look) -> str:
    """How many independent texts tell it, and in which outlets."""
    return f"{one.voices} · {look.outlets(one.reports)}"


def speaker_told(one: Statement, look: Look) -> str:
    """Who speaks, and in brackets for whom; the party alone where it is the speaker."""
    told = look.names(one.speakers) or look.words("labels", "no_speaker")
    others = [party for party in one.parties if party not in one.speakers]
    return f"{told} ({look.names(others)})" if others else told


def act_told(one: Statement, look: Look) -> str:
    """What is done, and to whom."""
    told = look.words.act(one.act, len(one.speakers))
    target = f" {look.words('labels', 'target').format(look.names([one.target]))}" if one.target else ""
    return told + target


def content_told(one: Statement, look: Look) -> str:
    """What is said on one line, quoted where it is so in the article."""
    told = one_line(one.content, _LONGEST)
    return look.words("labels", "quote").format(told) if one.form == "direct" else told


ENCOUNTERS = [
    Column("date", lambda one, look: look.day(one.date, one.mod)),
    Column("kind", _kind),
    Column("parties", lambda one, look: look.names(one.parties, " – ")),
    Column("persons", lambda one, look: look.names(one.persons), True),
    Column("place", lambda one, look: one_line(one.place or "–")),
    Column("length", lambda one, look: look.day(one.duration)),
    Column("sources", _sources, True),
    Column("id", lambda one, look: one.id),
]
STATEMENTS = [
    Column("date", lambda one, look: look.day(one.day)),
    Column("speaker", speaker_told),
    Column("act", act_told),
    Column("content", content_told, True),
    Column("issue", lambda one, look: one_line(one.issue_label or "–")),
    Column("sources", _sources),
    Column("id", lambda one, look: one.id),
]
ACTORS = [
    Column("name", lambda one, look: look.names([one.id.partition("|")[0]]) if one.kind != "person" else one.name),
    Column("party", lambda one, look: look.names([one.party]) if one.party else "–"),
    Column("role", lambda one, look: one_line(one.role or "–"), True),
    Column("names", lambda one, look: one_line(", ".join(one.names)), True),
    Column("articles", lambda one, look: str(one.articles)),
    Column("id", lambda one, look: one_line(one.id)),
]
ISSUES = [
    Column("issue", lambda one, look: one_line(one.label)),
    Column("names", lambda one, look: one_line(", ".join(one.names)), True),
    Column("parent", lambda one, look: one_line(one.parent or "–")),
    Column("statements", lambda one, look: str(one.statements)),
    Column("id", lambda one, look: one_line(one.id)),
]
VIEWS: dict[type, Sequence[Column]] = {Encounter: ENCOUNTERS, Statement: STATEMENTS, Actor: ACTORS, Issue: ISSUES}
