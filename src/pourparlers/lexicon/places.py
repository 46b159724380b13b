"""Places under one name, whatever the language of the text: Genève and Geneva."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pourparlers.lexicon.world import fold, rows_of


class Spot(NamedTuple):
    """A place: its English name, folded, and the state it is in or is."""

    name: str
    state: str | None


@cache
def _spots() -> dict[str, Spot]:
    """The known places by each of their names, folded."""
    out: dict[str, Spot] = {}
    for row in rows_of("states.csv"):
        state, name = row["id"], fold(row["name_en"])
        for column in ("name_fr", "aliases_fr", "name_en", "aliases_en"):
            _enter(out, row[column], Spot(name, state))
    for row in rows_of("states.csv"):
        capital = fold(row["capital_en"].split("|")[0])
        for column in ("capital_fr", "capital_en"):
            _enter(out, row[column], Spot(capital, row["id"]))
    for row in rows_of("places.csv"):
        spot = Spot(fold(row["name_en"].split("|")[0]), row["country"])
        for column in ("name_fr", "name_en"):
            _enter(out, row[column], spot)
    return out


def _enter(out: dict[str, Spot], names: str, spot: Spot) -> None:
    for name in names.split("|"):
        if name.strip():
            out.setdefault(fold(name.strip()), spot)


def spot_of(place: str) -> Spot:
    """The place that words name; one that is not known is named by the words themselves."""
    key = fold(place.strip())
    return _spots().get(key) or Spot(key, None)


def is_state(spot: Spot) -> bool:
    """Whether a place is a whole state («au Cap-Vert»)."""
    known = _spots().get(spot.name)
    return known is not None and known.state == spot.state and spot.name in _states()


@cache
def _states() -> frozenset[str]:
    return frozenset(fold(row["name_en"]) for row in rows_of("states.csv"))
