"""Names of persons as outlets spell them: Grouchko, Grushko and Грушко; Ould Sneïguel, Sneiguil, Sneighel."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from pourparlers.lexicon.world import rows_of

# Spellings of one sound, in French, English and German transliterations, the longest first.
_SOUNDS = [
    ("schtsch", "s"), ("chtch", "s"), ("shch", "s"), ("sch", "s"), ("tch", "c"), ("tsch", "c"), ("tsh", "c"),
    ("ch", "s"), ("sh", "s"), ("zh", "j"), ("kh", "k"), ("gh", "g"), ("gu", "g"), ("ph", "f"), ("th", "t"),
    ("dj", "j"), ("ck", "k"), ("qu", "k"), ("c", "k"), ("q", "k"), ("w", "v"), ("x", "ks"),
    ("z", "s"), ("y", "i"), ("j", "i"), ("h", ""),
]  # fmt: skip
_VOWELS = re.compile(r"[aeiou]+")
# How alike (of 100) two spellings must be that sound the same, and that need not.
HEARD, SEEN = 50.0, 88.0
# Words before a surname that are part of it («Ould Sneïguel», "bin Salman").
_PARTICLES = {
    "ould", "ben", "bin", "al", "el", "de", "da", "di", "van", "von", "le", "la", "mc", "mac", "ibn", "abu", "dos",
    "del",
}  # fmt: skip


class Name(NamedTuple):
    """The words of a name, plain; the last is the surname in most texts."""

    words: tuple[str, ...]

    @property
    def surname(self) -> str:
        return self.words[-1] if self.words else ""


@cache
def name_of(written: str) -> Name:
    """A name without accents, capitals, hyphens and the letters of other scripts."""
    plain = anyascii(written).lower()
    return Name(tuple(re.findall(r"[a-z]+", plain.replace("'", ""))))


@cache
def sound(word: str) -> str:
    """The consonants that a word is heard by, and its first letter: "grsk" for Grouchko and Grushko."""
    for spelt, heard in _SOUNDS:
        word = word.replace(spelt, heard)
    heard = word[:1] + _VOWELS.sub("", word[1:])
    return re.sub(r"(.)\1+", r"\1", heard)


def keys(name: Name) -> set[str]:
    """The sounds by which a name is found: those of its words of three letters and more."""
    return {sound(word) for word in name.words if len(word) > 2} or {sound(word) for word in name.words}


def same_word(a: str, b: str) -> bool:
    """Whether two spellings may be of one surname."""
    return a == b or (sound(a) == sound(b) and ratio(a, b) >= HEARD) or ratio(a, b) >= SEEN


def same_given(a: str, b: str) -> bool:
    """Whether two given names may be one: spelt alike, or an initial; «Jean» and «Jeanne» are two."""
    if 1 in (len(a), len(b)):
        return a[0] == b[0]
    genders = {_genders().get(word) for word in (a, b)} - {None}
    return same_word(a, b) and len(genders) < 2


def agree(a: Name, b: Name) -> float:
    """How far two names are one: 1 for all words of the shorter in the longer, .6 for a surname alone, 0 for others.

    «Ndèye Coumba Diadhiou», "Diadhiou Ndeye Coumba", "Coumba Diadhiou" are one; «Ana Rojas» and «Luis Rojas» are two.
    """
    short, long = sorted((a.words, b.words), key=lambda words: (len(words), words))
    if not short or len(short) == 1:
        return 0.0 if not short or not same_word(short[-1], long[-1]) else 0.6 if len(long) > 1 else 1.0
    if _within(short, long) and (len(short) < len(long) or _within(long, short)):
        # Whatever the order: some write the surname first; of two surnames some write one («Iriondo Tapia»). Words in
        # common that are all given names are of two persons: «Jean Pierre», «Jean Pierre Dubois».
        return 1.0 if _surnames_meet(short, long) or any(word not in _genders() for word in short) else 0.0
    if not same_word(short[-1], long[-1]):
        return 0.0
    # «M. Ould Sneïguel», «Moctar Sneïguel»: each has a word that the other lacks, and none contradicts.
    return 0.8 if same_given(short[0], long[0]) or any(word in _PARTICLES for word in (short[0], long[0])) else 0.0


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each word of the one is a word of the other."""
    return all(any(same_given(word, other) for other in long) for word in short)


def _surnames_meet(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(same_word(short[-1], word) for word in long) and any(same_word(long[-1], word) for word in short)


@cache
def _genders() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in rows_of("first_names.csv")}
