"""The gate: whether an article can hold an encounter, or a statement by a party, told by its words alone.

What can be a party (a state, an organisation, who speaks for one) and a cue (a word of an act or encounter, a quotation
mark) must stand in one sentence. No parser is needed, and reading ends at the first such sentence, so that an article
which is read costs next to nothing, and one that is set aside a thousandth of its parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from pourparlers.model import Article, Span
from pourparlers.reading.gate.words import WORD, Strictness, words_of

# Quotation marks; of apostrophes those that open.
_QUOTE = re.compile(r"[«»“”„‹›\"]|''|``|(?<!\w)[‘'](?=\w)")
# A stop, closing marks and a space before what may open a sentence. After a short word («M.», "Gen.", "U.S.") it may be
# an abbreviation's. Bounded, so that lines of nothing but stops take no longer than others.
_END = re.compile(r"(?:(?<=\w{4})\.|(?<=[)\]»”\"%])\.|[!?…])[.!?…»”\")\]’]{0,4}\s{1,20}(?=[^\Wa-z_]|[«“\"(\[–—-])")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# Words from a marker («selon», "according to") within which the party begins that it marks.
_MARKED = 5
# Words of an article of which STRICT asks for more than one sentence.
_SHORT = 200


class Reason(NamedTuple):
    """What let an article through: the words of a party, and those of an act or encounter, or a quotation mark."""

    party: Span
    cue: Span


class _Word(NamedTuple):
    text: str
    start: int
    end: int


class Gate:
    """Tells whether articles of a language can hold what the reader looks for.

    Args:
        language: "fr" or "en".
        strictness: how much must stand in an article.

    Raises:
        LexiconError: the language has no lexicon.
    """

    def __init__(self, language: str, strictness: Strictness = Strictness.USUAL) -> None:
        self._words = words_of(language, strictness)
        self._strict = strictness is Strictness.STRICT

    def may_hold(self, text: str, title: str | None = None) -> bool:
        """Whether an article can hold an encounter or a statement by a party.

        Args:
            text: of the article.
            title: where it does not stand in the text.
        """
        if self._strict:
            return self._holds_more(f"{title or ''}\n{text}")
        return any(True for part in (title or "", text) for _ in self._reasons(part))

    def why(self, text: str) -> tuple[Reason, ...]:
        """What lets a text through: of each sentence that does so the first party and the first cue."""
        return tuple(self._reasons(text))

    def _holds_more(self, text: str) -> bool:
        reasons = self._reasons(text)
        if next(reasons, None) is None or not self._names_anybody(text):
            return False
        return next(reasons, None) is not None or len(WORD.findall(text)) < _SHORT

    def _names_anybody(self, text: str) -> bool:
        found = (_split(line[0], line.start()) for line in _LINE.finditer(text))
        last = self._words.anywhere.last
        return any(last(word.text, lower, at) is not None for words, lower in found for at, word in enumerate(words))

    def _reasons(self, text: str) -> Iterator[Reason]:
        for line in _LINE.finditer(text):
            if self._promises(line[0]):
                for start, end in _sentences(text, *line.span()):
                    reason = self._reason(text, start, end)
                    if reason is not None:
                        yield reason

    def _promises(self, line: str) -> bool:
        """Whether a line has words of a party and of a cue at all: most of those set aside have not."""
        known = self._words
        lower = WORD.findall(_composed(line).lower())
        if known.cues.rarest.isdisjoint(lower) and known.markers.rarest.isdisjoint(lower) and not _QUOTE.search(line):
            return False
        return not known.nouns.rarest.isdisjoint(lower) or not known.names.rarest.isdisjoint(
            WORD.findall(_composed(line))
        )

    def _reason(self, text: str, start: int, end: int) -> Reason | None:
        words, lower = _split(text[start:end], start)
        parties = self._parties(words, lower)
        if not parties:
            return None
        cue = self._cue(words, lower, parties) or _quote(text, start, end)
        if cue is None:
            return None
        first, last = parties[0]
        return Reason(Span.of(text, words[first].start, words[last].end), Span.of(text, *cue))

    def _parties(self, words: Sequence[_Word], lower: Sequence[str]) -> list[tuple[int, int]]:
        """The first and last word of each party in a sentence."""
        known = self._words
        found = []
        for at, word in enumerate(words):
            last = known.names.last(word.text, lower, at)
            last = known.nouns.last(lower[at], lower, at) if last is None else last
            if last is not None:
                found.append((at, last))
        return found

    def _cue(
        self, words: Sequence[_Word], lower: Sequence[str], parties: Sequence[tuple[int, int]]
    ) -> tuple[int, int] | None:
        """The characters of the first cue of a sentence."""
        known, begun = self._words, {first for first, _ in parties}
        for at, word in enumerate(lower):
            last = known.cues.last(word, lower, at)
            if last is None:
                last = known.markers.last(word, lower, at)
                if last is None or begun.isdisjoint(range(last + 1, last + 1 + _MARKED)):
                    continue
            return words[at].start, words[last].end
        return None


def _split(text: str, start: int) -> tuple[list[_Word], list[str]]:
    """The words of a sentence that begins at `start`, with their places, and the same in lower case."""
    plain = is_normalized("NFC", text)
    words = [
        _Word(found[0] if plain else normalize("NFC", found[0]), start + found.start(), start + found.end())
        for found in WORD.finditer(text)
    ]
    return words, [word.text.lower() for word in words]


def _composed(text: str) -> str:
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a line."""
    for stop in _END.finditer(text, start, end):
        yield start, stop.end()
        start = stop.end()
    yield start, end


def _quote(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The first quotation mark of a sentence."""
    found = _QUOTE.search(text, start, end)
    return found.span() if found else None


@cache
def gate(language: str) -> Gate:
    """The gate of a language, made once."""
    return Gate(language)


def may_hold(article: Article) -> bool:
    """Whether an article can hold an encounter or a statement by a party.

    Raises:
        LexiconError: its language has no lexicon.
    """
    return gate(article.language).may_hold(article.text, article.title)
