"""The words of the reading room: those of the views, and those of each screen in a file of its own."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import yaml
from babel import Locale
from babel.numbers import format_decimal

from pourparlers.views.wording import FOLDER, Wording, wording

_FIGURE = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,6})?")
# Where a line may not break: a space that French sets before these signs, and within its quotation marks.
_UNBROKEN = {"fr": re.compile(r" (?=[:;?!»%])|(?<=«) ")}


@lru_cache(4096)
def unbroken(words: str, language: str) -> str:
    """The words with no-break spaces where the language does not break a line: «Partie\u00a0: ».

    Args:
        words: of the interface, or around a value.
        language: they are in.
    """
    return _UNBROKEN[language].sub("\u00a0", words) if language in _UNBROKEN else words


class Setting(Wording):
    """The words of the views as a page sets them, with no-break spaces."""

    def __call__(self, *path: str, default: str | None = None) -> str:
        """The words at a path of keys."""
        return unbroken(super().__call__(*path, default=default), self.language)


@cache
def setting(language: str) -> Setting:
    """The words of the views in a language, read once."""
    return Setting(language)


class Words:
    """What the room says in one language: `words("timeline.title")`, `words("timeline.found", n=12)`.

    A path begins with the name of a file in `lexicon/ui/room/<language>`, or with a key of the views' own words. Where
    its words are of several numbers (`one`, `other`), `n` chooses. {n} is written as the language writes numbers.

    Args:
        language: of the interface.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._plural = Locale(language).plural_form
        folder = FOLDER / "room" / language
        self._own = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.glob("*.yaml")}

    def __call__(self, path: str, **told: Any) -> str:
        """The words at a path, filled in.

        Raises:
            KeyError: there are none.
        """
        words = self._at(path)
        if isinstance(words, dict):
            words = words[self._plural(told["n"])] if self._plural(told["n"]) in words else words["other"]
        numbers = {name: self.number(value) if _counted(value) else value for name, value in told.items()}
        said = unbroken(str(words), self.language)
        return said.format(**numbers) if told else said

    def number(self, value: float | Decimal) -> str:
        """A number as the language writes it: «12 345», "12,345"."""
        # All languages of the interface write small ones alike, and a page may hold hundreds of them.
        if isinstance(value, int) and 0 <= value < 1000:
            return str(int(value))
        return str(format_decimal(value, locale=self.language))

    def figure(self, told: str) -> str:
        """A number that stands as text ("60000000", "2.5"), as the language writes it; other text as it is."""
        return self.number(Decimal(told)) if _FIGURE.fullmatch(told) else told

    def _at(self, path: str) -> Any:
        first, *keys = path.split(".")
        if first not in self._own:
            return wording(self.language)(first, *keys)
        at: Any = self._own[first]
        for key in keys:
            if not isinstance(at, dict) or key not in at:
                raise KeyError(path)
            at = at[key]
        return at


def _counted(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@cache
def words(language: str) -> Words:
    """The words of a language, read once."""
    return Words(language)
