"""The pattern language of times.yaml, turned into regular expressions over codes.

`le`             a word as written          {month}      a word of a category, kept under its name
[le|ce]          may be left out            {d1=day}     kept under another name
(en|dès)         one of them                <…>          the part that is the time; the rest is only context
@tail            the macro of that name
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from pourparlers.model import LexiconError
from pourparlers.reading.times.lexer import lexemes

_PIECE = re.compile(r"\{[^{}]*\}|[\[\]()|<>]|[^\s\[\]()|<>{}]+")
_CLOSING = {"[": "]", "(": ")", "<": ">"}


class Part(msgspec.Struct, frozen=True):
    """A regular expression, the codes it may begin with, and whether it may match nothing."""

    regex: str
    first: frozenset[str]
    empty: bool


NOUGHT = Part("", frozenset(), True)


def expand(pattern: str, macros: dict[str, str]) -> str:
    """Put macros in their places; a macro may use others."""
    for _ in range(6):
        if "@" not in pattern:
            return pattern
        pattern = re.sub(r"@(\w+)", lambda found: macros[found.group(1)], pattern)
    raise LexiconError(f"macros of the pattern go round in circles: {pattern}")


def pieces(pattern: str) -> list[str]:
    """The words, slots and marks of a pattern."""
    return _PIECE.findall(pattern)


def literals(pattern: str) -> Iterable[str]:
    """The lexemes that a pattern holds as written."""
    for piece in pieces(pattern):
        if piece[0] not in "{[]()|<>":
            yield from lexemes(piece)


def join(parts: Iterable[Part]) -> Part:
    """One part after the other."""
    regex, first, empty = "", frozenset[str](), True
    for part in parts:
        first = first | part.first if empty else first
        regex, empty = regex + part.regex, empty and part.empty
    return Part(regex, first, empty)


def either(parts: list[Part]) -> Part:
    """One part or the other."""
    if len(parts) == 1:
        return parts[0]
    first = frozenset[str]().union(*(part.first for part in parts))
    return Part(f"(?:{'|'.join(part.regex for part in parts)})", first, any(part.empty for part in parts))


class PatternReader:
    """Reads one pattern.

    Args:
        pattern: the pattern, its macros expanded.
        literal: gives the part of a lexeme as written.
        category: gives the part of a category; raises KeyError where there is none.
    """

    def __init__(self, pattern: str, literal: Callable[[str], Part], category: Callable[[str], Part]) -> None:
        self._pieces = pieces(pattern)
        self._at = 0
        self._literal = literal
        self._category = category
        self._names: dict[str, int] = {}
        self._pattern = pattern

    def read(self) -> Part:
        """The whole pattern."""
        part = self._alternatives("")
        if self._at < len(self._pieces):
            raise LexiconError(f"unbalanced pattern: {self._pattern}")
        return part

    def _alternatives(self, closing: str) -> Part:
        found: list[Part] = []
        row: list[Part] = []
        while self._at < len(self._pieces) and self._pieces[self._at] != closing:
            piece = self._pieces[self._at]
            self._at += 1
            if piece == "|":
                found.append(join(row))
                row = []
            else:
                row.append(self._item(piece))
        return either([*found, join(row)])

    def _item(self, piece: str) -> Part:
        if piece in _CLOSING:
            return self._group(piece)
        if piece[0] == "{":
            return self._slot(piece[1:-1])
        return join(self._literal(word) for word in lexemes(piece))

    def _group(self, opening: str) -> Part:
        inner = self._alternatives(_CLOSING[opening])
        if self._at >= len(self._pieces):
            raise LexiconError(f"unbalanced pattern: {self._pattern}")
        self._at += 1
        if opening == "[":
            return Part(f"(?:{inner.regex})?", inner.first, True)
        mark = "?P<span>" if opening == "<" else "?:"
        return Part(f"({mark}{inner.regex})", inner.first, inner.empty)

    def _slot(self, written: str) -> Part:
        name, _, category = written.partition("=")
        count = self._names[name] = self._names.get(name, 0) + 1
        try:
            part = self._category(category or name)
        except KeyError:
            raise LexiconError(f"no such category: {category or name}", where=self._pattern) from None
        return Part(f"(?P<{name}__{count}>{part.regex})", part.first, part.empty)
