"""What is to be judged, as a person sees it in a terminal: two texts side by side, and why they may be one."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pourparlers.dossier.standing.doubts import Doubt, Side
from pourparlers.dossier.store.schema import Kind
from pourparlers.views.listing import Look
from pourparlers.views.safe import one_line

_LONGEST = 600


def page(doubt: Doubt, left: int, language: str) -> RenderableType:
    """A doubt as rich prints it.

    Args:
        doubt: what is to be judged.
        left: how many there are with it.
        language: of the interface.
    """
    look = Look(language)
    heading = look.words("review", doubt.about).format(kind=look.words("review_kinds", doubt.kind))
    lines = [Text(f"{heading} · {look.words('review', 'left').format(left)}", style="bold")]
    if doubt.reason is not None:
        reason = one_line(look.reason(doubt.reason), _LONGEST)
        lines.append(Text(look.words("review", "reason").format(score=f"{doubt.score:.2f}", reason=reason)))
    return Group(*lines, _sides(doubt, look), keys(doubt, look))


def _sides(doubt: Doubt, look: Look) -> Table:
    sides = [doubt.one, *([doubt.other] if doubt.other else [])]
    table = Table(box=box.SIMPLE, pad_edge=False, show_header=False, expand=True)
    for _ in sides:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*(Text(_head(side, look), style="dim") for side in sides))
    if any(side.what for side in sides):
        table.add_row(*(Text(_read(doubt.kind, side, look)) for side in sides))
    table.add_row(*(_words(side) for side in sides))
    table.add_row(*(Text(_size(side, look), style="dim") for side in sides))
    return table


def _head(side: Side, look: Look) -> str:
    told = [side.outlet or side.article or "", look.day(side.published) if side.published else "", side.node]
    return " · ".join(one_line(one) for one in dict.fromkeys(told) if one)


def _read(kind: Kind, side: Side, look: Look) -> str:
    """How it was read: who does what when and where."""
    who = look.names(side.who) or look.words("labels", "no_speaker")
    if kind is Kind.STATEMENT:
        target = look.words("labels", "target").format(look.names([side.target])) if side.target else ""
        told = [f"{who} {look.words.act(side.what or '', len(side.who))}", target]
    else:
        told = [look.words("kinds", side.what or ""), who, one_line(side.place or "")]
    return " · ".join(filter(None, [*told, look.day(side.day) if side.day else ""]))


def _size(side: Side, look: Look) -> str:
    """How many it was joined with already."""
    return look.words("review", "joined").format(len(side.group) - 1) if len(side.group) > 1 else ""


def _words(side: Side) -> Text:
    """The words within what stands around them."""
    before, after = one_line(side.before), one_line(side.after)
    text = Text(f"… {before} " if before else "", style="dim")
    text.append(one_line(side.text, _LONGEST), style="bold not dim")
    if after and not side.article:
        return text.append(f" ({after})")
    return text.append(f" {after} …" if after else "")


def keys(doubt: Doubt, look: Look) -> Text:
    """The keys and what each does."""
    return Text("   ".join(f"[{key}] {look.words('keys', name)}" for key, name in told(doubt, look)))


def told(doubt: Doubt, look: Look) -> Iterable[tuple[str, str]]:
    """Keys with what they do, of those that make sense here."""
    own = (("m", "same"), ("d", "different")) if doubt.other else (("a", "accept"), ("x", "reject"))
    return *own, ("s", "skip"), ("u", "undo"), ("q", "quit")
