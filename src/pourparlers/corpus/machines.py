"""What a machine of a cluster does: it reads units, if it sees the folder and the inputs that the run sees."""

from __future__ import annotations

import os
import pickle
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

import pourparlers
from pourparlers.articles.file import spoken
from pourparlers.corpus.errors import CorpusError
from pourparlers.corpus.parts import Part
from pourparlers.corpus.settings import Settings
from pourparlers.corpus.units import Unit, size_of
from pourparlers.corpus.working import Worker
from pourparlers.model import PourparlersError

_MARK = ".ray"
_SHARE = "A folder that all machines mount, as NFS gives it, is one."


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a run is, which all machines must see alike.

    Attributes:
        out: the folder of the corpus, from the root.
        mark: what stands in it for as long as the run lasts.
        folder: that names of inputs are told from.
        software: the version that reads.
    """

    out: str
    mark: str
    folder: str
    software: str = pourparlers.__version__


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A unit on its way to a machine, with the sizes in bytes that its files have where the run was begun."""

    unit: Unit
    sizes: tuple[int | None, ...]


@contextmanager
def marked(out: Path) -> Iterator[Place]:
    """The place of a run into a folder, with a mark in it by which a machine knows that it sees the same folder."""
    mark = out / _MARK
    place = Place(out=str(out.absolute()), mark=uuid4().hex, folder=str(Path.cwd()))
    mark.write_text(place.mark, encoding="ascii")
    try:
        yield place
    finally:
        mark.unlink(missing_ok=True)


def sent(unit: Unit) -> Sent:
    """A unit, to be sent to a machine."""
    return Sent(unit=unit, sizes=tuple(map(size_of, unit.files)))


class UnitBatches:
    """What an actor of Ray does: batches of units in, what they hold out.

    Args:
        settings: how articles are read.
        place: where the run is.
    """

    def __init__(self, settings: Settings, place: Place) -> None:
        self._place = place
        self._worker = Worker(settings, Path(place.out))
        # Inputs may be named from where the run was begun; where that is not there, the check tells of what is missed.
        with suppress(OSError):
            os.chdir(place.folder)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        units = [msgspec.json.decode(told, type=Sent) for told in batch["unit"]]
        return {"done": [pickle.dumps(self._do(unit)) for unit in units]}

    def _do(self, one: Sent) -> Part | PourparlersError:
        """What came of a unit. An error goes back as it is: what Ray would tell of it are pages."""
        try:
            _check(self._place, one)
            return self._worker.do(one.unit)
        except PourparlersError as error:
            return error
        except OSError as error:
            what = f"nothing can be written there from {_here()}: {(error.strerror or str(error)).lower()}."
            return CorpusError(what, where=self._place.out, hint="Let all machines write there.")


def _check(place: Place, one: Sent) -> None:
    """Tell of what this machine does not see, before anything is read into nowhere."""
    if pourparlers.__version__ != place.software:
        what = f"{_here()} has version {pourparlers.__version__}, and the run was begun with {place.software}."
        raise CorpusError(what, where=place.out, hint="Install the same version on all machines.")
    if _mark(place.out) != place.mark:
        what = f"{_here()} does not see this folder; all machines must see it, under this name."
        raise CorpusError(what, where=place.out, hint=f"Give one after -o that they see. {_SHARE}")
    for file, size in zip(one.unit.files, one.sizes, strict=True):
        if (here := size_of(file)) != size:
            seen = "does not see this input" if here is None else "sees another file under this name"
            what = f"{_here()} {seen}; all machines must see the inputs, under the names that are given."
            where = spoken(str(Path(place.folder) / file))
            raise CorpusError(what, where=where, hint=f"Put it where they do. {_SHARE}")


def _mark(out: str) -> str | None:
    try:
        return (Path(out) / _MARK).read_text(encoding="ascii")
    except (OSError, ValueError):
        return None


def _here() -> str:
    return f"the machine {socket.gethostname()}"
