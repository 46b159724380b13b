"""What the next page and the next decision need, found out before they are asked for."""

from __future__ import annotations

import gc
from threading import Event, Thread

from pourparlers.dossier.deciding import Deciding
from pourparlers.dossier.standing.chronology.chronicle import get_ready
from pourparlers.model import PourparlersError
from pourparlers.web.room import Room


class Warming:
    """A thread beside those that answer; it ends with the process.

    Args:
        room: whose dossier is read.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._wanted = Event()

    def start(self) -> None:
        """Begin: what deciding needs of the lexicon, then the chronology."""
        self._wanted.set()
        Thread(target=self._run, daemon=True).start()

    def again(self) -> None:
        """The dossier has changed, or may have."""
        self._wanted.set()

    def _run(self) -> None:
        self._look()
        Deciding.get_ready(for_all=True)
        gc.collect()
        # What is loaded now stays: else each full collection would walk through all words of the lexicon.
        gc.freeze()
        while True:
            self._look()

    def _look(self) -> None:
        self._wanted.wait()
        self._wanted.clear()
        try:
            with self._room.reading() as connection:
                get_ready(connection)
        except PourparlersError:
            # Whoever asks for the page is told.
            return
