"""When an actor, a passage or a fact of a record is the one of gold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from pourparlers.scoring.gold import Range

G = TypeVar("G")
F = TypeVar("F")
LEXICON = Path(__file__).parent.parent / "lexicon"


def fold(name: str) -> str:
    """A name without accents, capitals and punctuation."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


@cache
def _little() -> frozenset[str]:
    """Articles and possessives, which tell no group from another."""
    words = yaml.load((LEXICON / "world" / "little_words.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return frozenset(words)


def same_actor(a: str | None, b: str | None) -> bool:
    """Whether two ids name the same actor: persons by surname, groups where one's words are among the other's."""
    if a is None or b is None:
        return a is b
    (kind_a, name_a), (kind_b, name_b) = _split(a), _split(b)
    if (kind_a == "person") != (kind_b == "person"):
        return False
    words_a, words_b = fold(name_a).split(), fold(name_b).split()
    if not words_a or not words_b:
        return False
    if kind_a == "person":
        return words_a[-1] == words_b[-1]
    if "group" in (kind_a, kind_b):
        bare_a, bare_b = set(words_a) - _little(), set(words_b) - _little()
        return bool(bare_a and bare_b) and (bare_a <= bare_b or bare_b <= bare_a)
    return words_a == words_b


def _split(actor: str) -> tuple[str, str]:
    kind, colon, name = actor.partition(":")
    return (kind, name) if colon else ("", actor)


def any_same(left: Iterable[str] | None, right: Iterable[str] | None) -> bool:
    """Whether an actor of one list is in the other."""
    others = list(right or ())
    return any(same_actor(a, b) for a in left or () for b in others)


def characters(ranges: Iterable[Range]) -> set[int]:
    """The characters that ranges cover."""
    return {at for start, end in ranges for at in range(start, end)}


def overlap(a: set[int], b: set[int]) -> float:
    """Intersection over union; 0 where one is empty."""
    return len(a & b) / len(a | b) if a and b else 0.0


def pair(gold: Sequence[G], found: Sequence[F], weight: Callable[[G, F], float], least: float) -> list[tuple[G, F]]:
    """Pair facts one to one, the heaviest pair first, none lighter than `least`; ties go by order."""
    scored = sorted(
        ((weight(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(found)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out: list[tuple[G, F]] = []
    for score, i, j in scored:
        if score >= least and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            out.append((gold[i], found[j]))
    return out


def value_of(fact: Any) -> str | None:
    """The value of a time, or the date of an encounter."""
    value = fact.get("value") or fact.get("date")
    return None if value in (None, "null", "") else str(value)
