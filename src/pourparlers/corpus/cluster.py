"""Units read on a cluster of Ray, or on one that is begun on this machine."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pourparlers.corpus.driving import Job
from pourparlers.corpus.errors import CorpusError
from pourparlers.corpus.machines import marked
from pourparlers.corpus.parts import Part
from pourparlers.corpus.protocol import frame, framed
from pourparlers.corpus.settings import Settings
from pourparlers.corpus.units import Unit
from pourparlers.model import PourparlersError

# By the name of its module, not as a script: what it sends to machines has the names of that module.
_DRIVING = "from pourparlers.corpus.driving import main; main()"
# What Ray takes to end those whom it has begun.
_LEAVING = 20.0


def read_units(
    units: Sequence[Unit], settings: Settings, out: Path, workers: int | None, address: str
) -> Iterator[Part]:
    """Yield what units hold, in the order in which they are done.

    Args:
        units: to be read.
        settings: how articles are read.
        out: the folder of the corpus, which all machines must see under this name.
        workers: how many processes read; None for as many as the cluster has processors.
        address: of the cluster; "local" for one that is begun on this machine, "auto" for one that runs on it.

    Raises:
        CorpusError: Ray is not installed, the cluster cannot be reached or is lost, or a machine of it does not see
            the folder or an input.
        PourparlersError: no process gets as far as reading.
    """
    with marked(out) as place, _driver() as driver:
        assert driver.stdin is not None and driver.stdout is not None
        job = Job(units=tuple(units), settings=settings, place=place, workers=workers, address=address)
        # One that has ended already is told of where nothing comes out of it.
        with suppress(OSError):
            driver.stdin.write(framed(pickle.dumps(job)))
            driver.stdin.flush()
        for _ in units:
            yield _next(driver.stdout, address)


def _next(stream: IO[bytes], address: str) -> Part:
    data = frame(stream)
    if data is None:
        raise CorpusError("the cluster was lost.", where=address, hint="Run it again: it goes on where it was.")
    done: Part | PourparlersError = pickle.loads(data)
    if isinstance(done, PourparlersError):
        raise done
    return done


@contextmanager
def _driver() -> Iterator[subprocess.Popen[bytes]]:
    """The process that speaks with Ray, in a session of its own: Ray ends the group of processes that it is in."""
    command = [sys.executable, "-c", _DRIVING]
    driver = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield driver
    finally:
        assert driver.stdin is not None and driver.stdout is not None
        with suppress(OSError):
            driver.stdin.close()
        driver.stdout.close()
        try:
            driver.wait(_LEAVING)
        except subprocess.TimeoutExpired:
            driver.kill()
            driver.wait()
