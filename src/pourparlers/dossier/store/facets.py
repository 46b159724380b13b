"""Each value by which a chronology is narrowed, as a number, and the values of an entry as text, four letters each.

So all entries of a dossier are read at once, as one text, and counted by whatever is asked for in milliseconds. A value
keeps its number for ever: what was read once can be read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select

from pourparlers.dossier.store.among import among
from pourparlers.dossier.store.schema import facet

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_PAIRS = [first + second for first in LETTERS for second in LETTERS]
# A number of 23 bits takes four letters; the bit above them marks where an entry begins.
BITS = 23
BEGINS = 1 << BITS


class Facet(StrEnum):
    """By what entries are narrowed.

    `day`: as precisely as it is told, as a TIMEX3 value. `act`: of a statement; `kind`, `status`: of an encounter.
    `party`, `person`, `outlet`: of any of its reports. `issue`: what issues are compared by. `looked`: whether
    a person did.
    """

    DAY = "day"
    ACT = "act"
    KIND = "kind"
    STATUS = "status"
    PARTY = "party"
    PERSON = "person"
    OUTLET = "outlet"
    ISSUE = "issue"
    LOOKED = "looked"


Value = tuple[Facet, str]


def numbers_of(connection: Connection, values: Iterable[Value]) -> dict[Value, int]:
    """The numbers of some values; a value that has none yet gets the next.

    Args:
        connection: within a transaction that writes.
        values: with repetitions or without.
    """
    wanted = sorted(set(values))
    query = select(facet.c.facet, facet.c.value, facet.c.n).where(
        among(connection, facet.c.value, sorted({value for _, value in wanted}))
    )
    told = {(Facet(row.facet), row.value): row.n for row in connection.execute(query)}
    new = [value for value in wanted if value not in told]
    if new:
        first = (connection.execute(select(func.max(facet.c.n))).scalar() or 0) + 1
        rows = [{"n": n, "facet": one.value, "value": value} for n, (one, value) in enumerate(new, first)]
        connection.execute(insert(facet), rows)
        told |= {value: n for n, value in enumerate(new, first)}
    return told


def spelt(n: int, values: Sequence[Value], numbers: Mapping[Value, int]) -> str:
    """An entry in letters: its day (0 for none), its own number in two, then the values, the act or kind first."""
    day = next((numbers[value] for value in values if value[0] is Facet.DAY), 0)
    rest = (numbers[value] for value in values if value[0] is not Facet.DAY)
    return "".join(_letters(one) for one in (BEGINS | day, n >> BITS, n & (BEGINS - 1), *rest))


def _letters(number: int) -> str:
    return _PAIRS[number >> 12] + _PAIRS[number & 4095]
