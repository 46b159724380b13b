"""The annotations of one text in brat's standoff format, as a file has them. Nothing in it is trusted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from pourparlers.coding.coded import Range
from pourparlers.coding.standoff import id_of_key
from pourparlers.model import ExchangeError

_LARGEST = 50_000_000
_PASSAGE = re.compile(r"(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)")
_EVENT = re.compile(r"(\S+):(T\d+)((?: +\S+:\S+)*) *")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (\S+))? *")
_NORM = re.compile(r"Reference (\S+) ([^\s:]+):(\S+)")
_NOTE = re.compile(r"(\S+) (\S+)")
_NUMBER = re.compile(r"\d+$")


class Passage(msgspec.Struct, frozen=True):
    """A passage under a type."""

    id: str
    type: str
    ranges: tuple[Range, ...]
    line: int


class Event(msgspec.Struct, frozen=True):
    """An event: the passage at which it stands, and the ids of what plays each role in it."""

    id: str
    type: str
    trigger: str
    roles: Mapping[str, tuple[str, ...]]
    line: int


class Annotations(msgspec.Struct, frozen=True, kw_only=True):
    """All that stands beside a text, by ids.

    Attributes:
        text: with line feeds at the ends of lines.
        attributes: of each passage and event; None for one without a value.
        known: of each passage and event what it is in which base.
        notes: of each passage and event.
    """

    text: str
    passages: dict[str, Passage] = {}
    events: dict[str, Event] = {}
    attributes: dict[str, dict[str, str | None]] = {}
    known: dict[str, dict[str, list[str]]] = {}
    notes: dict[str, str] = {}


def read_annotations(file: Path) -> Annotations:
    """The annotations of an .ann file beside its .txt.

    Raises:
        ExchangeError: one of the two cannot be read, or a line is none of the format or does not fit the text.
    """
    raw = text_of_file(file.with_suffix(".txt"))
    found = Annotations(text=raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    moved = _moved(raw)
    for n, line in enumerate(text_of_file(file).split("\n"), 1):
        try:
            _read(line.rstrip("\r"), n, found, raw, moved)
        except (ValueError, IndexError) as error:
            where = f"{file.name}, line {n}"
            raise ExchangeError(
                f"{error}.", where=where, hint="Open the folder in brat, or take the line out."
            ) from error
    return found


def text_of_file(file: Path) -> str:
    """The text of a file.

    Raises:
        ExchangeError: it cannot be read, is too large, or no UTF-8.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise ExchangeError(f"the file is larger than {_LARGEST // 1_000_000} MB.", where=str(file))
        return data.decode("utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "Each .ann needs its .txt beside it."
        raise ExchangeError(f"the file cannot be opened: {reason}.", where=str(file), hint=hint) from error
    except UnicodeDecodeError as error:
        raise ExchangeError("the file is no UTF-8 text.", where=str(file), hint="Save it as UTF-8.") from error


def _moved(raw: str) -> Callable[[int], int]:
    """From offsets of a text as it is stored, which count every carriage return and a byte order mark, to ours."""
    if "\r" not in raw and not raw.startswith("\ufeff"):
        return lambda at: at
    to, at = [], 0
    for n, ch in enumerate(raw):
        to.append(at)
        at += not ((n == 0 and ch == "\ufeff") or (ch == "\r" and raw[n + 1 : n + 2] == "\n"))
    to.append(at)
    return lambda at: to[at]


def _read(line: str, n: int, found: Annotations, raw: str, moved: Callable[[int], int]) -> None:
    """Put a line where it belongs; relations and equivalences tell nothing here."""
    if not line.strip() or line[0] in "R*M":
        return
    id_, _, rest = line.partition("\t")
    told, _, tail = rest.partition("\t")
    if line[0] == "T":
        _once(id_, found.passages)
        found.passages[id_] = _passage(id_, told, tail, n, raw, moved)
    elif line[0] == "E":
        _once(id_, found.events)
        found.events[id_] = _event(id_, rest, n)
    elif line[0] == "A":
        name, of, value = _match(_ATTRIBUTE, rest).groups()
        found.attributes.setdefault(of, {})[name] = value
    elif line[0] == "N":
        of, base, key = _match(_NORM, told).groups()
        found.known.setdefault(of, {}).setdefault(base, []).append(id_of_key(key))
    elif line[0] == "#":
        _, of = _match(_NOTE, told).groups()
        found.notes[of] = f"{found.notes[of]}; {tail}" if of in found.notes else tail
    else:
        raise ValueError(f"an annotation does not begin with {line[:12]!r}")


def _once(id_: str, known: Iterable[str]) -> None:
    if id_ in known:
        raise ValueError(f"{id_[:20]!r} is there twice")


def _match(pattern: re.Pattern[str], told: str) -> re.Match[str]:
    match = pattern.fullmatch(told)
    if match is None:
        raise ValueError(f"{told[:60]!r} is not well formed")
    return match


def _passage(id_: str, told: str, tail: str, n: int, raw: str, moved: Callable[[int], int]) -> Passage:
    match = _match(_PASSAGE, told)
    pieces = [tuple(map(int, piece.split(" "))) for piece in match[2].split(";")]
    for start, end in pieces:
        if not start < end <= len(raw):
            raise ValueError(f"there is no passage {start}–{end} in a text of {len(raw)} characters")
    words = " ".join(raw[start:end] for start, end in pieces)
    if words.split() != tail.split():
        raise ValueError(f"the text has {words[:40]!r} where the annotation has {tail[:40]!r}")
    ranges = tuple(sorted((moved(start), moved(end)) for start, end in pieces))
    return Passage(id_, match[1], ranges, n)


def _event(id_: str, told: str, n: int) -> Event:
    match = _match(_EVENT, told)
    roles: dict[str, tuple[str, ...]] = {}
    for part in match[3].split():
        role, _, of = part.partition(":")
        name = _NUMBER.sub("", role) or role
        roles[name] = (*roles.get(name, ()), of)
    return Event(id_, match[1], match[2], roles, n)
