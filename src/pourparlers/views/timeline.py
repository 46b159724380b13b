"""A timeline in a terminal: a heading for each day, below it what happened and who said what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pourparlers.dossier.standing.chronology.timeline import Entry
from pourparlers.dossier.standing.listing import Encounter, Statement
from pourparlers.views.listing import Look, act_told, content_told, speaker_told
from pourparlers.views.safe import one_line
from pourparlers.views.wording import Wording

_DAY = len("2022-01-12")
_FLAGS = ("negated", "conditional")


def timeline_table(entries: Sequence[Entry], language: str) -> Table:
    """A timeline as a table that rich prints.

    Args:
        entries: in their order.
        language: of the interface.
    """
    look = Look(language)
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    out.add_column(look.words("columns", "happened"), overflow="fold", ratio=1)
    for name in ("voices", "outlets"):
        out.add_column(look.words("columns", name), justify="right", no_wrap=True)
    out.add_column(look.words("columns", "id"), no_wrap=True)
    for (day, mod), found in groupby(entries, lambda one: (day_of(one.day), one.mod)):
        out.add_row(_heading(day, mod, look))
        for one in found:
            out.add_row(Padding(entry_line(one, look), (0, 0, 0, 2)), str(one.voices), str(one.outlets), id_of(one))
    return out


def day_of(value: str | None) -> str | None:
    """A date without its part of the day."""
    return value[:_DAY] if value and value[_DAY : _DAY + 1] == "T" else value


def id_of(one: Entry) -> str:
    """The id of what an entry is."""
    fact = one.encounter or one.statement
    return fact.id if fact else ""


def _heading(day: str | None, mod: str | None, look: Look) -> Text:
    """A day stands in bold; what is vaguer, leaning."""
    if day is None:
        return Text(look.words("labels", "undated"), "bold italic")
    exact = mod is None and len(day) == _DAY
    return Text(look.day(day, mod), "bold" if exact else "bold italic")


def entry_line(one: Entry, look: Look) -> Text:
    """An entry on one line, with what is to be known of it marked."""
    line = encounter_line(one.encounter, look) if one.encounter is not None else Text()
    if one.statement is not None:
        line = statement_line(one.statement, look)
    if one.contradictions:
        told = ", ".join(look.words("differences", what) for what in one.contradictions)
        line.append(f" {look.words('labels', 'contradicted').format(told)}", "bold red")
    return line


def encounter_line(one: Encounter, look: Look) -> Text:
    """What kind of encounter, of whom, where, how long; its day stands elsewhere."""
    line = Text(style="not bold").append(look.words("kinds", one.kind), "bold cyan")
    if status := look.words.status(one.status, one.kind):
        line.append(f" ({status})", "bold yellow")
    told = [
        hour_told(one.date, look.words), look.names(one.parties, " – "), look.names(one.persons),
        one_line(one.place or ""), look.day(one.duration) if one.duration else "",
    ]  # fmt: skip
    return line.append("".join(f" · {part}" for part in told if part))


def statement_line(one: Statement, look: Look) -> Text:
    """Who says what; its day stands elsewhere."""
    line = Text(style="not bold").append(speaker_told(one, look), "bold")
    line.append(f" {act_told(one, look)}{look.words('labels', 'colon')}{content_told(one, look)}")
    flags = ", ".join(_flags(one, look.words))
    return line.append(f" ({flags})", "italic") if flags else line


def _flags(one: Statement, words: Wording) -> Iterator[str]:
    return (words("flags", name) for name in _FLAGS if getattr(one, name))


def hour_told(value: str | None, words: Wording) -> str:
    """The part of the day or the hour that a date tells, in words."""
    part = (value or "")[_DAY + 1 :] if day_of(value) != value else ""
    return words("parts", part, default=part).format("").strip(", ")
