"""All entries of the chronology as columns of numbers, so that they are narrowed and counted in milliseconds.

They are read as one text (`store.facets`), some megabytes for a hundred thousand entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from pourparlers.dossier.merging.days import window
from pourparlers.dossier.store.facets import BEGINS, BITS, LETTERS, Facet, Value
from pourparlers.dossier.store.schema import Kind, entry, facet, issue, member

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Numbers = NDArray[np.signedinteger[Any]]
# Day codes of what has no day, and of no single month or day.
NONE = -1
# Of so many values each is looked for by itself.
_FEW = 4


@dataclass(frozen=True)
class Entries:
    """The entries of a dossier in order; each column has one row for each.

    Attributes:
        number: by which an entry is found in the table.
        day: the number of its day, 0 for none.
        act: the number of its act or kind.
        owner: the row of the entry that each of `values` is of.
        values: the numbers of all values of all entries, one after another; 0 for none.
        known: what each number stands for.
        numbers: the other way round.
        issues: the id and the label of the issue that a value of `Facet.ISSUE` is of, by its number.
        marked: what was found out of which entries in this state, by a name.
    """

    number: Numbers
    day: Numbers
    act: Numbers
    owner: Numbers
    values: Numbers
    known: Mapping[int, Value]
    numbers: Mapping[Value, int]
    issues: Mapping[int, tuple[str, str]]
    marked: dict[str, Mask] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.number)

    @cached_property
    def most(self) -> int:
        """The largest number of a value."""
        return max(self.known, default=0)

    @cached_property
    def order(self) -> Numbers:
        """The rows in the order of their numbers."""
        import numpy as np

        return np.argsort(self.number, kind="stable")

    def flags(self, numbers: Iterable[int]) -> Mask:
        """By number whether it is one of some."""
        import numpy as np

        out = np.zeros(self.most + 1, dtype=np.bool_)
        out[[one for one in numbers if one <= self.most]] = True
        return out

    def having(self, numbers: Iterable[int]) -> Mask:
        """Which entries have one of some values."""
        import numpy as np

        out = np.zeros(len(self), dtype=np.bool_)
        out[self.owner[self._are(set(numbers))]] = True
        return out

    def _are(self, numbers: set[int]) -> Mask:
        """Which values are among some; to compare with each of a few is ten times as fast as to look all of them up."""
        if not 0 < len(numbers) <= _FEW:
            return self.flags(numbers)[self.values]
        first, *others = numbers
        out: Mask = self.values == first
        for one in others:
            out |= self.values == one
        return out

    def counts(self, mask: Mask | None) -> Sequence[int]:
        """How many of the entries of a mask have each value, by its number."""
        return self._all_counted if mask is None else self._counted(self.values[mask[self.owner]])

    @cached_property
    def _all_counted(self) -> Sequence[int]:
        return self._counted(self.values)

    def _counted(self, values: Numbers) -> Sequence[int]:
        import numpy as np

        counted: list[int] = np.bincount(values, minlength=self.most + 1).tolist()
        return counted

    def of(self, name: Facet) -> Iterable[tuple[int, str]]:
        """The values of a facet with their numbers."""
        return self._by_facet.get(name, ())

    @cached_property
    def _by_facet(self) -> dict[Facet, list[tuple[int, str]]]:
        out: dict[Facet, list[tuple[int, str]]] = {}
        for n, (name, value) in self.known.items():
            out.setdefault(name, []).append((n, value))
        return out

    @cached_property
    def met(self) -> Mask:
        """Which entries are encounters."""
        kinds: Mask = self.flags(n for n, _ in self.of(Facet.KIND))[self.act]
        return kinds

    @cached_property
    def stretches(self) -> tuple[Numbers, Numbers]:
        """By the number of a day its month (12 × year + month − 1) and its day (days since 1 January of the year 1).

        `NONE` where it is told less precisely.
        """
        import numpy as np

        months, days = (np.full(self.most + 1, NONE, dtype=np.int64) for _ in range(2))
        for n, value in self.of(Facet.DAY):
            when = window(value)
            if when and (when.first.year, when.first.month) == (when.last.year, when.last.month):
                months[n] = 12 * when.first.year + when.first.month - 1
                days[n] = when.first.toordinal() if when.day else NONE
        return months, days


def read(connection: Connection) -> Entries:
    """All entries of a dossier."""
    known = known_of(connection, 0)
    numbers = {value: n for n, value in known.items()}
    return Entries(*spelt_out(_text(connection)), known, numbers, issues_of(connection, numbers))


def known_of(connection: Connection, last: int) -> dict[int, Value]:
    """What the numbers behind the `last` stand for."""
    named = {one.value: one for one in Facet}
    rows = connection.execute(select(facet.c.n, facet.c.facet, facet.c.value).where(facet.c.n > last)).all()
    return {n: (named[name], value) for n, name, value in rows}


def spelt_out(text: str) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """The columns of entries (number, day, act, owner, values) of which the letters stand one after another."""
    import numpy as np

    told = _numbers(text)
    begins = told >= BEGINS
    first = np.flatnonzero(begins)
    owner = np.cumsum(begins, dtype=np.int32) - 1
    number = (told[first + 1].astype(np.int64) << BITS) | told[first + 2]
    day, act = told[first] & (BEGINS - 1), told[first + 3]
    told[first] = day
    # The entry's own number is no value.
    told[first + 1] = told[first + 2] = 0
    return number, day, act, owner, told


def _text(connection: Connection) -> str:
    told = select(entry.c.facets)
    # In SQLite the table stands in the order of its key, and no index has these cells: to sort them would take as long
    # again as to read them.
    cells = (told if connection.dialect.name == "sqlite" else told.order_by(entry.c.place)).subquery()
    return str(connection.execute(select(func.aggregate_strings(cells.c.facets, ""))).scalar() or "")


def _numbers(text: str) -> Numbers:
    """The numbers that letters spell, four each: two letters at a time are looked up."""
    import numpy as np

    halves: Numbers = _pairs()[np.frombuffer(text.encode("ascii"), dtype="<u2")]
    return (halves[0::2] << 12) | halves[1::2]


@cache
def _pairs() -> Any:
    import numpy as np

    out = np.zeros(1 << 16, dtype=np.int32)
    for high, first in enumerate(LETTERS.encode()):
        for low, second in enumerate(LETTERS.encode()):
            out[first | second << 8] = high << 6 | low
    return out


def issues_of(connection: Connection, numbers: Mapping[Value, int]) -> dict[int, tuple[str, str]]:
    """The id and the label of the issue that each number of a `Facet.ISSUE` is of."""
    query = select(member.c.node, issue.c.id, issue.c.label).join(issue, issue.c.id == member.c.group)
    rows = connection.execute(query.where(member.c.kind == Kind.ISSUE.value)).all()
    told = ((numbers.get((Facet.ISSUE, node)), (id_, label)) for node, id_, label in rows)
    return {n: one for n, one in told if n is not None}
