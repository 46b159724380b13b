"""What contents mean, as sets of concepts, and whether two are about one thing."""

from __future__ import annotations

from functools import lru_cache

from pourparlers.lexicon.concepts import concepts

# So much of the concepts of the shorter content stands in the longer where both are about one thing.
ONE_THING = 0.6
_COMMON = frozenset({"1", "2"})
Meaning = frozenset[str]


# A statement is held against those of the days around it: the same few thousand contents come again and again.
@lru_cache(maxsize=20_000)
def concepts_of(words: str, language: str) -> Meaning:
    """The concepts of some words, each once."""
    return frozenset(concepts(words, language))


def meaning_of(content: str, language: str) -> Meaning:
    """The concepts of a statement's content; «deux», "two" are too common to tell anything."""
    return concepts_of(content, language) - _COMMON


def alike(one: Meaning, other: Meaning) -> bool:
    """Whether two contents are about one thing: most concepts of the shorter are in common, and two at least."""
    both, fewest = len(one & other), min(len(one), len(other))
    return both >= 2 and both / fewest >= ONE_THING
