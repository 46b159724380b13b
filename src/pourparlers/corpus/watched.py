"""A process that reads, and who watches it: what it breaks on is told and passed over, and the rest is read."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from itertools import count
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from pourparlers.articles.file import spoken
from pourparlers.corpus import protocol
from pourparlers.corpus.errors import CorpusError, TimeLimitError
from pourparlers.corpus.protocol import (
    Ask,
    Failed,
    Finished,
    Key,
    Making,
    Preparing,
    Reading,
    Ready,
    Result,
    Taking,
    Unable,
)
from pourparlers.corpus.reading import ended, too_long
from pourparlers.corpus.settings import Settings
from pourparlers.corpus.units import Unit
from pourparlers.model import ArticleError, PipelineError

# What loading a pipeline may take, from a slow disk.
PREPARING = 300.0
# A process that ends so often before it has begun anything will not get further.
_MOST_DEATHS = 3


class _EndedError(Exception):
    """A process has ended, or was ended because it took too long."""

    def __init__(self, why: ArticleError) -> None:
        super().__init__(why.what)
        self.why = why


class Watched:
    """A process that reads units, begun anew whenever one has ended.

    Args:
        settings: how articles are read.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._told: SimpleQueue[protocol.Told | None] = SimpleQueue()

    def read(self, unit: Unit) -> list[Result]:
        """What a unit holds, in its order.

        Raises:
            CorpusError: no process gets as far as reading.
            PipelineError: there is no pipeline to read with.
        """
        trying = _Trying(unit)
        while not trying.finished:
            try:
                self._ask(trying)
            except _EndedError as error:
                self.close()
                trying.broke_on(error.why)
        return [trying.results[key] for key in sorted(trying.results)]

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    _closed(stream)
            self._process = None

    def _ask(self, trying: _Trying) -> None:
        self._start()
        assert self._process is not None and self._process.stdin is not None
        try:
            protocol.send(self._process.stdin, trying.ask())
        except OSError as error:
            raise self._over() from error
        seconds = self._settings.limits.seconds
        while not trying.finished:
            trying.hear(self._next(PREPARING if trying.prepares else seconds))

    def _start(self) -> None:
        if self._process is not None:
            return
        command = [sys.executable, "-m", "pourparlers.corpus.reading"]
        # The processes are side by side already: threads of the parser would only stand in each other's way.
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        assert self._process.stdin is not None and self._process.stdout is not None
        self._told = SimpleQueue()
        Thread(target=_hear, args=(self._process.stdout, self._told), daemon=True).start()
        try:
            self._process.stdin.write(protocol.framed(pickle.dumps(self._settings)))
            self._process.stdin.flush()
        except OSError as error:
            raise self._over() from error
        first = self._next(PREPARING)
        assert isinstance(first, Ready)

    def _next(self, seconds: float) -> protocol.Told:
        try:
            message = self._told.get(timeout=seconds)
        except Empty:
            raise _EndedError(too_long(seconds)) from None
        if message is None:
            raise self._over()
        if isinstance(message, Unable):
            raise PipelineError(message.what, where=message.where, hint=message.hint)
        return message

    def _over(self) -> _EndedError:
        assert self._process is not None
        try:
            status = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            status = None
        return _EndedError(ended(status))


class _Trying:
    """How far the reading of a unit has come."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.results: dict[Key, Result] = {}
        self.finished = False
        self.prepares = True
        self._at: Taking | Making | Reading | None = None
        self._places: dict[Key, str] = {}
        self._passed: set[Key] = set()
        self._stopped: set[Key] = set()
        self._alone: set[Key] = set()
        self._struck: set[Key] = set()
        self._deaths = 0

    def ask(self) -> Ask:
        """What is left to be read."""
        self._at, self.prepares = None, True
        return Ask(
            unit=self.unit, done=frozenset(self.results), passed=frozenset(self._passed),
            stopped=frozenset(self._stopped), alone=frozenset(self._alone),
        )  # fmt: skip

    def hear(self, message: protocol.Told) -> None:
        """Take in what the process tells."""
        self.prepares = isinstance(message, Preparing)
        if self.prepares:
            self._at = None
        elif isinstance(message, Taking | Making | Reading):
            self._at = message
            if isinstance(message, Making) and message.place:
                self._places[message.key] = message.place
        elif isinstance(message, Finished):
            self.finished = True
        elif isinstance(message, Result):
            self.results[message.key] = message
            self._deaths = 0

    def broke_on(self, why: ArticleError) -> None:
        """Tell what was at work when the process ended, if it ended at that before, or was ended for taking too long.

        Of several articles that were at work each is to be tried by itself.

        Raises:
            CorpusError: it has ended before it was at anything, and so have those before it.
        """
        at = self._at
        left = [key for key in _keys(at) if key not in self.results or not isinstance(at, Reading)]
        if not left:
            self._deaths += 1
            if self._deaths >= _MOST_DEATHS:
                raise CorpusError(f"no process gets as far as reading: {why.what}", where=self.unit.files[0])
        elif isinstance(at, Reading) and len(at.keys) > 1:
            self._alone |= set(left)
        elif isinstance(why, TimeLimitError) or left[0] in self._struck:
            self._gives_up(at, left[0], why)
        else:
            # It may have been ended for another's sake, by a system that is short of memory.
            self._struck.add(left[0])

    def _gives_up(self, at: Taking | Making | Reading | None, key: Key, why: ArticleError) -> None:
        if isinstance(at, Taking):
            (self._stopped if at.last else self._passed).add(key)
            behind = " Nothing behind it in the file is read." if at.last else ""
            if at.last or key not in self.results:
                free = next((key[0], at) for at in count(key[1]) if (key[0], at) not in self.results)
                self._failed(free, at.place or self._behind(key), why, behind)
        elif isinstance(at, Making):
            self._failed(key, at.place, why)
        elif at is not None:
            self._failed(key, at.places[0], why)

    def _behind(self, key: Key) -> str | None:
        """Behind which place something stands that has not come out of its file, and tells none beforehand."""
        before = [one for one in self._places if one[0] == key[0] and one < key]
        if before:
            return f"behind {self._places[max(before)]}"
        return f"article {key[1] + 1}" if key[1] else None

    def _failed(self, key: Key, place: str | None, why: ArticleError, behind: str = "") -> None:
        file = spoken(self.unit.files[key[0]])
        what = f"{why.what}{behind}"
        self.results[key] = Failed(key=key, file=file, place=place, code=why.code, what=what, hint=why.hint)


def _keys(at: Taking | Making | Reading | None) -> tuple[Key, ...]:
    if at is None:
        return ()
    return at.keys if isinstance(at, Reading) else (at.key,)


def _hear(stream: IO[bytes], told: SimpleQueue[protocol.Told | None]) -> None:
    with suppress(OSError, ValueError):
        while (message := protocol.told(stream)) is not None:
            told.put(message)
    told.put(None)


def _closed(stream: IO[bytes]) -> None:
    with suppress(OSError):
        stream.close()
