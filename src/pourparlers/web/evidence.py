"""The text of an article, cut where facts begin and end, as a template writes it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from pourparlers.views.marking import Passage, pieces
from pourparlers.views.safe import harmless


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that no fact begins or ends within.

    Attributes:
        start, end: code points, half-open.
        text: harmless to look at, as long as that of the article.
        facts: the ids of the facts that it belongs to.
        styles: how they are shown: acts, "encounter", "actor", "time", "cue", "found".
        opens: the facts whose first characters these are.
    """

    start: int
    end: int
    text: str
    facts: tuple[str, ...]
    styles: tuple[str, ...]
    opens: tuple[str, ...]


def segments(text: str, found: Iterable[Passage], start: int = 0, end: int | None = None) -> list[Segment]:
    """A text, or a stretch of it, in segments; joined they are the whole of it.

    Args:
        text: of an article.
        found: the passages of facts, in code points of the whole text.
        start, end: which stretch of it; all where they are not given.
    """
    last = len(text) if end is None else min(end, len(text))
    shifted = [
        Passage(max(one.start, start) - start, min(one.end, last) - start, one.fact, one.style)
        for one in found
        if one.start < last and one.end > start
    ]
    told = harmless(text[start:last])
    out: list[Segment] = []
    seen: set[str] = set()
    for piece in pieces(len(told), shifted):
        facts = tuple(dict.fromkeys(one.fact for one in piece.passages))
        styles = tuple(sorted({one.style for one in piece.passages}))
        out.append(
            Segment(
                start=start + piece.start, end=start + piece.end, text=told[piece.start : piece.end], facts=facts,
                styles=styles, opens=tuple(fact for fact in facts if fact not in seen),
            )
        )  # fmt: skip
        seen.update(facts)
    return out
