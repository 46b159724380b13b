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
from typing import BinaryIO

import msgspec
from sqlalchemy import func, select

from pourparlers.articles.file import File
from pourparlers.articles.load import Loaded
from pourparlers.articles.load import found_in as loaded_in
from pourparlers.articles.source import How
from pourparlers.articles.source import Problem as NoArticle
from pourparlers.dossier.dossier import Dossier, found_in
from pourparlers.dossier.intake import Found, Intake
from pourparlers.dossier.store.schema import article, encounter_report, statement_report
from pourparlers.model import PourparlersError
from pourparlers.web.adding.looking import Faults, files_of, looked
from pourparlers.web.adding.messages import Asked, Begin, Look, Phase, Problem, Reading, Stop, Told

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
        self._reader: object | None = None
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
            self._tell(Told(job=job.job, phase=Phase.FAILED, error=_problem(error)))
        except Exception as error:
            # The next job must still be done.
            what = f"a fault of the software: {type(error).__name__}: {str(error)[:200]}"
            self._tell(Told(job=job.job, phase=Phase.FAILED, error=_problem(PourparlersError(what))))
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
        from pourparlers.reading.reader import Reader

        reader = self._reader or Reader()
        self._reader = reader
        progress = _Progress(dossier, job, lambda told, often: (self._tell_often if often else self._tell)(told))

        def told(found: Found, state: str) -> None:
            progress.count(found, state)
            self._alive(job)

        intake = Intake(dossier.engine, dossier.where, reader, told, batch=_BATCH)  # type: ignore[arg-type]
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


class _Progress:
    """What became of the articles of a job so far."""

    def __init__(self, dossier: Dossier, job: Look, tell: object) -> None:
        self._dossier, self._job, self._tell = dossier, job, tell
        self._began = time.monotonic()
        self._faults = Faults()
        self._reading = Reading()

    def count(self, found: Found, state: str) -> None:
        """One more."""
        now, counted = self._reading, {state: getattr(self._reading, state) + 1}
        if state == "new" and found.article is not None:
            counted |= self._facts(found.article.id)
            counted["characters"] = now.characters + len(found.article.text)
        elif state == "failed" and found.error is not None:
            self._faults.add(_problem(found.error, found.file))
        seconds = time.monotonic() - self._began
        self._reading = msgspec.structs.replace(now, seconds=seconds, faults=tuple(self._faults.kept), **counted)
        self.tell(True)

    def tell(self, often: bool) -> None:
        """Tell how far it is."""
        told = Told(job=self._job.job, phase=Phase.READING, reading=self._reading)
        self._tell(told, often)  # type: ignore[operator]

    def _facts(self, id_: str) -> dict[str, object]:
        out: dict[str, object] = {}
        with self._dossier.engine.connect() as connection:
            for name, table in (("statements", statement_report), ("encounters", encounter_report)):
                query = select(func.count()).select_from(table).where(table.c.article == id_)
                out[name] = getattr(self._reading, name) + connection.execute(query).scalar_one()
            if self._reading.since is None:
                out["since"] = connection.execute(select(article.c.added).where(article.c.id == id_)).scalar()
        return out


def _given(job: Look, name: str) -> dict[str, str | None]:
    """What outranks what a file tells."""
    return {**job.given, **job.told.get(name, {})}


def _problem(error: PourparlersError, where: str = "") -> Problem:
    return Problem(where=error.where or where, code=error.code, what=error.what, hint=error.hint)


def main() -> None:
    """Do what is asked on standard input until it ends."""
    sys.stdout.flush()
    # What libraries print is nothing that is told.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(10)
    asked = msgspec.json.Decoder(Asked)
    first = asked.decode(sys.stdin.buffer.readline())
    assert isinstance(first, Begin)
    worker, jobs = Worker(first.where, out), queue.SimpleQueue[Look]()

    def listen() -> None:
        for line in sys.stdin.buffer:
            one = asked.decode(line)
            if isinstance(one, Stop):
                worker.stopped.add(one.job)
            elif isinstance(one, Look):
                jobs.put(one)
        # The room is gone. What was added is in the dossier; nobody is there to be told of the rest.
        shutil.rmtree(first.spool, ignore_errors=True)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        worker.do(jobs.get())


if __name__ == "__main__":
    main()
