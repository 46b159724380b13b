"""Which of several rounds or sessions words tell of, and whether they tell of one that was moved to another day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import msgspec

from pourparlers.lexicon.loader import FOLDER, read_yaml


class Order(NamedTuple):
    """A number, and of what: "round", "session"; null where that is not told («à la seconde»)."""

    number: int
    of: str | None


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file order.yaml, which says what each list is."""

    ordinals: dict[str, int]
    suffixes: tuple[str, ...]
    between: tuple[str, ...]
    rounds: tuple[str, ...]
    sessions: tuple[str, ...]
    alone: dict[str, int]
    moved: tuple[str, ...]


def order_of(text: str, language: str) -> Order | None:
    """The order that words give an encounter: «la troisième séance», "the 2nd round"; None where they give two or none.

    Args:
        text: words of an article.
        language: "fr", "en", or another that has an order.yaml.
    """
    if not _has(language):
        return None
    plain = _plain(text)
    found = {_order(language, match) for match in _counted(language).finditer(plain)}
    if not found:
        found = {Order(n, None) for words, n in _words(language).alone.items() if f" {words} " in plain}
    return found.pop() if len(found) == 1 else None


def is_moved(text: str, language: str) -> bool:
    """Whether words tell that something is moved to another day: «repoussée au 23», "put back to September 23"."""
    return _has(language) and _moved(language).search(_plain(text)) is not None


def _plain(text: str) -> str:
    words = re.findall(r"[\w'-]+", text.replace("’", "'").lower())
    return f" {' '.join(words)} "


def _order(language: str, match: re.Match[str]) -> Order:
    number = int(match["digits"]) if match["digits"] else _words(language).ordinals[match["word"]]
    return Order(number, "round" if match["noun"] in _words(language).rounds else "session")


@cache
def _has(language: str) -> bool:
    return (FOLDER / language / "order.yaml").is_file()


@cache
def _words(language: str) -> _Words:
    return msgspec.convert(read_yaml(FOLDER / language / "order.yaml"), _Words)


@cache
def _counted(language: str) -> re.Pattern[str]:
    """An ordinal, perhaps a word or two that may stand between, and what is counted."""
    words = _words(language)
    number = f"(?P<word>{_either(words.ordinals)})|(?P<digits>\\d{{1,2}})(?:{_either(words.suffixes)})"
    nouns = _either((*words.rounds, *words.sessions))
    return re.compile(f"(?<= )(?:{number}) (?:(?:{_either(words.between)}) )*(?P<noun>{nouns})(?= )")


@cache
def _moved(language: str) -> re.Pattern[str]:
    return re.compile(f"(?<= )(?:{_either(_words(language).moved)})(?= )")


def _either(words: Iterable[str]) -> str:
    told = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in told)
