"""The gate: whether an article can hold an encounter, or a statement by a party, told by its words alone.

What can be a party (a state, an organisation, who speaks for one) and a cue (a word of an act or encounter, a quotation
mark) must stand in one sentence. No parser is needed, and reading ends at the first such sentence, so that an article
which is read costs next to nothing, and one that is set aside less than a hundredth of its parse.
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


# The first and last word of an expression.
Place = tuple[int, int]


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
        self._strict, self._loose = strictness is Strictness.STRICT, strictness is Strictness.LOOSE

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
        known = self._words.anywhere
        for line in _LINE.finditer(text):
            words, lower = _split(line[0])
            if any(known.last(words[at], lower, at) is not None for at in known.begins(words)):
                return True
        return False

    def _reasons(self, text: str) -> Iterator[Reason]:
        for line in _LINE.finditer(text):
            if self._promises(*_split(line[0]), line[0]):
                for start, end in _sentences(text, *line.span()):
                    reason = self._reason(text, start, end)
                    if reason is not None:
                        yield reason

    def _promises(self, words: Sequence[str], lower: Sequence[str], line: str) -> bool:
        """Whether a line has words of a party and of a cue at all: most of those set aside have not."""
        known = self._words
        if known.nouns.rarest.isdisjoint(lower) and known.names.rarest.isdisjoint(words):
            return False
        cued = not known.cues.rarest.isdisjoint(lower) or not known.markers.rarest.isdisjoint(lower)
        return cued or _QUOTE.search(line) is not None

    def _reason(self, text: str, start: int, end: int) -> Reason | None:
        words, lower = _split(text[start:end])
        parties = self._parties(words, lower)
        if not parties:
            return None
        cue = self._cue(lower, parties)
        quote = _QUOTE.search(text, start, end) if cue is None else None
        if cue is None and quote is None:
            return None
        spans = [found.span() for found in WORD.finditer(text, start, end)]
        told = quote.span() if quote else _span(spans, cue or parties[0])
        return Reason(Span.of(text, *_span(spans, parties[0])), Span.of(text, *told))

    def _parties(self, words: Sequence[str], lower: Sequence[str]) -> list[Place]:
        """The parties in a sentence; «délégués norvégiens» are one."""
        names, nouns = self._words.names, self._words.nouns
        found: list[Place] = []
        for at in sorted({*names.begins(words), *nouns.begins(lower)}):
            last = names.last(words[at], lower, at)
            last = nouns.last(lower[at], lower, at) if last is None else last
            if last is None:
                continue
            if found and at <= found[-1][1] + 1:
                first, end = found.pop()
                found.append((first, max(end, last)))
            else:
                found.append((at, last))
        return found

    def _cue(self, lower: Sequence[str], parties: Sequence[Place]) -> Place | None:
        """The first cue of a sentence, or else the first marker.

        Its first word is none of the only party, unless the gate is loose: «délégués» is a form of «déléguer» too.
        """
        known = self._words
        for at in known.cues.begins(lower):
            if self._loose or any(not first <= at <= end for first, end in parties):
                last = known.cues.last(lower[at], lower, at)
                if last is not None:
                    return at, last
        begun = {first for first, _ in parties}
        for at in known.markers.begins(lower):
            last = known.markers.last(lower[at], lower, at)
            if last is not None and not begun.isdisjoint(range(last + 1, last + 1 + _MARKED)):
                return at, last
        return None


def _split(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and the same in lower case."""
    words = WORD.findall(text)
    if not is_normalized("NFC", text):
        words = [normalize("NFC", word) for word in words]
    return words, [word.lower() for word in words]


def _span(spans: Sequence[tuple[int, int]], place: Place) -> tuple[int, int]:
    """The characters of an expression."""
    return spans[place[0]][0], spans[place[1]][1]


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a line."""
    for stop in _END.finditer(text, start, end):
        yield start, stop.end()
        start = stop.end()
    yield start, end


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
