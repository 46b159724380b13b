"""With which letters a match of a pattern can begin: of some hundred patterns all but a few can be left out unsearched.

Python's `re` tries each pattern at each place of a text. Here the letters with which matches of a pattern can begin are
worked out once from the pattern, and those of a text are looked up all together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

# Letters of an opening, and how many openings a pattern may have before it is searched for in every text.
SIZE, MOST = 6, 3000
# Letters by which openings are looked up.
_LETTERS = 4
_WIDTHLESS = {ops.AT, ops.ASSERT, ops.ASSERT_NOT}
_REPEATS = {ops.MAX_REPEAT, ops.MIN_REPEAT}
# Letters that a class may have, «[iy]»; a longer one says too little.
_CLASS = 12


class Opening(NamedTuple):
    """Letters with which a match begins; those that follow are known (`open`) or anything."""

    text: str
    open: bool


class Openings:
    """Which of some patterns can match a text at all.

    Args:
        patterns: without flags, in the order in which they are to be given.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._always: set[int] = set()
        self._by_opening: dict[str, set[int]] = {}
        for number, pattern in enumerate(patterns):
            found = openings(pattern.pattern)
            self._always |= set() if found else {number}
            for one in found:
                self._by_opening.setdefault(one, set()).add(number)
        self._longer: dict[str, list[str]] = {}
        for one in self._by_opening:
            if len(one) >= _LETTERS:
                self._longer.setdefault(one[:_LETTERS], []).append(one)
        self._shorter = [(one, numbers) for one, numbers in self._by_opening.items() if len(one) < _LETTERS]

    def fitting(self, text: str) -> list[int]:
        """The numbers of the patterns that can match somewhere in a text, in their order."""
        found = set(self._always)
        there = {text[at : at + _LETTERS] for at in range(len(text))}
        for letters in self._longer.keys() & there:
            for one in self._longer[letters]:
                if one in text:
                    found |= self._by_opening[one]
        for one, numbers in self._shorter:
            if one in text:
                found |= numbers
        return sorted(found)


def openings(pattern: str) -> frozenset[str]:
    """The letters, at most six, with which each match of a pattern begins; none where it may begin with any."""
    found = {one.text for one in _of(parser.parse(pattern))}
    return frozenset() if "" in found else frozenset(found)


def _of(items: Iterable[Any]) -> set[Opening]:
    """The openings of what follows one another."""
    found = {Opening("", True)}
    for item in items:
        going = {one for one in found if one.open and len(one.text) < SIZE}
        if not going:
            break
        after = _step(*item)
        found = (found - going) | {_joined(one, other) for one in going for other in after}
        if len(found) > MOST:
            return {Opening("", False)}
    return found


def _joined(one: Opening, other: Opening) -> Opening:
    text = (one.text + other.text)[:SIZE]
    return Opening(text, other.open and len(text) < SIZE)


def _step(kind: Any, value: Any) -> set[Opening]:
    """The openings of one part of a pattern."""
    if kind in _WIDTHLESS:
        return {Opening("", True)}
    if kind is ops.LITERAL:
        return {Opening(chr(value), True)}
    if kind is ops.IN:
        return _of_class(value)
    if kind is ops.BRANCH:
        return {one for way in value[1] for one in _of(way)}
    if kind is ops.SUBPATTERN and not value[1]:  # flags of its own
        return _of(value[-1])
    if kind in _REPEATS:
        return _repeated(*value)
    return {Opening("", False)}


def _of_class(items: Sequence[Any]) -> set[Opening]:
    letters = [chr(value) for kind, value in items if kind is ops.LITERAL]
    plain = len(letters) == len(items) <= _CLASS
    return {Opening(letter, True) for letter in letters} if plain else {Opening("", False)}


def _repeated(least: int, most: int, items: Iterable[Any]) -> set[Opening]:
    """«(?:ne )?» may be left out; of what may come several times only the first is followed."""
    once = {one if most == 1 else Opening(one.text, False) for one in _of(items)}
    return once if least else once | {Opening("", True)}
