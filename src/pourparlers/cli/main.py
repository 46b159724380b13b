"""The command `pourparlers`."""

from __future__ import annotations

import builtins
import errno
import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn

import click

import pourparlers
from pourparlers.cli.failures import DONE, FAILED, report
from pourparlers.model.errors import PourparlersError, SpaceError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# Command by module: a command's module is loaded when the command is asked for, or its help.
COMMANDS = {
    "read": "pourparlers.cli.read",
    "articles": "pourparlers.cli.articles",
    "add": "pourparlers.cli.add",
    "statements": "pourparlers.cli.listing",
    "encounters": "pourparlers.cli.listing",
    "actors": "pourparlers.cli.listing",
    "issues": "pourparlers.cli.listing",
    "positions": "pourparlers.cli.standing",
    "proposals": "pourparlers.cli.standing",
    "accusations": "pourparlers.cli.standing",
    "contradictions": "pourparlers.cli.standing",
    "timeline": "pourparlers.cli.timeline",
    "sources": "pourparlers.cli.sources",
    "changes": "pourparlers.cli.changes",
    "search": "pourparlers.cli.search",
    "review": "pourparlers.cli.review",
    "accept": "pourparlers.cli.decide",
    "reject": "pourparlers.cli.decide",
    "correct": "pourparlers.cli.decide",
    "merge": "pourparlers.cli.decide",
    "split": "pourparlers.cli.decide",
    "rename": "pourparlers.cli.decide",
    "relate": "pourparlers.cli.decide",
    "undo": "pourparlers.cli.decide",
    "decisions": "pourparlers.cli.decide",
    "codebook": "pourparlers.cli.codebook",
    "reread": "pourparlers.cli.reread",
    "open": "pourparlers.cli.open",
    "export": "pourparlers.cli.export",
    "import": "pourparlers.cli.export",
    "why": "pourparlers.cli.why",
    "corpus": "pourparlers.cli.corpus",
    "score": "pourparlers.cli.score",
    "doctor": "pourparlers.cli.doctor",
    "demo": "pourparlers.cli.demo",
}
INTERRUPTED = 130


class Commands(click.Group):
    """A group whose commands are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # `import` is no name in Python, and `open` is another's.
        name = f"{cmd_name}_" if iskeyword(cmd_name) or hasattr(builtins, cmd_name) else cmd_name
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(pourparlers.__version__, "-V", "--version", prog_name="pourparlers")
def main() -> None:
    """Read press coverage of talks: who met whom, who proposed, refused, accused or denied what, in whose words.

    Data goes to standard output, talk to standard error. Exit status: 0 done, 1 failed, 2 wrong usage,
    3 some articles failed and the others are done.
    """


def run(arguments: list[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit status: errors are told in a few lines, never as a traceback."""
    _open_closed()
    _write_utf8()
    try:
        status: Any = main.main(args=arguments, prog_name="pourparlers", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        status = leave.exit_code
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except PourparlersError as error:
        report(error)
        status = FAILED
    except (BrokenPipeError, SystemExit):
        # The reader of our output has gone, as `head` does; Click makes a SystemExit of that alone.
        # What is still held back must not raise again at exit.
        _drop_output()
        status = DONE
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            _drop_output()
            report(SpaceError("there is no room to write to.", hint="Make room and run the command again."))
            sys.exit(FAILED)
        if os.environ.get("POURPARLERS_TRACEBACK"):
            raise
        hint = "This is a fault of pourparlers. Set POURPARLERS_TRACEBACK=1 to see where, and report it."
        report(PourparlersError(f"{type(error).__name__}: {error}", hint=hint))
        status = FAILED
    sys.exit(status if isinstance(status, int) else DONE)


def _open_closed() -> None:
    """Where a shell has closed a stream (`>&-`), nothing is read from it, and what is written is dropped."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123


def _drop_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_utf8() -> None:
    """Records are UTF-8 wherever they are printed, as JSON must be."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
