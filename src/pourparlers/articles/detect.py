"""The language of a text, told by its function words.

A language that we read is a folder of the lexicon with a `detect.yaml`. The words of other languages
(`lexicon/world/languages.yaml`) are there only so that a text in one of them is not taken for one of ours.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pourparlers.model import LanguageError

LEXICON = Path(__file__).parent.parent / "lexicon"
# A word with the apostrophe that follows it («l'», «qu'»), which tells French and Italian from Spanish.
_WORD = re.compile(r"[^\W\d_]+'?")
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_SAMPLE = 20_000
# Function words are 30 to 50 % of running text; a title may hold one or none.
_LEAST_SHARE = 0.05
_LEAST_SHARE_OF_TEXT = 0.12
_TEXT_WORDS = 30
# An ending («-tion», "-ing") tells less than a function word: half the languages of Europe borrow words.
_ENDING_WEIGHT = 0.3
_LEAST_LATIN = 0.6


@cache
def _data() -> dict[str, dict[str, Any]]:
    paths = sorted(LEXICON.glob("*/detect.yaml"))
    return {path.parent.name: _strings(path) for path in paths}


def _strings(path: Path) -> Any:
    # All scalars are words here: the base loader makes no truth value of "on" and "no".
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@cache
def _weights() -> dict[str, dict[str, float]]:
    """Languages by word, with what the word tells: 1 where one language has it, less where several share it."""
    lists = {language: set(data["words"]) for language, data in _data().items()}
    others = _strings(LEXICON / "world" / "languages.yaml")
    lists |= {language: set(words) for language, words in others.items()}
    shared = Counter(word for words in lists.values() for word in words)
    out: dict[str, dict[str, float]] = {}
    for language, words in lists.items():
        for word in words:
            out.setdefault(word, {})[language] = 1 / shared[word]
    return out


def readable() -> tuple[str, ...]:
    """The languages that can be read, as ISO 639-1 codes."""
    return tuple(_data())


def letters() -> str:
    """The letters above ASCII of the languages that can be read, in both cases."""
    own = "".join(data["letters"] for data in _data().values())
    return own + own.upper()


def checked_language(written: str, where: str = "") -> str:
    """The code of a language that can be read: "fr" for "fr", "FR" or "fr-CA".

    Raises:
        LanguageError: it is none that can be read.
    """
    code = re.split(r"[-_]", written.strip().lower())[0]
    if code not in readable():
        raise LanguageError(f"language {written.strip()[:20]!r} cannot be read.", where=where, hint=_there_are())
    return code


def detect(text: str, where: str = "") -> str:
    """The language of a text.

    Args:
        text: a title at least.
        where: the name of the file, for the error.

    Raises:
        LanguageError: the text is in a language that cannot be read, or does not tell its language.
    """
    sample = text[:_SAMPLE].lower().replace("’", "'").replace("ʼ", "'")
    words = _WORD.findall(sample)
    if not words:
        raise LanguageError("the text holds no word, so that its language cannot be told.", where=where, hint=_option())
    if _latin_share(sample) < _LEAST_LATIN:
        raise LanguageError("the text is not in the Latin script.", where=where, hint=_there_are())
    scores = _scores(words)
    best = max(scores, key=lambda language: (scores[language], language), default=None)
    least = _LEAST_SHARE if len(words) < _TEXT_WORDS else _LEAST_SHARE_OF_TEXT
    if best is None or scores[best] / len(words) < least:
        raise LanguageError("the language of the text cannot be told.", where=where, hint=_option())
    if best not in readable():
        raise LanguageError(f"the text seems to be in language {best!r}.", where=where, hint=_there_are())
    return best


def _latin_share(sample: str) -> float:
    alphabetic = [ch for ch in sample if ch.isalpha()]
    return sum(1 for ch in alphabetic if _LATIN.match(ch)) / len(alphabetic) if alphabetic else 0.0


def _scores(words: list[str]) -> dict[str, float]:
    weights = _weights()
    scores: dict[str, float] = {}
    for word in words:
        for language, weight in weights.get(word, {}).items():
            scores[language] = scores.get(language, 0.0) + weight
        for language, endings in _endings():
            if len(word) > 4 and word.endswith(endings):
                scores[language] = scores.get(language, 0.0) + _ENDING_WEIGHT
    return scores


@cache
def _endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((language, tuple(data["endings"])) for language, data in _data().items())


def _there_are() -> str:
    return f"Languages read: {', '.join(readable())}."


def _option() -> str:
    return f"Give --language ({' or '.join(readable())})."
