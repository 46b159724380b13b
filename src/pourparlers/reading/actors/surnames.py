"""What may stand for a full name once it is told: "Van den Broucke", "Iriarte" of "Facundo Iriarte Lanús"."""

from __future__ import annotations

from pourparlers.lexicon import World


def endings(words: tuple[str, ...], world: World) -> list[tuple[str, ...]]:
    """The last word of a full name, its last two, and so on; of two surnames also the first."""
    out = [words[i:] for i in range(1 if len(words) > 1 else 0, len(words)) if len(words[-1]) > 2]
    return [*out, words[1:2]] if doubled(words, world) else out


def doubled(words: tuple[str, ...], world: World) -> bool:
    """"Facundo Iriarte Lanús", then "Iriarte": two surnames after a first name, the first of them no first name."""
    return len(words) == 3 and words[1] not in world.first_names and len(words[1]) > 3
