"""Where what is sent is taken in: one thing after the other goes to the process that reads."""

from __future__ import annotations

import atexit
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from pourparlers.web.adding.jobs import Job
from pourparlers.web.adding.messages import RESTING, Begin, Look, Phase, Problem, Stop, Told
from pourparlers.web.adding.spool import Kept, Spool
from pourparlers.web.errors import MissingError, TooMuchError
from pourparlers.web.processes import environment

# So many things may wait or be looked over at once, and so many that are over are remembered.
_MOST, _REMEMBERED = 20, 30
# Seconds after which a process that does not stop is ended.
_PATIENCE = 5.0


class Desk:
    """Takes in what is sent, and has it looked at and read by a process of its own.

    Args:
        where: the dossier.
    """

    def __init__(self, where: str | Path) -> None:
        self._where = str(where)
        self._lock = threading.RLock()
        self._jobs: dict[str, Job] = {}
        self._looks: dict[str, Look] = {}
        self._queue: list[str] = []
        self._running: str | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        atexit.register(self.close)

    @cached_property
    def spool(self) -> Spool:
        """The folder in which what was sent waits."""
        return Spool()

    def folder(self) -> Path:
        """A new folder for what is sent at once.

        Raises:
            TooMuchError: too much is waiting.
        """
        with self._lock:
            if sum(1 for one in self._jobs.values() if one.id in self._looks) >= _MOST:
                hint = "Add or drop what was sent before."
                raise TooMuchError(f"{_MOST} things that were sent are waiting already.", hint=hint)
            self._awake()
            return self.spool.job()

    def take(
        self, folder: Path, files: Sequence[Kept], given: Mapping[str, str | None], *, add: bool, who: str = "",
        hidden: Sequence[str] = (),
    ) -> Job:  # fmt: skip
        """Take in what was sent.

        Args:
            folder, files: where it is.
            given: fields of `Source` that outrank what the files tell.
            add: whether to read it into the dossier at once; else it is only looked at.
            who: sent it.
            hidden: names of files that are not taken in.
        """
        id_ = secrets.token_hex(6)
        size = sum(Path(one.path).stat().st_size for one in files)
        with self._lock:
            self._jobs[id_] = Job(id=id_, files=len(files), size=size, name=files[0].name, who=who, add=add)
            self._looks[id_] = Look(
                job=id_, folder=str(folder), files=tuple(files), given=given, add=add, hidden=tuple(hidden)
            )
            self._enqueue(id_)
            return self.job(id_)

    def add(self, id_: str, told: Mapping[str, Mapping[str, str]]) -> Job:
        """Have what was looked at read into the dossier.

        Args:
            id_: what.
            told: fields of `Source` that outrank what single files tell, by the names of the files.
        """
        with self._lock:
            if self.job(id_).phase is Phase.LOOKED:
                self._looks[id_] = msgspec.structs.replace(self._looks[id_], add=True, told=told)
                self._change(id_, phase=Phase.WAITING, add=True)
                self._enqueue(id_)
            return self.job(id_)

    def cancel(self, id_: str) -> Job:
        """Stop what is being done; what was added stays."""
        with self._lock:
            now = self.job(id_)
            if now.phase in {Phase.DONE, Phase.CANCELLED, Phase.FAILED}:
                return now
            if self._running == id_:
                self._change(id_, stopping=True)
                self._send(Stop(job=id_))
                _later(lambda: self._end(id_))
            else:
                self._queue = [one for one in self._queue if one != id_]
                self._over(id_, phase=Phase.CANCELLED)
            return self.job(id_)

    def job(self, id_: str) -> Job:
        """How far something is.

        Raises:
            MissingError: nothing of this name was sent since the room was opened.
        """
        with self._lock:
            if id_ not in self._jobs:
                hint = "It may be of a room that was closed; send it again."
                raise MissingError("nothing of this name was sent.", where=id_[:40], hint=hint)
            before = self._queue.index(id_) + bool(self._running) if id_ in self._queue else 0
            return msgspec.structs.replace(self._jobs[id_], before=before)

    def jobs(self) -> tuple[Job, ...]:
        """All that is remembered, the last first."""
        with self._lock:
            return tuple(self.job(id_) for id_ in reversed(self._jobs))

    def close(self) -> None:
        """End the process, and take away what was sent."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            process, self._process = self._process, None
        atexit.unregister(self.close)
        if process is not None:
            _ended(process)
        if "spool" in self.__dict__:
            self.spool.close()

    def _enqueue(self, id_: str) -> None:
        self._queue.append(id_)
        self._next()

    def _next(self) -> None:
        if self._running is None and self._queue and not self._closed:
            self._running = self._queue.pop(0)
            self._awake()
            self._send(self._looks[self._running])

    def _awake(self) -> None:
        """Start the process where there is none."""
        if self._process is not None and self._process.poll() is not None:
            # It has ended, and who listens to it has not told so yet.
            self._process = None
            self._gone()
        if self._process is None:
            command = [sys.executable, "-m", "pourparlers.web.adding.worker"]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), start_new_session=True
            )
            self._send(Begin(where=self._where, spool=str(self.spool.folder)))
            threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()

    def _send(self, told: Any) -> None:
        process = self._process
        if process is not None and process.stdin is not None:
            # A process that is gone is told of by what it does not say any more.
            with suppress(OSError, ValueError):
                process.stdin.write(msgspec.json.encode(told) + b"\n")
                process.stdin.flush()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        decoder = msgspec.json.Decoder(Told)
        for line in process.stdout:
            told = decoder.decode(line)
            with self._lock:
                if told.job in self._jobs and process is self._process:
                    self._hear(told)
        process.wait()
        with self._lock:
            if process is self._process:
                self._process = None
                self._gone()

    def _hear(self, told: Told) -> None:
        changed = {
            name: value for name in ("listing", "reading", "error") if (value := getattr(told, name)) is not None
        }
        if told.phase not in RESTING:
            self._change(told.job, phase=told.phase, **changed)
            return
        if told.phase is Phase.LOOKED:
            self._change(told.job, phase=told.phase, **changed)
        else:
            self._over(told.job, phase=told.phase, **changed)
        if self._running == told.job:
            self._running = None
            self._next()

    def _gone(self) -> None:
        """The process has ended by itself, or was ended."""
        id_, self._running = self._running, None
        if id_ is not None:
            if self._jobs[id_].stopping:
                self._over(id_, phase=Phase.CANCELLED)
            else:
                hint = "What was added is there. Send the rest again, in smaller parts."
                what = "the process that reads has ended; there may be too little memory."
                self._over(id_, phase=Phase.FAILED, error=Problem(where="", code="PP-000", what=what, hint=hint))
        self._next()

    def _end(self, id_: str) -> None:
        """End the process, where it is still at what was to be stopped."""
        with self._lock:
            process = self._process if self._running == id_ and self._jobs[id_].stopping else None
        if process is not None:
            process.kill()

    def _change(self, id_: str, **changed: Any) -> None:
        self._jobs[id_] = msgspec.structs.replace(self._jobs[id_], **changed)

    def _over(self, id_: str, **changed: Any) -> None:
        """Nothing more comes of it: its files go."""
        self._change(id_, stopping=False, **changed)
        if (look := self._looks.pop(id_, None)) is not None:
            shutil.rmtree(look.folder, ignore_errors=True)
        over = [one for one in self._jobs if one not in self._looks]
        for old in over[: max(0, len(over) - _REMEMBERED)]:
            del self._jobs[old]


def _later(do: Callable[[], None]) -> None:
    timer = threading.Timer(_PATIENCE, do)
    timer.daemon = True
    timer.start()


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Let a process go: it ends when nobody asks any more."""
    with suppress(OSError):
        if process.stdin is not None:
            process.stdin.close()
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(2)
