"""Units of work: so much of the inputs as one process reads at a time, and writes out whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from zlib import crc32

import msgspec

from pourparlers.articles import How, Problem
from pourparlers.articles.file import File, spoken
from pourparlers.articles.find import files_in, is_address
from pourparlers.articles.formats import parts
from pourparlers.articles.part import Part
from pourparlers.corpus.columns import OF_CORPUS
from pourparlers.corpus.errors import CorpusError
from pourparlers.corpus.settings import digest
from pourparlers.model import PourparlersError

# Some 600 articles of a crawl or 1,300 of JSON: minutes of reading, which is what a run that is killed loses.
UNIT_BYTES = 4_000_000
# Of small files so many are one unit; each takes a fraction of a second.
MOST_FILES = 64
# One in so many ends a unit by its name, so that a file more in a folder makes one unit another and not all behind it.
_ENDS = 32
_OTHER_FOLDER = "Give another folder after -o."


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """What stands among the inputs and is no file: a link out of a folder, a device."""

    where: str
    code: str
    what: str
    hint: str


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """Files, or a part of one, that are read in one go.

    Attributes:
        id: the same for the same content, as far as the sizes and times of files tell it.
        files: as they were named.
        part: of the file, where it is one in parts.
        size: in bytes.
        refused: what was met in the place of a file.
    """

    id: str
    files: tuple[str, ...]
    part: Part | None = None
    size: int = 0
    refused: Refused | None = None


def units(inputs: Iterable[str], how: How, size: int = UNIT_BYTES, out: Path | None = None) -> Iterator[Unit]:
    """The units of inputs, in their order: large files in parts, small ones together.

    Args:
        inputs: files and folders.
        how: how they are to be looked at.
        size: how many bytes a unit has at the most, as far as formats let files be cut.
        out: the folder of the corpus, whose tables are passed over where a folder of the inputs holds it.

    Raises:
        CorpusError: an input is a table of the corpus.
    """
    held = _Held(size)
    for one in chain.from_iterable(_files_of(path, out) for path in inputs):
        if isinstance(one, Problem):
            yield from held.rest()
            yield _refused(one)
        elif (bytes_ := _bytes(one)) <= size:
            if held.is_full(bytes_):
                yield held.taken()
            held.add(one, bytes_)
            if crc32(os.fsencode(one)) % _ENDS == 0:
                yield held.taken()
        else:
            yield from held.rest()
            yield from _of_large(one, bytes_, how, size)
    yield from held.rest()


def _files_of(path: str, out: Path | None) -> Iterator[str | Problem]:
    """The files that an input stands for, without those of the corpus itself."""
    found = files_in([path])
    if out is None or is_address(path) or not os.path.exists(path):  # noqa: PTH110
        return found
    here, there = Path(path).resolve(), out.resolve()
    if there.is_relative_to(here):
        own = Path(path) / there.relative_to(here)
        return (one for one in found if not _is_in(Path(one.where if isinstance(one, Problem) else one), own))
    if _is_in(here, there):
        raise CorpusError("it is a part of the corpus, and no input.", where=path, hint=_OTHER_FOLDER)
    return found


def _is_in(path: Path, corpus: Path) -> bool:
    """Whether a path is one of a corpus, whatever else stands in its folder."""
    return path.is_relative_to(corpus) and path.relative_to(corpus).parts[:1] in {(name,) for name in OF_CORPUS}


class _Held:
    """Small files that wait for others."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._files: list[tuple[str, int]] = []

    def is_full(self, more: int) -> bool:
        return len(self._files) >= MOST_FILES or (bool(self._files) and self._sum + more > self._size)

    @property
    def _sum(self) -> int:
        return sum(size for _, size in self._files)

    def add(self, file: str, size: int) -> None:
        self._files.append((file, size))

    def taken(self) -> Unit:
        files = tuple(name for name, _ in self._files)
        unit = Unit(id=digest([(spoken(name), *_state(name)) for name in files]), files=files, size=self._sum)
        self._files = []
        return unit

    def rest(self) -> Iterator[Unit]:
        if self._files:
            yield self.taken()


def _refused(problem: Problem) -> Unit:
    error = problem.error
    told = Refused(where=problem.where, code=error.code, what=error.what, hint=error.hint)
    return Unit(id=digest(msgspec.structs.astuple(told)), files=(), refused=told)


def _of_large(file: str, size: int, how: How, most: int) -> Iterator[Unit]:
    try:
        found = parts(File(file), how, most)
    except PourparlersError:
        # What is wrong with it is told where it is read.
        found = [None]
    ends = [part.start for part in found[1:] if part] + [size]
    for part, end in zip(found, ends, strict=True):
        told = digest(spoken(file), _state(file), msgspec.to_builtins(part))
        yield Unit(id=told, files=(file,), part=part, size=max(0, end - (part.start if part else 0)))


def size_of(file: str) -> int | None:
    """The size of a file in bytes; None where it is not there."""
    try:
        return Path(file).stat().st_size
    except (OSError, ValueError):
        return None


def _bytes(file: str) -> int:
    return _state(file)[0]


def _state(file: str) -> tuple[int, int]:
    """The size and time of a file; zeros where it is not there, which reading tells."""
    try:
        told = Path(file).stat()
    except (OSError, ValueError):
        return 0, 0
    return told.st_size, told.st_mtime_ns
