"""What errors say, in the language of the page; errors themselves are English sentences everywhere."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

import yaml
from babel import Locale

from pourparlers.views.safe import one_line
from pourparlers.views.wording import FOLDER
from pourparlers.web.wording import unbroken, words

# What stands for a value: {}, {2}, {:language}.
_GAP = re.compile(r"\{(\d*)(?::(\w+))?\}")
# A value as Python quotes it.
_QUOTED = re.compile(r"(?s)(['\"])((?:(?!\1).)*)\1")
# A place within a file: «entry 3», «attachment letter.html».
_PLACE = re.compile(r"^(?:(article|entry|item|line|message|page|record|row)(?= \d+$)|(attachment)(?= \S))")
# Longer sentences are none of ours.
_LONGEST = 1000


class Telling(NamedTuple):
    """A sentence as a page says it.

    Attributes:
        text: it.
        language: in which it is.
    """

    text: str
    language: str


@lru_cache(1024)
def telling(sentence: str, ui: str, most: int = 500) -> Telling:
    """What an error says, in a language of the interface; in English where that has no words for it.

    Args:
        sentence: what went wrong, or the way out.
        ui: the language.
        most: letters of it.
    """
    line = one_line(sentence)
    said = _sentences(ui).say(line)
    language, text = ("en", line) if said is None else (ui, said)
    return Telling(unbroken(one_line(_begun(text), most), language), language)


def place(where: str, ui: str) -> str:
    """Where something stands, in a language: the name of a file, and behind its commas the places in it."""
    say = words(ui)
    name, *within = where.split(", ")
    return ", ".join([name, *(_PLACE.sub(lambda told: say(f"add.places.{told[0]}"), one, 1) for one in within)])


def _begun(sentence: str) -> str:
    """A sentence as it stands on a page; what does not end as one is a command: «pip install 'pypdf[crypto]'»."""
    return sentence[:1].upper() + sentence[1:] if sentence.endswith((".", "!", "?")) else sentence


class _Sentences:
    """The sentences of a language, by those of the errors."""

    def __init__(self, ui: str) -> None:
        self._ui = ui
        path = FOLDER / "problems" / f"{ui}.yaml"
        self._said: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
        gaps = sorted((one for one in self._said if "{}" in one), key=lambda one: -len(one.replace("{}", "")))
        self._patterns = [(_pattern(one), one) for one in gaps]

    def say(self, sentence: str) -> str | None:
        """The words for a sentence; None where there are none."""
        if (said := self._said.get(sentence)) is not None:
            return said
        for pattern, one in self._patterns if len(sentence) <= _LONGEST else ():
            if found := pattern.fullmatch(sentence):
                return self._filled(self._said[one], found.groups())
        return None

    def _filled(self, said: str, values: tuple[str, ...]) -> str:
        rest = iter(values)

        def fill(gap: re.Match[str]) -> str:
            value = values[int(gap[1])] if gap[1] else next(rest, "")
            return self._value(value, gap[2])

        return _GAP.sub(fill, said)

    def _value(self, value: str, kind: str | None) -> str:
        if kind:
            return ", ".join(self._language(one) for one in value.strip("'\"").split(", "))
        if (said := self.say(value)) is not None:
            return said
        quoted = _QUOTED.fullmatch(value)
        return words(self._ui)("labels.quote").format(quoted[2]) if quoted else value

    def _language(self, code: str) -> str:
        return str(Locale(self._ui).languages.get(code, code))


def _pattern(sentence: str) -> re.Pattern[str]:
    """What a sentence with values in it looks like: «the file is (.+?), not an article\\.»."""
    return re.compile("(.+?)".join(map(re.escape, sentence.split("{}"))), re.DOTALL)


@cache
def _sentences(ui: str) -> _Sentences:
    return _Sentences(ui)
