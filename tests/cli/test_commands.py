import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pourparlers.cli.main import COMMANDS

HEAVY = ("spacy", "thinc", "numpy", "trafilatura", "lxml", "babel", "rich", "polars")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom pourparlers.cli.main import run\n"
        f"try: run({arguments!r})\n"
        f"finally: print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"
    assert done.stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    end, start = os.pipe()
    os.close(end)
    command = [sys.executable, "-m", "pourparlers", "--help"]
    done = subprocess.run(command, stdout=start, stderr=subprocess.PIPE, text=True, check=False)
    os.close(start)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_command_has_help() -> None:
    from pourparlers.cli.main import main

    for name in COMMANDS:
        command = main.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert command.help
        for option in command.params:
            assert isinstance(option, click.Argument) or getattr(option, "help", None)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no device that is full")
def test_no_room_for_the_output_and_streams_that_are_closed_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("La délégation est arrivée à Genève dans la nuit.", encoding="utf-8")
    command = f"{shlex.quote(sys.executable)} -m pourparlers articles --json"
    for rest, status in (("a.txt >/dev/full", 1), ("a.txt >&-", 0), ("- <&-", 1), ("a.txt 2>&-", 0)):
        done = subprocess.run(
            ["sh", "-c", f"{command} {rest}"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stderr
        assert "PP-000" not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
