"""Lines of a block of print, and the paragraphs that they make."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

import msgspec

from pourparlers.articles.printed.pieces import Run

_END = re.compile(r"[.!?…:;][\s»”\"’')\]]*$|[»”]\s*$")
_OPEN_END = re.compile(r"[^\W_][-\u2010\u00ad]?$|[,(«“–—-]$")
_ITEM = re.compile(r"[•▪■●◆‣∙*–—-]\s|\d{1,2}[.)]\s")
_SAME_SIZE = 0.12
_CELL = 1.5
_NEAR = 2.0


class Line(msgspec.Struct):
    """A line of print.

    Attributes:
        weight: 1 where all of it is bold, 0 where none of it is, else between.
        block: the number of its block.
        cells: where it goes on after gaps as wide as those between the cells of a table.
    """

    text: str
    x: float
    right: float
    y: float
    size: float
    weight: float = 0.0
    block: int = 0
    page: int = 0
    cells: tuple[float, ...] = ()


def lines_of(runs: list[Run], block: int = 0, page: int = 0) -> list[Line]:
    """The lines that the runs of a block make, from top to bottom."""
    capitals, rest = _drop_capitals(runs)
    rows: list[list[Run]] = []
    for run in sorted(rest, key=lambda one: (-one.y, one.x)):
        if rows and _same_line(rows[-1][0], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    lines = [_line(row, block, page) for row in rows]
    for capital in capitals:
        _put_before(capital, lines, block, page)
    return lines


def _same_line(first: Run, run: Run) -> bool:
    small, large = sorted((first.size, run.size))
    return abs(first.y - run.y) <= min(0.42 * large, 0.65 * small)


def _line(row: list[Run], block: int, page: int) -> Line:
    row.sort(key=lambda one: one.x)
    text = ""
    for before, run in zip([None, *row], row, strict=False):
        # Between what was drawn one after the other the library has put a blank where there is one.
        drawn_on = before is not None and run.number == before.number + 1
        text += run.text if drawn_on or not text or text[-1].isspace() else " " + run.text
    sizes: Counter[float] = Counter()
    for run in row:
        sizes[run.size] += len(run.text)
    bold = sum(len(run.text) for run in row if run.bold) / max(1, sum(len(run.text) for run in row))
    return Line(
        text=" ".join(text.split()),
        x=row[0].x,
        right=max(run.right for run in row),
        y=row[0].y,
        size=sizes.most_common(1)[0][0],
        weight=bold,
        block=block,
        page=page,
        cells=tuple(run.x for before, run in pairwise(row) if run.x - before.widest > _CELL * run.size),
    )


def _drop_capitals(runs: list[Run]) -> tuple[list[Run], list[Run]]:
    """Large letters that begin a paragraph over several lines, and the other runs."""
    if len(runs) < 3:
        return [], runs
    usual = median(run.size for run in runs)
    capitals = [
        run for run in runs if run.size > 1.7 * usual and re.fullmatch(r"[«“]?\s?[^\W\d_][’']?", run.text.strip())
    ]
    return capitals, [run for run in runs if run not in capitals] if capitals else runs


def _put_before(capital: Run, lines: list[Line], block: int, page: int) -> None:
    beside = [
        line
        for line in lines
        if capital.y - 0.3 * line.size <= line.y <= capital.y + capital.size
        and 0 < line.x - capital.x < 2 * capital.size
    ]
    letter = capital.text.strip()
    if not beside:
        lines.insert(0, Line(letter, capital.x, capital.right, capital.y, capital.size, block=block, page=page))
        return
    first = max(beside, key=lambda line: line.y)
    goes_on = first.text[:1].islower() or letter[-1] in "’'" or first.text[:1] in "’'"
    first.text = letter + first.text if goes_on else f"{letter} {first.text}"


def paragraphs(lines: list[Line]) -> list[list[Line]]:
    """Lines in the order of reading, a list for each paragraph."""
    blocks: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        blocks.setdefault((line.page, line.block), []).append(line)
    shapes = {key: _Shape(of) for key, of in blocks.items()}
    out: list[list[Line]] = []
    for line in lines:
        last = out[-1][-1] if out else None
        if last is not None and not _breaks(last, line, shapes, len(out[-1]) == 1):
            out[-1].append(line)
        elif len(out) > 1 and _is_interrupted(out[-2][-1], out[-1], line):
            # What a caption at the foot of a column cuts in two is read after it.
            out[-2:] = [out[-1], [*out[-2], line]]
        else:
            out.append([line])
    return out


def _is_interrupted(above: Line, caption: list[Line], below: Line) -> bool:
    """Whether a sentence goes on in the next column or page, past a paragraph in smaller print."""
    moves = (above.page, above.block) != (below.page, below.block)
    goes_on = below.text[:1].islower() and _END.search(above.text) is None
    return moves and goes_on and _same_size(above, below) and caption[0].size < 0.9 * above.size


class _Shape:
    """What is usual in a block: where lines begin and end, and how far they are apart."""

    def __init__(self, lines: list[Line]) -> None:
        places = Counter(round(line.x) for line in lines)
        # Of paragraphs of two lines, as many lines begin at the indent.
        self.left = min(place for place, count in places.items() if 4 * count >= places.most_common(1)[0][1])
        ends = sorted(line.right for line in lines)
        self.right = ends[int(len(ends) * 0.8) if len(ends) > 4 else -1]
        gaps: dict[int, list[float]] = {}
        for above, below in zip(lines, lines[1:], strict=False):
            if above.y - below.y > 0.8 * below.size and _same_size(above, below):
                gaps.setdefault(round(above.size), []).append(above.y - below.y)
        # Where many paragraphs have two lines, half the gaps are those between paragraphs.
        self._gaps = {size: sorted(of)[len(of) // 4] for size, of in gaps.items()}

    def leading(self, size: float) -> float:
        usual = self._gaps.get(round(size), 1.25 * size)
        # Where each line is a paragraph, what is usual is no leading.
        return min(usual, 1.7 * size)

    def is_full(self, line: Line) -> bool:
        return line.right - self.left >= 0.8 * (self.right - self.left)


def _breaks(above: Line, below: Line, shapes: dict[tuple[int, int], _Shape], first: bool) -> bool:
    """Whether a paragraph ends between two lines.

    Args:
        first: whether the one above is the first of its paragraph.
    """
    if not _same_size(above, below) or abs(above.weight - below.weight) > 0.95:
        return True
    shape = shapes[below.page, below.block]
    indented = below.x - shape.left > 0.6 * below.size
    ends = _END.search(above.text) is not None
    if (above.page, above.block) != (below.page, below.block):
        full = shapes[above.page, above.block].is_full(above)
        goes_on = below.text[:1].islower() or (full and not indented)
        return ends or not _OPEN_END.search(above.text) or not goes_on
    # Gaps of loose lines seldom lie below each other, those of a table do.
    if any(abs(one - other) < _NEAR for one in above.cells for other in below.cells):
        return True
    if above.y - below.y > 1.35 * shape.leading(below.size):
        return True
    # Of paragraphs of a line each, all begin at the same indent.
    if indented and (below.x - above.x > 0.4 * below.size or (ends and first)):
        return True
    return ends and (not shape.is_full(above) or _ITEM.match(below.text) is not None)


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)
