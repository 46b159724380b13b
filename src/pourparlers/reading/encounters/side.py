"""Those who take part in an encounter, as one phrase tells them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Side:
    """Parties and persons that a phrase names.

    `count`: it only counts them («les trois délégations»). `closed`: somebody is told who is no party («a rencontré
    des étudiants»), so that nobody is to be added from the context. `under`: those of the parties under whose auspices
    the others meet («sous l'égide de la Cédéao»), which are still to be told. `all`: it means all who negotiate («les
    délégations»), whoever they are.
    """

    parties: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    count: int = 0
    closed: bool = False
    under: tuple[str, ...] = ()
    all: bool = False

    def __add__(self, other: Side) -> Side:
        return Side(
            tuple(dict.fromkeys(self.parties + other.parties)),
            tuple(dict.fromkeys(self.persons + other.persons)),
            max(self.count, other.count),
            self.closed or other.closed,
            tuple(dict.fromkeys(self.under + other.under)),
            self.all or other.all,
        )

    def without(self, parties: Collection[str]) -> Side:
        """It without some parties."""
        return replace(self, parties=tuple(party for party in self.parties if party not in parties))

    @property
    def members(self) -> tuple[str, ...]:
        """The parties without those that only lend their auspices."""
        return tuple(party for party in self.parties if party not in self.under)
