"""What the id of an actor alone tells."""

from __future__ import annotations

import re
from functools import cache

from pourparlers.lexicon.world import fold, rows_of
from pourparlers.model import ActorKind


def kind_of(id_: str) -> ActorKind:
    """Of what kind an actor is: `RU` a state, `person:…` a person, `group:…` a group, others organisations."""
    kind, told, _ = id_.partition(":")
    if told and kind in {ActorKind.PERSON.value, ActorKind.GROUP.value}:
        return ActorKind(kind)
    return ActorKind.STATE if id_ in _states() else ActorKind.ORGANISATION


def party_of(id_: str) -> str | None:
    """For whom a state or an organisation speaks: itself, or the state that it is a body of; None for a group."""
    if kind_of(id_) is ActorKind.GROUP:
        return None
    return _parties().get(id_) or id_


@cache
def _states() -> frozenset[str]:
    return frozenset(row["id"] for row in rows_of("states.csv"))


@cache
def _parties() -> dict[str, str]:
    return {row["id"]: row["party"] for row in rows_of("organisations.csv") if row["party"]}


def id_of(asked: str) -> str:
    """The id of a state or an organisation by its id or name in any language; the words themselves of another."""
    return _names().get(fold(asked.strip()), asked.strip())


def ids_named(words: str, most: int = 50) -> set[str]:
    """The ids of states and organisations whose names or capitals have some words as a part, or as a whole if short.

    Args:
        words: without regard to accents and capitals.
        most: of so many and more none is meant.
    """
    part = fold(words.strip())
    found = {id_ for name, id_ in _names().items() if (part in name if len(part) > 2 else part == name)}
    return found if len(found) < most else set()


def states_in(text: str, language: str) -> list[tuple[str, int]]:
    """The states that a text names by name, capital or adjective, with where (code points), in order.

    A name within another («Guinée» in «Guinée-Bissau») is no name.
    """
    told = _states_named(language)
    return [(told[found.group().lower()], found.start()) for found in _pattern(language).finditer(text)]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = sorted(_states_named(language), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


@cache
def _states_named(language: str) -> dict[str, str]:
    """States by their lower-case names, capitals, adjectives and demonyms; a capital may bear its state's name."""
    out: dict[str, str] = {}
    for column in ("name", "capital", "adjectives", "demonyms"):
        for row in rows_of("states.csv"):
            for name in re.split(r"[|;]", row.get(f"{column}_{language}") or ""):
                if len(name) > 2:
                    out.setdefault(name.lower(), row["id"])
    return out


@cache
def _names() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in rows_of("states.csv"):
        told = [row["id"], *(row[name] for name in ("name_fr", "name_en", "aliases_fr", "aliases_en"))]
        out |= {fold(name): row["id"] for cell in told for name in cell.split("|") if name}
    for row in rows_of("states.csv"):
        capitals = f"{row['capital_fr']}|{row['capital_en']}".split("|")
        out = {fold(name): row["id"] for name in capitals if name} | out
    for row in rows_of("organisations.csv"):
        told = [row["id"], row["names_fr"], row["names_en"]]
        out = {fold(name): row["id"] for cell in told for name in cell.split("|") if name} | out
    return out
