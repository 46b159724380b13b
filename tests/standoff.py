"""A strict reader of brat's standoff format, after its documentation alone: https://brat.nlplab.org/standoff.html."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

_LINES = {
    "T": re.compile(r"(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t([^\t]+)"),
    "E": re.compile(r"(E\d+)\t(\w+):(T\d+)((?: \w+:[TE]\d+)*)"),
    "A": re.compile(r"(A\d+)\t(\w+) ([TE]\d+)(?: (\S+))?"),
    "N": re.compile(r"(N\d+)\tReference ([TE]\d+) (\S+?):(\S+)\t([^\t]+)"),
    "#": re.compile(r"(#\d+)\tAnnotatorNotes ([TE]\d+)\t([^\t]+)"),
}


@dataclass
class Bound:
    """A text-bound annotation with its normalisations, its note and its attributes."""

    id: str
    type: str
    pieces: list[tuple[int, int]]
    text: str
    known: dict[str, list[str]] = field(default_factory=dict)
    attributes: dict[str, str | None] = field(default_factory=dict)
    note: str = ""


@dataclass
class Event(Bound):
    """An event, with what plays which role in it."""

    arguments: list[tuple[str, str]] = field(default_factory=list)

    def all(self, role: str) -> list[str]:
        return [id_ for name, id_ in self.arguments if name == role]


def read(ann: Path) -> tuple[str, dict[str, Bound], list[Event]]:
    """A text with its annotations by id and its events; whatever breaks a rule of the format raises."""
    text = ann.with_suffix(".txt").read_bytes().decode("utf-8")
    bounds: dict[str, Bound] = {}
    later: list[tuple[str, re.Match[str]]] = []
    seen: set[str] = set()
    data = ann.read_bytes().decode("utf-8")
    assert not data or data.endswith("\n")
    for line in data.split("\n")[:-1]:
        match = _LINES[line[0]].fullmatch(line)
        assert match, line
        assert match[1] not in seen
        seen.add(match[1])
        if line[0] == "T":
            bounds[match[1]] = _bound(match, text)
        else:
            later.append((line[0], match))
    for mark, match in sorted(later, key=lambda one: "EAN#".index(one[0])):
        _put(mark, match, bounds)
    return text, bounds, [one for one in bounds.values() if isinstance(one, Event)]


def _bound(match: re.Match[str], text: str) -> Bound:
    pieces = [tuple(map(int, piece.split(" "))) for piece in match[3].split(";")]
    assert all(start < end <= len(text) for start, end in pieces)
    assert all(a[1] <= b[0] for a, b in zip(pieces, pieces[1:], strict=False))
    assert match[4] == " ".join(text[start:end] for start, end in pieces)
    assert len(match[4].splitlines()) == 1
    return Bound(match[1], match[2], pieces, match[4])


def _put(mark: str, match: re.Match[str], bounds: dict[str, Bound]) -> None:
    if mark == "E":
        trigger = bounds[match[3]]
        assert trigger.type == match[2]
        told = [one.split(":") for one in match[4].split()]
        assert len({role for role, _ in told}) == len(told)
        arguments = [(re.sub(r"\d+$", "", role), id_) for role, id_ in told]
        assert all(id_ in bounds or id_.startswith("E") for _, id_ in arguments)
        bounds[match[1]] = Event(match[1], match[2], trigger.pieces, trigger.text, arguments=arguments)
        return
    of = bounds[match[3] if mark == "A" else match[2]]
    if mark == "A":
        assert match[2] not in of.attributes
        of.attributes[match[2]] = match[4]
    elif mark == "N":
        of.known.setdefault(match[3], []).append(unquote(match[4]))
    else:
        of.note = match[3]


def roles_of(conf: Path) -> dict[str, dict[str, set[str]]]:
    """What annotation.conf allows: by type of event its roles, each with the types that may play it."""
    out: dict[str, dict[str, set[str]]] = {}
    macros: dict[str, set[str]] = {}
    for line in _section(conf, "events"):
        if line.startswith("<"):
            name, _, types = line.partition("=")
            macros[name] = set(types.split("|"))
            continue
        name, _, roles = line.partition("\t")
        out[name] = {}
        for role in roles.split(","):
            match = re.fullmatch(r"\s*(\w+)[?*+]?:(\S+)", role)
            assert match, role
            out[name][match[1]] = macros.get(match[2], {match[2]})
    return out


def values_of(conf: Path) -> dict[str, tuple[str, set[str]]]:
    """What annotation.conf allows: attributes with the type that they are of and their values."""
    out = {}
    for line in _section(conf, "attributes"):
        match = re.fullmatch(r"(\w+)\tArg:(\w+)(?:, Value:(\S+))?", line)
        assert match, line
        out[match[1]] = (match[2], set((match[3] or "").split("|")) - {""})
    return out


def _section(conf: Path, name: str) -> list[str]:
    lines = conf.read_text(encoding="utf-8").split("\n")
    start = lines.index(f"[{name}]") + 1
    ends = [n for n in range(start, len(lines)) if lines[n].startswith("[")]
    return [line for line in lines[start : (ends or [len(lines)])[0]] if line]
