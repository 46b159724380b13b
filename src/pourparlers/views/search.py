"""What a search found, in a terminal: statements, encounters, articles, with the found words in bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pourparlers.dossier.standing.finding.search import Hit, Where
from pourparlers.dossier.standing.finding.terms import Place
from pourparlers.views.listing import Look
from pourparlers.views.safe import harmless, one_line

_SPACE = re.compile(r"\s+")
_FOUND = "bold green"


def hits_table(hits: Sequence[Hit], language: str) -> Table:
    """Hits as a table that rich prints.

    Args:
        hits: in their order.
        language: of the interface.
    """
    look = Look(language)
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    out.add_column(look.words("columns", "found"), overflow="fold", ratio=1)
    out.add_column(look.words("columns", "id"), no_wrap=True)
    for where, found in groupby(hits, lambda one: one.where):
        rows = list(found)
        heading = look.words("columns", f"{where.value}s")
        out.add_row(Text(f"{heading} ({len(rows)})", "bold underline"))
        for one in rows:
            out.add_row(Padding(_head(one, look), (0, 0, 0, 2)), one.uid)
            out.add_row(Padding(_snippet(one), (0, 0, 0, 4)))
    return out


def _head(one: Hit, look: Look) -> Text:
    """Who does what, in which paper of which day; or the paper and its title."""
    source = [one_line(one.outlet or one.article), look.day(one.published) if one.published else ""]
    told = ", ".join(part for part in source if part)
    if one.where is Where.ENCOUNTER:
        line = Text(look.names((*one.persons, *one.parties)), "bold")
        line.append(f" {look.words('kinds', one.kind or '')}", "not bold cyan")
        return line.append(f" · {told}", "not bold dim")
    if one.where is Where.STATEMENT:
        others = [party for party in one.parties if party not in one.speakers]
        line = Text(look.names(one.speakers) or look.words("labels", "no_speaker"), "bold")
        line.append(f" ({look.names(others)})" if others else "", "not bold")
        line.append(f" {look.words.act(one.act or '', len(one.speakers))}", "not bold cyan")
        return line.append(f" · {told}", "not bold dim")
    line = Text(told, "bold")
    if one.title:
        line.append(" · ", "not bold")
        line.append_text(marked(one.title, one.in_title, 0, len(one.title)))
    return line


def _snippet(one: Hit) -> Text:
    line = marked(one.snippet.text, one.found, one.snippet.start, one.snippet.end)
    return Text("… ").append_text(line).append(" …") if one.where is Where.ARTICLE else line


def marked(text: str, found: Iterable[Place], start: int, end: int) -> Text:
    """Characters `start` to `end` of a longer text on one line, with the places found in it in bold."""
    out, at = Text(style="not bold"), start
    for place in found:
        if place.end <= at or place.start >= end:
            continue
        first = max(place.start, at)
        out.append(_one_line(text[at - start : first - start]))
        out.append(_one_line(text[first - start : place.end - start]), _FOUND)
        at = min(place.end, end)
    return out.append(_one_line(text[at - start :]))


def _one_line(text: str) -> str:
    """As `one_line`, with the spaces at both ends."""
    return _SPACE.sub(" ", harmless(text))
