"""Killed at any moment, a run goes on from there, and ends with what it would have given undisturbed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from corpora import RUN, content, lines, run, talks

KILLS = 20


def inputs(folder: Path) -> Path:
    return lines(folder / "a.jsonl", [talks(n % 90, f"2021-{n % 5 + 1:02}-14") for n in range(100)])


def options(file: Path, out: Path) -> list[str]:
    return [str(file), "-o", str(out), "--workers", "2", "--unit", "0.004"]


def children(process: int) -> list[int]:
    """The processes that a run has begun to read with."""
    try:
        threads = [thread / "children" for thread in Path(f"/proc/{process}/task").iterdir()]
        return [int(one) for thread in threads for one in thread.read_text().split()]
    except OSError:
        return []


def works(process: int) -> bool:
    """Whether a process has not ended, taken leave of or not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="who a process has begun is told by /proc")
def test_whoever_is_killed_whenever_nothing_is_lost_and_nothing_twice(tmp_path: Path) -> None:
    file = inputs(tmp_path)
    run(*options(file, tmp_path / "whole"))
    expected = content(tmp_path / "whole")
    chance, killed, finished, number = random.Random(7), 0, 0, 0
    while killed < KILLS:
        out = tmp_path / f"out{number}"
        with subprocess.Popen([*RUN, *options(file, out)], stderr=subprocess.DEVNULL, start_new_session=True) as process:
            killed += kill(process, out, chance)
            process.wait(timeout=120)
        if (out / "manifest.json").exists():
            assert content(out) == expected
            finished, number = finished + 1, number + 1
    run(*options(file, tmp_path / f"out{number}"))
    assert content(tmp_path / f"out{number}") == expected
    assert not list((tmp_path / f"out{number}").glob(".fin*"))


def kill(process: subprocess.Popen[bytes], out: Path, chance: random.Random) -> bool:
    """Kill the run, one of those that read for it, or all of them, after a while or while the tables are written."""
    whom = chance.choice(["run", "run", "reader", "all"])
    until = time.monotonic() + chance.choice([0.2, 0.7, 1.5, 2.5, 4]) * chance.uniform(0.6, 1.4)
    at_tables = chance.random() < 0.15
    while process.poll() is None and time.monotonic() < until + 60 * at_tables:
        if at_tables and (out / ".finishing" / "actors").exists():
            break
        time.sleep(0.01)
    if process.poll() is not None:
        return False
    readers = children(process.pid)
    if whom == "reader" and not at_tables:
        if not readers:
            return False
        os.kill(chance.choice(readers), signal.SIGKILL)
        return True
    (os.killpg if whom == "all" else os.kill)(process.pid, signal.SIGKILL)
    return True


def test_readers_end_with_the_run_that_began_them(tmp_path: Path) -> None:
    file = inputs(tmp_path)
    with subprocess.Popen([*RUN, *options(file, tmp_path / "out")], stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        while len(readers := children(process.pid)) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        process.kill()
    assert len(readers) == 2
    until = time.monotonic() + 60
    while (left := [one for one in readers if works(one)]) and time.monotonic() < until:
        time.sleep(0.1)
    assert not left


def test_a_part_that_was_cut_off_is_read_again(tmp_path: Path) -> None:
    file = inputs(tmp_path)
    run(*options(file, tmp_path / "out"))
    expected = content(tmp_path / "out")
    one, other, third = sorted((tmp_path / "out" / "parts").iterdir())[:3]
    (one / "statements.parquet").write_bytes((one / "statements.parquet").read_bytes()[:-40])
    (other / "part.json").write_bytes(b"{")
    (third / "articles.parquet").unlink()
    (tmp_path / "out" / "manifest.json").unlink()
    run(*options(file, tmp_path / "out"))
    assert content(tmp_path / "out") == expected


def test_an_interrupted_run_tells_so_and_leaves_nobody_behind(tmp_path: Path) -> None:
    file = inputs(tmp_path)
    with subprocess.Popen([*RUN, *options(file, tmp_path / "out")], stderr=subprocess.PIPE, text=True) as process:
        until = time.monotonic() + 60
        while not list((tmp_path / "out" / "parts").glob("[0-9a-f]*")) and time.monotonic() < until:
            time.sleep(0.05)
        readers = children(process.pid)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "goes on" in told
    assert not [one for one in readers if works(one)]
