"""What a dossier holds, as tables in a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from rich import box
from rich.table import Table
from rich.text import Text

from pourparlers.dossier.standing.listing import Statement
from pourparlers.views.names import Names
from pourparlers.views.safe import one_line
from pourparlers.views.times import brief_time, human_time
from pourparlers.views.wording import Wording, wording

_LONGEST = 300
# Letters: no column takes more than the one, nor one that takes the room that is left less than the other.
_NARROW, _WIDE = 18, 22
# An id that is longer than so many letters is cut.
_LONG_ID = 24
_WEIGHT = re.compile(r"[+-]\d+\.\d")


class Column(NamedTuple):
    """A column: the key of its heading in the wording, what stands in it, whether it takes the room that is left."""

    heading: str
    cell: Callable[[Any, Look], str]
    wide: bool = False


class Look:
    """How values are written in the language of the interface.

    Args:
        language: of the interface.
        words: of its views, where they are set otherwise than a terminal sets them.
    """

    def __init__(self, language: str, words: Wording | None = None) -> None:
        self.words: Wording = words or wording(language)
        self.name = Names((), language)

    def names(self, ids: Iterable[str], mark: str = ", ") -> str:
        """The names of some actors."""
        return one_line(self.name.all(tuple(ids), mark))

    def day(self, value: str | None, mod: str | None = None) -> str:
        """A date or a length in words; "–" where there is none."""
        return human_time(value, mod, self.words) if value else "–"

    def brief(self, value: str | None) -> str:
        """A day where there is little room; "–" where there is none."""
        return brief_time(value, self.words) if value else "–"

    def reason(self, told: str) -> str:
        """Why a rule joined two things or held them apart, in words of the interface; a person's words as they are.

        What was weighed («day: +0.5; place: -1.0») is told by the side that it speaks for, the weightiest first.
        """
        parts = [one.partition(": ") for one in told.split("; ")]
        weighed = [(name, float(value)) for name, _, value in parts if _WEIGHT.fullmatch(value)]
        lines = [self._because(*one) for one in parts if not _WEIGHT.fullmatch(one[2])]
        for side, sign in (("in_favour", 1), ("against", -1)):
            names = sorted((one for one in weighed if sign * one[1] > 0), key=lambda one: -abs(one[1]))
            if names:
                lines.append(self.words("weighed", side).format(", ".join(self._reason(name) for name, _ in names)))
        return "; ".join(lines)

    def _because(self, name: str, colon: str, value: str) -> str:
        number = value.removesuffix("%")
        told = self.words("labels", "percent").format(number) if value != number else value
        return f"{self._reason(name)}{self.words('labels', 'colon') if colon else ''}{told}"

    def _reason(self, name: str) -> str:
        return self.words("reasons", name, default=name)

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
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=any(one.wide for one in columns))
    wide = _WIDE // (2 * sum(column.wide for column in columns) - 1) if any(column.wide for column in columns) else 0
    cells = [[column.cell(row, look) for row in rows] for column in columns]
    for column, told in zip(columns, cells, strict=True):
        heading = look.words("columns", column.heading)
        out.add_column(heading, overflow="fold", **_width(column, max(map(len, (heading, *told))), wide))
    for row_cells in zip(*cells, strict=True):
        out.add_row(*map(Text, row_cells))
    return out


def _width(column: Column, longest: int, wide: int) -> dict[str, Any]:
    """The room of a column whose longest cell has so many letters; of a wide one at least so many."""
    if column.wide:
        return {"ratio": 1, "min_width": wide}
    if column.heading != "id":
        return {"max_width": _NARROW}
    # An id that is cut in two cannot be copied; one as long as a name would leave no room for anything else.
    return {"no_wrap": True} if longest <= _LONG_ID else {"ratio": 1}


def speaker_told(one: Any, look: Look) -> str:
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
