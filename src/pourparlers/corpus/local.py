"""Units read side by side on this machine: a thread watches each process that reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from pourparlers.corpus.parts import Part
from pourparlers.corpus.settings import Settings
from pourparlers.corpus.units import Unit
from pourparlers.corpus.working import Worker


def read_units(units: Sequence[Unit], settings: Settings, out: Path, workers: int) -> Iterator[Part]:
    """Yield what units hold, in the order in which they are done.

    Args:
        units: to be read.
        settings: how articles are read.
        out: the folder of the corpus.
        workers: how many processes read.

    Raises:
        PourparlersError: no process gets as far as reading.
        OSError: nothing can be written.
    """
    todo: SimpleQueue[Unit] = SimpleQueue()
    done: SimpleQueue[Part | BaseException] = SimpleQueue()
    for unit in units:
        todo.put(unit)
    working = [Worker(settings, out) for _ in range(min(workers, len(units)))]
    for worker in working:
        Thread(target=_work, args=(worker, todo, done), daemon=True).start()
    try:
        for _ in units:
            one = done.get()
            if isinstance(one, BaseException):
                raise one
            yield one
    finally:
        for worker in working:
            worker.close()


def _work(worker: Worker, todo: SimpleQueue[Unit], done: SimpleQueue[Part | BaseException]) -> None:
    try:
        while True:
            done.put(worker.do(todo.get_nowait()))
    except Empty:
        return
    except BaseException as error:
        done.put(error)
