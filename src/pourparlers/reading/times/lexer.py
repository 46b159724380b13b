"""Cuts text into lexemes and gives each a code: one character that stands for all the word may mean in a time.

Rules of the grammar are matched on the string of codes, one character a lexeme, instead of on the text: most words
have the code NOTHING, so that only the few stretches that hold words of time are looked at, and every rule is a
regular expression without repetition.
"""

from __future__ import annotations

import re

import msgspec

NOTHING = "\0"
LEXEME = re.compile(
    r"[^\W\d_]+"  # a word
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"  # «2 000»: never a year
    r"|\d+(?:[.,]\d+)*(?:[^\W\d_]+\d*)?"  # a number, perhaps with letters: «1er», «15h30», "1990s"
    r"|\n\s*\n"  # the end of a paragraph
    r"|[^\w\s]|_"
)
_APOSTROPHES = "’ʼ"
_HYPHENS = "‐‑–—"
# After one of these marks a capital tells nothing of the word, it opens no sentence after a comma.
_INSIDE = frozenset(",'-)(")


class Codes(msgspec.Struct, frozen=True):
    """The codes of words by how they are written.

    Attributes:
        small: of words in small letters.
        opening: of words with a capital at the start of a sentence, or wholly in capitals.
        capital: of words with a capital elsewhere.
        digits: of plain numbers, by length and value (see `shape_of`).
        shapes: regular expressions of other words that begin with a digit («1er», "16th"), with their codes.
    """

    small: dict[str, str]
    opening: dict[str, str]
    capital: dict[str, str]
    digits: dict[str, str]
    shapes: tuple[tuple[re.Pattern[str], str], ...]


class Lexed(msgspec.Struct, frozen=True):
    """A text's codes, with where each lexeme starts and ends."""

    codes: str
    spans: list[tuple[int, int]]


def lexemes(written: str) -> list[str]:
    """The lexemes of a few words, in small letters, with plain apostrophes and hyphens."""
    return [plain(found.group()).lower() for found in LEXEME.finditer(written)]


def plain(written: str) -> str:
    """An apostrophe or a hyphen of whatever shape as ' or -; anything else as it is."""
    if len(written) == 1:
        return "'" if written in _APOSTROPHES else "-" if written in _HYPHENS else written
    return written


def shape_of(digits: str) -> str:
    """What a plain number may be: its length and the least of the bounds that it does not pass."""
    size = len(digits)
    if size > 4:
        return "many"
    value = int(digits)
    bounds = (0, 12, 24, 31, 59, 99) if size < 3 else (999, 1899, 2099, 2199, 2359, 9999)
    return f"{size}:{next(bound for bound in bounds if value <= bound)}"


def lex(text: str, codes: Codes) -> Lexed:
    """Cut `text` into lexemes and look up their codes."""
    spans = [found.span() for found in LEXEME.finditer(text)]
    words = [text[start:end] for start, end in spans]
    known = codes.small.get
    found = [known(word) or (NOTHING if word[0] > "9" and word.islower() else None) for word in words]
    for i, code in enumerate(found):
        if code is None:
            found[i] = _rare(words[i], words[i - 1] if i else "\n", codes)
    return Lexed("".join(code for code in found if code), spans)


def _rare(word: str, before: str, codes: Codes) -> str:
    """The code of a word that is not known as it is written."""
    if word[0].isdecimal():
        return _number(word, codes)
    lower = plain(word).lower()
    if lower not in codes.opening:
        return NOTHING
    if not word[0].isalpha():
        return codes.small.get(lower, NOTHING)
    opens = before[0].isdecimal() or not (before[0].isalpha() or plain(before) in _INSIDE)
    if opens or (len(word) > 1 and word.isupper()):
        return codes.opening[lower]
    return codes.capital.get(lower, NOTHING)


def _number(word: str, codes: Codes) -> str:
    if word.isdecimal():
        return codes.digits[shape_of(word)]
    if len(word) < 12:
        for pattern, code in codes.shapes:
            if pattern.fullmatch(word):
                return code
    return NOTHING
