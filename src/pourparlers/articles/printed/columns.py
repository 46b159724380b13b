"""The order in which the runs of a page are read: down each column, column after column, under what spans them."""

from __future__ import annotations

from collections import defaultdict

from pourparlers.articles.printed.pieces import Run

# How many lines must begin at the same place on both sides, side by side, to make two columns of a page.
_LEAST_LINES = 3
# Cells of a table hold a word or a number, lines of a column five to ten words.
_LEAST_WORDS = 2.5
_EDGE = 3.0
# How much larger the letters of a headline are than those of its text.
_LARGER = 1.2
_DEEPEST = 12
_MOST_EDGES = 40

Block = list[Run]


def blocks(runs: list[Run], depth: int = 0) -> list[Block]:
    """Runs of a page in blocks, each of which is read line by line, in the order of reading."""
    if not runs:
        return []
    told, below = _ordered(runs, depth)
    return told + blocks(below, depth + 1)


def _ordered(runs: list[Run], depth: int) -> tuple[list[Block], Block]:
    """Blocks in the order of reading, and what spans the columns below them.

    That is the next article where what stands beside the columns ends above it: a headline over two of three columns,
    and what is below it in columns of another width.
    """
    parted = _best(runs) if len(runs) >= 2 * _LEAST_LINES and depth <= _DEEPEST else None
    if parted is None:
        return [runs], []
    out: list[Block] = []
    below: Block = []
    for number, (band, edge) in enumerate(parted):
        if edge is None and 0 < number == len(parted) - 1:
            below = below + band
        elif edge is None:
            out += blocks(below + band, depth + 1)
            below = []
        else:
            out += blocks(below, depth + 1)
            right = [run for run in band if run.x >= edge]
            left, below = _ordered([run for run in band if run.x < edge], depth + 1)
            if below and _top(below) >= _bottom(right):
                left, below = left + blocks(below, depth + 1), []
            out += left + blocks(right, depth + 1)
    return out, below


def _best(runs: list[Run]) -> list[tuple[Block, float | None]] | None:
    """The page in bands from top to bottom, with the edge at which a second column begins in those that have one."""
    best: tuple[float, list[tuple[Block, float | None]]] | None = None
    for edge in _edges(runs):
        bands = _bands(runs, edge)
        held = sum(len(band) for band, at in bands if at is not None)
        crossing = len(runs) - held
        if held and (best is None or held - crossing > best[0]):
            best = (held - crossing, bands)
    return best[1] if best else None


def _edges(runs: list[Run]) -> list[float]:
    """Where lines begin at the same place again and again, but for the first such place from the left."""
    places: dict[int, set[int]] = defaultdict(set)
    for run in runs:
        for near in (0, 1):
            places[int(run.x // _EDGE) + near].add(round(run.y))
    often = sorted(
        (place for place, lines in places.items() if len(lines) >= _LEAST_LINES), key=lambda p: -len(places[p])
    )
    left = min(run.x for run in runs)
    return [edge for place in often[:_MOST_EDGES] if (edge := (place - 1) * _EDGE) > left + 4 * _EDGE]


def _bands(runs: list[Run], edge: float) -> list[tuple[Block, float | None]]:
    """Bands between what crosses an edge; those in which nothing stands side by side go with what crosses it."""
    bands: list[tuple[Block, float | None]] = []
    rest: Block = []
    band: Block = []

    def close() -> None:
        nonlocal rest, band
        if _is_parted(band, edge):
            if rest:
                bands.append((rest, None))
            bands.append((band, edge))
            rest = []
        else:
            rest = rest + band
        band = []

    for run in sorted(runs, key=lambda one: (-one.y, one.x)):
        if run.x < edge < run.shrunk:
            # A short headline over lines that cross the edge crosses none itself.
            heads: Block = []
            while band and band[-1].size > _LARGER * run.size:
                heads.insert(0, band.pop())
            close()
            rest += [*heads, run]
        else:
            band.append(run)
    close()
    return [*bands, (rest, None)] if rest else bands


def _is_parted(band: Block, edge: float) -> bool:
    left = [run for run in band if run.x < edge]
    right = [run for run in band if run.x >= edge]
    return _is_prose(left) and _is_prose(right) and _side_by_side(left, right) and _is_flush(right, edge)


def _is_prose(side: Block) -> bool:
    lines: dict[int, int] = defaultdict(int)
    for run in side:
        lines[round(run.y)] += len(run.text.split())
    # One long line that goes on behind a note's number makes no column of the cells of a table below it.
    told = sum(1 for words in lines.values() if words > 1)
    return len(lines) >= _LEAST_LINES and 2 * told > len(lines) and sum(lines.values()) / len(lines) >= _LEAST_WORDS


def _is_flush(side: Block, edge: float) -> bool:
    """Whether most lines begin at the edge, as in a column; gaps of loose lines fall below each other by chance."""
    first: dict[int, float] = {}
    for run in side:
        first[round(run.y)] = min(run.x, first.get(round(run.y), run.x))
    return 2 * sum(1 for x in first.values() if x < edge + 3 * _EDGE) >= len(first)


def _side_by_side(left: Block, right: Block) -> bool:
    """Whether some lines of each side stand at the height of the other's."""
    top, bottom = min(_top(left), _top(right)), max(_bottom(left), _bottom(right))
    return all(sum(1 for run in side if bottom <= run.y <= top) >= 2 for side in (left, right))


def _top(side: Block) -> float:
    return max(run.y for run in side)


def _bottom(side: Block) -> float:
    return min(run.y for run in side)
