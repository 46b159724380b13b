"""Folders of brat's standoff format: our own, as persons changed them, and others that use the same types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from pourparlers.coding.annotations import Annotations, read_annotations
from pourparlers.coding.brat_facts import Unnamed, coded_fields, facts, names_in
from pourparlers.coding.coded import CodedText
from pourparlers.coding.standoff import ABOUT
from pourparlers.model import ExchangeError

_LARGEST_ABOUT = 200_000_000
_LINE = re.compile(r"(T\d+\t\S+ \d+ \d+|[EANRM]\d+\t\S+|#\d*\t\S+|\*\t)")
_DECLARED = re.compile(r"\w+")
_TOLD = ("published", "title", "outlet", "url", "author", "section", "language")


class _About(msgspec.Struct, frozen=True):
    """A line of our own about an article."""

    file: str
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    section: str | None = None
    language: str | None = None
    actors: tuple[Unnamed, ...] = ()


def fits(path: Path) -> bool:
    """Whether a folder has files of annotations beside their texts, or a file is one."""
    return any(_is_annotations(file) for file in _files(path))


def read(path: Path) -> Iterator[CodedText]:
    """The texts of a folder, or the one of a file, with what stands beside them, by name.

    Raises:
        ExchangeError: a file is not well formed, or does not fit its text.
    """
    folder = path if path.is_dir() else path.parent
    about = _about(folder / ABOUT)
    files = sorted(_files(path))
    # What may be coded is told by the set-up of the folder; without one, by what is coded in any of its files.
    declared = _declared(files, folder / "annotation.conf")
    for file in files:
        found = read_annotations(file)
        yield _coded(found, file.relative_to(folder).as_posix(), declared, about.get(file.with_suffix(".txt").name))


def _files(path: Path) -> Iterator[Path]:
    found = path.rglob("*.ann") if path.is_dir() else [path] if path.suffix == ".ann" else []
    for file in found:
        if file.is_file() and not file.is_symlink() and file.with_suffix(".txt").is_file():
            yield file


def _is_annotations(file: Path) -> bool:
    """Whether a file begins as annotations do; one in which nothing is annotated is empty."""
    try:
        with file.open("rb") as opened:
            start = opened.read(200).decode("utf-8", "replace")
    except OSError:
        return False
    return not start.strip() or _LINE.match(start) is not None


def _about(file: Path) -> dict[str, _About]:
    """What is told of articles, by the names of their files; nothing where there is no such file."""
    if not file.is_file():
        return {}
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST_ABOUT)
        lines = [msgspec.json.decode(line, type=_About) for line in data.splitlines() if line.strip()]
        return {one.file: one for one in lines}
    except (OSError, msgspec.DecodeError) as error:
        what = f"the file is not what was written: {str(error)[:200]}."
        raise ExchangeError(what, where=str(file), hint="Export the folder again, or take the file out.") from error


def _declared(files: list[Path], conf: Path) -> frozenset[str]:
    try:
        told = conf.read_text(encoding="utf-8", errors="replace") if conf.is_file() else None
    except OSError:
        told = None
    if told is not None:
        return frozenset(_DECLARED.findall(told))
    return frozenset(name for file in files for name in names_in(read_annotations(file)))


def _coded(found: Annotations, place: str, declared: frozenset[str], about: _About | None) -> CodedText:
    told: Mapping[str, Any] = {name: getattr(about, name) for name in _TOLD} if about else {}
    coded = coded_fields(declared)
    made = facts(found, about.actors if about else (), f"{place}")
    kept = tuple(one for one in made if one.kind in coded)
    return CodedText(place=place, text=found.text, facts=kept, coded=coded, exhaustive=tuple(coded), **told)
