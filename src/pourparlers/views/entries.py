"""Things of a dossier in a terminal, each with some lines of its own, and its id beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.views.listing import Look, act_told, content_told, speaker_told
from pourparlers.views.safe import one_line

_INDENT = 4


class Entries(NamedTuple):
    """How things of a kind are shown.

    Attributes:
        heading: the key of the heading in the wording.
        lines: the lines of a thing: the first stands out, the others are indented.
        id: what a person writes to name it.
    """

    heading: str
    lines: Callable[[Any, Look], Iterable[Text]]
    id: Callable[[Any], str]


def entries_table(rows: Sequence[Any], entries: Entries, language: str) -> Table:
    """Things as a table that rich prints: their lines, and their ids.

    Args:
        rows: structs of one kind.
        entries: how they are shown.
        language: of the interface.
    """
    look = Look(language)
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    out.add_column(look.words("columns", entries.heading), overflow="fold", ratio=1)
    # An id that is cut in two cannot be copied.
    out.add_column(look.words("columns", "id"), no_wrap=True)
    for row in rows:
        out.add_row(_group(entries.lines(row, look)), Text(one_line(entries.id(row)), "dim"))
    return out


def _group(lines: Iterable[Text]) -> RenderableType:
    first, *others = lines
    return Group(first, *(Padding(line, (0, 0, 0, _INDENT)) for line in others))


def dated(value: str | None, look: Look, mod: str | None = None) -> Text:
    """A day, in bold, before what is told of it."""
    return Text(look.day(value, mod) if value else look.words("labels", "undated"), "bold").append("  ", "not bold")


def sources_line(one: Any, look: Look) -> Text:
    """How many independent texts tell it, where that is known, and in which outlets."""
    outlets = look.outlets(one.reports)
    voices = getattr(one, "voices", None)
    told = look.words("labels", "voices").format(voices) if voices is not None and voices > 1 else ""
    return Text(" · ".join(part for part in (told, outlets) if part), "dim")


def _statement(one: Statement, look: Look) -> Iterable[Text]:
    line = dated(one.day, look)
    line.append(speaker_told(one, look), "bold")
    line.append(f" {act_told(one, look)}{look.words('labels', 'colon')}", "not bold cyan")
    line.append(content_told(one, look), "not bold")
    flags = [look.words("flags", name) for name in ("negated", "conditional") if getattr(one, name)]
    yield line.append(f" ({', '.join(flags)})", "not bold italic") if flags else line
    if one.issue_label:
        told = one_line(one.issue_label) + (f", {look.words('stances', one.stance)}" if one.stance else "")
        yield Text(f"{look.words('columns', 'issue')}{look.words('labels', 'colon')}{told}")
    yield sources_line(one, look)


def _encounter(one: Encounter, look: Look) -> Iterable[Text]:
    line = dated(one.date, look, one.mod)
    line.append(look.words("kinds", one.kind), "not bold cyan")
    if status := look.words.status(one.status, one.kind):
        line.append(f" ({status})", "not bold yellow")
    told = [look.names(one.parties, " – "), look.names(one.persons), one_line(one.place or "")]
    told.append(look.day(one.duration) if one.duration else "")
    yield line.append("".join(f" · {part}" for part in told if part), "not bold")
    yield sources_line(one, look)


STATEMENTS = Entries("statements", _statement, lambda one: one.id)
ENCOUNTERS = Entries("encounters", _encounter, lambda one: one.id)
