"""Pieces of text with their places on a page, and the runs of a line that they make."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import msgspec

# Widths of letters of a common face in parts of its size, for fonts that do not tell theirs.
_NARROW, _WIDE = frozenset("iljtfrI.,;:'’!|()[]-·` \u00a0\u202f"), frozenset("mwMWœæŒÆ@%—…")
# A gap of more than this, in sizes of the font, is no blank between two words: blanks are 0.25 to 0.5 wide.
_GAP = 0.7
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
    """

    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool
    number: int
    last: float

    @property
    def shrunk(self) -> float:
        """Where it ends at least: widths are estimates."""
        return self.x + (self.right - self.x) * 0.88


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
    return 0.66 if ch.isupper() else 0.52


def runs_of(pieces: Iterable[Piece]) -> list[Run]:
    """The runs that pieces in the order of their drawing make; what is drawn twice for weight is one."""
    out: list[Run] = []
    for piece in _once(pieces):
        last = out[-1] if out else None
        if not piece.text.strip():
            # A blank that the library tells between two places has none of its own.
            if last is not None:
                last.text += piece.text
        elif last is not None and _goes_on(last, piece):
            # A piece at the very place of the last goes on where that ends: its place was not told anew.
            at = last.right if piece.x == last.last else piece.x
            last.text += piece.text
            last.last = piece.x
            last.right = max(last.right, at + piece.width)
            last.bold = last.bold and piece.bold
        else:
            right = piece.x + piece.width
            bold = piece.bold
            out.append(Run(piece.text, piece.x, right, piece.y, piece.size, bold, len(out), piece.x))
    return out


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
