"""Stances over time as a small line: upper for, lower against, level as long as nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.standing.stands.matrix import Turn
from pourparlers.dossier.standing.stands.ticks import Scale
from pourparlers.model import Stance

WIDTH, HEIGHT, EDGE = 120.0, 34.0, 6.0


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A turn at its place in the picture.

    Attributes:
        x, y: of its middle; y grows downwards.
        turn: the stance, its day and its statement.
    """

    x: float
    y: float
    turn: Turn


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of stances over time.

    Attributes:
        path: of the line, as SVG writes it.
        points: of the turns; where many fall on one place the last.
    """

    path: str
    points: tuple[Point, ...]


def line(turns: Sequence[Turn], scale: Scale | None, at: str | None) -> Line:
    """The line of some turns until a date, on a scale of days.

    Args:
        turns: in order of day.
        scale: from the left edge to the right; where there is none they stand side by side.
        at: where the line ends; at the last day where None.
    """
    points = [Point(x=_x(n, turn, turns, scale), y=_y(turn.stance), turn=turn) for n, turn in enumerate(turns)]
    end = _place(scale.n(at or scale.last), scale.days) if scale else WIDTH - EDGE
    end = max(end, points[-1].x) if points else end
    path = "".join(f"{'V' if n else f'M{one.x} '}{one.y}{_level(n, points, end)}" for n, one in enumerate(points))
    # A marker is some points wide: what lies beneath another is not drawn.
    places = {(round(one.x / 4), one.y): one for one in points}
    return Line(path=path, points=tuple(places.values()))


def _level(n: int, points: Sequence[Point], end: float) -> str:
    return f"H{points[n + 1].x if n + 1 < len(points) else end}"


def _x(n: int, turn: Turn, turns: Sequence[Turn], scale: Scale | None) -> float:
    told = window(turn.day)
    if scale is None or told is None:
        return _place(n, max(1, len(turns) - 1)) if scale is None else EDGE
    return _place((told.first - date.fromisoformat(scale.first)).days, scale.days)


def _place(n: int, whole: int) -> float:
    return round(EDGE + (WIDTH - 2 * EDGE) * max(0, min(n, whole)) / max(1, whole), 1)


def _y(stance: Stance) -> float:
    return EDGE + 2 if stance is Stance.FOR else HEIGHT - EDGE - 2
