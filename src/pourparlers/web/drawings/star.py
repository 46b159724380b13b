"""What is near something, as points around it: the more, the thicker the line to it."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin, sqrt

import msgspec


class Spoke(msgspec.Struct, frozen=True, kw_only=True):
    """A line from the middle to a point on the ring, as thick as what it stands for is much.

    Attributes:
        at: which of the points.
        x, y: the point.
        left: whether it lies left of the middle, so that a label ends there and does not begin.
        width: of the line.
        middle_x, middle_y: half-way on it.
    """

    at: int
    x: float
    y: float
    left: bool
    width: float
    middle_x: float
    middle_y: float


def star(weights: Sequence[int], width: int = 560, height: int = 300) -> list[Spoke]:
    """Points around a middle, the first at the top right, clockwise."""
    most = max(weights, default=0)
    out = []
    for at, weight in enumerate(weights):
        angle = -pi / 2 + 2 * pi * (at + 0.5) / len(weights)
        x, y = width / 2 + 0.2 * width * cos(angle), height / 2 + 0.4 * height * sin(angle)
        out.append(
            Spoke(
                at=at, x=_round(x), y=_round(y), left=cos(angle) < -0.01, width=_round(1 + 7 * sqrt(weight / most)),
                middle_x=_round((x + width / 2) / 2), middle_y=_round((y + height / 2) / 2),
            )
        )  # fmt: skip
    return out


def _round(value: float) -> float:
    return round(value, 1)
