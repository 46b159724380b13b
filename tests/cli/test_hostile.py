"""A folder of hostile files: each is told, the good ones are found, in bounded memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hostile import ARTICLE, EITHER, PROBLEM, build

LARGEST, LONGEST = 1_000_000_000, 120


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    where = tmp_path_factory.mktemp("hostile") / "files"
    return where, build(where)


def run(*command: str, folder: Path) -> tuple[int, str, str, int]:
    """What a command says, and how many bytes of memory it took at most."""
    with (folder / "out").open("w+b") as out, (folder / "err").open("w+b") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        # What the system tells of a child that has ended counts the memory of the parent that it was forked of.
        most = 0
        while process.poll() is None:
            most = max(most, high_water(process.pid))
            time.sleep(0.02)
    told = [(folder / name).read_text(encoding="utf-8") for name in ("out", "err")]
    return process.returncode, told[0], told[1], most


def high_water(pid: int) -> int:
    """The most memory that a process has had, in bytes; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def test_each_is_told_and_the_rest_is_done(folder: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    where, expected = folder
    begun = time.monotonic()
    command = (sys.executable, "-m", "pourparlers", "articles", str(where), "--json")
    status, out, err, memory = run(*command, folder=tmp_path)
    assert status == 3, err
    assert "Traceback" not in err
    found: dict[str, set[str]] = {}
    for line in out.splitlines():
        one = json.loads(line)
        found.setdefault(Path(one["file"]).name, set()).add(PROBLEM if one["code"] else ARTICLE)
        if one["code"]:
            assert one["problem"] and one["hint"], one
            assert "PP-000" not in one["code"]
    told = {name: "either" if expected[name] == EITHER else "+".join(sorted(kinds)) for name, kinds in found.items()}
    assert told == expected
    assert memory < LARGEST
    assert time.monotonic() - begun < LONGEST
