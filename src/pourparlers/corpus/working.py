"""Who reads units one after the other and keeps what comes of them."""

from __future__ import annotations

from pathlib import Path

from pourparlers.corpus.parts import Part, write
from pourparlers.corpus.settings import Settings
from pourparlers.corpus.units import Unit
from pourparlers.corpus.watched import Watched


class Worker:
    """Reads units in a process of its own.

    Args:
        settings: how articles are read.
        out: the folder of the corpus.
    """

    def __init__(self, settings: Settings, out: Path) -> None:
        self._out = out
        self._watched = Watched(settings)

    def do(self, unit: Unit) -> Part:
        """Read a unit, and keep what came of it."""
        return write(self._out, unit, self._watched.read(unit) if unit.files else [])

    def close(self) -> None:
        """End the process."""
        self._watched.close()
