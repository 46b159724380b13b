"""Killed at any moment, a run goes on from there, and ends with what it would have given undisturbed."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import pytest

from corpora import RUN, content, lines, run, talks
from dossiers import rows as dossier_rows
from pourparlers import Dossier

# Who is killed: the run, one of those that read for it, all of them, or the run while it writes the tables.
KILLS = ["run"] * 7 + ["reader"] * 5 + ["all"] * 5 + ["tables"] * 3


def inputs(folder: Path) -> Path:
    return lines(folder / "a.jsonl", [talks(n % 90, f"2021-{n % 5 + 1:02}-14") for n in range(60)])


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
    chance, killed, number = random.Random(7), Counter[str](), 0
    left = chance.sample(KILLS, len(KILLS))
    for _ in range(4 * len(KILLS)):
        if not left:
            break
        out = tmp_path / f"out{number}"
        with subprocess.Popen([*RUN, *options(file, out)], stderr=subprocess.DEVNULL, start_new_session=True) as process:
            while left and kill(process, out, left[-1], chance):
                killed[left.pop()] += 1
            process.wait(timeout=120)
        if (out / "manifest.json").exists():
            assert content(out) == expected
            number += 1
    assert killed == Counter(KILLS)
    run(*options(file, tmp_path / f"out{number}"))
    assert content(tmp_path / f"out{number}") == expected
    assert not list((tmp_path / f"out{number}").glob(".fin*"))


def kill(process: subprocess.Popen[bytes], out: Path, whom: str, chance: random.Random) -> bool:
    """Kill somebody at a moment of the run, if it lasts until then; whether that was so."""
    table = out / ".finishing" / chance.choice(["articles", "actors", "statements", "problems"])
    readers: list[int] = []
    until = time.monotonic() + (60 if whom == "tables" else chance.uniform(0.2, 4.5))
    while process.poll() is None and time.monotonic() < until and not (whom == "tables" and table.exists()):
        readers = children(process.pid)
        time.sleep(0.005)
    if whom == "reader":
        return bool(readers) and was_killed(chance.choice(readers))
    if process.poll() is not None or (whom == "tables" and (out / "manifest.json").exists()):
        return False
    (os.killpg if whom == "all" else os.kill)(process.pid, signal.SIGKILL)
    return process.wait(timeout=60) == -signal.SIGKILL


def was_killed(reader: int) -> bool:
    """Kill one that reads; whether it was at work until then."""
    at_work = works(reader)
    with suppress(ProcessLookupError):
        os.kill(reader, signal.SIGKILL)
    return at_work


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


def test_a_dossier_is_the_same_however_often_its_making_is_killed(tmp_path: Path) -> None:
    run(*options(inputs(tmp_path), tmp_path / "out"))
    add = [*RUN[:-1], "add", str(tmp_path / "out")]
    subprocess.run([*add, str(tmp_path / "whole.dossier")], check=True, capture_output=True, timeout=240)
    with Dossier(tmp_path / "whole.dossier") as dossier:
        expected, articles = dossier_rows(dossier), len(dossier)
    where = tmp_path / "talks.dossier"
    for most in (1, articles // 4, articles // 2, articles - 2):
        with subprocess.Popen([*add, str(where)], stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and there(where) < most:
                time.sleep(0.01)
            process.kill()
        assert process.returncode == -signal.SIGKILL
    subprocess.run([*add, str(where)], check=True, capture_output=True, timeout=240)
    with Dossier(where) as dossier:
        assert dossier_rows(dossier) == expected


def there(where: Path) -> int:
    """How many articles a dossier holds that another process is writing."""
    try:
        with closing(sqlite3.connect(f"file:{where}?mode=ro", uri=True)) as dossier:
            (number,) = dossier.execute("SELECT count(*) FROM article").fetchone()
            return int(number)
    except sqlite3.Error:
        return 0
