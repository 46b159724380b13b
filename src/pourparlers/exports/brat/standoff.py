"""The standoff format of brat: https://brat.nlplab.org/standoff.html."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

Range = tuple[int, int]
# An annotation is a line of columns with tabs between them, and a passage goes on in another fragment after a line end;
# so it does after whatever else some reader may take for one of these.
_ENDS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NOT_IN_KEY = re.compile(r"[\s%\x00-\x1f\ufffe\uffff]")
_NOT_IN_NOTE = re.compile(r"[\\;]")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def fragments(text: str, ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The pieces of some passages of a text that stand on one line each and hold more than white space."""
    out: list[Range] = []
    for start, end in ranges:
        at = start
        for match in _ENDS.finditer(text, start, end):
            out.append((at, match.start()))
            at = match.end()
        out.append((at, end))
    return tuple((start, end) for start, end in out if text[start:end].strip())


def joined(text: str, pieces: Sequence[Range]) -> tuple[Range, ...]:
    """Pieces of passages without what `fragments` did to them: those apart by a line end alone are one."""
    out: list[Range] = []
    for start, end in pieces:
        gap = text[out[-1][1] : start] if out else ""
        if gap.isspace() and _ENDS.search(gap):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def key_of(id_: str) -> str:
    """An id as it may stand in a normalisation, which holds no white space."""
    return _NOT_IN_KEY.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), id_)


def note_of(fields: Mapping[str, str | None]) -> str:
    """Fields as a note that a person can read and change: "issue=pont; rule=fr.accuser"."""
    told = {name: _UNSAFE.sub(" ", value) for name, value in fields.items() if value}
    return "; ".join(f"{name}={_NOT_IN_NOTE.sub(lambda m: chr(92) + m.group(), value)}" for name, value in told.items())


def fields_of(note: str) -> tuple[dict[str, str], str]:
    """The fields of a note, and what else a person wrote in it."""
    fields: dict[str, str] = {}
    rest: list[str] = []
    for part in re.findall(r"(?:[^;\\]|\\.|\\$)+", note):
        name, sign, value = part.strip().partition("=")
        if sign and name.strip().isidentifier():
            fields[name.strip()] = re.sub(r"\\(.)", r"\1", value.strip())
        elif part.strip():
            rest.append(part.strip())
    return fields, "; ".join(rest)


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
        self._add("N", f"Reference {of} {base}:{key_of(id_)}\t{_UNSAFE.sub(' ', name).strip() or id_}")

    def note(self, of: str, text: str) -> None:
        """A note on a passage or an event; none where there is nothing to note."""
        if text:
            self._add("#", f"AnnotatorNotes {of}\t{text}")

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        return iter(self._lines)
