"""What went wrong, told on standard error, and the exit status."""

from __future__ import annotations

import click

from pourparlers.model.errors import PourparlersError

DONE, FAILED, USAGE, SOME_FAILED = 0, 1, 2, 3
_LONGEST = 300


def report(error: PourparlersError) -> None:
    """Print an error: its code and what went wrong, where, and the way out; at most three lines."""
    click.echo(f"{click.style('error', fg='red')} {error.code}: {_line(error.what)}", err=True)
    if error.where:
        click.echo(f"  in {_line(error.where)}", err=True)
    if error.hint:
        click.echo(f"  {_line(error.hint)}", err=True)


def status_of(done: int, failed: int) -> int:
    """The exit status after so many articles are done and so many failed."""
    if not failed:
        return DONE
    return SOME_FAILED if done else FAILED


def _line(text: str) -> str:
    line = "".join(ch if ch.isprintable() else "\ufffd" for ch in " ".join(text.split()))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
