"""What is new in a dossier, in a terminal: a heading for each kind, below it what there is of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pourparlers.dossier.standing.changes import Change, Difference, What
from pourparlers.dossier.standing.stands.positions import Step
from pourparlers.views.entries import dated
from pourparlers.views.listing import Look
from pourparlers.views.safe import one_line
from pourparlers.views.timeline import day_of, encounter_line, statement_line

_LONGEST = 200


def changes_table(found: Sequence[Change], language: str) -> Table:
    """Changes as a table that rich prints.

    Args:
        found: in their order.
        language: of the interface.
    """
    look = Look(language)
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    out.add_column(look.words("columns", "new"), overflow="fold", ratio=1)
    out.add_column(look.words("columns", "id"), no_wrap=True)
    for what, some in groupby(found, lambda one: one.what):
        rows = list(some)
        out.add_row(Text(f"{look.words('news', what)} ({len(rows)})", "bold underline"))
        for one in rows:
            line, id_ = _TOLD[what](one, look)
            out.add_row(Padding(line, (0, 0, 0, 2)), Text(one_line(id_), "dim"))
    return out


def _article(one: Change, look: Look) -> tuple[Text, str]:
    if one.article is None:
        return Text(), ""
    line = dated(one.article.published, look).append(one_line(one.article.outlet or "–"), "bold")
    line.append(f" · {one_line(one.article.title, _LONGEST)}" if one.article.title else "", "not bold")
    return line, one.article.id


def _encounter(one: Change, look: Look) -> tuple[Text, str]:
    if one.encounter is None:
        return Text(), ""
    line = dated(day_of(one.encounter.date), look, one.encounter.mod).append_text(encounter_line(one.encounter, look))
    for difference in one.differences:
        line.append(f" · {_difference(difference, look)}", "bold yellow")
    return line.append_text(_outlets(one, look)), one.encounter.id


def _difference(one: Difference, look: Look) -> str:
    def told(value: str | None) -> str:
        return look.words("told_statuses", value or "", default="–") if one.field == "status" else look.day(value)

    return look.words("turns", one.field).format(told(one.before), told(one.after))


def _statement(one: Change, look: Look) -> tuple[Text, str]:
    if one.statement is None:
        return Text(), ""
    line = dated(one.statement.day, look).append_text(statement_line(one.statement, look))
    return line.append_text(_outlets(one, look)), one.statement.id


def _shift(one: Change, look: Look) -> tuple[Text, str]:
    """The issue and the party, where it stood and stands, and its words now."""
    if one.position is None or one.before is None:
        return Text(), ""
    now = one.position.latest
    line = Text(one_line(one.position.label), "bold").append(f" · {look.names([one.position.party])} · ", "not bold")
    line.append(f"{_stance(one.before, look)} → {_stance(now, look)}", "bold yellow")
    line.append(f", {look.day(now.date)}{look.words('labels', 'colon')}{one_line(now.content, _LONGEST)}", "not bold")
    return line.append_text(_outlets(one, look)), now.statement


def _stance(step: Step, look: Look) -> str:
    told = look.words("stances", step.stance)
    return f"{told}, {look.words('flags', 'conditional')}" if step.conditional else told


def _outlets(one: Change, look: Look) -> Text:
    return Text(f" · {look.outlets(one.reports)}" if one.reports else "", "not bold dim")


_TOLD: dict[What, Callable[[Change, Look], tuple[Text, str]]] = {
    What.ARTICLE: _article, What.ENCOUNTER: _encounter, What.CHANGED: _encounter, What.SHIFT: _shift,
    What.STATEMENT: _statement,
}  # fmt: skip
