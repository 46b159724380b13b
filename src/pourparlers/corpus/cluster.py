"""Units read on Ray Data: on this machine, or on all of a cluster."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from pourparlers.corpus.errors import CorpusError
from pourparlers.corpus.parts import Part
from pourparlers.corpus.settings import Settings
from pourparlers.corpus.units import Unit
from pourparlers.corpus.working import Worker
from pourparlers.model import PourparlersError

LOCAL = "local"


class UnitBatches:
    """What an actor of Ray does: batches of units in, what they hold out.

    Args:
        settings: how articles are read.
        out: the folder of the corpus, the same on all machines.
    """

    def __init__(self, settings: Settings, out: Path) -> None:
        self._worker = Worker(settings, out)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        units = [msgspec.json.decode(told, type=Unit) for told in batch["unit"]]
        return {"done": [pickle.dumps(self._do(unit)) for unit in units]}

    def _do(self, unit: Unit) -> Part | PourparlersError:
        """What came of a unit. An error goes back as it is: what Ray would tell of it are pages."""
        try:
            return self._worker.do(unit)
        except PourparlersError as error:
            return error


def read_units(units: Sequence[Unit], settings: Settings, out: Path, workers: int, address: str) -> Iterator[Part]:
    """Yield what units hold, in the order in which they are done.

    Args:
        units: to be read.
        settings: how articles are read.
        out: the folder of the corpus, which all machines must have under this name.
        workers: how many processes read.
        address: of the cluster; "local" for one that is begun on this machine.

    Raises:
        CorpusError: Ray is not installed, or the cluster cannot be reached.
        PourparlersError: no process gets as far as reading.
    """
    ray = _ray(address, workers)
    try:
        yield from _read(ray, units, settings, out.resolve(), workers)
    except ray.exceptions.RayError as error:
        what = f"the cluster gave up: {' '.join(str(error).split())[:200]}"
        raise CorpusError(what, where=address, hint="Run it again: it goes on where it was.") from error
    finally:
        ray.shutdown()


def _read(ray: Any, units: Sequence[Unit], settings: Settings, out: Path, workers: int) -> Iterator[Part]:
    from ray.data import ActorPoolStrategy, DataContext

    context = DataContext.get_current()
    context.enable_progress_bars = False
    rows = [{"unit": msgspec.json.encode(unit)} for unit in units]
    data = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        UnitBatches, fn_constructor_args=(settings, out), batch_size=1, num_cpus=1,
        compute=ActorPoolStrategy(size=min(workers, len(units))),
    )  # fmt: skip
    # Ray Data sets up its loggers when the first data are made.
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    for row in data.iter_rows():
        done: Part | PourparlersError = pickle.loads(row["done"])
        if isinstance(done, PourparlersError):
            raise done
        yield done


def _ray(address: str, workers: int) -> Any:
    try:
        import ray
        import ray.data
    except ImportError as error:
        hint = "pip install 'pourparlers[ray]'"
        raise CorpusError("Ray is not installed.", where=address, hint=hint) from error
    # What Ray tells of itself is for who runs Ray: its logs are where it keeps them.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    logging.getLogger("ray").setLevel(logging.ERROR)
    quiet: dict[str, Any] = {"logging_level": "error", "log_to_driver": False}
    try:
        if address == LOCAL:
            ray.init(num_cpus=workers, include_dashboard=False, **quiet)
        else:
            ray.init(address=address, **quiet)
    except (ConnectionError, ValueError, RuntimeError) as error:
        what = f"the cluster cannot be reached: {' '.join(str(error).split())[:150]}."
        raise CorpusError(what, where=address, hint="Begin it with: ray start --head") from error
    return ray

