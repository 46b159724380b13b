"""What the commands on a dossier share: which one, what is asked of it, how it is shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
_DAYS = "YYYY, YYYY-MM or YYYY-MM-DD"


def dossier_argument(command: F) -> F:
    """Which dossier."""
    return click.argument("where", metavar="DOSSIER")(command)


def filter_options(*names: str) -> Callable[[F], F]:
    """What is asked for, of the fields of `Filters`."""
    from pourparlers.model import Act

    known = {
        "party": click.option("--party", metavar="NAME", help="Of this state or organisation: SN, Sénégal, Senegal."),
        "person": click.option("--person", metavar="NAME", help="Of persons with this in their name."),
        "act": click.option("--act", type=click.Choice([act.value for act in Act]), help="Of this act."),
        "issue": click.option("--issue", metavar="WORDS", help="On issues with these words, or with this id."),
        "outlet": click.option("--outlet", metavar="NAME", help="Reported by this outlet."),
        "since": click.option("--since", metavar="DATE", help=f"On this day or later: {_DAYS}."),
        "until": click.option("--until", metavar="DATE", help=f"On this day or earlier: {_DAYS}."),
    }

    def decorate(command: F) -> F:
        for name in reversed(names):
            command = known[name](command)
        return command

    return decorate


def page_options(command: F) -> F:
    """Which of many rows."""
    skip = click.option("--skip", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N.")
    limit = click.option("--limit", type=click.IntRange(1), metavar="N", help="List so many at most; else all.")
    return limit(skip(command))


@contextmanager
def waiting(ui: str | None) -> Iterator[None]:
    """That work is under way, on standard error where that is a terminal: a large dossier takes a while."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    from pourparlers.views.wording import of_locale, wording

    with Console(stderr=True).status(wording(ui or of_locale())("labels", "looking")):
        yield


def show(rows: Sequence[Any], how: Any, *, as_json: bool, ui: str | None) -> None:
    """Print rows of a dossier.

    Args:
        rows: structs of one kind.
        how: the columns of a table, or how each is told in lines.
        as_json: a line of JSON for each, in place of the table.
        ui: language of the interface; that of the locale where None.
    """

    def view(rows: Sequence[Any], language: str) -> Any:
        from pourparlers.views.entries import Entries, entries_table
        from pourparlers.views.listing import table

        return entries_table(rows, how, language) if isinstance(how, Entries) else table(rows, how, language)

    give_as(rows, view, as_json=as_json, ui=ui)


def give_as(rows: Sequence[Any], view: Callable[[Sequence[Any], str], Any], *, as_json: bool, ui: str | None) -> None:
    """As `show`, by a view of their own: from rows and the language of the interface to what rich prints."""
    if as_json:
        from msgspec.json import encode

        sys.stdout.buffer.write(b"".join(encode(row) + b"\n" for row in rows))
        return
    from rich.console import Console

    from pourparlers.views.wording import of_locale, wording

    language = ui or of_locale()
    if not rows:
        click.echo(wording(language)("labels", "no_match"), err=True)
        return
    Console(highlight=False, emoji=False, markup=False).print(view(rows, language))
