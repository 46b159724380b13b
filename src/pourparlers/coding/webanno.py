"""WebAnno TSV 3, as INCEpTION and WebAnno export it. Nothing in a file is trusted.

Its offsets count UTF-16 units. Text between sentences is not in it: one character there is taken for a space, more for
line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from pourparlers.coding.annotations import text_of_file
from pourparlers.coding.coded import CodedText
from pourparlers.coding.layers import Mark, coded_fields, facts, layer_of
from pourparlers.coding.units import from_utf16
from pourparlers.model import ExchangeError

_FORMAT = b"#FORMAT=WebAnno TSV 3"
_HEADER = re.compile(r"#T_(SP|CH|RL)=(.*)")
_SLOT = re.compile(r"ROLE_(?:[^:]*:)?(.*)_((?:\w+\.)+\w+)")
_ROW = re.compile(r"(\d{1,9}-\d{1,9}(?:\.\d{1,9})?)\t(\d{1,9})-(\d{1,9})\t([^\t]*)(?:\t(.*))?", re.DOTALL)
_ID = re.compile(r"((?:\\.|[^\\\[])*)\[(\d+)\]", re.DOTALL)
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_TARGET = re.compile(r"(\d+-\d+(?:\.\d+)?)(?:\[(\d+)\])?")
_MEANT = {"t": "\t", "n": "\n", "r": "\r"}
_ANY = "annotation"
_LARGEST_GAP = 10_000


class _Column(msgspec.Struct, frozen=True):
    """A column: of which layer, and of which feature or slot; for a slot the layer that it points to.

    `kind`: "feature", "role", "target", or "" for one of chains and relations, which tell nothing here.
    """

    layer: str
    kind: str
    name: str = ""
    target: str = ""


class _Row(msgspec.Struct, frozen=True):
    """A token or a part of one: where it stands in UTF-16 units, and its cells."""

    id: str
    start: int
    end: int
    cells: Sequence[str]
    line: int


class _Unit(msgspec.Struct):
    """An annotation while it is put together from its rows."""

    layer: str
    start: int
    end: int
    features: dict[str, str | None]
    links: list[tuple[str, str, str]]
    line: int


def fits(path: Path) -> bool:
    """Whether a file, or one in a folder, begins as this format does."""
    return any(True for _ in _files(path))


def read(path: Path) -> Iterator[CodedText]:
    """The documents of a folder, or the one of a file, by name.

    Raises:
        ExchangeError: a file is not well formed.
    """
    for file in sorted(_files(path)):
        place = file.relative_to(path).as_posix() if path.is_dir() else file.name
        yield _document(text_of_file(file), place)


def _files(path: Path) -> Iterator[Path]:
    for file in path.rglob("*.tsv") if path.is_dir() else [path]:
        if file.is_file() and not file.is_symlink() and _begins(file):
            yield file


def _begins(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(_FORMAT) + 3).removeprefix(b"\xef\xbb\xbf").startswith(_FORMAT)
    except OSError:
        return False


def _document(data: str, place: str) -> CodedText:
    columns: list[_Column] = []
    rows: list[_Row] = []
    text = _Text()
    for n, line in enumerate(data.removeprefix("\ufeff").split("\n"), 1):
        try:
            _line(line.rstrip("\r"), n, columns, rows, text)
        except ValueError as error:
            hint = "Export the document again."
            raise ExchangeError(f"{error}.", where=f"{place}, line {n}", hint=hint) from error
    whole = text.whole()
    marks = list(_marks(rows, columns, whole, place))
    declared: dict[str, list[str]] = {}
    for column in columns:
        if column.kind:
            declared.setdefault(column.layer, []).append(column.name)
    coded = coded_fields(declared, marks)
    told = tuple(fact for fact in facts(whole, marks, place) if fact.kind in coded)
    return CodedText(place=place, text=whole, facts=told, coded=coded, exhaustive=tuple(coded))


def _line(line: str, n: int, columns: list[_Column], rows: list[_Row], text: _Text) -> None:
    if match := _HEADER.fullmatch(line):
        columns += _columns(match[1], match[2])
    elif line.startswith("#Text="):
        text.add(_plain(line.removeprefix("#Text=")))
    elif line and not line.startswith("#"):
        row = _ROW.fullmatch(line)
        if row is None:
            raise ValueError(f"{line[:60]!r} is no line of the format")
        start, end = int(row[2]), int(row[3])
        text.begin(start)
        rows.append(_Row(row[1], start, end, (row[5] or "").split("\t"), n))


def _columns(kind: str, told: str) -> Iterator[_Column]:
    """The columns of a layer, in order; a slot has two, for roles and for targets."""
    name, _, features = told.partition("|")
    layer, names = layer_of(name), iter(features.split("|"))
    for feature in names:
        if kind != "SP":
            yield _Column(layer, "")
        elif feature.startswith("ROLE_"):
            match = _SLOT.fullmatch(feature)
            slot = (match[1] if match else feature).lower()
            yield _Column(layer, "role", slot)
            yield _Column(layer, "target", slot, layer_of(next(names, "")))
        else:
            yield _Column(layer, "feature", feature.lower())


class _Text:
    """A text put together of sentences at their offsets."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._waiting: list[str] = []

    def add(self, line: str) -> None:
        """A line of a sentence whose offset its first token will tell."""
        self._waiting.append(line)

    def begin(self, start: int) -> None:
        """The sentence that waits begins at an offset."""
        if not self._waiting:
            return
        gap = start - self._length
        if not 0 <= gap <= _LARGEST_GAP:
            raise ValueError(f"the sentence begins at {start}, but the one before it ends at {self._length}")
        self._put(" " if gap == 1 else "\n" * gap)
        self._put("\n".join(self._waiting))
        self._waiting.clear()

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text.encode("utf-16-le", "surrogatepass")) // 2

    def whole(self) -> str:
        """The text; a sentence without a token is its end."""
        return "".join([*self._parts, "\n".join(self._waiting)])


