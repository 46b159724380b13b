"""Whether two personal names can be one person's: a surname, half of a double one, another spelling."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from pourparlers.lexicon import World
from pourparlers.reading.actors.surnames import doubled


def same_name(full: tuple[str, ...], short: tuple[str, ...], world: World) -> bool:
    """Whether a shorter name can be the fuller: its words end the fuller, or spell it otherwise (Grouchko, Grushko)."""
    if len(short) > len(full):
        return False
    if _half(full, short, world):
        return True
    if not _spelt_alike(full[-1], short[-1]):
        return len(short) == 1 < len(full) and short[0] == full[0] and short[0] not in world.first_names
    if all(_spelt_alike(a, b) for a, b in zip(full[-len(short) :], short, strict=True)):
        return True
    if len(short) > 1 and _spelt_alike(full[-1], short[-1]):
        rest = iter(full[:-1])
        return all(any(_spelt_alike(word, other) or _initial(word, other) for other in rest) for word in short[:-1])
    return False


def _half(full: tuple[str, ...], short: tuple[str, ...], world: World) -> bool:
    """«Mme Le Bihan» of «Aude Le Bihan-Sarraute», "Mr Iriarte" of "Facundo Iriarte Lanús": half a double surname."""
    if doubled(full, world) and short == full[1:2]:
        return True
    if len(full) < 3 or full[0] not in world.first_names or short[-1] in world.first_names or len(short[-1]) < 3:
        return False
    return any(full[at : at + len(short)] == short for at in range(1, len(full) - len(short) + 1))


def half_surname(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """«M. Polanco» of «Radhamés Polanco Espaillat»: after a title comes a surname, whatever the first name is."""
    return len(full) > 2 and len(short) == 1 and any(_spelt_alike(word, short[0]) for word in full[1:-1])


def _initial(short: str, full: str) -> bool:
    return len(short.rstrip(".")) == 1 and full.startswith(short.rstrip("."))


def _spelt_alike(a: str, b: str) -> bool:
    if a == b:
        return True
    if min(len(a), len(b)) < 6 or a[0] != b[0]:
        return False
    most = 1 if min(len(a), len(b)) < 10 else 2
    return Levenshtein.distance(a, b, score_cutoff=most) <= most
