"""Expressions of one word or several, found in the words of a text by their first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# Words within which the rest of a verb's expression may follow it («mettre solennellement en garde»).
REACH = 12
# Letters by which the words that may go on with an expression are looked up.
_LETTERS = 3

Rest = tuple[str, ...]


class Expressions:
    """Expressions by their first word.

    Attributes:
        rarest: of each expression a word that must stand where it does, so that a text without them holds none.
    """

    def __init__(self) -> None:
        self.rarest: set[str] = set()
        self._first: set[str] = set()
        self._alone: set[str] = set()
        self._close: dict[str, dict[int, set[Rest]]] = {}
        self._far: dict[str, dict[str, dict[Rest, None]]] = {}

    def add(self, first: Iterable[str], rest: Rest = (), *, far: bool = False) -> None:
        """Add an expression.

        Args:
            first: the forms of its first word.
            rest: its other words, in lower case.
            far: whether the others may stand apart and be inflected; else they follow as they are.
        """
        for form in first:
            self._first.add(form)
            if not rest:
                self._alone.add(form)
            elif far:
                self._far.setdefault(form, {}).setdefault(rest[0][:_LETTERS], {})[rest] = None
            else:
                self._close.setdefault(form, {}).setdefault(len(rest), set()).add(rest)
            self.rarest.add(form if far else max((form, *rest), key=len))

    def begins(self, words: Sequence[str]) -> list[int]:
        """The places of words with which an expression may begin."""
        first = self._first
        return [at for at, word in enumerate(words) if word in first]

    def last(self, word: str, lower: Sequence[str], at: int) -> int | None:
        """The place of the last word of an expression that begins at `at`, the longest; None where none does.

        Args:
            word: the word there, as the expressions write their first.
            lower: the words of the sentence in lower case.
        """
        close = self._close.get(word)
        if close is not None:
            for size in sorted(close, reverse=True):
                if tuple(lower[at + 1 : at + 1 + size]) in close[size]:
                    return at + size
        far = self._far.get(word)
        end = None if far is None else _end(far, lower, at)
        return end if end is not None else at if word in self._alone else None


def _end(far: dict[str, dict[Rest, None]], lower: Sequence[str], at: int) -> int | None:
    """Where an expression ends whose words may stand apart."""
    for place in range(at + 1, min(at + 1 + REACH, len(lower))):
        for first, *others in far.get(lower[place][:_LETTERS], ()):
            end = _through(others, lower, place) if _same(lower[place], first) else None
            if end is not None:
                return end
    return None


def _through(words: Sequence[str], lower: Sequence[str], last: int) -> int | None:
    """The place of the last of some words that follow one another after a place, with others between them."""
    end = min(last + REACH, len(lower))
    for word in words:
        last = next((i for i in range(last + 1, end) if _same(lower[i], word)), -1)
        if last < 0:
            return None
    return last


def _same(word: str, written: str) -> bool:
    """«des fins de non-recevoir» is «fin de non-recevoir»; «de» is not «des»."""
    return word == written or len(written) > _LETTERS and word.startswith(written)
