"""The layout of an article: title, datelines, section titles, paragraphs, turns of speech.

Only characters are looked at; nothing of a language but the labels of questions and answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple


class BlockKind(StrEnum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    TURN = "turn"


class Block(NamedTuple):
    """Characters `start` to `end` of a text; a turn has a label («R.», "MS. ABERNATHY-COLE") at `label`."""

    kind: BlockKind
    start: int
    end: int
    label: tuple[int, int] | None = None


LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
ENDING = re.compile(r"[.!?…:;,][»”\"’)\]\s]*$")
# «PRAIA, 15 mars (Agence du Large) — Les délégations…»; "TASHKENT, Sept 12 (Wire) - Kyrgyzstan on Wednesday…"
DATELINE = re.compile(
    r"\s{0,3}(?P<city>[^\W\d_a-z][\w'’. /-]{1,40}?)(?P<rest>,[^—–\n()]{1,60}?)?"
    r"(?P<agency>\s?\([^)\n]{2,40}\)|,? [A-Z]{2,8})?"
    r"\s*(?:\.\s)?[—–-]{1,2}\s+(?=\S)"
)
# «Q. — Que répondez-vous ?», "MS. ABERNATHY-COLE: Good afternoon", "REPORTER:"
TURN = re.compile(
    r"\s{0,3}(?P<label>[^\W\d_a-z][.]?(?=\s{0,3}[:—–-])|(?:[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž.'’-]*)"
    r"(?: [A-ZÀ-ÞĀ-Ž(][A-ZÀ-ÞĀ-Ž.'’()-]*){0,5}"
    r"|[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,4}(?=\s?:))\s{0,3}(?::|[:.]?\s?[—–-])\s{1,3}(?=\S)"
)
# «Q. Combien de phoques seront bagués ?», «R. Une centaine»: letters alone, which only a question tells from initials.
LETTER = re.compile(r"\s{0,3}(?P<label>[^\W\d_a-z])\.\s{1,3}(?=\S)")
RULED = re.compile(r"\s*([-—–=*#_]{1,3})\s*\S[^\n]{0,80}\S\s*\1\s*$|#{1,6}\s+\S")
HEADING_WORDS = 14
TITLE_WORDS = 30


def find_blocks(text: str) -> list[Block]:
    """The blocks of a text, in order; between them stands only white space and marks of layout."""
    lines = list(_paragraphs(text))
    out: list[Block] = []
    labels = _speaker_labels(text, lines)
    for number, (start, end) in enumerate(lines):
        out += _blocks_of(text, start, end, number, len(lines), labels)
    return out


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines, those that only a fixed width has broken joined again.

    Lines of fixed width are told by the empty lines between paragraphs; without these each line is a paragraph.
    """
    spaced = re.search(r"\n[ \t]*\n", text) is not None
    held: tuple[int, int] | None = None
    for match in LINE.finditer(text):
        start, end = _trim(text, *match.span())
        if start == end:
            continue
        if held and _wrapped(text, held, start, end, spaced):
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _wrapped(text: str, held: tuple[int, int], start: int, end: int, spaced: bool) -> bool:
    """Whether the line that starts here goes on a line of fixed width: one break between, small letter or no stop."""
    between = text[held[1] : start]
    last_line = text[max(held[0], text.rfind("\n", held[0], held[1]) + 1) : held[1]]
    if between.count("\n") != 1 or not 50 <= len(last_line) <= 100 or ENDING.search(last_line[-6:]) is not None:
        return between.count("\n") == 1 and text[start].islower() and 50 <= len(last_line) <= 100
    return text[start].islower() or (spaced and len(last_line) > 62)


def _speaker_labels(text: str, lines: list[tuple[int, int]]) -> frozenset[str]:
    """Labels that open at least two lines, or a question and the answer to it; «Ankara :» alone is a title's topic."""
    counts: dict[str, int] = {}
    for start, end in lines:
        match = TURN.match(text, start, end)
        if match:
            counts[match["label"]] = counts.get(match["label"], 0) + 1
    for label in _answering(text, lines):
        counts[label] = counts.get(label, 0) + 2
    capitals = [label for label in counts if label.isupper() and len(label) > 3]
    several = len(capitals) > 1
    return frozenset(label for label, n in counts.items() if n > 1 or (several and label in capitals))


def _answering(text: str, lines: list[tuple[int, int]]) -> Iterator[str]:
    """The labels of a line that ends as a question and of the next, where they differ."""
    for (start, end), (after, limit) in pairwise(lines):
        asked, answered = _turn(text, start, end), _turn(text, after, limit)
        if asked and answered and text[end - 1] == "?" and asked["label"] != answered["label"]:
            yield from (asked["label"], answered["label"])


def _turn(text: str, start: int, end: int) -> re.Match[str] | None:
    return TURN.match(text, start, end) or LETTER.match(text, start, end)


def _blocks_of(text: str, start: int, end: int, number: int, count: int, labels: frozenset[str]) -> Iterator[Block]:
    turn = _turn(text, start, end)
    if turn and turn["label"] in labels:
        yield Block(BlockKind.TURN, turn.end(), end, turn.span("label"))
        return
    dateline = DATELINE.match(text, start, end)
    if dateline and (_is_dateline(dateline) or (number <= 1 and _bare_city(text, dateline, end))):
        yield Block(BlockKind.DATELINE, *_trim(text, start, dateline.end()))
        yield Block(BlockKind.PARAGRAPH, dateline.end(), end)
        return
    words = text.count(" ", start, end) + 1
    # Only the end is looked at, so that a line of a million characters costs no more than a short one.
    bare = ENDING.search(text[max(start, end - 8) : end]) is None
    if number == 0 and count > 1 and words <= TITLE_WORDS and (bare or text[end - 1] in "?!»”"):
        yield Block(BlockKind.TITLE, start, end)
    elif count > 1 and words <= HEADING_WORDS and (bare or (end - start < 120 and RULED.match(text, start, end))):
        yield Block(BlockKind.HEADING, start, end)
    else:
        yield Block(BlockKind.PARAGRAPH, start, end)


def _bare_city(text: str, match: re.Match[str], end: int) -> bool:
    """«Addis Abeba — Le Soudan et…»: a city alone before the one dash of its sentence, and a capital after it."""
    alone = not match["rest"] and not match["agency"] and text[match.end() - 2] in "—–"
    words = match["city"].split()
    capitals = len(words) < 4 and all(
        w[0].isupper() and w[1:].islower() for word in words for w in word.split("-") if w
    )
    after = text[match.end() : end].lstrip('«“" \u00a0\u202f')
    sentence = re.split(r"[.!?]\s", after, maxsplit=1)[0]
    return alone and capitals and after[:1].isupper() and not re.search(r"\s[—–-]{1,2}\s", sentence)


def _is_dateline(match: re.Match[str]) -> bool:
    city, rest, agency = match["city"], match["rest"] or "", match["agency"]
    if city.isupper() and len(city) > 2:
        return True
    return bool(agency and "(" in agency) or any(ch.isdigit() for ch in rest) and len(city.split()) < 4
