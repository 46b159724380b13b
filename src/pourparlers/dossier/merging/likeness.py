"""How alike two contents are: which of their words may mean the same, weighed by how rare their meanings are.

«Un filet n'est pas une arme» and "A net is not a weapon" have all their words in common, though none is spelt alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pourparlers.lexicon.concepts import Senses, is_number, rarity


class Likeness(NamedTuple):
    """What two contents have in common.

    Attributes:
        shared: the weight of the words in common: 1 for a rare one, less for «dire», «année», «pays».
        part: how much that is of the lighter content.
        whole: how much that is of both.
        order: how many of the words in common stand in one order.
        numbers: 1 for a number in common, -1 for numbers none of which is in common, or else 0.
    """

    shared: float
    part: float
    whole: float
    order: float
    numbers: int


def likeness(one: Sequence[Senses], other: Sequence[Senses]) -> Likeness:
    """What two contents have in common, of each word what it may mean."""
    met = _matches(one, other)
    shared = sum(weight for _, _, weight in met)
    left = shared + sum(_weight(told) for n, told in enumerate(one) if n not in {a for a, _, _ in met})
    right = shared + sum(_weight(told) for n, told in enumerate(other) if n not in {b for _, b, _ in met})
    if not shared:
        return Likeness(0.0, 0.0, 0.0, 0.0, _numbers(one, other))
    order = _rising([b for _, b, _ in met]) / len(met)
    return Likeness(shared, shared / min(left, right), 2 * shared / (left + right), order, _numbers(one, other))


def _matches(one: Sequence[Senses], other: Sequence[Senses]) -> list[tuple[int, int, float]]:
    """Places of words that may mean the same, each once, with their weight: the rarest meanings first."""
    pairs = [
        (max(rarity(sense) for sense in both), -abs(a / len(one) - b / len(other)), a, b)
        for a, left in enumerate(one)
        for b, right in enumerate(other)
        if (both := set(left) & set(right))
    ]
    found: dict[int, tuple[int, float]] = {}
    for weight, _, a, b in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], pair[2], pair[3])):
        if a not in found and all(b != taken for taken, _ in found.values()):
            found[a] = (b, weight)
    return [(a, b, weight) for a, (b, weight) in sorted(found.items())]


def _weight(told: Senses) -> float:
    return min(rarity(sense) for sense in told)


def _rising(places: Sequence[int]) -> int:
    """The length of the longest part of a row that rises."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


def _numbers(one: Sequence[Senses], other: Sequence[Senses]) -> int:
    left, right = ({sense for told in words for sense in told if is_number(sense)} for words in (one, other))
    return 0 if not left or not right else 1 if left & right else -1
