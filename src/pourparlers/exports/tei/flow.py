"""A text as paragraphs with elements around its passages, and anchors where passages begin and end.

The text in it is, character by character, that of the article: paragraphs are parted by the very white space that parts
them there, which stands between the elements.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec

from pourparlers.exports.xml import Maker, add_text

# White space as XML knows it: a no-break space between paragraphs must stand within one of them.
_BREAK = re.compile(r"[ \t\r\n]*\n[ \t\r]*\n[ \t\r\n]*")
_EDGES = re.compile(r"[ \t\r\n]*(.*?)[ \t\r\n]*", re.DOTALL)


class Around(msgspec.Struct, frozen=True):
    """An element to be put around a passage.

    Attributes:
        start, end: of the passage, in code points.
        tag: of the element.
        attributes: as `Maker` takes them.
    """

    start: int
    end: int
    tag: str
    attributes: dict[str, str | None]


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text stand."""
    match = _EDGES.fullmatch(text)
    at, last = match.span(1) if match else (0, len(text))
    for gap in _BREAK.finditer(text, at, last):
        yield at, gap.start()
        at = gap.end()
    if at < last:
        yield at, last


def nested(wanted: Sequence[Around], whole: Sequence[tuple[int, int]]) -> list[Around]:
    """Those of some elements that nest soundly, each within a paragraph; the first wins over later ones.

    Args:
        wanted: elements, the most important first.
        whole: where the paragraphs stand.
    """
    starts = [start for start, _ in whole]
    kept: dict[int, list[Around]] = {}
    for one in wanted:
        at = bisect_right(starts, one.start) - 1
        inside = at >= 0 and one.start < one.end <= whole[at][1]
        # Those of other paragraphs cannot cross it; a long article has thousands.
        if inside and not any(_cross(one, other) or _holds_speech(one, other) for other in kept.get(at, ())):
            kept.setdefault(at, []).append(one)
    return [one for some in kept.values() for one in some]


def _cross(a: Around, b: Around) -> bool:
    """Whether two passages overlap without one holding the other; two of the very same passage nest."""
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end


def _holds_speech(a: Around, b: Around) -> bool:
    """Whether a name or date would hold words of speakers («la ministre du "commerce propre"»), which TEI forbids."""
    return b.tag == "said" != a.tag and a.start <= b.start and b.end <= a.end and (a.start, a.end) != (b.start, b.end)


class Flow:
    """Builds the body of a document.

    Args:
        make: of elements.
        text: the article's.
        anchors: offsets at which an anchor is to stand, with `prefix` and the offset as its id.
        prefix: of ids.
    """

    def __init__(self, make: Maker, text: str, anchors: Collection[int], prefix: str) -> None:
        self._make = make
        self._text = text
        self._prefix = prefix
        # The body is built from its beginning to its end, so that the next anchor is always the last of these.
        self._anchors = sorted(anchors, reverse=True)

    def body(self, wanted: Sequence[Around]) -> Any:
        """The body with those elements that nest soundly."""
        body, at = self._make("body"), 0
        whole = list(paragraphs(self._text))
        # Taken from the end; of two around the very same passage the first that was wanted is the outer one.
        kept = nested(wanted, whole)[::-1]
        kept.sort(key=lambda one: (-one.start, one.end))
        for start, end in whole or [(0, 0)]:
            # An anchor where a paragraph begins stands in it.
            self._run(body, at, start, start)
            inside = []
            while kept and kept[-1].end <= end:
                inside.append(kept.pop())
            body.append(self._filled(Around(start, end, "p", {}), inside))
            at = end
        self._run(body, at, len(self._text), len(self._text) + 1)
        return body

    def _filled(self, one: Around, inside: Sequence[Around]) -> Any:
        """An element around a passage, with the elements within that."""
        made, at, end = self._make(one.tag, **one.attributes), one.start, one.end
        while inside:
            first, rest = inside[0], inside[1:]
            within = [other for other in rest if other.end <= first.end]
            self._run(made, at, first.start, first.start)
            made.append(self._filled(first, within))
            at, inside = first.end, rest[len(within) :]
        self._run(made, at, end, end + 1)
        return made

    def _run(self, parent: Any, start: int, end: int, before: int) -> None:
        """Text alone, with the anchors in it whose offsets are below one."""
        while self._anchors and self._anchors[-1] < before:
            at = self._anchors.pop()
            add_text(parent, self._text[start:at])
            parent.append(self._make("anchor", xml_id=f"{self._prefix}.{at}"))
            start = at
        add_text(parent, self._text[start:end])
