"""The text of an article with its facts as layers: marks within marks, as few as there can be.

Facts overlap: a quotation lies within a report, two acts share some words. A mark that ends while another that began
after it goes on is cut where the first ends. Facts that share characters lie in different lanes, so that each can be
underlined at a height of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from pourparlers.views.marking import Passage
from pourparlers.views.safe import harmless

# What is underlined by no height of its own: words that tell an act, names, dates, what is found or differs.
FLAT = frozenset({"cue", "actor", "time", "speaker", "found", "differs"})

_PARAGRAPH = re.compile(r"[^\n]+")
# So many characters between two marked paragraphs are read with them.
_NEAR = 300


class Run(msgspec.Struct, frozen=True):
    """What stands next in a text: characters, the beginning of a mark, or its end.

    Attributes:
        text: characters, harmless to look at; "" where a mark begins or ends.
        mark: the passage that begins; None where none does.
        lane: the height of its underline, from 0.
        starts: whether the passage begins here, and does not go on after a cut.
        first: whether it is the first of its fact.
    """

    text: str = ""
    mark: Passage | None = None
    lane: int = 0
    starts: bool = False
    first: bool = False


END = Run()


def layers(text: str, found: Iterable[Passage], start: int = 0, end: int | None = None) -> Iterator[Run]:
    """A text, or a stretch of it, with its marks in the order in which they are written; each is closed by an `END`.

    Args:
        text: of an article.
        found: the passages of facts, in code points of the whole text.
        start, end: which stretch of it; all where they are not given.
    """
    last = len(text) if end is None else min(end, len(text))
    kept = sorted(
        {one for one in found if start <= one.start < one.end <= last}, key=lambda one: (one.start, -one.end, one)
    )
    lanes = lanes_of(kept)
    opening, firsts = _opening(kept), _firsts(kept)
    cuts = sorted({start, last, *(at for one in kept for at in (one.start, one.end))})
    open_now: list[Passage] = []
    for at, then in zip(cuts, [*cuts[1:], None], strict=True):
        again = _ended(open_now, at)
        ends = len(open_now) - again
        yield from (END for _ in range(ends))
        reopened = [one for one in open_now[again:] if one.end > at]
        open_now = open_now[:again]
        for one in sorted([*reopened, *opening.get(at, ())], key=lambda one: (-one.end, one.style in FLAT, one)):
            starts = one.start == at
            first = starts and firsts.get(one.fact) is one
            yield Run(mark=one, lane=lanes.get(one.fact, 0), starts=starts, first=first)
            open_now.append(one)
        if then is not None:
            yield Run(text=harmless(text[at:then]))


def near(text: str, found: Iterable[Passage]) -> list[tuple[int, int]]:
    """The stretches of a text that are worth reading for its marks: paragraphs far from any are left out.

    Args:
        text: the words of a fact and what stands between them.
        found: its passages.
    """
    marked, out = sorted((one.start, one.end) for one in found), list[tuple[int, int]]()
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        if marked and not any(first < end and start < last for first, last in marked):
            continue
        if out and start - out[-1][1] <= _NEAR:
            start = out.pop()[0]
        out.append((start, end))
    return out


def _opening(kept: Sequence[Passage]) -> dict[int, list[Passage]]:
    out: dict[int, list[Passage]] = {}
    for one in kept:
        out.setdefault(one.start, []).append(one)
    return out


def _firsts(kept: Sequence[Passage]) -> dict[str, Passage]:
    """The first passage of each fact; the verb of a statement is none."""
    return {one.fact: one for one in reversed(kept) if one.style not in FLAT}


def _ended(open_now: Sequence[Passage], at: int) -> int:
    """How many of the marks that are open stay so: those before the first that ends."""
    return next((n for n, one in enumerate(open_now) if one.end <= at), len(open_now))


def lanes_of(kept: Iterable[Passage]) -> Mapping[str, int]:
    """A lane for each fact, so that no two of one lane share characters; the one that begins first lies highest."""
    by_fact: dict[str, list[Passage]] = {}
    for one in kept:
        if one.style not in FLAT:
            by_fact.setdefault(one.fact, []).append(one)
    taken: list[list[Passage]] = []
    out: dict[str, int] = {}
    for fact, own in by_fact.items():
        lane = next((n for n, there in enumerate(taken) if not _touch(own, there)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane] += own
        out[fact] = lane
    return out


def _touch(own: Iterable[Passage], there: Sequence[Passage]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in own for other in there)
