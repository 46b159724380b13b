"""The standoff format of brat, as it is written: https://brat.nlplab.org/standoff.html."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from pourparlers.coding.coded import Range
from pourparlers.coding.standoff import UNSAFE, fragments, key_of


class Sheet:
    """The annotations of one text, numbered as they come.

    Args:
        text: what they stand beside.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] = []
        self._numbers = {mark: count(1) for mark in "TEAN#"}
        self._bounds: dict[tuple[str, tuple[Range, ...], str], str] = {}

    def _add(self, mark: str, rest: str) -> str:
        id_ = f"{mark}{next(self._numbers[mark])}"
        self._lines.append(f"{id_}\t{rest}\n")
        return id_

    def bound(self, type_: str, ranges: Iterable[Range], key: str = "") -> str | None:
        """A passage under a type; the one that is there already where it is the same; None where it holds no words.

        Args:
            type_: of it.
            ranges: where it stands.
            key: what tells it from others of this type at the same place.
        """
        pieces = fragments(self._text, ranges)
        if not pieces:
            return None
        known = (type_, pieces, key)
        if known not in self._bounds:
            places = ";".join(f"{start} {end}" for start, end in pieces)
            words = " ".join(self._text[start:end] for start, end in pieces)
            self._bounds[known] = self._add("T", f"{type_} {places}\t{words}")
        return self._bounds[known]

    def event(self, type_: str, trigger: str, arguments: Iterable[tuple[str, str]]) -> str:
        """An event at a passage, with what plays which role in it: several in one role are numbered from the second."""
        counts: dict[str, int] = {}
        told = [f"{type_}:{trigger}"]
        for role, id_ in arguments:
            counts[role] = counts.get(role, 0) + 1
            told.append(f"{role}{counts[role] if counts[role] > 1 else ''}:{id_}")
        return self._add("E", " ".join(told))

    def attribute(self, name: str, of: str, value: str | None = None) -> None:
        """An attribute of a passage or an event; one without a value tells that it is so."""
        self._add("A", f"{name} {of}" + (f" {value}" if value else ""))

    def normalisation(self, of: str, base: str, id_: str, name: str) -> None:
        """What a passage or an event is in some base, and what it is called there."""
        self._add("N", f"Reference {of} {base}:{key_of(id_)}\t{UNSAFE.sub(' ', name).strip() or id_}")

    def note(self, of: str, text: str) -> None:
        """A note on a passage or an event; none where there is nothing to note."""
        if text:
            self._add("#", f"AnnotatorNotes {of}\t{text}")

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        return iter(self._lines)
