"""Units read on Ray: the tables are those of a run without it, on one machine, on two, and whoever is killed."""

from __future__ import annotations

import os
import random
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from corpora import RUN, content, lines, rows, run, talks

pytest.importorskip("ray")
CLUSTER = Path(__file__).parents[2] / "docs" / "cluster.yaml"
KILLS = 4


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lines(tmp_path_factory.mktemp("inputs") / "a.jsonl", [talks(n % 70, f"2021-{n % 5 + 1:02}-14") for n in range(80)])


@pytest.fixture(scope="module")
def expected(file: Path) -> dict[str, bytes]:
    run(file, "-o", file.parent / "plain", "--workers", 2, "--unit", 0.004)
    return content(file.parent / "plain")


def options(file: Path, out: Path, address: str = "local") -> list[str]:
    return [str(file), "-o", str(out), "--workers", "2", "--unit", "0.004", "--ray", address]


def test_ray_on_one_machine_gives_the_same_tables(file: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    run(*options(file, tmp_path / "out"))
    assert content(tmp_path / "out") == expected


def test_whoever_is_killed_whenever_nothing_is_lost_and_nothing_twice(file: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    chance, out = random.Random(3), tmp_path / "out"
    for number in range(KILLS):
        with subprocess.Popen([*RUN, *options(file, out)], stderr=subprocess.DEVNULL, start_new_session=True) as process:
            until = time.monotonic() + 60
            while process.poll() is None and not list((out / "parts").glob("[0-9a-f]*")) and time.monotonic() < until:
                time.sleep(0.1)
            time.sleep(chance.uniform(0, 2))
            mine = [one for one in ray_processes() if "MapWorker" in one[1] or "corpus.reading" in one[1]]
            if number % 2 and mine:
                # Ray begins the worker anew, and the run goes on.
                os.kill(chance.choice(mine)[0], signal.SIGKILL)
                process.wait(timeout=120)
            else:
                os.killpg(process.pid, signal.SIGKILL)
        if (out / "manifest.json").exists():
            assert content(out) == expected
            out = tmp_path / f"out{number}"
    run(*options(file, out))
    assert content(out) == expected


def ray_processes() -> list[tuple[int, str]]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        found += [(int(folder.name), command)] if "ray::" in command or "raylet" in command or "corpus.reading" in command else []
    return found


def test_what_no_process_can_read_is_told_as_without_ray(file: Path, tmp_path: Path) -> None:
    told = run(*options(file, tmp_path / "out"), "--pipeline", "xx_none", check=False)
    assert told.returncode == 1
    assert "PP-P01" in told.stderr


def test_a_cluster_that_is_not_there_is_told(file: Path, tmp_path: Path) -> None:
    told = run(*options(file, tmp_path / "out", "127.0.0.1:1"), check=False)
    assert told.returncode == 1
    assert "PP-C01" in told.stderr
    assert "cannot be reached" in told.stderr


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """Two raylets on this machine, begun by the commands of the file that the documentation gives."""
    told = yaml.safe_load(CLUSTER.read_text(encoding="utf-8"))
    port = "6399"
    environment = {**os.environ, "RAY_HEAD_IP": "127.0.0.1"}
    home = str(Path(sys.executable).parent)
    try:
        for command in (*told["head_start_ray_commands"][1:], *told["worker_start_ray_commands"][1:]):
            command = command.replace("~/pourparlers/bin", home).replace("6379", port) + " --num-cpus=1"
            command = command.replace("--head", f"--head --node-ip-address=127.0.0.1 --temp-dir={shlex.quote(str(Path('/tmp') / f'ray{os.getpid()}'))}")
            subprocess.run(["bash", "-c", command], env=environment, check=True, capture_output=True, timeout=120)
        yield f"127.0.0.1:{port}"
    finally:
        subprocess.run([f"{home}/ray", "stop", "--force"], capture_output=True, timeout=120, check=False)


def test_the_cluster_of_the_documentation_reads_on_all_of_its_machines(
    file: Path, expected: dict[str, bytes], cluster: str, tmp_path: Path
) -> None:
    run(*options(file, tmp_path / "out", cluster))
    assert content(tmp_path / "out") == expected
    assert len(rows(tmp_path / "out", "articles")) == 80
