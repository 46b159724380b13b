"""Where the actors of a network are drawn: near those that they are tied with, names beside each other, not above.

A drawing by forces that begins at the same places and takes the same steps, so that a dossier is always drawn alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sqrt
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# Of few actors so many steps; of many fewer, as each costs the square of their number.
_MOST_STEPS, _LEAST_STEPS, _APART_STEPS = 90, 30, 120
# Of a letter of a label and of the gap between two boxes, in units of the drawing.
LETTER, LINE, _GAP = 7.2, 17.0, 5.0
# How far apart two are that are tied, about.
_NEAR = 62.0
# Of fewer than so many each has more room, up to so many times as much.
_MANY, _MOST_ROOM = 36, 4.5
# How strongly everything is drawn to the middle: parts that nothing ties stay near.
_INWARD = 1.1
# How much wider than high the drawing is to be: screens are.
_WIDER = 1.05
# How much of that is made at most when names have been moved apart.
_MOST_SPREAD = 1.8
# From one to the next by this angle, points on a spiral fill a disc evenly.
_GOLDEN = pi * (3 - sqrt(5))


class Place(msgspec.Struct, frozen=True):
    """Where the middle of something is drawn; y grows downwards."""

    x: float
    y: float


def placed(labels: Sequence[int], radii: Sequence[float], ties: Sequence[tuple[int, int, float]]) -> list[Place]:
    """Places for actors.

    Args:
        labels: how many letters the name of each has; it stands below it. Those first that are tied most.
        radii: of the dots.
        ties: both ends by their places in the lists, and how strong it is, up to 1.
    """
    import numpy as np

    if not labels:
        return []
    n = np.arange(len(labels))
    radius = 0.4 * _NEAR * np.sqrt(n + 0.5)
    told = np.stack([radius * np.cos(n * _GOLDEN), radius * np.sin(n * _GOLDEN)], axis=1)
    told = _settled(told, _strengths(len(labels), ties))
    told[:, 0] *= _WIDER
    wide = np.maximum(np.array(labels) * LETTER, 2 * np.array(radii)) / 2
    high = np.array(radii) + LINE / 2
    told = _apart(_spread(_apart(told, wide, high)), wide, high)
    return [Place(round(float(x), 1), round(float(y), 1)) for x, y in told]


def _strengths(n: int, ties: Sequence[tuple[int, int, float]]) -> Floats:
    import numpy as np

    out = np.zeros((n, n))
    for one, other, strength in ties:
        out[one, other] += 0.4 + 0.6 * strength
        out[other, one] = out[one, other]
    return np.minimum(out, 2.0)


def _settled(told: Floats, strengths: Floats) -> Floats:
    """All push one another away, ties pull, and everything is drawn to the middle, in ever smaller steps."""
    import numpy as np

    # Few have more room each.
    near = _NEAR * sqrt(min(_MOST_ROOM, max(1.0, _MANY / len(told))))
    steps = max(_LEAST_STEPS, min(_MOST_STEPS, 5_000 // len(told)))
    for step in range(steps):
        far = told[:, None, :] - told[None, :, :]
        length = np.sqrt((far**2).sum(axis=2)) + 0.01
        push = near**2 / length**2
        pull = strengths * length / near
        move = ((push - pull)[:, :, None] * far / length[:, :, None] * near).sum(axis=1) - told * _INWARD
        size = np.sqrt((move**2).sum(axis=1, keepdims=True)) + 1e-9
        most = near * (1 - step / steps) ** 1.5
        told = told + move / size * np.minimum(size, most)
    return told


def _spread(told: Floats) -> Floats:
    """As wide as is to be: names are wider than high, so that they were moved apart upwards and downwards."""
    wide, high = told.max(axis=0) - told.min(axis=0)
    told[:, 0] *= min(_MOST_SPREAD, max(1.0, _WIDER * high / wide)) if wide > 0 else 1.0
    return told


def _apart(told: Floats, wide: Floats, high: Floats) -> Floats:
    """Boxes of names that lie above each other are moved apart, where that takes least."""
    import numpy as np

    for _ in range(_APART_STEPS):
        far = told[:, None, :] - told[None, :, :]
        over_x = wide[:, None] + wide[None, :] + _GAP - np.abs(far[:, :, 0])
        over_y = high[:, None] + high[None, :] + _GAP - np.abs(far[:, :, 1])
        over = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(over, False)
        if not over.any():
            break
        order = np.arange(len(told))
        way = np.sign(far + (order[:, None, None] - order[None, :, None]) * 1e-6)
        sideways = over & (over_x < over_y)
        told = told + 0.5 * np.stack(
            [
                (way[:, :, 0] * np.where(sideways, over_x, 0)).sum(axis=1),
                (way[:, :, 1] * np.where(over & ~sideways, over_y, 0)).sum(axis=1),
            ],
            axis=1,
        )
    return told
