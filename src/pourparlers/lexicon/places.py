"""Places under one name, whatever the language of the text: Genève and Geneva."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pourparlers.lexicon.loader import FOLDER, load_lexicon
from pourparlers.lexicon.world import fold, rows_of

# A word of a place's name that tells it from others has so many letters.
_LONG = 5


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


@cache
def _capital_words() -> frozenset[str]:
    folders = sorted(path.parent.name for path in FOLDER.glob("*/encounter_words.yaml"))
    return frozenset(fold(load_lexicon(language).encounter_words.capital[0]) for language in folders)


@cache
def _capitals() -> dict[str, Spot]:
    rows = rows_of("states.csv")
    return {row["id"]: Spot(fold(row["capital_en"].split("|")[0]), row["id"]) for row in rows if row["capital_en"]}


@cache
def _peoples() -> dict[str, str]:
    """States by their names and by their adjectives, folded; without what two share («congolais»)."""
    out: dict[str, set[str]] = {}
    for column in ("name_fr", "name_en", "aliases_fr", "aliases_en", "adjectives_fr", "adjectives_en"):
        for row in rows_of("states.csv"):
            for name in re.split(r"[|;]", row[column]):
                out.setdefault(fold(name.strip()), set()).add(row["id"])
    return {name: states.pop() for name, states in out.items() if name and len(states) == 1}


def _enter(out: dict[str, Spot], names: str, spot: Spot) -> None:
    for name in names.split("|"):
        if name.strip():
            out.setdefault(fold(name.strip()), spot)


def spot_of(place: str) -> Spot:
    """The place that words name; one that is not known is named by the words themselves."""
    key = fold(place.strip())
    return _spots().get(key) or _capital(key) or Spot(key, None)


def near(one: Spot, other: Spot) -> bool:
    """Whether two places may be one: the same, one within the other («au Cap-Vert»), or one in more words."""
    if one.name in other.name or other.name in one.name:
        return True
    if one.state and one.state == other.state and (is_state(one) or is_state(other)):
        return True
    words = {word for word in one.name.split() if len(word) >= _LONG} & set(other.name.split())
    return bool(words) and None in (one.state, other.state)


def _capital(key: str) -> Spot | None:
    """«la capitale cap-verdienne», "the Laotian capital": the capital of the state that the words name."""
    words = re.findall(r"[\w-]+", key)
    if not set(words) & _capital_words():
        return None
    stretches = (" ".join(words[a:b]) for a in range(len(words)) for b in range(len(words), a, -1))
    state = next((_peoples()[one] for one in stretches if one in _peoples()), None)
    return _capitals().get(state) if state else None


def is_state(spot: Spot) -> bool:
    """Whether a place is a whole state («au Cap-Vert»)."""
    known = _spots().get(spot.name)
    return known is not None and known.state == spot.state and spot.name in _states()


@cache
def _states() -> frozenset[str]:
    return frozenset(fold(row["name_en"]) for row in rows_of("states.csv"))
