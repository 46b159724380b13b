"""A rule that matched, with what stands in its slots."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from pourparlers.reading.times.grammar import Rule, TimeGrammar
from pourparlers.reading.times.lexer import Lexed, lexemes

_LEADING = re.compile(r"\d{1,4}")
_HUNDRED = 100
VAGUE = "X"


@lru_cache(4096)
def _folded(written: str) -> str:
    """Words as the lexicon's lists write them."""
    return " ".join(lexemes(written))


class Slots:
    """The slots of a match, read as words of their categories.

    Attributes:
        rule: the rule that matched.
        start, end: the characters of the time itself.
        stop: the place of the lexeme after it.
    """

    def __init__(self, rule: Rule, match: re.Match[str], text: str, lexed: Lexed, grammar: TimeGrammar) -> None:
        self.rule = rule
        self._text = text
        self._grammar = grammar
        self._at: dict[str, tuple[int, int]] = {}
        self._category: dict[str, str] = {}
        regex = match.re
        first, self.stop = match.span("span") if "span" in regex.groupindex else match.span()
        self.first = first
        self.start, self.end = lexed.spans[first][0], lexed.spans[self.stop - 1][1]
        for name in regex.groupindex:
            a, b = match.span(name)
            if "__" in name and b > a:
                slot = name.partition("__")[0]
                self._at.setdefault(slot, (lexed.spans[a][0], lexed.spans[b - 1][1]))
                self._category.setdefault(slot, rule.slots[name])

    @property
    def names(self) -> Set[str]:
        """The slots that hold something."""
        return self._at.keys()

    def __contains__(self, name: str) -> bool:
        return name in self._at

    def span(self, name: str) -> tuple[int, int]:
        """Where a slot stands."""
        return self._at[name]

    def written(self, name: str) -> str | None:
        """What stands in a slot, as lexemes in small letters."""
        if name not in self._at:
            return None
        start, end = self._at[name]
        return _folded(self._text[start:end])

    def value(self, name: str) -> str | None:
        """The value of a slot: of its word in its category, else as written."""
        written = self.written(name)
        if written is None:
            return None
        return self._grammar.values.get(self._category[name], {}).get(written, written)

    def number(self, name: str) -> int | None:
        """The number that a slot holds; None where it is empty, vague or not a number."""
        value = self.value(name)
        if value is None:
            return None
        leading = _LEADING.match(value)
        if leading and " " not in value:
            return int(leading.group())
        return self._sum(name, value)

    def _sum(self, name: str, written: str) -> int | None:
        """«quatre-vingt-deux» from its parts: the longest that the lexicon knows, one after the other."""
        known = self._grammar.values.get(self._category[name], {})
        words, total, seen = written.split(" "), 0, False
        while words:
            for size in range(min(4, len(words)), 0, -1):
                form = " ".join(words[:size])
                if form in known or form.isdecimal():
                    break
            else:
                words = words[1:]
                continue
            value = known.get(form, form)
            if not value.isdecimal():
                return None
            total = total * _HUNDRED if int(value) == _HUNDRED and total else total + int(value)
            seen, words = True, words[size:]
        return total if seen else None

    def amount(self, name: str) -> str | None:
        """A number as written in a value; X where it is vague («quelques»)."""
        if name not in self._at:
            return None
        if self.value(name) == VAGUE:
            return VAGUE
        number = self.number(name)
        return None if number is None else str(number)
