"""Has an export written by a process of its own, and gives it part by part."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from pourparlers.model import PourparlersError
from pourparlers.web.errors import ServingError, TooMuchError
from pourparlers.web.exporting.order import Order, Said
from pourparlers.web.processes import environment

_PART = 65_536
# So many exports are written at once: each takes the memory and the time of a command.
_MOST = 3
_free = threading.BoundedSemaphore(_MOST)
_running: set[subprocess.Popen[bytes]] = set()
_over = threading.Event()


class ExportError(PourparlersError):
    """An export cannot be written."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.what, where=said.where, hint=said.hint)
        self.code = said.code


def exported(order: Order) -> Iterator[bytes]:
    """The bytes of an export.

    Raises:
        ExportError: it cannot be written: what is asked for is not there, or a library of an extra is not installed.
        TooMuchError: too many are being written.
        ServingError: the room is being closed.
        RuntimeError: it broke off within; what was given is not the whole.
    """
    if not _free.acquire(blocking=False):
        hint = "Wait until one is done."
        raise TooMuchError(f"{_MOST} exports are being written already.", hint=hint)
    try:
        process = _begun(order)
    except BaseException:
        _free.release()
        raise
    parts = _Parts(process)
    said = _said(process)
    if said is None:
        return parts
    parts.close()
    if _over.is_set():
        raise ServingError("the reading room is being closed.", hint="Open it again.")
    if said.fault:
        raise RuntimeError(said.what)
    raise ExportError(said)


def end_all() -> None:
    """End what is being written: the room closes."""
    _over.set()
    for process in [*_running]:
        process.kill()


class _Parts:
    """What a process writes, part by part; the process ends when nobody wants the rest, or ever wanted any."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._open = True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        assert self._process.stdout is not None
        part: bytes = self._process.stdout.read1(_PART) if self._open else b""  # type: ignore[attr-defined]
        if part:
            return part
        broken = self._open and self._process.wait()
        self.close()
        if broken:
            raise RuntimeError("the export broke off")
        raise StopIteration

    def close(self) -> None:
        """Let the process go."""
        if self._open:
            self._open = False
            _end(self._process)
            _free.release()

    __del__ = close


def _begun(order: Order) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pourparlers.web.exporting.writer"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment())
    _running.add(process)
    assert process.stdin is not None
    with suppress(BrokenPipeError):
        process.stdin.write(msgspec.json.encode(order))
        process.stdin.close()
    return process


def _said(process: subprocess.Popen[bytes]) -> Said | None:
    """What kept the export from being written; None where it follows."""
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        return Said(
            code="PP-000", what="the process that writes has ended; there may be too little memory.", fault=True
        )
    said = msgspec.json.decode(line, type=Said)
    return said if said.what else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process whose export nobody wants any more."""
    if process.stdout is not None:
        process.stdout.close()
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _running.discard(process)
