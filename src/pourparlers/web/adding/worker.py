"""The process that reads what was sent: `python -m pourparlers.web.adding.worker`, asked and answering a line each.

It reads beside the room, so that pages stay quick; loads what reading needs once; and when the room is gone, however it
went, takes its folder away.
"""

from __future__ import annotations

import os
import queue
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from pourparlers.articles.file import File
from pourparlers.articles.load import Loaded
from pourparlers.articles.load import found_in as loaded_in
from pourparlers.articles.source import How
from pourparlers.articles.source import Problem as NoArticle
from pourparlers.dossier.dossier import Dossier, found_in
from pourparlers.dossier.intake import Found, Intake
from pourparlers.model import PourparlersError
from pourparlers.web.adding.looking import files_of, looked
from pourparlers.web.adding.messages import Asked, Begin, Look, Phase, Stop, Told
from pourparlers.web.adding.progress import Progress, problem_of
from pourparlers.web.processes import own_output

if TYPE_CHECKING:
    from pourparlers.reading.reader import Reader

# Seconds between two tellings.
_OFTEN = 0.2
# So few articles are read at once that what becomes of each is told soon.
_BATCH = 4


class StoppedError(Exception):
    """Somebody has stopped it."""


class Worker:
    """Does what it is asked, one thing after the other.

    Args:
        where: the dossier.
        out: where it tells of it.
    """

    def __init__(self, where: str, out: BinaryIO) -> None:
        self.where = where
        self._out = out
        self._reader: Reader | None = None
        self._last = 0.0
        self.stopped: set[str] = set()

    def do(self, job: Look) -> None:
        """Look at what files hold, and read them if that is asked."""
        try:
            self._alive(job)
            with Dossier(self.where) as dossier:
                self._look(dossier, job)
                if job.add:
                    self._add(dossier, job)
        except StoppedError:
            self._tell(Told(job=job.job, phase=Phase.CANCELLED))
        except PourparlersError as error:
            self._tell(Told(job=job.job, phase=Phase.FAILED, error=problem_of(error)))
        except Exception as error:
            # The next job must still be done.
            what = f"a fault of the software: {type(error).__name__}: {str(error)[:200]}"
            self._tell(Told(job=job.job, phase=Phase.FAILED, error=problem_of(PourparlersError(what))))
            sys.excepthook(*sys.exc_info())

    def _look(self, dossier: Dossier, job: Look) -> None:
        self._tell(Told(job=job.job, phase=Phase.LOOKING))
        listing = None
        for listing in looked(dossier, job):
            self._alive(job)
            self._tell_often(Told(job=job.job, phase=Phase.LOOKING, listing=listing))
        after = Phase.LOADING if job.add else Phase.LOOKED
        self._tell(Told(job=job.job, phase=after, listing=listing))

    def _add(self, dossier: Dossier, job: Look) -> None:
        # What only looks needs no lexicon.
        from pourparlers.reading.reader import Reader

        reader = self._reader = self._reader or Reader()
        progress = Progress(dossier, job, lambda told, often: (self._tell_often if often else self._tell)(told))

        def told(found: Found, state: str) -> None:
            progress.count(found, state)
            self._alive(job)

        intake = Intake(dossier.engine, dossier.where, reader, told, batch=_BATCH)
        try:
            intake.add(self._found(job))
        finally:
            progress.tell(False)
        self._tell(Told(job=job.job, phase=Phase.DONE))

    def _found(self, job: Look) -> Iterator[Found]:
        for name, path in files_of(job):
            loaded = [path] if isinstance(path, NoArticle) else loaded_in(File(path, name), How(), _given(job, name))
            for one in loaded:
                self._alive(job)
                yield found_in(name, one.article if isinstance(one, Loaded) else one)

    def _alive(self, job: Look) -> None:
        if job.job in self.stopped:
            raise StoppedError

    def _tell_often(self, told: Told) -> None:
        if time.monotonic() - self._last >= _OFTEN:
            self._tell(told)

    def _tell(self, told: Told) -> None:
        self._last = time.monotonic()
        self._out.write(msgspec.json.encode(told) + b"\n")
        self._out.flush()


def _given(job: Look, name: str) -> dict[str, str | None]:
    """What outranks what a file tells."""
    return {**job.given, **job.told.get(name, {})}


def main() -> None:
    """Do what is asked on standard input until it ends."""
    sys.stdout.flush()
    out = own_output(10)
    asked = msgspec.json.Decoder(Asked)
    first = asked.decode(sys.stdin.buffer.readline())
    assert isinstance(first, Begin)
    worker, jobs = Worker(first.where, out), queue.SimpleQueue[Look]()
    threading.Thread(target=_listen, args=(asked, worker, jobs, first.spool), daemon=True).start()
    while True:
        worker.do(jobs.get())


def _listen(asked: msgspec.json.Decoder[Any], worker: Worker, jobs: queue.SimpleQueue[Look], spool: str) -> None:
    for line in sys.stdin.buffer:
        one = asked.decode(line)
        if isinstance(one, Stop):
            worker.stopped.add(one.job)
        elif isinstance(one, Look):
            jobs.put(one)
    # The room is gone. What was added is in the dossier; nobody is there to be told of the rest.
    shutil.rmtree(spool, ignore_errors=True)
    os._exit(0)


if __name__ == "__main__":
    main()
