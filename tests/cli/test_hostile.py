"""A folder of hostile files: each is told, the good ones are found, in bounded memory and time."""

from __future__ import annotations

import json
import resource
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


def test_each_is_told_and_the_rest_is_done(folder: tuple[Path, dict[str, str]]) -> None:
    where, expected = folder
    begun = time.monotonic()
    command = [sys.executable, "-m", "pourparlers", "articles", str(where), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    took = time.monotonic() - begun
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    found: dict[str, set[str]] = {}
    for line in done.stdout.splitlines():
        one = json.loads(line)
        found.setdefault(Path(one["file"]).name, set()).add(PROBLEM if one["code"] else ARTICLE)
        if one["code"]:
            assert one["problem"] and one["hint"], one
            assert "PP-000" not in one["code"]
    told = {name: "either" if expected[name] == EITHER else "+".join(sorted(kinds)) for name, kinds in found.items()}
    assert told == expected
    # Kilobytes, of the largest child that has been waited for.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < LARGEST
    assert took < LONGEST
