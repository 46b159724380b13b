"""Who agrees and who disagrees with whom, as `networks` has it, over any number of statements.

Sides are counted in the database by actor and issue; what two actors have in common is then a product of columns of
numbers. Two actors of each issue are paired for all issues of as many actors at once: an issue that a hundred parties
speak of makes five thousand pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from pourparlers.dossier.standing.ties.actors import groups_of
from pourparlers.dossier.standing.ties.chosen import Chosen
from pourparlers.dossier.standing.ties.kinds import ActorTie, Found, TieKind
from pourparlers.dossier.standing.ties.networks import Normalisation
from pourparlers.dossier.standing.ties.twice import twice
from pourparlers.dossier.store.schema import Kind, side
from pourparlers.model import Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

# So many pairs at a time: some megabytes.
_PAIRS = 1_000_000
# Of more actors those are compared that take most sides: the room for pairs grows with the square of their number.
MOST_ACTORS = 2_500


class Sides:
    """Who takes which sides on what, counted, in columns: a row for each actor and issue, by issue, then by actor.

    Args:
        rows: issue, actor, how often for and against, first and last day: of several for one actor and issue the sum.

    Attributes:
        actors: their ids, sorted.
        issue, actor: numbers, those of actors their places in `actors`.
        positive, negative: how often the actor is for and against the issue.
    """

    def __init__(self, rows: Sequence[tuple[str, str, int, int, str | None, str | None]]) -> None:
        import numpy as np

        issues, actors, positive, negative, first, last = zip(*rows, strict=True) if rows else ((),) * 6
        self.actors: list[str] = sorted(set(actors))
        place, of = {name: n for n, name in enumerate(self.actors)}, {name: n for n, name in enumerate(set(issues))}
        keys = np.array([of[name] for name in issues], dtype=np.int64) * len(place)
        keys += np.array([place[name] for name in actors], dtype=np.int64)
        both, at = np.unique(keys, return_inverse=True)
        self.issue, self.actor = (both // len(place), both % len(place)) if rows else (both, both)
        self.positive, self.negative = (_summed(at, np.array(told), len(both)) for told in (positive, negative))
        self._days = sorted({day for told in (first, last) for day in told if day})
        self._first, self._last = self._coded(first, last, at, len(both))
        # Rows by actor, then by issue; of each actor the first of its own.
        self._of_actor = np.lexsort((self.issue, self.actor))
        self._starts = np.searchsorted(self.actor[self._of_actor], np.arange(len(place) + 1))

    def _coded(self, first: Sequence[str | None], last: Sequence[str | None], at: Ints, room: int) -> tuple[Ints, Ints]:
        """The first and the last day of each row by their places among all days; beyond these where there is none."""
        import numpy as np

        place: dict[str | None, int] = {day: n for n, day in enumerate(self._days)}
        one, other = np.full(room, len(place), dtype=np.int64), np.full(room, -1, dtype=np.int64)
        np.minimum.at(one, at, np.array([place.get(day, len(place)) for day in first], dtype=np.int64))
        np.maximum.at(other, at, np.array([place.get(day, -1) for day in last], dtype=np.int64))
        return one, other

    def spoken(self) -> Ints:
        """How many sides each actor takes."""
        return _summed(self.actor, self.positive + self.negative, len(self.actors))

    def days(self, one: int, other: int) -> tuple[str | None, str | None]:
        """The first and the last day on which either of two actors takes a side on what both do."""
        import numpy as np

        rows = [self._of_actor[self._starts[n] : self._starts[n + 1]] for n in (one, other)]
        left, right = (self.issue[told] for told in rows)
        _, *at = np.intersect1d(left, right, assume_unique=True, return_indices=True)
        own = np.concatenate([told[some] for told, some in zip(rows, at, strict=True)])
        first, last = int(self._first[own].min()), int(self._last[own].max())
        return (self._days[first], self._days[last]) if last >= 0 else (None, None)


def sides(chosen: Chosen) -> Sides:
    """Who takes which sides on what."""
    given = [func.sum(case((side.c.side == stance.value, 1), else_=0)) for stance in (Stance.FOR, Stance.AGAINST)]
    columns = side.c.issue_node, side.c.node, *given, func.min(side.c.day), func.max(side.c.day)
    query = select(*columns).where(*chosen.of_statements(side)).group_by(*columns[:2])
    rows = chosen.connection.execute(query).all()
    issues = groups_of(chosen.connection, Kind.ISSUE, {row[0] for row in rows})
    actors = groups_of(chosen.connection, Kind.ACTOR, {row[1] for row in rows})
    less = [
        (issues[row.issue_node], actors[row.node], -(row.side == Stance.FOR), -(row.side == Stance.AGAINST), None, None)
        for row in twice(chosen, side, actors)
    ]
    return Sides([*((issues[issue], actors[node], *told) for issue, node, *told in rows), *less])


def agreements(chosen: Chosen) -> dict[TieKind, Found]:
    """The ties that sides make, by their kind."""
    taken = sides(chosen)
    pairs = Pairs(taken, chosen.asked.normalisation)
    return {kind: _strongest(pairs, kind, chosen, taken) for kind in chosen.asked.kinds if kind.agreeing}


class Pairs:
    """All pairs of actors that take sides on an issue in common.

    Attributes:
        names: of the actors, sorted.
        one, other: the places of both of each pair in `names`.
        congruence, conflict: of each pair.
        shared: how many sides of each of both the other takes too; where weights are divided by it.
        left: who is not compared, since too many others take more sides.
    """

    def __init__(self, taken: Sides, by: Normalisation) -> None:
        import numpy as np

        self.names, self._spoken = taken.actors, taken.spoken()
        vocal = np.sort(np.argsort(-self._spoken, kind="stable")[:MOST_ACTORS])
        # Of those that are compared their places among all, and the other way round: -1 for those that are not.
        place = np.full(len(self.names), -1, dtype=np.int64)
        place[vocal] = np.arange(len(vocal))
        sums = np.zeros((4 if by is Normalisation.JACCARD else 2, len(vocal) ** 2), dtype=np.int64)
        for one, other, told in _paired(taken, place):
            at = place[one] * len(vocal) + place[other]
            for row, values in zip(sums, told, strict=False):
                np.add.at(row, at, values)
        pairs = np.flatnonzero(sums[0] + sums[1])
        self.one, self.other = (vocal[pairs // len(vocal)], vocal[pairs % len(vocal)]) if len(pairs) else (pairs, pairs)
        self.congruence, self.conflict, *self.shared = (row[pairs] for row in sums)
        self.left = {self.names[n] for n in np.flatnonzero(place < 0)}

    def norm(self, by: Normalisation) -> Floats:
        """What the weight of each pair is divided by, as `networks` has it."""
        import numpy as np

        one, other = (self._spoken[ends].astype(np.float64) for ends in (self.one, self.other))
        if by is Normalisation.AVERAGE:
            return (one + other) / 2
        if by is Normalisation.JACCARD:
            return (one - self.shared[0]) + (other - self.shared[1]) + self.congruence
        return one * other if by is Normalisation.COSINE else np.ones_like(one)


def _summed(at: Ints, told: Ints, room: int) -> Ints:
    """The sums of some numbers by their places; numbers of statements are whole in floats."""
    import numpy as np

    return np.bincount(at, weights=told, minlength=room).astype(np.int64) if len(at) else np.zeros(room, np.int64)


def _paired(taken: Sides, place: Ints) -> Iterator[tuple[Ints, Ints, list[Ints]]]:
    """The pairs of some issues at a time, with congruence, conflict and the sides of both that the other takes too."""
    import numpy as np

    rows = np.flatnonzero(place[taken.actor] >= 0) if len(taken.actor) else taken.actor
    _, starts, sizes = np.unique(taken.issue[rows], return_index=True, return_counts=True)
    for size in np.unique(sizes[sizes > 1]):
        first, second = np.triu_indices(size, 1)
        own = starts[sizes == size]
        most = max(1, _PAIRS // len(first))
        for at in range(0, len(own), most):
            one, other = (rows[(own[at : at + most, None] + ends).ravel()] for ends in (first, second))
            a, b, c, d = taken.positive[one], taken.negative[one], taken.positive[other], taken.negative[other]
            plus, minus = (a > 0) & (c > 0), (b > 0) & (d > 0)
            yield taken.actor[one], taken.actor[other], [
                a * c + b * d, a * d + b * c, a * plus + b * minus, c * plus + d * minus,
            ]  # fmt: skip


def _strongest(pairs: Pairs, kind: TieKind, chosen: Chosen, taken: Sides) -> Found:
    """The ties whose weight is furthest from 0, and of as strong ones those that come first by id."""
    import numpy as np

    positive = pairs.congruence * (kind is not TieKind.CONFLICT)
    negative = pairs.conflict * (kind is not TieKind.CONGRUENCE)
    raw = negative if kind is TieKind.CONFLICT else positive - negative
    there = np.flatnonzero((positive + negative > 0) & _at(pairs, chosen))
    weight = raw[there] / pairs.norm(chosen.asked.normalisation)[there]
    order = _first(np.abs(weight), chosen.asked.strongest)
    ties = tuple(
        _tie(kind, pairs.names, taken, (int(pairs.one[n]), int(pairs.other[n])), float(weight[at]),
             (int(positive[n]), int(negative[n])))
        for at, n in zip(order, there[order], strict=True)
    )  # fmt: skip
    with_any = np.zeros(len(pairs.names), dtype=bool)
    with_any[pairs.one[there]] = with_any[pairs.other[there]] = True
    return Found(ties, len(there), {pairs.names[n] for n in np.flatnonzero(with_any)} | pairs.left)


def _first(strength: Floats, most: int) -> Ints:
    """The places of the strongest, in order; pairs stand in order of their ids."""
    import numpy as np

    if 0 < most < len(strength):
        least = np.partition(strength, len(strength) - most)[len(strength) - most]
        near = np.flatnonzero(strength >= least)
    else:
        near = np.arange(len(strength))
    return near[np.argsort(-strength[near], kind="stable")][:most]


def _at(pairs: Pairs, chosen: Chosen) -> Any:
    import numpy as np

    if chosen.ends is None:
        return True
    own = np.array([name in chosen.ends for name in pairs.names], dtype=bool)
    return own[pairs.one] | own[pairs.other]


def _tie(
    kind: TieKind, names: Sequence[str], taken: Sides, ends: tuple[int, int], weight: float, made: tuple[int, int]
) -> ActorTie:
    first, last = taken.days(*ends)
    return ActorTie(
        kind=kind, source=names[ends[0]], target=names[ends[1]], number=sum(made), weight=weight, positive=made[0],
        negative=made[1], first=first, last=last,
    )  # fmt: skip
