"""A run: inputs to units, units to parts, parts to tables; what was done before is not done again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from pourparlers.articles.file import spoken
from pourparlers.corpus import cluster, local
from pourparlers.corpus.columns import OF_CORPUS
from pourparlers.corpus.errors import CorpusError
from pourparlers.corpus.finishing import finish
from pourparlers.corpus.manifest import Manifest, manifest_of, save
from pourparlers.corpus.parts import PARTS, Part, parts, remove
from pourparlers.corpus.settings import Settings, processors
from pourparlers.corpus.units import UNIT_BYTES, Unit, units

_BEGUN = "run.json"
_LOCK = ".lock"


class Progress(msgspec.Struct, kw_only=True):
    """How far a run has come.

    Attributes:
        units, bytes: of the inputs that are done; `all_units` and `all_bytes` of how many. Those of earlier runs count.
        articles, words, problems, aside: what came of those that this run has done.
        seconds: since it began to read.
        tables: how many tables of months are written; `all_tables` of how many, 0 before that is known.
    """

    units: int = 0
    all_units: int = 0
    bytes: int = 0
    all_bytes: int = 0
    articles: int = 0
    words: int = 0
    problems: int = 0
    aside: int = 0
    seconds: float = 0.0
    tables: int = 0
    all_tables: int = 0


Told = Callable[[Progress], None]


class Run:
    """A run over inputs.

    Args:
        out: the folder of the corpus; made where it is not there.
        settings: how articles are read.
        workers: how many processes read side by side; one a processor of this machine, or of the cluster, where None.
        ray: the address of a cluster of Ray, "local" for one on this machine; processes without Ray where None.
        unit_bytes: how much of the inputs one process reads at a time.
        told: called whenever a unit or a table is done.
    """

    def __init__(
        self, out: Path, settings: Settings, *, workers: int | None = None, ray: str | None = None,
        unit_bytes: int = UNIT_BYTES, told: Told = lambda progress: None,
    ) -> None:  # fmt: skip
        self.out, self.settings, self.workers, self.ray = out, settings, workers, ray
        self.unit_bytes, self.told = unit_bytes, told
        self.progress = Progress()

    def over(self, inputs: Iterable[str]) -> Manifest:
        """Read inputs into the corpus, beside what it holds; what it holds of them already is not read again.

        Raises:
            CorpusError: the corpus was begun otherwise, another run is at it, or it cannot be written.
            PipelineError: there is no pipeline to read with.
        """
        with _held(self.out):
            self._begin()
            planned = list(units(inputs, self.settings.how, self.unit_bytes, self.out))
            there = parts(self.out)
            over = _superseded(planned, there.values())
            # Files that were read in one unit with others belong to the corpus whether they are named again or not.
            left = list(units(_left(planned, over), self.settings.how, self.unit_bytes, self.out))
            for part in over:
                del there[part.unit]
            pending = [unit for unit in _once([*planned, *left]) if unit.id not in there]
            self._count([*planned, *left], pending)
            sizes = {unit.id: unit.size for unit in pending}
            for part in self._read(pending):
                there[part.unit] = part
                self._done(part, sizes[part.unit])
            for part in over:
                remove(self.out, part)
            return self._finish(_in_order(planned, there))

    def _begin(self) -> None:
        """Keep how the corpus is read, which must not change from run to run."""
        told = self.settings.told()
        file = self.out / _BEGUN
        try:
            before = msgspec.json.decode(file.read_bytes())
        except FileNotFoundError:
            self._refuse_others()
            file.write_bytes(msgspec.json.encode(told))
            return
        except (OSError, msgspec.DecodeError) as error:
            raise CorpusError(f"{_BEGUN} in it cannot be read.", where=str(self.out), hint="Take a new one.") from error
        if before != told:
            other = ", ".join(name for name in told if before.get(name) != told[name]) or "other options"
            what = f"the corpus was begun otherwise: {other}."
            raise CorpusError(what, where=str(self.out), hint="Give the same options, or another folder after -o.")

    def _refuse_others(self) -> None:
        """Folders that are called like tables and are none would be lost when the tables are written."""
        others = [name for name in sorted(OF_CORPUS - {PARTS}) if (self.out / name).exists()]
        others += [PARTS] if any((self.out / PARTS).iterdir()) else []
        if others:
            what = f"there is {others[0]!r} in it, and no corpus was begun there."
            raise CorpusError(what, where=str(self.out), hint="Give another folder after -o.")

    def _count(self, planned: Sequence[Unit], pending: Sequence[Unit]) -> None:
        self.progress.all_units, self.progress.all_bytes = len(planned), sum(unit.size for unit in planned)
        self.progress.units = len(planned) - len(pending)
        self.progress.bytes = self.progress.all_bytes - sum(unit.size for unit in pending)
        self._began = time.monotonic()
        self.told(self.progress)

    def _read(self, pending: Sequence[Unit]) -> Iterator[Part]:
        if not pending:
            return iter(())
        if self.ray is None:
            return local.read_units(pending, self.settings, self.out, self.workers or processors())
        return cluster.read_units(pending, self.settings, self.out, self.workers, self.ray)

    def _done(self, part: Part, size: int) -> None:
        now = self.progress
        now.units, now.bytes = now.units + 1, now.bytes + size
        now.articles, now.words = now.articles + part.articles, now.words + part.words
        now.problems, now.aside = now.problems + part.problems, now.aside + part.aside
        now.seconds = time.monotonic() - self._began
        self.told(now)

    def _finish(self, found: Sequence[Part]) -> Manifest:
        before = manifest_of(self.out)
        if before is not None and before.units == tuple(part.unit for part in found):
            return before
        # The tables are made on this machine, however many others have read.
        workers = min(self.workers or processors(), processors())
        manifest = finish(self.out, found, self.settings.told(), workers=workers, done=self._written)
        save(self.out, manifest)
        return manifest

    def _written(self, done: int, of: int) -> None:
        self.progress.tables, self.progress.all_tables = done, of
        self.told(self.progress)


def _once(planned: Iterable[Unit]) -> list[Unit]:
    """Of a file that is named twice, the first."""
    return list({unit.id: unit for unit in reversed(list(planned))}.values())[::-1]


def _superseded(planned: Sequence[Unit], there: Iterable[Part]) -> list[Part]:
    """The parts of files that have changed since, or that are cut otherwise now."""
    ids = {unit.id for unit in planned}
    files = {spoken(file) for unit in planned for file in unit.files}
    return [part for part in there if part.unit not in ids and files & set(part.files)]


def _left(planned: Sequence[Unit], over: Iterable[Part]) -> list[str]:
    """The files of parts that are not planned to be read."""
    files = {spoken(file) for unit in planned for file in unit.files}
    return sorted({file for part in over for file in part.files} - files)


def _in_order(planned: Sequence[Unit], there: dict[str, Part]) -> list[Part]:
    """The parts in the order of the inputs, and behind them those of other inputs, by their ids."""
    ours = [unit.id for unit in _once(planned)]
    return [there[id_] for id_ in (*ours, *sorted(there.keys() - set(ours)))]


@contextmanager
def _held(out: Path) -> Iterator[None]:
    """The folder of a corpus, for one run at a time."""
    try:
        (out / PARTS).mkdir(parents=True, exist_ok=True)
        lock = (out / _LOCK).open("w")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CorpusError(f"nothing can be written there: {reason}.", where=str(out), hint="Take another.") from error
    with lock:
        if not _locked(lock):
            raise CorpusError("another run is at it.", where=str(out), hint="Wait until it is done, or end it.")
        yield


def _locked(lock: IO[str]) -> bool:
    """Whether the lock was had; it goes with the process, however that ends."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
