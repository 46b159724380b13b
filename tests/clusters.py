"""A cluster of Ray on this machine, for tests: two machines, which do not see one of the folders."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import yaml

CLUSTER = Path(__file__).parents[1] / "docs" / "cluster.yaml"
_BEGUN = "Ray runtime started"


class Machines:
    """A head and another, begun by the commands of the file that the documentation gives.

    Args:
        folder: that they may write their logs into.
        hidden: a folder that they do not see, where the system can hide it.
    """

    def __init__(self, folder: Path, hidden: Path) -> None:
        self.told = yaml.safe_load(CLUSTER.read_text(encoding="utf-8"))
        self.hides = subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode == 0
        self._folder, self._hidden = folder, hidden
        self._port = _free_port()
        self._processes: list[subprocess.Popen[bytes]] = []
        (folder / "token").write_text("0123456789abcdef0123456789abcdef", encoding="ascii")
        # That a machine is gone is known after seconds.
        sooner = {f"RAY_health_check_{name}": value for name, value in _SOONER.items()}
        self._environment = {**os.environ, **sooner, "RAY_AUTH_TOKEN_PATH": str(folder / "token"), "RAY_HEAD_IP": "127.0.0.1"}

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._port}"

    @property
    def environment(self) -> dict[str, str]:
        """What a run needs to be let in, and to know within seconds that the cluster is gone."""
        token = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN_PATH": str(self._folder / "token")}
        return {**token, "RAY_gcs_rpc_server_reconnect_timeout_s": "5"}

    def begin(self) -> None:
        # The names of its sockets are no longer than a system lets them be.
        self._room = tempfile.mkdtemp(prefix="ray", dir="/tmp")
        self._begin(f"{self._command('head')} --temp-dir={self._room}")
        self._begin(self._command("worker"))

    def _command(self, whose: str) -> str:
        """The last command of the file for a machine, with this machine's paths and port, and without what `ray up` lays there."""
        command = self.told[f"{whose}_start_ray_commands"][-1].replace("~/pourparlers/bin", str(Path(sys.executable).parent))
        command = command.replace("6379", str(self._port)).replace(" --autoscaling-config=~/ray_bootstrap_config.yaml", "")
        return f"env {command} --num-cpus=1 --block"

    def _begin(self, command: str) -> None:
        log = self._folder / f"{len(self._processes)}.log"
        hide = f"mount -t tmpfs none {shlex.quote(str(self._hidden))} && exec {command}"
        words = ["unshare", "-rm", "bash", "-c", hide] if self.hides else ["bash", "-c", f"exec {command}"]
        with log.open("wb") as out:
            process = subprocess.Popen(
                words, stdout=out, stderr=out, cwd=self._room, env=self._environment, start_new_session=True
            )
        self._processes.append(process)
        until = time.monotonic() + 90
        while _BEGUN not in (said := log.read_text(errors="replace")):
            assert process.poll() is None and time.monotonic() < until, said
            time.sleep(0.1)

    def read_on(self) -> list[int]:
        """How many bytes the readers on each machine have told of what they have read."""
        told = [0] * len(self._processes)
        for reader, machine in self.processes("pourparlers.corpus.reading"):
            with suppress(OSError):
                told[machine] += int(Path(f"/proc/{reader}/io").read_text().partition("wchar: ")[2].split()[0])
        return told

    def processes(self, named: str) -> list[tuple[int, int]]:
        """The processes with this in their command that the machines have begun, each with its machine."""
        machines = {process.pid: number for number, process in enumerate(self._processes)}
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                machine, command = machines.get(os.getsid(int(folder.name))), (folder / "cmdline").read_bytes()
                if machine is not None and named.encode() in command.replace(b"\0", b" "):
                    found.append((int(folder.name), machine))
        return found

    def kill(self, machine: int) -> None:
        """Let a machine go down."""
        with suppress(ProcessLookupError):
            os.killpg(self._processes[machine].pid, signal.SIGKILL)
        self._processes[machine].wait()

    def end(self) -> None:
        for machine in reversed(range(len(self._processes))):
            self.kill(machine)
        shutil.rmtree(self._room, ignore_errors=True)


_SOONER = {"initial_delay_ms": "1000", "period_ms": "1000", "timeout_ms": "5000", "failure_threshold": "3"}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def machines(folder: Path, hidden: Path) -> Iterator[Machines]:
    """Two machines, for as long as they are needed."""
    two = Machines(folder, hidden)
    try:
        two.begin()
        yield two
    finally:
        two.end()
