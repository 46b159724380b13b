"""Quotations by characters: a tree that survives unpaired, nested and many-paragraph marks of every style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pourparlers.reading.text.layout import Block
from pourparlers.reading.text.spans import SpanIndex

OPENING = {"«": "»", "“": "”", "„": "“", "‹": "›", "‘": "’"}
CLOSING = {"»": "«", "”": "“„", "›": "‹"}
MARKS = re.compile(r"[«»“”„‹›\"]|''|``|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
TRIM = " \u00a0\u202f\u2009\t\n\r"
# How many blocks a quotation may run through without a mark of its own in each.
CARRIED = 10


class Quote(NamedTuple):
    """A quotation: with its marks `start` to `end`, without them `inner_start` to `inner_end`.

    `depth` counts the quotations around it; `block` is the number of its block; `goes_on` tells that it takes up the
    quotation of the block before.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    block: int
    goes_on: bool = False


class Quotes(list[Quote]):
    """The quotations of a text, which can be asked for those of a stretch of it."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        super().__init__(quotes)
        self._index: SpanIndex[Quote] = SpanIndex()
        for quote in self:
            self._index.add(quote.start, quote.end, quote)

    def near(self, start: int, end: int) -> list[Quote]:
        """Those that share a character with a stretch, in their order."""
        return self._index.touching(start, end)


def near(quotes: Sequence[Quote], start: int, end: int) -> Sequence[Quote]:
    """The quotations that may share a character with a stretch of the text: all where they are a plain list."""
    return quotes.near(start, end) if isinstance(quotes, Quotes) else quotes


class _Open(NamedTuple):
    mark: str
    start: int
    inner: int
    goes_on: bool


def find_quotes(text: str, blocks: Sequence[Block]) -> list[Quote]:
    """The quotations of a text in order of their start, outer ones first."""
    out: list[Quote] = []
    carried: list[_Open] = []
    marks = [[(m.start(), m.group()) for m in MARKS.finditer(text, b.start, b.end)] for b in blocks]
    for number, block in enumerate(blocks):
        stack = _take_up(text, block, marks[number : number + CARRIED], carried)
        for at, mark in marks[number]:
            _step(text, at, mark, stack, out, number, block)
        carried = _close_block(text, stack, out, number, block)
    return Quotes(sorted(out, key=lambda q: (q.start, -q.end)))


def _take_up(text: str, block: Block, ahead: list[list[tuple[int, str]]], carried: list[_Open]) -> list[_Open]:
    """What is still open from the block before, where this block goes on with it: again with a mark, or up to one.

    «« Le lac baisse.\\nNos barques restent à sec. »»: `ahead` holds the marks of this block and of those after it.
    """
    first = next((marks[0] for marks in ahead if marks), None)
    if not carried or first is None:
        return []
    at, mark = first
    outer = carried[0]
    # A block may be so short that the first mark of the next stands as near.
    if ahead[0] and mark == outer.mark and block.start <= at <= block.start + 2:
        ahead[0].pop(0)
        return [_Open(mark, at, at + len(mark), True)]
    if mark == OPENING.get(outer.mark, outer.mark) and _closes(text, at, mark):
        return [_Open(outer.mark, block.start, block.start, True)]
    return []


def _closes(text: str, at: int, mark: str) -> bool:
    """Whether a mark stands as one that closes; of those that open and close alike, right after a word or stop."""
    return mark in CLOSING or (not text[at - 1].isspace() and not text[at + len(mark) : at + len(mark) + 1].isalnum())


def _step(
    text: str, at: int, mark: str, stack: list[_Open], out: list[Quote], number: int, block: Block
) -> None:
    opens, closes = _sides(text, at, mark, stack)
    if closes is not None:
        opened = stack[closes]
        del stack[closes:]
        out.append(_quote(text, opened, at, at + len(mark), closes, number))
    elif opens:
        stack.append(_Open(mark, at, at + len(mark), False))


def _sides(text: str, at: int, mark: str, stack: list[_Open]) -> tuple[bool, int | None]:
    """Whether a mark opens, and the place in the stack of what it closes."""
    before = text[at - 1] if at else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    if mark in {'"', "''", "``"}:
        same = _find(stack, mark)
        if same is not None and (before not in " \u00a0\n(" or after in " \n.,;:!?)" or len(stack) > 6):
            return False, same
        # 'A 32" screen': after a figure the mark is an inch; 'so it is," she said' has lost the mark that opens
        closes = before in ",.!?…" and after.isspace()
        return (same is None and not before.isdigit() and not closes) or before.isspace(), None
    if mark in {"'", "‘", "’"}:
        return _single(text, at, mark, stack)
    if mark in CLOSING:
        for place in range(len(stack) - 1, max(-1, len(stack) - 8), -1):
            if stack[place].mark in CLOSING[mark]:
                return False, place
        return False, None
    if mark == "“" and stack and stack[-1].mark == "„":
        return False, len(stack) - 1
    return len(stack) < 8, None


def _single(text: str, at: int, mark: str, stack: list[_Open]) -> tuple[bool, int | None]:
    """Single marks count only in pairs: an apostrophe («the ministers' plan») closes nothing that is not open."""
    before = text[at - 1] if at else " "
    partner = _find(stack, "‘" if mark == "’" else mark)
    if partner is not None and not before.isspace() and mark != "‘":
        return False, None if _possessive(text, at, mark) else partner
    if mark == "’" or (at and before.isalnum()):
        return False, None
    closing = "’" if mark == "‘" else "'"
    end = re.compile(rf"[\w.,!?…]{closing}(?!\w)").search(text, at + 2, at + 600)
    return end is not None and "\n" not in text[at : end.start()], None


def _possessive(text: str, at: int, mark: str) -> bool:
    """'We won't accept the ministers' plan,' said…: after an s, where a later mark with its stop closes it."""
    if text[at - 1] != "s" or not re.match(r" [a-z]", text[at + 1 : at + 3]):
        return False
    closing = re.compile(rf"[.,!?…]{mark}(?!\w)").search(text, at + 1, at + 600)
    if closing is None or "\n" in text[at : closing.start()]:
        return False
    opening = "‘" if mark == "’" else "'"
    return re.compile(rf"(?<!\w){opening}(?=\w)").search(text, at + 1, closing.start()) is None


def _find(stack: list[_Open], mark: str) -> int | None:
    for place in range(len(stack) - 1, max(-1, len(stack) - 8), -1):
        if stack[place].mark == mark:
            return place
    return None


def _close_block(text: str, stack: list[_Open], out: list[Quote], number: int, block: Block) -> list[_Open]:
    """A quotation still open at the end of a block ends there; what it was is carried to the next block."""
    if stack and stack[0].mark not in {"'", "‘"}:
        out.append(_quote(text, stack[0], block.end, block.end, 0, number))
    return stack[:1]


def _quote(text: str, opened: _Open, close: int, end: int, depth: int, number: int) -> Quote:
    first, last = opened.inner, close
    while first < last and text[first] in TRIM:
        first += 1
    while last > first and text[last - 1] in TRIM:
        last -= 1
    return Quote(opened.start, end, first, last, depth, number, opened.goes_on)
