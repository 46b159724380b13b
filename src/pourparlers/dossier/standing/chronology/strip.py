"""How many entries lie in which year, month or day: what a strip over a chronology draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.standing.chronology.entries import NONE, Entries
from pourparlers.dossier.store.facets import Facet

if TYPE_CHECKING:
    from pourparlers.dossier.standing.chronology.entries import Mask, Numbers

# Bars for days where there are so many at most, and for months.
_DAYS, _MONTHS = 92, 120
# A shorter stretch of days is seen among all days of its month.
_SHORT = 28
# What lies more than so many months from the rest, and is no more than this share of it, is told of by its number.
_FAR, _FEW = 24, 0.02


class Unit(StrEnum):
    """What a bar stands for."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A bar of a strip."""

    at: Annotated[str, Meta(description="Its year, month or day: YYYY, YYYY-MM, YYYY-MM-DD.")]
    total: Annotated[int, Meta(description="How many entries lie in it.")]
    row: Annotated[
        int, Meta(description="How many entries stand before the first of them, whatever days are asked for.")
    ]
    acts: Annotated[dict[str, int], Meta(description="How many of them by act or kind of encounter.")]


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """The bars of a stretch of time, those without entries left out."""

    unit: Annotated[Unit, Meta(description="What a bar stands for: year, month, day.")]
    first: Annotated[str | None, Meta(description="Where it begins, as a bar tells it; null where nothing is dated.")]
    last: Annotated[str | None, Meta(description="Where it ends.")]
    bars: Annotated[tuple[Bar, ...], Meta(description="Those with entries, in order.")]
    before: Annotated[int, Meta(description="How many entries lie before it.")]
    after: Annotated[int, Meta(description="How many entries lie after it.")]
    vague: Annotated[int, Meta(description="How many are told less precisely than a bar: to the year, to the month.")]
    undated: Annotated[int, Meta(description="How many have no day.")]


def strip_of(entries: Entries, mask: Mask | None, since: str | None, until: str | None) -> Strip:
    """The strip of some entries.

    Args:
        entries: all of a dossier.
        mask: which count, whatever their day; all where None.
        since, until: first and last day of it, as in `Filters`; where None those of the entries.
    """
    import numpy as np

    months, days = entries.stretches
    day = entries.day if mask is None else entries.day[mask]
    act = entries.act if mask is None else entries.act[mask]
    of_month = months[day]
    undated, vague = int(np.count_nonzero(day == 0)), int(np.count_nonzero((of_month == NONE) & (day != 0)))
    first, last = _bounds(of_month[of_month != NONE], since, until)
    unit = _unit(first, last)
    at = {Unit.YEAR: of_month // 12, Unit.MONTH: of_month, Unit.DAY: days[day]}[unit]
    at = np.where(of_month == NONE, NONE, at)
    low, high = _ends(unit, first, last)
    told, inside = at != NONE, (at >= low) & (at <= high)
    bars = _bars(entries, unit, at[inside], act[inside], np.flatnonzero(inside))
    return Strip(
        unit=unit, first=_name(unit, low) if last >= first else None, last=_name(unit, high) if last >= first else None,
        bars=tuple(bars), before=int(np.count_nonzero(told & (at < low))),
        after=int(np.count_nonzero(told & (at > high) & (at >= low))),
        vague=vague + int(np.count_nonzero((of_month != NONE) & ~told)), undated=undated,
    )  # fmt: skip


def _bounds(months: Numbers, since: str | None, until: str | None) -> tuple[int, int]:
    """The first and last month, or the first and last day of a stretch that lies within some months.

    As days since 1 January of the year 1; the second before the first where there is none.
    """
    asked = window(since), window(until)
    first, last = _middle(months) if len(months) else (12, 11)
    low = asked[0].first.toordinal() if asked[0] else _day(first)
    high = asked[1].last.toordinal() if asked[1] else _day(last + 1) - 1
    if asked[0] and asked[1] and 0 <= high - low < _SHORT:
        return _day(_month(low)), _day(_month(high) + 1) - 1
    return low, high


def _middle(months: Numbers) -> tuple[int, int]:
    """The first and last month without the few that lie far from the others."""
    import numpy as np

    low = int(months.min())
    all_ = np.bincount(months - low)
    there = np.flatnonzero(all_)
    counts = all_[there]
    there = there + low
    most, low, high = _FEW * counts.sum(), 0, len(there) - 1
    far = np.flatnonzero(np.diff(there) > _FAR)
    for gap in far:
        if counts[: gap + 1].sum() <= most:
            low = int(gap) + 1
        elif counts[gap + 1 :].sum() <= most:
            high = min(high, int(gap))
    return int(there[low]), int(there[high])


def _day(month: int) -> int:
    """The first day of a month."""
    return date(max(1, min(9999, month // 12)), month % 12 + 1, 1).toordinal()


def _month(day: int) -> int:
    when = date.fromordinal(max(1, day))
    return 12 * when.year + when.month - 1


def _unit(first: int, last: int) -> Unit:
    if last - first < _DAYS:
        return Unit.DAY
    return Unit.MONTH if _month(last) - _month(first) < _MONTHS else Unit.YEAR


def _ends(unit: Unit, first: int, last: int) -> tuple[int, int]:
    if unit is Unit.DAY:
        return first, last
    low, high = _month(first), _month(last)
    return (low, high) if unit is Unit.MONTH else (low // 12, high // 12)


def _name(unit: Unit, at: int) -> str:
    if unit is Unit.DAY:
        return date.fromordinal(max(1, at)).isoformat()
    return f"{at:04}" if unit is Unit.YEAR else f"{at // 12:04}-{at % 12 + 1:02}"


def _bars(entries: Entries, unit: Unit, at: Numbers, act: Numbers, rows: Numbers) -> Sequence[Bar]:
    import numpy as np

    if not len(at):
        return ()
    names = _acts(entries)
    column = np.zeros(entries.most + 1, dtype=np.int64)
    column[list(names)] = np.arange(len(names))
    low = int(at.min())
    told = np.bincount((at - low) * len(names) + column[act], minlength=int(at.max() - low + 1) * len(names))
    told = told.reshape(-1, len(names))
    there = np.flatnonzero(told.any(axis=1))
    first = np.full(len(told), len(entries))
    np.minimum.at(first, at - low, rows)
    return [
        Bar(
            at=_name(unit, int(one) + low), total=int(counts.sum()), row=int(first[one]),
            acts={name: int(n) for name, n in zip(names.values(), counts, strict=True) if n},
        )
        for one, counts in zip(there, told[there], strict=True)
    ]  # fmt: skip


def _acts(entries: Entries) -> Mapping[int, str]:
    """The acts and kinds of encounters by their numbers."""
    return {n: value for name in (Facet.KIND, Facet.ACT) for n, value in entries.of(name)}
