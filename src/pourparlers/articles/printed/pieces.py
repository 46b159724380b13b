"""Pieces of text with their places on a page, and the runs of a line that they make."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import msgspec

# Widths of letters of a common face in parts of its size, for fonts that do not tell theirs.
_MIDDLE = frozenset("cksvxyzJçîï")
_NARROW, _WIDE = frozenset("iljtfrI.,;:'’!|()[]-·` \u00a0\u202f"), frozenset("mwMWœæŒÆ@%—…")
# A gap of more than the first, in sizes of the font, is no blank between two words; of less than the second, none.
_GAP = 0.95
_BLANK = 0.12
_SAME_SIZE = 0.3


class Piece(msgspec.Struct, frozen=True):
    """Text as it was drawn at once.

    Attributes:
        x, y: where its baseline begins, in points, y upwards, as the page is turned so that the text is level.
        width: about how wide it is, in points.
        size: of its font, in points.
        angle: by how many degrees it is turned.
    """

    text: str
    x: float
    y: float
    width: float
    size: float
    bold: bool = False
    angle: int = 0


class Run(msgspec.Struct):
    """Pieces that follow each other on a line without a gap.

    Attributes:
        number: in which order it was drawn.
        last, letters: where its last piece begins, and how many letters that has.
    """

    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool
    number: int
    last: float
    letters: int

    @property
    def shrunk(self) -> float:
        """Where it ends at least: widths are estimates."""
        return self.x + (self.right - self.x) * 0.88

    @property
    def widest(self) -> float:
        """Where it ends at most."""
        return self.x + (self.right - self.x) * 1.15


def turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """A place as it lies once the page is turned back by an angle in degrees."""
    if not angle:
        return x, y
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cos + y * sin, y * cos - x * sin


def width_of(text: str, size: float) -> float:
    """About how wide a text is, in points, where its font does not tell."""
    return sum(_part(ch) for ch in text) * size


def _part(ch: str) -> float:
    if ch in _NARROW:
        return 0.28
    if ch in _WIDE:
        return 0.82
    if ch in _MIDDLE:
        return 0.46
    return 0.66 if ch.isupper() else 0.52


def runs_of(pieces: Iterable[Piece]) -> list[Run]:
    """The runs that pieces in the order of their drawing make; what is drawn twice for weight is one."""
    out: list[Run] = []
    ended = False
    for piece in _once(pieces):
        text = piece.text.rstrip("\n")
        last = out[-1] if out else None
        if not text.strip():
            # A blank that the library tells between two places has none of its own.
            if last is not None:
                last.text += text
        elif last is not None and _goes_on(last, piece):
            _go_on(last, piece, text, ended)
        else:
            if last is not None and ended:
                last.text += " "
            right = piece.x + piece.width
            out.append(Run(text, piece.x, right, piece.y, piece.size, piece.bold, len(out), piece.x, len(text.strip())))
        ended = piece.text.endswith("\n") or (ended and not text.strip())
    return out


def _go_on(run: Run, piece: Piece, text: str, ended: bool) -> None:
    # A piece at the very place of the last goes on where that ends: its place was not told anew.
    at = run.right if piece.x == run.last else piece.x
    # Behind each piece that moves to the next line, were it but for a moment, the library ends the line; between
    # letters drawn one by one the gap tells whether there is a blank.
    if ended and (run.letters > 1 or at - run.right > _BLANK * run.size):
        run.text += " "
    run.text += text
    run.last, run.letters = piece.x, len(text.strip())
    run.right = max(run.right, at + piece.width)
    run.bold = run.bold and piece.bold


def _once(pieces: Iterable[Piece]) -> Iterator[Piece]:
    seen: set[tuple[str, int, int]] = set()
    for piece in pieces:
        place = (piece.text.strip(), round(piece.x), round(piece.y))
        before = [(place[0], place[1] + dx, place[2] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        # Letters drawn one by one may fall on the same point; words that do are drawn twice for weight.
        if len(place[0]) > 2 and any(one in seen for one in before):
            continue
        seen.add(place)
        yield piece


def _goes_on(run: Run, piece: Piece) -> bool:
    size = max(run.size, piece.size)
    if abs(run.y - piece.y) > 0.25 * size or abs(run.size - piece.size) > _SAME_SIZE * size:
        return False
    if piece.x == run.last:
        return True
    told = run.last + (run.right - run.last) * 0.9
    return run.last < piece.x and piece.x - run.right < _GAP * size and piece.x - told < 2 * _GAP * size
