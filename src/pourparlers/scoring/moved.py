"""A record whose characters are those of gold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from pourparlers.model import Record
from pourparlers.scoring.agreement import characters
from pourparlers.scoring.gold import Fact, Range


def _shift(gold_text: str, text: str) -> int | None:
    """How far the gold text stands from the beginning of the record's; None where it is not in it."""
    at = text.find(gold_text.strip())
    return None if at < 0 else at - (len(gold_text) - len(gold_text.lstrip()))


class Moved:
    """A record whose offsets are moved onto the gold text."""

    def __init__(self, record: dict[str, Any], shift: int) -> None:
        self._record = record
        self._shift = shift

    @classmethod
    def onto(cls, text: str, record: Record | None) -> Moved:
        """A record moved onto a text; an empty one where there is none, or it does not hold the text."""
        found: dict[str, Any] = msgspec.to_builtins(record) if record is not None else {}
        shift = _shift(text, found["article"]["text"]) if found else None
        return cls(found if shift is not None else {}, shift or 0)

    def facts(self, kind: str) -> list[Fact]:
        return list(self._record.get(kind) or [])

    def range(self, span: Fact) -> Range:
        return span["start"] - self._shift, span["end"] - self._shift

    def characters(self, spans: Iterable[Fact]) -> set[int]:
        return characters(self.range(span) for span in spans)
