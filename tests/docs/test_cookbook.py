"""The cookbook is run as it is written, in a folder of its own, and prints what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```(sh|text)\n(.*?)```", re.DOTALL)


def run(line: str, folder: Path) -> str:
    """What a command prints, in English and 100 letters wide."""
    told = [sys.executable, "-m", *shlex.split(line)]
    environment = {**os.environ, "COLUMNS": "100", "LANG": "en_GB.UTF-8", "LC_ALL": "en_GB.UTF-8"}
    done = subprocess.run(told, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{line}\n{done.stderr}"
    return done.stdout


def plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines()).strip()


def test_the_commands_of_the_cookbook_print_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    printed = ""
    for kind, block in BLOCK.findall((ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")):
        if kind == "sh":
            printed = "".join(run(line, tmp_path) for line in block.strip().splitlines())
        else:
            assert plain(printed) == plain(block)
