"""A text with every fact marked in it, as HTML.

Facts overlap: a quotation holds names, an accusation lies within a report. The text is therefore cut wherever a passage
begins or ends, and each piece names all facts that it belongs to; no element crosses another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import msgspec

from pourparlers.model import Record
from pourparlers.views.safe import harmless


class Passage(msgspec.Struct, frozen=True, order=True):
    """Characters `start` to `end` belong to a fact and are shown as `style`."""

    start: int
    end: int
    fact: str
    style: str


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text that no passage begins or ends within, with the passages that hold it."""

    start: int
    end: int
    passages: tuple[Passage, ...]


def passages(record: Record) -> Iterator[Passage]:
    """The passages of all facts of a record."""
    for actor in record.actors:
        for span in actor.mentions:
            yield Passage(span.start, span.end, f"a-{actor.id}", "actor")
    for time in record.times:
        yield Passage(time.start, time.end, time.id, "time")
    for encounter in record.encounters:
        for span in encounter.evidence:
            yield Passage(span.start, span.end, encounter.id, "encounter")
    for statement in record.statements:
        for span in statement.content:
            yield Passage(span.start, span.end, statement.id, statement.act.value)
        if statement.cue:
            yield Passage(statement.cue.start, statement.cue.end, statement.id, "cue")


def pieces(length: int, found: Iterable[Passage]) -> Iterator[Piece]:
    """Cut a text of a length at the ends of passages; the pieces follow one another from 0 to `length`."""
    inside = [one for one in found if 0 <= one.start < one.end <= length]
    opening: dict[int, list[Passage]] = {}
    closing: dict[int, list[Passage]] = {}
    for one in inside:
        opening.setdefault(one.start, []).append(one)
        closing.setdefault(one.end, []).append(one)
    cuts = sorted({0, length, *opening, *closing})
    open_now: dict[Passage, None] = {}
    for start, end in zip(cuts, cuts[1:], strict=False):
        for one in closing.get(start, ()):
            open_now.pop(one, None)
        open_now.update(dict.fromkeys(opening.get(start, ())))
        yield Piece(start, end, tuple(open_now))


def marked(record: Record, prefix: str = "") -> str:
    """The text of a record as HTML, every fact in `<mark>`; the first piece of a fact carries its id after `prefix`."""
    text = harmless(record.article.text)
    seen: set[str] = set()
    out: list[str] = []
    for piece in pieces(len(text), passages(record)):
        words = escape(text[piece.start : piece.end])
        out.append(_mark(words, piece, prefix, seen) if piece.passages else words)
    return "".join(out)


def _mark(words: str, piece: Piece, prefix: str, seen: set[str]) -> str:
    facts = list(dict.fromkeys(one.fact for one in piece.passages))
    styles = " ".join(sorted({one.style for one in piece.passages}))
    anchors = "".join(f'<span id="{anchor(prefix, fact)}"></span>' for fact in facts if fact not in seen)
    seen.update(facts)
    names = " ".join(anchor(prefix, fact) for fact in facts)
    return f'{anchors}<mark class="{styles}" data-facts="{names}">{words}</mark>'


def anchor(prefix: str, fact: str) -> str:
    """The id of a fact within a page: an id holds no white space."""
    return escape(prefix + "_".join(harmless(fact).split()))
