"""From a page of a PDF to the pieces of text that are drawn on it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

from pourparlers.articles.printed.pieces import Piece, turned, width_of
from pourparlers.model import LengthError

_SHOWS = {b"Tj", b"TJ", b"'", b'"'}
_LEVEL = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_BOLD = ("bold", "black", "heavy", "demi")
_CONDENSED = ("condensed", "narrow", "cond")
# Letters of a broadsheet drawn one by one are some 20,000.
_MOST_PIECES = 60_000
# Bytes of drawing that are written as letters; the library takes a hundred times as much room to read them.
_MOST_AS_LETTERS = 4_000_000
_AS_LETTERS = ("/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx")
Matrix = tuple[float, ...] | list[float]


def pieces_of(page: Any, pdf: Any, until: float, where: str = "") -> list[Piece]:
    """The pieces of text of a page in the order of their drawing.

    Args:
        page: a page of pypdf.
        pdf: its reader.
        until: at which time of the monotonic clock to give up.
        where: the name of its file and page, for the error.

    Raises:
        LengthError: it takes too long, or there are more than a page has.
    """
    seen = _Seen(page, until, where)
    _part_shown(page, pdf, where)
    page.extract_text(visitor_operand_before=seen.before, visitor_operand_after=seen.after, visitor_text=seen.text)
    return seen.pieces


def _part_shown(page: Any, pdf: Any, where: str) -> None:
    """Have each piece of text told apart: the library tells as one what stands side by side on a line."""
    from pypdf.generic import ContentStream, NameObject, NumberObject

    drawing = page.get("/Contents")
    if drawing is None:
        return
    drawing = drawing.get_object()
    for one in drawing if isinstance(drawing, list) else (drawing,):
        _refuse_letters(one.get_object(), where)
    # As bytes: strings of the content are codes of a font, which the library would else take for Latin letters.
    contents = ContentStream(drawing, pdf, "bytes")
    nothing = [NumberObject(one) for one in (1, 0, 0, 1, 0, 0)]
    # A change of the matrix that changes nothing makes the library tell what it has.
    parted: list[tuple[Any, bytes]] = []
    for operands, operator in contents.operations:
        if operator in _SHOWS:
            parted.append((nothing, b"cm"))
        parted.append((operands, operator))
    contents.operations = parted
    page[NameObject("/Contents")] = contents


def _refuse_letters(stream: Any, where: str) -> None:
    told = str(stream.get("/Filter", "")) if isinstance(stream, dict) else ""
    if any(one in told for one in _AS_LETTERS) and len(getattr(stream, "_data", b"")) > _MOST_AS_LETTERS:
        what = f"a drawing of the page is written with more than {_MOST_AS_LETTERS:,} letters."
        raise LengthError(what, where=where, hint="Save the article's text as a plain file.")


class _Seen:
    """What the library tells while it goes through a page."""

    def __init__(self, page: Any, until: float, where: str) -> None:
        self.pieces: list[Piece] = []
        self._until = until
        self._where = where
        self._shown = False
        self._outer: list[Matrix] = [_LEVEL]
        self._widths: dict[int, tuple[Any, Callable[[str], float]]] = {}
        box = page.cropbox
        self._box = (float(box.left) - 2, float(box.bottom) - 2, float(box.right) + 2, float(box.top) + 2)

    def before(self, operator: bytes, operands: Any, cm: Matrix, tm: Matrix) -> None:
        if time.monotonic() > self._until or len(self.pieces) > _MOST_PIECES:
            what = "the page takes longer to read than a page of text does."
            raise LengthError(what, where=self._where, hint="Save the article's text as a plain file.")
        self._shown = self._shown or operator in _SHOWS
        if operator == b"Do":
            self._outer.append(_times(cm, self._outer[-1]))

    def after(self, operator: bytes, operands: Any, cm: Matrix, tm: Matrix) -> None:
        if operator == b"Do" and len(self._outer) > 1:
            self._outer.pop()

    def text(self, text: str, cm: Matrix, tm: Matrix, font: Any, size: float) -> None:
        if not text:
            return
        # A blank where nothing was drawn is the library's guess, which is wrong between a capital and small ones.
        shown, self._shown = self._shown, False
        text = "\n" if text == " " and not shown else text
        matrix = _times(_times(tm, cm), self._outer[-1])
        left, bottom, right, top = self._box
        if not (left <= matrix[4] <= right and bottom <= matrix[5] <= top):
            return
        self.pieces.append(self._piece(text, matrix, font, size))

    def _piece(self, text: str, matrix: Matrix, font: Any, size: float) -> Piece:
        # Slight turns are those of a crooked scan.
        angle = 10 * round(math.degrees(math.atan2(matrix[1], matrix[0])) / 10) if matrix[0] or matrix[1] else 0
        x, y = turned(matrix[4], matrix[5], angle)
        height = abs(size) * (math.hypot(matrix[2], matrix[3]) or 1.0)
        across = math.hypot(matrix[0], matrix[1]) or 1.0
        name = str(font.get("/BaseFont", "")).lower() if font is not None else ""
        bold = any(mark in name for mark in _BOLD)
        width = self._width(font, name)(text) * abs(size) * across
        return Piece(text, x, y, width, height, bold, angle)

    def _width(self, font: Any, name: str) -> Callable[[str], float]:
        if id(font) not in self._widths:
            self._widths[id(font)] = (font, _measure(font, name))
        return self._widths[id(font)][1]


def _measure(font: Any, name: str) -> Callable[[str], float]:
    """How wide a text is in a font, in parts of its size: as the font tells, else as common faces are."""
    if "courier" in name or "mono" in name:
        return lambda text: 0.6 * len(text)
    narrow = 0.82 if any(mark in name for mark in _CONDENSED) else 0.88 if "times" in name else 1.0
    told = _told_widths(font)

    def measured(text: str) -> float:
        return sum(told.get(ch) or width_of(ch, narrow) for ch in text)

    return measured


def _told_widths(font: Any) -> dict[str, float]:
    """Widths by letter where the codes of a font are those of Windows-1252, as in most of the West."""
    try:
        first, widths = int(font["/FirstChar"]), font["/Widths"]
        codes = {first + at: float(width) / 1000 for at, width in enumerate(widths[:256])}
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}
    told = {
        bytes([code]).decode("cp1252", "ignore"): width for code, width in codes.items() if 32 <= code < 256 and width
    }
    # In a font cut down to a few letters with codes of their own, "e" need not be e.
    return told if 0.2 < told.get("e", 0.0) < 0.9 and 0.2 < told.get(" ", 0.25) < 0.8 and len(told) > 15 else {}


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
