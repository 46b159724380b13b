"""Counts over time as bars, with gaps where nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

# More bars than this are thinner than a point on a phone.
_MOST_BARS = 160
WIDTH, HEIGHT = 640, 72


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A bar.

    Attributes:
        when: the day, month or year («2023-04-12», «2023-04», «2023»).
        n: what it stands for.
        x, y, width, height: its box; y grows downwards.
    """

    when: str
    n: int
    x: float
    y: float
    width: float
    height: float


def bars(counts: Iterable[tuple[str, int]], width: int = WIDTH, height: int = HEIGHT) -> list[Bar]:
    """Counts of days, months or years as bars, with gaps where nothing is; where they are many, of longer times.

    Args:
        counts: of days or months; what is told less precisely than others counts where bars stand for so long a time.
        width, height: of the box.
    """
    told = dict(counts)
    whens: list[str] = []
    for letters in (10, 7, 4):
        shorter: dict[str, int] = {}
        for when, n in told.items():
            shorter[when[:letters]] = shorter.get(when[:letters], 0) + n
        whens = _filled(sorted(when for when in shorter if len(when) == letters), letters)
        if letters == 4 or 0 < len(whens) <= _MOST_BARS:
            break
    return _boxes([(when, shorter.get(when, 0)) for when in whens], width, height)


def _boxes(told: Sequence[tuple[str, int]], width: int, height: int) -> list[Bar]:
    most = max((n for _, n in told), default=0)
    if not most:
        return []
    room = width / len(told)
    wide = min(room * 0.8, 28.0)
    return [
        Bar(when=when, n=n, x=_round(at * room + (room - wide) / 2), y=_round(height - tall), width=_round(wide),
            height=_round(tall))
        for at, (when, n) in enumerate(told)
        for tall in [max(2.0, height * n / most) if n else 0.0]
    ]  # fmt: skip


def _filled(whens: Sequence[str], letters: int) -> list[str]:
    """Days, months or years without gaps, from the first to the last; no more than a thousand."""
    try:
        first, last = (_number(when, letters) for when in (whens[0], whens[-1]))
    except (ValueError, IndexError):
        return []
    return [_when(n, letters) for n in range(first, min(last, first + 1000) + 1)]


def _number(when: str, letters: int) -> int:
    if letters == 10:
        return date.fromisoformat(when).toordinal()
    return int(when[:4]) * 12 + int(when[5:7]) - 1 if letters == 7 else int(when)


def _when(n: int, letters: int) -> str:
    if letters == 10:
        return date.fromordinal(n).isoformat()
    return f"{n // 12:04}-{n % 12 + 1:02}" if letters == 7 else f"{n:04}"


def _round(value: float) -> float:
    return round(value, 1)
