"""The process that speaks with Ray for a run: units in, what came of them out, over pipes.

It is one of its own because Ray prints as it likes, on standard output too, and ends the process that has lost it.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
import time
from collections.abc import Iterator
from threading import Thread
from typing import IO, Any

import msgspec

from pourparlers.corpus.errors import CorpusError
from pourparlers.corpus.machines import Place, UnitBatches, sent
from pourparlers.corpus.parts import Part
from pourparlers.corpus.protocol import frame, framed
from pourparlers.corpus.settings import Settings, processors
from pourparlers.corpus.units import Unit
from pourparlers.model import PourparlersError

LOCAL = "local"
AUTO = "auto"
_REACHING = 5.0
_LEAVING = 10.0
# Ray tries for minutes else.
_PATIENCE = {"RAY_NUM_REDIS_GET_RETRIES": "2", "RAY_py_gcs_connect_timeout_s": "10"}
_MINE = {"RAY_USAGE_STATS_ENABLED": "0"}


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done.

    Attributes:
        units: to be read.
        settings: how articles are read.
        place: where the run is.
        workers: how many processes read; as many as there are processors where None.
        address: of the cluster; "local" for one that is begun on this machine.
    """

    units: tuple[Unit, ...]
    settings: Settings
    place: Place
    workers: int | None
    address: str


def main() -> None:
    """Do a job that standard input tells, and say on standard output what came of it."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    data = frame(sys.stdin.buffer)
    if data is None:
        return
    Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    job: Job = pickle.loads(data)
    try:
        for done in _done(job):
            _say(out, done)
    except PourparlersError as error:
        _say(out, error)
    except Exception as error:
        _say(out, _gave_up(job.address, error))


def _end_with(run: int) -> None:
    """End this process when the run that began it, and holds the other end of this pipe, has ended, however it did."""
    # Not the stream: Python aborts when it leaves while a thread reads that.
    while os.read(run, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_LEAVING)
    os._exit(1)


def _say(out: IO[bytes], done: Part | PourparlersError) -> None:
    out.write(framed(pickle.dumps(done)))
    out.flush()


def _gave_up(address: str, error: Exception) -> CorpusError:
    lines = str(error).strip().splitlines() or [""]
    # Of what was raised on a machine the last line tells what it was, of what Ray tells itself the first.
    told = lines[-1 if "Traceback" in str(error) else 0].strip()[:200]
    what = f"the cluster gave up: {type(error).__name__}: {told}"
    return CorpusError(what, where=address, hint="Run it again: it goes on where it was.")


def _done(job: Job) -> Iterator[Part | PourparlersError]:
    ray = _begun(job.address, job.workers)
    try:
        workers = job.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        yield from _read(ray, job, workers)
    finally:
        ray.shutdown()


def _read(ray: Any, job: Job, workers: int) -> Iterator[Part | PourparlersError]:
    from ray.data import ActorPoolStrategy, DataContext

    DataContext.get_current().enable_progress_bars = False
    rows = [{"unit": msgspec.json.encode(sent(unit))} for unit in job.units]
    data = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        UnitBatches, fn_constructor_args=(job.settings, job.place), batch_size=1, num_cpus=1,
        compute=ActorPoolStrategy(size=min(workers, len(rows))),
    )  # fmt: skip
    for row in data.iter_rows():
        done: Part | PourparlersError = pickle.loads(row["done"])
        yield done
        # An error is told before Ray is left: what leaves it in the middle of its work may not live to tell.
        if isinstance(done, PourparlersError):
            return


def _begun(address: str, workers: int | None) -> Any:
    """Ray, with a cluster to work on."""
    local = address == LOCAL
    # Ray looks at these when it is imported.
    for name, value in (_MINE if local else _PATIENCE).items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise CorpusError("Ray is not installed.", where=address, hint="pip install 'pourparlers[ray]'") from error
    try:
        if local:
            ray.init(num_cpus=workers or processors(), include_dashboard=False)
        else:
            _reach(address)
            ray.init(address=address)
    except (OSError, ValueError, RuntimeError, ray.exceptions.RayError) as error:
        raise _unreachable(address, error) from error
    return ray


def _reach(address: str) -> None:
    """Knock at the address of a cluster: where nobody answers, Ray waits for minutes.

    Raises:
        OSError: nobody answers.
        ValueError: it is no address.
    """
    at = os.environ.get("RAY_ADDRESS", AUTO) if address == AUTO else address
    if at == AUTO:
        return
    host, _, port = at.rpartition("://")[2].partition("/")[0].rpartition(":")
    if not host or not port.isdecimal():
        raise ValueError("an address is HOST:PORT, `auto` or `local`")
    socket.create_connection((host.strip("[]"), int(port)), timeout=_REACHING).close()


def _unreachable(address: str, error: Exception) -> CorpusError:
    told, hint = " ".join(str(error).split()), "Begin it with: ray start --head; its port is 6379."
    if "AuthenticationError" in f"{type(error).__name__} {told}":
        told, hint = "it asks for its token", "Set RAY_AUTH_MODE=token; the token stands in ~/.ray/auth_token."
    elif address == AUTO and isinstance(error, ConnectionError):
        told, hint = "there is none on this machine", "Begin one with: ray start --head; or give an address, HOST:6379."
    return CorpusError(f"the cluster cannot be reached: {told[:150]}.", where=address, hint=hint)


if __name__ == "__main__":
    main()
