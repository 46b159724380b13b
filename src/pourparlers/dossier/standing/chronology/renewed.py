"""The entries of a dossier brought up to date from those of an earlier state of it, by what was written since.

An entry is never changed: it is taken out, and another with a number that none ever had is put in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from pourparlers.dossier.standing.chronology.entries import Entries, issues_of, known_of, spelt_out
from pourparlers.dossier.store.schema import entry

if TYPE_CHECKING:
    from pourparlers.dossier.standing.chronology.entries import Mask, Numbers

# After more new entries than these all are read anew: the place of each is looked for by itself.
MOST = 400
# Of so many numbers that are not all there those that are gone are found by reading them.
_FEW = 500


class _New(NamedTuple):
    n: int
    place: str
    facets: str


def renewed(connection: Connection, before: Entries) -> Entries | None:
    """The entries as they are now; None where so much is new that they are better read anew.

    Args:
        connection: to the dossier, in a later state than that of `before`, or in the same.
        before: its entries in the earlier state.
    """
    last = int(before.number.max()) if len(before) else 0
    query = select(entry.c.n, entry.c.place, entry.c.facets).where(entry.c.n > last)
    new = [_New(*row) for row in connection.execute(query.order_by(entry.c.place).limit(MOST + 1))]
    if len(new) > MOST:
        return None
    left = _left(connection, before.number, before.order)
    known = {**before.known, **known_of(connection, before.most)}
    numbers = {value: n for n, value in known.items()} if len(known) > len(before.known) else before.numbers
    columns = _put(connection, _without(before, left), new)
    return Entries(*columns, known, numbers, issues_of(connection, numbers))


def _left(connection: Connection, number: Numbers, order: Numbers) -> Mask:
    """Which entries are there still: a stretch of numbers is counted, and where some are gone its halves are."""
    import numpy as np

    ordered = number[order]
    gone: list[int] = []
    stretches = [(0, len(ordered))]
    while stretches:
        low, high = stretches.pop()
        own = ordered[low:high]
        if not len(own) or connection.scalar(_COUNT, _ends(own)) == len(own):
            continue
        if len(own) <= _FEW:
            gone += sorted(set(own.tolist()).difference(connection.scalars(_NUMBERS, _ends(own))))
        else:
            middle = (low + high) // 2
            stretches += [(low, middle), (middle, high)]
    out: Mask = ~np.isin(number, gone)
    return out


def _ends(own: Numbers) -> dict[str, int]:
    return {"first": int(own[0]), "last": int(own[-1])}


_OWN = entry.c.n.between(bindparam("first"), bindparam("last"))
_COUNT = select(func.count()).select_from(entry).where(_OWN)
_NUMBERS = select(entry.c.n).where(_OWN)
Columns = tuple["Numbers", "Numbers", "Numbers", "Numbers", "Numbers"]


def _without(before: Entries, left: Mask) -> Columns:
    import numpy as np

    if left.all():
        return before.number, before.day, before.act, before.owner, before.values
    kept = left[before.owner]
    owner = (np.cumsum(left, dtype=np.int32) - 1)[before.owner[kept]]
    return before.number[left], before.day[left], before.act[left], owner, before.values[kept]


def _put(connection: Connection, columns: Columns, new: Sequence[_New]) -> Columns:
    """The columns with new entries, each at its place."""
    import numpy as np

    if not new:
        return columns
    number, day, act, owner, values = columns
    at = _rows(connection, number, new)
    own = spelt_out("".join(row.facets for row in new))
    # Numbers of one type: else all owners are converted.
    begins = np.searchsorted(owner, at.astype(owner.dtype))
    # The values of a new entry go in before those of the entry whose row it takes.
    lengths = np.bincount(own[3], minlength=len(new))
    put = np.insert(values, np.repeat(begins, lengths), own[4])
    counts = np.insert(np.bincount(owner, minlength=len(number)), at, lengths)
    return (
        np.insert(number, at, own[0]), np.insert(day, at, own[1]), np.insert(act, at, own[2]),
        np.repeat(np.arange(len(counts), dtype=np.int32), counts), put,
    )  # fmt: skip


def _rows(connection: Connection, number: Numbers, new: Sequence[_New]) -> Numbers:
    """Before which row of the older entries each of the new ones goes."""
    import numpy as np

    fresh = {row.n for row in new}
    found: list[int] = []
    previous = 0
    for row in new:
        query = select(entry.c.n).where(entry.c.place < row.place).order_by(entry.c.place.desc()).limit(1)
        n = connection.scalar(query)
        if n is not None and n not in fresh:
            previous = int(np.flatnonzero(number == n)[0]) + 1
        elif n is None:
            previous = 0
        found.append(previous)
    return np.array(found, dtype=np.int64)
