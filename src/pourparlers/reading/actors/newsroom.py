"""The state at home in a newsroom that bears its name or its capital's: "The Vilnius Ledger", «Le Matin de Dakar»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pourparlers.lexicon import NameKind, World, fold
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.context import is_state

_NAMING = {NameKind.CAPITAL, NameKind.STATE, NameKind.ADJECTIVE, NameKind.DEMONYM}
# Whoever is at home in the newsroom is one of the two states that the text is about.
_SIDES = 2


def newsroom_state(cast: Cast, outlet: str | None) -> str | None:
    """The one state of which the outlet's name tells, where the text is about it."""
    told = set(_states(cast.context.world, outlet)) if outlet else set()
    about = [party for _, party in cast.standing if is_state(cast, party, national=True)][:_SIDES]
    return told.pop() if len(told) == 1 and told <= set(about) else None


def _states(world: World, outlet: str) -> Iterator[str]:
    for word in re.findall(r"[^\W\d_]+", outlet):
        rows = world.names.get(fold(word), ()) if word[0].isupper() else ()
        yield from (row.id for row in rows if len(row.words) == 1 and row.kind in _NAMING)
