"""The drawing of a network as numbers: dots, lines and where names stand. The template writes them as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot, sqrt

import msgspec

from pourparlers.dossier.standing.ties.kinds import ActorTie, TieKind
from pourparlers.dossier.standing.ties.tied import TiedActor
from pourparlers.web.drawings.layout import LETTER, LINE, Place, placed

_SMALLEST, _LARGEST = 6.0, 20.0
_THIN, _THICK = 1.2, 7.0
# Between two lines that join the same two actors, and as a share of their length.
_BEND, _BENT = 24.0, 0.16
_EDGE = 24.0
# Of the box at least: as wide and high as it is on a screen, so that names are not larger than others.
_LEAST = (560.0, 480.0)
# Of the head of an arrow of the thinnest line.
_HEAD = 7.0


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """An actor in the drawing; `label` stands with its middle at `x` and its line at `label_y`."""

    actor: TiedActor
    label: str
    x: float
    y: float
    radius: float
    label_y: float


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A tie in the drawing.

    Attributes:
        n: its place in the network.
        tie: what it draws.
        ends: of both actors the places among the dots.
        path: of SVG.
        bend: how far the middle lies beside the straight line, to the right of its way.
        width: of the line.
        arrow: the corners of the head of its arrow; "" of a tie that leads nowhere.
    """

    n: int
    tie: ActorTie
    ends: tuple[int, int]
    path: str
    bend: float
    width: float
    arrow: str


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A network as it is drawn; `box` is the view box of SVG."""

    box: tuple[float, float, float, float]
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]


def drawing_of(actors: Sequence[TiedActor], labels: Sequence[str], ties: Sequence[ActorTie]) -> Drawing:
    """How a network is drawn.

    Args:
        actors: those first that are tied most.
        labels: what each is called in the drawing.
        ties: between them.
    """
    most = max((one.articles for one in actors), default=0) or 1
    radii = [round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(one.articles / most), 1) for one in actors]
    place = {one.id: n for n, one in enumerate(actors)}
    strengths = _strengths(ties)
    joins = [(place[tie.source], place[tie.target], strength) for tie, strength in zip(ties, strengths, strict=True)]
    places = placed([len(label) for label in labels], radii, joins)
    dots = tuple(
        Dot(actor=one, label=label, x=at.x, y=at.y, radius=radius, label_y=round(at.y + radius + LINE - 3, 1))
        for one, label, at, radius in zip(actors, labels, places, radii, strict=True)
    )
    lines = tuple(
        _line(n, tie, side, round(_THIN + (_THICK - _THIN) * strengths[n], 1), places, radii, joins[n][:2])
        for n, (tie, side) in enumerate(zip(ties, _sides(ties), strict=True))
    )
    return Drawing(box=_box(dots), dots=dots, lines=lines)


def _strengths(ties: Sequence[ActorTie]) -> list[float]:
    """How strong each is among those of its kind, up to 1."""
    most: dict[TieKind, float] = {}
    for tie in ties:
        most[tie.kind] = max(most.get(tie.kind, 0.0), abs(tie.weight))
    return [sqrt(abs(tie.weight) / most[tie.kind]) if most[tie.kind] else 0.0 for tie in ties]


def _sides(ties: Sequence[ActorTie]) -> list[float]:
    """Ties of the same two actors lie beside each other; the sides of two that lead in other directions are others."""
    beside: dict[tuple[str, str], int] = {}
    for tie in ties:
        pair = min(tie.source, tie.target), max(tie.source, tie.target)
        beside[pair] = beside.get(pair, 0) + 1
    seen: dict[tuple[str, str], int] = {}
    out = []
    for tie in ties:
        pair = min(tie.source, tie.target), max(tie.source, tie.target)
        n = seen.get(pair, 0)
        seen[pair] = n + 1
        side = n - (beside[pair] - 1) / 2
        out.append(side if tie.source == pair[0] else -side)
    return out


def _line(
    n: int, tie: ActorTie, side: float, width: float, places: Sequence[Place], radii: Sequence[float],
    ends: tuple[int, int],
) -> Line:  # fmt: skip
    one, other = places[ends[0]], places[ends[1]]
    length = hypot(other.x - one.x, other.y - one.y) or 1.0
    right = Place(-(other.y - one.y) / length, (other.x - one.x) / length)
    bend = side * min(_BEND, _BENT * length)
    # The middle of such a curve lies half as far out as the point that bends it.
    middle = Place((one.x + other.x) / 2 + 2 * bend * right.x, (one.y + other.y) / 2 + 2 * bend * right.y)
    head = _HEAD + width if tie.kind.act else 0.0
    begin, tip = _towards(one, middle, radii[ends[0]]), _towards(other, middle, radii[ends[1]] + 1.0)
    end = _towards(other, middle, radii[ends[1]] + head)
    path = f"M{begin.x:.1f} {begin.y:.1f}Q{middle.x:.1f} {middle.y:.1f} {end.x:.1f} {end.y:.1f}"
    arrow = _arrow(tip, middle, head) if head else ""
    return Line(n=n, tie=tie, ends=ends, path=path, bend=round(bend, 1), width=width, arrow=arrow)


def _arrow(tip: Place, comes_from: Place, head: float) -> str:
    length = hypot(comes_from.x - tip.x, comes_from.y - tip.y) or 1.0
    back = Place((comes_from.x - tip.x) / length * head, (comes_from.y - tip.y) / length * head)
    corners = [
        (tip.x, tip.y),
        *((tip.x + back.x + side * back.y, tip.y + back.y - side * back.x) for side in (0.45, -0.45)),
    ]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _towards(one: Place, other: Place, far: float) -> Place:
    """A point so far from one on the way to another; the middle between them where they are nearer."""
    length = hypot(other.x - one.x, other.y - one.y) or 1.0
    share = min(far / length, 0.5)
    return Place(one.x + (other.x - one.x) * share, one.y + (other.y - one.y) * share)


def _box(dots: Sequence[Dot]) -> tuple[float, float, float, float]:
    """The view box: around all dots and names, and not so small that few of them would be drawn huge."""
    half = [max(dot.radius, len(dot.label) * LETTER / 2) for dot in dots]
    left = min((dot.x - wide for dot, wide in zip(dots, half, strict=True)), default=0.0) - _EDGE
    right = max((dot.x + wide for dot, wide in zip(dots, half, strict=True)), default=0.0) + _EDGE
    top = min((dot.y - dot.radius for dot in dots), default=0.0) - _EDGE
    bottom = max((dot.label_y for dot in dots), default=0.0) + _EDGE
    wider, higher = max(0.0, _LEAST[0] - (right - left)), max(0.0, _LEAST[1] - (bottom - top))
    return (
        round(left - wider / 2, 1), round(top - higher / 2, 1), round(right - left + wider, 1),
        round(bottom - top + higher, 1),
    )  # fmt: skip
