"""The strip of a chronology as numbers: a slot for each year, month or day, in it the acts one above the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from pourparlers.dossier.standing.chronology.strip import Bar, Strip, Unit
from pourparlers.model import EncounterKind

# The box of the drawing: a slot is so wide, the tallest bar so high; below no height a bar is not seen.
SLOT, HEIGHT, LEAST = 10, 100, 3.0
_GAP = 1.4
# Acts that are drawn alike, from the ground up.
CLASSES: dict[str, tuple[str, ...]] = {
    "encounter": tuple(one.value for one in EncounterKind), "propose": ("propose",), "demand": ("demand", "warn"),
    "accept": ("accept", "support", "promise"), "reject": ("reject",), "accuse": ("accuse", "threaten"),
    "deny": ("deny",), "say": ("say", "ask"),
}  # fmt: skip
_CLASS = {act: name for name, acts in CLASSES.items() for act in acts}
# So many ticks at most; none where the next is nearer to the left end than this share of the width.
_TICKS, _NEAR = 8, 0.07
# Of so many days every fifth has a tick, of so many months every third.
_FEW_DAYS, _FIFTHS = 62, {"01", "05", "10", "15", "20", "25"}
_FEW_MONTHS, _QUARTERS = 36, {"01", "04", "07", "10"}


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A year, a month or a day: `x` its left end, `total` how many entries lie in it, `row` the first of them."""

    at: str
    x: int
    total: int
    row: int
    classes: dict[str, int]
    outside: bool


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A time below the strip; `percent`: of its width, where the time begins."""

    at: str
    percent: float


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A strip as it is drawn.

    Attributes:
        unit: of a slot.
        width: of the box, `SLOT` for each slot.
        slots: those with entries.
        paths: for SVG, by class: all bars of the class.
        outside: the path of what lies beside the days that are asked for; "" for nothing.
        ticks: below it.
        most: how many entries the tallest bar stands for.
    """

    unit: Unit
    width: int
    slots: tuple[Slot, ...]
    paths: dict[str, str]
    outside: str
    ticks: tuple[Tick, ...]
    most: int


def drawing_of(strip: Strip, since: str | None, until: str | None) -> Drawing | None:
    """A strip as it is drawn; None where nothing is dated.

    Args:
        strip: its numbers.
        since, until: the days that are asked for, as in filters.
    """
    if strip.first is None or strip.last is None:
        return None
    low, high = (_number(strip.unit, at) for at in (strip.first, strip.last))
    slots = tuple(
        Slot(
            at=bar.at, x=(_number(strip.unit, bar.at) - low) * SLOT, total=bar.total, row=bar.row,
            classes=_classes(bar), outside=not _within(bar.at, since, until),
        )
        for bar in strip.bars
    )  # fmt: skip
    most = max((slot.total for slot in slots), default=0)
    names = [_name(strip.unit, at) for at in range(low, high + 1)]
    return Drawing(
        unit=strip.unit, width=len(names) * SLOT, slots=slots, paths=_paths(slots, most), most=most,
        outside=_outside(names, since, until), ticks=tuple(_ticks(strip.unit, names)),
    )  # fmt: skip


def _number(unit: Unit, at: str) -> int:
    if unit is Unit.DAY:
        return date.fromisoformat(at).toordinal()
    return int(at) if unit is Unit.YEAR else 12 * int(at[:4]) + int(at[5:7]) - 1


def _name(unit: Unit, at: int) -> str:
    if unit is Unit.DAY:
        return date.fromordinal(at).isoformat()
    return f"{at:04}" if unit is Unit.YEAR else f"{at // 12:04}-{at % 12 + 1:02}"


def _within(at: str, since: str | None, until: str | None) -> bool:
    """As filters see a day, month or year: in where it touches the days asked for."""
    early = since is not None and at < since and not since.startswith(at)
    return not early and not (until is not None and at > until and not at.startswith(until))


def _classes(bar: Bar) -> dict[str, int]:
    out: dict[str, int] = {}
    for act, n in bar.acts.items():
        name = _CLASS.get(act, "say")
        out[name] = out.get(name, 0) + n
    return {name: out[name] for name in CLASSES if name in out}


def _paths(slots: Sequence[Slot], most: int) -> dict[str, str]:
    """For each class one path, so that a long strip is no long page."""
    out: dict[str, list[str]] = {}
    for slot in slots:
        tall = max(LEAST, HEIGHT * slot.total / most)
        ground = float(HEIGHT)
        for name, n in slot.classes.items():
            height = tall * n / slot.total
            wide = f"{SLOT - _GAP:g}"
            out.setdefault(name, []).append(f"M{slot.x + _GAP / 2:g} {ground:.4g}h{wide}v-{height:.3g}h-{wide}z")
            ground -= height
    return {name: "".join(out[name]) for name in CLASSES if name in out}


def _outside(names: Sequence[str], since: str | None, until: str | None) -> str:
    """What is not asked for, as one path over the whole height."""
    away = [n for n, name in enumerate(names) if not _within(name, since, until)]
    return "".join(f"M{n * SLOT} 0h{SLOT}v{HEIGHT}h-{SLOT}z" for n in away)


def _ticks(unit: Unit, names: Sequence[str]) -> Iterator[Tick]:
    """Below years each, below months the years, below days the months; of few every third month, every fifth day.

    What begins so near the left end that the next would cover it gives way.
    """
    begin = [n for n, name in enumerate(names) if n == 0 or _begins(unit, name, names[n - 1], len(names))]
    step = max(1, -(-len(begin) // _TICKS))
    shown = begin[::step]
    near = len(shown) > 1 and shown[1] - shown[0] < _NEAR * len(names)
    few = {Unit.DAY: (10, 7, _FEW_DAYS), Unit.MONTH: (7, 4, _FEW_MONTHS), Unit.YEAR: (4, 4, 0)}[unit]
    letters = few[0] if len(names) <= few[2] else few[1]
    for n in shown[1:] if near else shown:
        yield Tick(at=names[n][:letters], percent=round(100 * n / len(names), 2))


def _begins(unit: Unit, name: str, before: str, many: int) -> bool:
    if unit is Unit.DAY:
        return name[8:] in _FIFTHS if many <= _FEW_DAYS else name[:7] != before[:7]
    if unit is Unit.MONTH and many <= _FEW_MONTHS:
        return name[5:] in _QUARTERS
    return name[:4] != before[:4]
