"""What ties actors of a dossier, and which ties are asked for."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.ties.networks import Normalisation, Ties, checked
from pourparlers.model import Act


class TieKind(StrEnum):
    """What ties two actors: encounters, statements of an act that one aims at the other, or sides that both take."""

    MEET = "meet"
    SUPPORT = "support"
    ACCEPT = "accept"
    PROMISE = "promise"
    PROPOSE = "propose"
    ASK = "ask"
    DEMAND = "demand"
    REJECT = "reject"
    DENY = "deny"
    WARN = "warn"
    ACCUSE = "accuse"
    THREATEN = "threaten"
    SAY = "say"
    CONGRUENCE = "congruence"
    CONFLICT = "conflict"
    SUBTRACT = "subtract"

    @property
    def agreeing(self) -> bool:
        """Whether it is made of sides that two actors take on the same issues."""
        return self in _AGREEING

    @property
    def act(self) -> Act | None:
        """The act of the statements that it is made of: it leads from whoever makes them to whom they are aimed at."""
        return None if self is TieKind.MEET or self.agreeing else Act(self.value)


_AGREEING = (TieKind.CONGRUENCE, TieKind.CONFLICT, TieKind.SUBTRACT)


class Between(StrEnum):
    """Between whom ties are: the parties in whose name statements are made, or the persons who speak."""

    PARTIES = "party"
    PERSONS = "person"


class Tied(msgspec.Struct, frozen=True, kw_only=True):
    """Which ties are asked for.

    Attributes:
        kinds: of which kinds.
        between: between whom; at whom a statement is aimed may be another.
        normalisation: by what ties of agreement are divided: one of networks of one mode.
        strongest: so many ties of each kind at most.
        filters: which statements and encounters count. Encounters are none where an act or an issue is asked for, and
            ties of acts only those of the act. Whoever asks for a party or a person asks for the ties that it has,
            between persons for those of the party's persons.
    """

    kinds: tuple[TieKind, ...]
    between: Between = Between.PARTIES
    normalisation: Normalisation = Normalisation.NO
    strongest: int = 30
    filters: Filters = Filters()

    def __post_init__(self) -> None:
        """Hold the normalisation against what it is for.

        Raises:
            PourparlersError: it is none of networks of one mode.
        """
        checked(Ties.CONGRUENCE, self.normalisation)


class ActorTie(msgspec.Struct, frozen=True, kw_only=True):
    """A tie of two actors."""

    kind: Annotated[TieKind, Meta(description="What ties them.")]
    source: Annotated[str, Meta(description="Whom it leads from; of those that lead nowhere, the first by id.")]
    target: Annotated[str, Meta(description="Whom it leads to.")]
    number: Annotated[int, Meta(description="How many encounters, statements or pairs of sides make it.")]
    weight: Annotated[float, Meta(description="The number; of agreement with its sign, normalised.")]
    positive: Annotated[int, Meta(description="How many pairs of sides that agree make it.")] = 0
    negative: Annotated[int, Meta(description="How many pairs of sides that disagree make it.")] = 0
    first: Annotated[str | None, Meta(description="Its first day.")] = None
    last: Annotated[str | None, Meta(description="Its last day.")] = None


class Found(msgspec.Struct, frozen=True):
    """The strongest ties of a kind, how many there are in all, and who has any."""

    ties: tuple[ActorTie, ...] = ()
    number: int = 0
    actors: Collection[str] = frozenset()


def earliest(*days: str | None) -> str | None:
    """The first of some days, those that are not known aside."""
    return min((day for day in days if day), default=None)


def latest(*days: str | None) -> str | None:
    """The last of some days."""
    return max((day for day in days if day), default=None)
