"""Discourse networks: which actors share or contest which issues, with the formulas of Discourse Network Analyzer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import combinations

import msgspec

from pourparlers.model import PourparlersError, Stance


class Ties(StrEnum):
    """What joins the nodes of a network."""

    AFFILIATION = "affiliation"
    CONGRUENCE = "congruence"
    CONFLICT = "conflict"
    SUBTRACT = "subtract"


class Normalisation(StrEnum):
    """By what the weights of a network are divided, as Discourse Network Analyzer names it."""

    NO = "no"
    ACTIVITY = "activity"
    PROMINENCE = "prominence"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"


_TWO_MODES = (Normalisation.NO, Normalisation.ACTIVITY, Normalisation.PROMINENCE)
_ONE_MODE = (Normalisation.NO, Normalisation.AVERAGE, Normalisation.JACCARD, Normalisation.COSINE)


class Sign(StrEnum):
    """Whether a tie joins those that agree, that disagree, or both at once."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"


class Side(msgspec.Struct, frozen=True):
    """A side that an actor took on an issue in one statement; `day` as precisely as it is known."""

    actor: str
    issue: str
    agreement: Stance
    day: str | None = None


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """An actor or an issue.

    Attributes:
        frequency: in how many statements it takes a side, or sides are taken on it.
        days: on which.
    """

    id: str
    issue: bool
    frequency: int
    days: tuple[str, ...]


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """What joins an actor and an issue, or two actors.

    Attributes:
        weight: with its sign, normalised.
        positive, negative: of how many agreements and disagreements it is made, not normalised.
        days: of the statements that make it.
    """

    source: str
    target: str
    weight: float
    positive: int
    negative: int
    days: tuple[str, ...]

    @property
    def sign(self) -> Sign:
        """Mixed where there is both, whichever is more."""
        if self.positive and self.negative:
            return Sign.MIXED
        return Sign.NEGATIVE if self.negative else Sign.POSITIVE


class Network(msgspec.Struct, frozen=True):
    """Nodes and ties, each by their ids; actors before issues."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]


def network_of(
    sides: Iterable[Side], ties: Ties = Ties.AFFILIATION, normalisation: Normalisation = Normalisation.NO
) -> Network:
    """The network that sides make.

    Args:
        sides: that actors took on issues, each as often as it was taken.
        ties: affiliation joins actors with issues, the others join actors.
        normalisation: one that fits the ties.

    Raises:
        PourparlersError: it is none that fits.
    """
    checked(ties, normalisation)
    made = _Counts(sides)
    found = _affiliations(made, normalisation) if ties is Ties.AFFILIATION else _between(made, ties, normalisation)
    nodes = [_node(id_, False, told) for id_, told in sorted(made.of_actor.items())]
    if ties is Ties.AFFILIATION:
        nodes += [_node(id_, True, told) for id_, told in sorted(made.of_issue.items())]
    return Network(tuple(nodes), tuple(sorted(found, key=lambda tie: (tie.source, tie.target))))


def checked(ties: Ties, normalisation: Normalisation) -> None:
    """Hold a normalisation against ties.

    Raises:
        PourparlersError: they do not go together: only one of two kinds of nodes can be more active than the other.
    """
    known = _TWO_MODES if ties is Ties.AFFILIATION else _ONE_MODE
    if normalisation not in known:
        what = f"the normalisation {normalisation} is none of networks of {ties}."
        raise PourparlersError(what, hint=f"Those of {ties}: {', '.join(known)}.")


class _Counts:
    """Sides counted: how often an actor takes each side on each issue."""

    def __init__(self, sides: Iterable[Side]) -> None:
        self.of_actor: dict[str, list[Side]] = {}
        self.of_issue: dict[str, list[Side]] = {}
        self.of_both: dict[tuple[str, str], list[Side]] = {}
        for side in sides:
            self.of_actor.setdefault(side.actor, []).append(side)
            self.of_issue.setdefault(side.issue, []).append(side)
            self.of_both.setdefault((side.actor, side.issue), []).append(side)

    def taken(self, actor: str, issue: str) -> tuple[int, int]:
        """How often an actor is for and against an issue."""
        told = Counter(side.agreement for side in self.of_both.get((actor, issue), ()))
        return told[Stance.FOR], told[Stance.AGAINST]


def _node(id_: str, issue: bool, told: list[Side]) -> Node:
    return Node(id=id_, issue=issue, frequency=len(told), days=_days(told))


def _days(told: Iterable[Side]) -> tuple[str, ...]:
    return tuple(sorted({side.day for side in told if side.day}))


def _affiliations(made: _Counts, by: Normalisation) -> Iterator[Tie]:
    """The agreements less the disagreements of an actor on an issue, by all that the actor, or anyone on it, said."""
    for (actor, issue), told in made.of_both.items():
        positive, negative = made.taken(actor, issue)
        norm = 1
        if by is Normalisation.ACTIVITY:
            norm = len(made.of_actor[actor])
        elif by is Normalisation.PROMINENCE:
            norm = len(made.of_issue[issue])
        weight = (positive - negative) / norm
        yield Tie(
            source=actor, target=issue, weight=weight, positive=positive, negative=negative, days=_days(told),
        )  # fmt: skip


class _Pair:
    """What two actors said on the issues that both took sides on."""

    def __init__(self) -> None:
        self.congruence = self.conflict = 0
        self.shared = (0, 0)
        self.told: list[Side] = []

    def add(self, one: tuple[int, int], other: tuple[int, int], told: Iterable[Side]) -> None:
        """Count an issue: how often each is for and against it."""
        self.congruence += one[0] * other[0] + one[1] * other[1]
        self.conflict += one[0] * other[1] + one[1] * other[0]
        both = [(a, b) for a, b in zip(one, other, strict=True) if a and b]
        self.shared = self.shared[0] + sum(a for a, _ in both), self.shared[1] + sum(b for _, b in both)
        self.told += told


def _between(made: _Counts, ties: Ties, by: Normalisation) -> Iterator[Tie]:
    for (one, other), pair in _pairs(made).items():
        positive = pair.congruence if ties is not Ties.CONFLICT else 0
        negative = pair.conflict if ties is not Ties.CONGRUENCE else 0
        if positive or negative:
            weight = pair.conflict if ties is Ties.CONFLICT else positive - negative
            norm = _norm(pair, len(made.of_actor[one]), len(made.of_actor[other]), by)
            yield Tie(
                source=one, target=other, weight=weight / norm, positive=positive, negative=negative,
                days=_days(pair.told),
            )  # fmt: skip


def _pairs(made: _Counts) -> Mapping[tuple[str, str], _Pair]:
    out: dict[tuple[str, str], _Pair] = {}
    for issue, told in made.of_issue.items():
        for one, other in combinations(sorted({side.actor for side in told}), 2):
            pair = out.setdefault((one, other), _Pair())
            said = [*made.of_both[one, issue], *made.of_both[other, issue]]
            pair.add(made.taken(one, issue), made.taken(other, issue), said)
    return out


def _norm(pair: _Pair, one: int, other: int, by: Normalisation) -> float:
    """What a weight is divided by.

    Args:
        pair: what both said.
        one, other: in how many statements each takes a side.
        by: `cosine` divides by the product of both, as the program does, which is no cosine.
    """
    if by is Normalisation.AVERAGE:
        return (one + other) / 2
    if by is Normalisation.JACCARD:
        return (one - pair.shared[0]) + (other - pair.shared[1]) + pair.congruence
    return one * other if by is Normalisation.COSINE else 1
