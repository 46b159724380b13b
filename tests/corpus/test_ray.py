"""Units read on Ray: the tables are those of a run without it, on one machine, on two, and whoever is killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from clusters import Machines, machines
from corpora import RUN, content, lines, run, talks

pytest.importorskip("ray")
pytestmark = pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="what processes do is told by /proc")
ARTICLES = 60


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An input, named from where runs are begun; machines of a cluster were begun elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("inputs"))
        yield lines(Path("a.jsonl"), [talks(n % 50, f"2021-{n % 5 + 1:02}-14") for n in range(ARTICLES)])


@pytest.fixture(scope="module")
def expected(file: Path) -> dict[str, bytes]:
    run(file, "-o", "plain", "--workers", 2, "--unit", 0.004)
    return content(Path("plain"))


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the machines of the cluster do not see."""
    return tmp_path_factory.mktemp("hidden")


@pytest.fixture(scope="module")
def cluster(hidden: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with machines(tmp_path_factory.mktemp("cluster"), hidden) as two, pytest.MonkeyPatch.context() as patch:
        for name, value in two.environment.items():
            patch.setenv(name, value)
        yield two


def options(file: Path | str, out: Path | str, address: str) -> list[str]:
    return [str(file), "-o", str(out), "--unit", "0.004", "--ray", address]


def test_a_cluster_that_is_not_there_is_told(file: Path, tmp_path: Path) -> None:
    told = run(*options(file, tmp_path / "out", "127.0.0.1:1"), check=False)
    assert told.returncode == 1
    assert "PP-C01" in told.stderr
    assert "cannot be reached" in told.stderr
    assert "ray start --head" in told.stderr


def test_an_address_that_is_none_is_told(file: Path, tmp_path: Path) -> None:
    told = run(*options(file, tmp_path / "out", "10.0.0.1"), check=False)
    assert told.returncode == 1
    assert "an address is HOST:PORT, `auto` or `local`" in told.stderr


def test_ray_on_one_machine_gives_the_same_tables_and_says_nothing(file: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    done = run(*options(file, tmp_path / "out", "local"), "--workers", 2, "--json")
    assert content(tmp_path / "out") == expected
    assert done.stderr == ""
    assert json.loads(done.stdout)["articles"] == 50


def test_what_the_documentation_begins_a_cluster_with_is_what_ray_takes(tmp_path: Path) -> None:
    from ray.autoscaler._private.util import prepare_config, validate_config

    told = Machines(tmp_path, tmp_path).told
    validate_config(prepare_config(told))
    # The head begins the others by this alone.
    assert "--autoscaling-config=~/ray_bootstrap_config.yaml" in told["head_start_ray_commands"][-1]


def test_the_cluster_of_the_documentation_reads_on_all_of_its_machines(
    file: Path, expected: dict[str, bytes], cluster: Machines
) -> None:
    seen = [0, 0]
    with subprocess.Popen([*RUN, *options(file, "out", cluster.address)], stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            seen = [max(pair) for pair in zip(seen, cluster.read_on(), strict=True)]
            time.sleep(0.05)
        said = process.stderr.read() if process.stderr else ""
    assert process.returncode == 0, said
    assert content(Path("out")) == expected
    assert min(seen) > 20_000, "each has told of articles"
    assert said.count("\n") == 1, "Ray says nothing"


def test_what_no_process_can_read_is_told_as_without_ray(file: Path, cluster: Machines, tmp_path: Path) -> None:
    told = run(*options(file, tmp_path / "out", cluster.address), "--pipeline", "xx_none", check=False)
    assert told.returncode == 1
    assert "PP-P01" in told.stderr
    assert "xx_none" in told.stderr


@pytest.mark.parametrize("what", ["out", "input"])
def test_what_a_machine_does_not_see_is_told_and_nothing_is_read(
    what: str, file: Path, cluster: Machines, hidden: Path, tmp_path: Path
) -> None:
    if not cluster.hides:
        pytest.skip("a folder cannot be hidden here")
    there = {"out": file, "input": hidden / "a.jsonl"}[what]
    out = {"out": hidden / "out", "input": tmp_path / "out"}[what]
    (hidden / "a.jsonl").write_bytes(file.read_bytes())
    told = run(*options(there, out, cluster.address), check=False)
    assert told.returncode == 1
    assert "PP-C01" in told.stderr
    assert str(there if what == "input" else out) in told.stderr.replace("\n", "")
    assert "does not see this" in told.stderr
    assert "all machines must see" in " ".join(told.stderr.split())
    assert not list((out / "parts").iterdir())


def test_whoever_is_killed_whenever_nothing_is_lost_and_nothing_twice(
    file: Path, expected: dict[str, bytes], cluster: Machines, tmp_path: Path
) -> None:
    chance, out = random.Random(3), tmp_path / "out"
    for killed in ("run", "MapWorker"):
        with subprocess.Popen([*RUN, *options(file, out, cluster.address)], stderr=subprocess.DEVNULL) as process:
            before, there = len(list((out / "parts").glob("[0-9a-f]*"))), []
            # What is left of a run that was killed may still write, when the next has none yet that reads.
            while process.poll() is None and not there:
                time.sleep(0.05)
                if len(list((out / "parts").glob("[0-9a-f]*"))) > before:
                    there = cluster.processes(killed) if killed != "run" else [(process.pid, 0)]
            assert there, "the run was done before anything was killed"
            with suppress(ProcessLookupError):
                os.kill(chance.choice(there)[0], signal.SIGKILL)
            # Where it was not the run itself, Ray begins the other anew, and the run goes on.
            process.wait(timeout=120)
        if (out / "manifest.json").exists():
            assert content(out) == expected
            out = tmp_path / f"after {killed}"
    run(*options(file, out, cluster.address))
    assert content(out) == expected


def test_a_machine_that_goes_down_is_made_up_for_by_the_others(
    file: Path, expected: dict[str, bytes], cluster: Machines, tmp_path: Path
) -> None:
    with subprocess.Popen([*RUN, *options(file, tmp_path / "out", cluster.address)], stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and min(cluster.read_on()) < 5_000:
            time.sleep(0.05)
        cluster.kill(1)
        said = process.communicate(timeout=200)[1]
    assert process.returncode == 0, said
    assert content(tmp_path / "out") == expected
    assert said.count("\n") == 1, "Ray says nothing"


def test_a_cluster_that_goes_down_is_told_and_the_run_goes_on_without_it(
    file: Path, expected: dict[str, bytes], cluster: Machines, tmp_path: Path
) -> None:
    with subprocess.Popen([*RUN, *options(file, tmp_path / "out", cluster.address)], stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and cluster.read_on()[0] < 5_000:
            time.sleep(0.05)
        cluster.kill(0)
        said = process.communicate(timeout=200)[1]
    assert process.returncode == 1, said
    assert "PP-C01" in said
    assert "goes on where it was" in " ".join(said.split())
    run(file, "-o", tmp_path / "out", "--unit", 0.004)
    assert content(tmp_path / "out") == expected
