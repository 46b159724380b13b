"""What became of proposals and accusations, by what answers them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from pourparlers.model import Act


class Fate(StrEnum):
    """What became of a proposal, by the latest answer of each party."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    CONDITION = "condition"
    DISPUTED = "disputed"
    IGNORED = "ignored"


class Denied(StrEnum):
    """Whether somebody denied an accusation."""

    DENIED = "denied"
    UNDENIED = "undenied"


_FATES = {Act.ACCEPT: Fate.ACCEPTED, Act.SUPPORT: Fate.ACCEPTED, Act.REJECT: Fate.REFUSED}
# By which acts one answers what is proposed, and what somebody is accused of.
ANSWERS: dict[Act, frozenset[Act]] = {Act.PROPOSE: frozenset(_FATES), Act.ACCUSE: frozenset({Act.DENY})}
ASKED = {act: asked for asked, acts in ANSWERS.items() for act in acts}
Who = TypeVar("Who")


def fate_of(act: Act, conditional: bool) -> Fate:
    """What an answer makes of a proposal."""
    return Fate.CONDITION if conditional and _FATES[act] is Fate.ACCEPTED else _FATES[act]


def fate_by(answers: Iterable[tuple[Who, Fate]]) -> Fate:
    """What became of a proposal, by who answered what, in order of day: disputed where the latest answers differ."""
    fates = set(dict(answers).values())
    return fates.pop() if len(fates) == 1 else Fate.DISPUTED if fates else Fate.IGNORED
