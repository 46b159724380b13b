"""Lines put together into running text, and hyphens at their ends undone only where a word was divided."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property

import yaml

from pourparlers.articles.detect import detect
from pourparlers.articles.printed.lines import Line
from pourparlers.articles.words import LEXICON, everywhere
from pourparlers.articles.words import words as language_words
from pourparlers.model import LanguageError

_HYPHENS = "-\u2010"
_SOFT = "\u00ad"
# The same in C, where yaml was built with it, takes a tenth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST = re.compile(r"(?:[^\W_]+[-\u2010\u2011])*[^\W_]+[-\u2010]$")
_FIRST = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
# "par-lement": short words are also syllables.
_SYLLABLE = 4


class Words:
    """Words that tell whether a hyphen belongs to one: those of the document and those of the lexicon.

    Args:
        lines: all lines of the document.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = list(lines)

    @cached_property
    def _own(self) -> frozenset[str]:
        own: set[str] = set()
        for line in self._lines:
            found = _WORD.findall(_folded(line))
            # The ends of a line may be parts of words.
            own.update(found[1:-1] if line.rstrip()[-1:] in _HYPHENS else found[1:])
        return frozenset(own)

    @cached_property
    def _language(self) -> str:
        try:
            return detect(" ".join(self._lines))
        except LanguageError:
            return ""

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(_stemmed(self._own, self._language)) | _lexicon_stems(self._language)

    def knows(self, word: str) -> bool:
        """Whether a word, or another form of it, is among them."""
        word = _folded(word)
        return self.has(word) or (len(word) > 5 and _stemmed([word], self._language)[0] in self._stems)

    def has(self, word: str) -> bool:
        """Whether a word is among them as it stands."""
        word = _folded(word)
        return word in self._own or word in _lexicon(self._language)

    def joins(self, part: str, rest: str) -> bool:
        """Whether words are known to keep a hyphen after the one («vice-») or before the other («-il»)."""
        told = language_words(self._language).get("hyphens", {}) if self._language else everywhere("hyphens")
        return _folded(part) in told.get("after", ()) or _folded(rest) in told.get("before", ())


def joined(lines: list[Line], words: Words) -> str:
    """The text of a paragraph."""
    text = ""
    for line in lines:
        text = together(text, line.text, words) if text else line.text
    return text.replace(_SOFT, "")


def together(above: str, below: str, words: Words) -> str:
    """Two lines as one: «négo-» and «ciations» as «négociations», «vice-» and «président» as «vice-président»."""
    if above.endswith(_SOFT):
        return above.rstrip(_SOFT) + below
    last, first = _LAST.search(above), _FIRST.match(below)
    if last is None or first is None:
        return f"{above} {below}"
    return (above[:-1] if divides(last[0][:-1], first[0], words) else above) + below


def divides(before: str, after: str, words: Words) -> bool:
    """Whether a hyphen between two lines divides a word, so that it goes; where that is not sure, it stays.

    Args:
        before: what stands before the hyphen, with what hyphens join to it.
        after: what stands after it, likewise.
    """
    part = re.split(r"[-\u2010\u2011]", before)[-1]
    rest = re.split(r"[-\u2010\u2011]", after)[0]
    # «Franco-Allemand», «2022-2023»; in capitals nothing tells «NÉGO-CIATIONS» from «FRANCO-SUISSE» but the words.
    capitals = len(part) > 1 and part.isupper() and rest.isupper()
    # «a-» and «t-il»: no syllable is a consonant alone.
    if len(rest) == 1 and rest != after:
        return False
    if not (part.isalpha() and rest.isalpha()) or not (capitals or rest[0].islower()):
        return False
    if words.has(f"{before}-{after}") or words.has(f"{part}-{rest}"):
        return False
    if words.has(part + rest):
        return True
    if words.joins(part, rest):
        return False
    if words.knows(part + rest):
        return True
    if words.knows(rest) or capitals:
        return False
    return len(part) <= _SYLLABLE or not words.knows(part)


def _folded(text: str) -> str:
    return text.casefold().replace("\u2010", "-").replace("\u2011", "-").replace(_SOFT, "")


@cache
def _lexicon(language: str) -> frozenset[str]:
    """Words of the lexicon of a language, and names of the world."""
    out: set[str] = set()
    for path in (LEXICON / "world").glob("*.csv"):
        # Codes of states and the like are no words.
        out.update(word for word in _WORD.findall(_folded(path.read_text(encoding="utf-8"))) if len(word) > 3)
    for path in (LEXICON / language).glob("*.yaml") if language else ():
        for word in _scalars(yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)):
            out.update(_WORD.findall(_folded(word)))
    return frozenset(out)


def _scalars(root: yaml.Node | None) -> Iterable[str]:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, yaml.ScalarNode):
            yield str(node.value)
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            stack.extend(one for pair in node.value for one in pair)


@cache
def _lexicon_stems(language: str) -> frozenset[str]:
    return frozenset(_stemmed(_lexicon(language), language))


def _stemmed(words: Iterable[str], language: str) -> list[str]:
    """Words without their endings; as they stand where the language has no stemmer."""
    from Stemmer import Stemmer

    algorithm = _STEMMERS.get(language)
    stems: list[str] = Stemmer(algorithm).stemWords(list(words)) if algorithm else list(words)
    return stems


_STEMMERS = {"fr": "french", "en": "english"}