def _marks(rows: Iterable[_Row], columns: Sequence[_Column], text: str, place: str) -> Iterator[Mark]:
    units: dict[str, _Unit] = {}
    for row in rows:
        try:
            _put(row, columns, units)
        except ValueError as error:
            hint = "Export the document again."
            raise ExchangeError(f"{error}.", where=f"{place}, line {row.line}", hint=hint) from error
    for id_, unit in units.items():
        if unit.start == unit.end:  # a mark between two characters is on no words
            continue
        where = f"line {unit.line}"
        try:
            span = from_utf16(text, (unit.start, unit.end))
        except ValueError as error:
            what = f"there is no passage {unit.start}–{unit.end} in the text."
            raise ExchangeError(what, where=f"{place}, {where}", hint="Export the document again.") from error
        links = tuple(unit.links)
        yield Mark(id=id_, layer=unit.layer, range=span, features=unit.features, links=links, place=where)


def _put(row: _Row, columns: Sequence[_Column], units: dict[str, _Unit]) -> None:
    """Put the annotations of a row where they belong: those with a number go on from row to row."""
    roles: list[list[str]] = []
    for column, cell in zip(columns, row.cells, strict=False):
        if not column.kind or cell in {"", "_"}:
            roles = []
            continue
        stacked = [_numbered(value) for value in _split(cell, "|")]
        if column.kind == "target":
            _link(row, column, [value for value, _ in map(_whole, _split(cell, "|"))], roles, units)
            continue
        roles = [_split(value, ";") for value, _ in stacked] if column.kind == "role" else []
        for n, (value, number) in enumerate(stacked):
            unit = _unit(row, column, _key(column.layer, row.id, number, n), units)
            if column.kind == "feature" and column.name not in unit.features:
                unit.features[column.name] = None if value == "*" else _plain(value)
        if column.kind == "role":
            roles = [
                [_key(column.layer, row.id, number, n), *told]
                for (n, (_, number)), told in zip(enumerate(stacked), roles, strict=True)
            ]


def _unit(row: _Row, column: _Column, key: str, units: dict[str, _Unit]) -> _Unit:
    unit = units.setdefault(key, _Unit(column.layer, row.start, row.end, {}, [], row.line))
    unit.start, unit.end = min(unit.start, row.start), max(unit.end, row.end)
    return unit


def _link(
    row: _Row, column: _Column, told: Sequence[str], roles: Sequence[Sequence[str]], units: dict[str, _Unit]
) -> None:
    """Put targets to the annotations that the roles before them are of."""
    for (key, *names), targets in zip(roles, told, strict=False):
        unit = units[key]
        # An annotation over several tokens has its links on the first, and may have them again on the others.
        if unit.line != row.line:
            continue
        for role, target in zip(names, targets.split(";"), strict=False):
            match = _TARGET.fullmatch(target)
            if match is None:
                raise ValueError(f"{target[:40]!r} is no token to point to")
            number = int(match[2] or 0)
            unit.links.append(
                (column.name, "" if role == "*" else _plain(role).lower(), _key(column.target, match[1], number, 0))
            )


def _key(layer: str, row: str, number: int, n: int) -> str:
    """What an annotation is found by: its number, which no other has, else its layer and row."""
    return f"[{number}]" if number else f"{layer} {row} {n}"


def _whole(value: str) -> tuple[str, int]:
    return value, 0


def _numbered(value: str) -> tuple[str, int]:
    match = _ID.fullmatch(value)
    return (match[1], int(match[2])) if match else (value, 0)


def _split(cell: str, mark: str) -> list[str]:
    """The parts of a cell between marks that are not escaped."""
    return re.findall(rf"(?:\\.|[^\\{mark}]|\\$)+", cell, re.DOTALL)


def _plain(value: str) -> str:
    """A value without its escapes."""
    return _ESCAPED.sub(lambda match: _MEANT.get(match[1], match[1]), value)
