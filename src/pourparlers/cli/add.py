"""`pourparlers add`: articles into a dossier."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Self

import click

from pourparlers.cli.options import about_talks_option, article_options, json_option, source_options
from pourparlers.model.errors import PourparlersError

if TYPE_CHECKING:
    from pourparlers.articles import How
    from pourparlers.dossier.intake import Added, Found


@click.command()
@click.argument("where", metavar="DOSSIER", required=False)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--database", metavar="URL", help="A PostgreSQL database in place of a file: postgresql://host/name.")
@click.option("--workers", type=click.IntRange(1), default=1, metavar="N", help="Processes that read side by side.")
@article_options
@source_options
@about_talks_option
@json_option
@click.pass_context
def add(
    ctx: click.Context,
    where: str | None,
    paths: tuple[str, ...],
    database: str | None,
    workers: int,
    how: How,
    published: str | None,
    language: str | None,
    pipeline: str | None,
    about_talks: bool,
    as_json: bool,
) -> None:
    """Read articles into a dossier.

    DOSSIER is a file, made where it is not there; with --database all arguments are paths. PATH is a file or a
    folder with all below it; - is standard input. What a file is, is told by its content: text, pages, exports of press
    databases, PDFs, feeds, tables and more. An article that is in the dossier already is passed over, so
    that a run that was broken off can be run again.
    """
    if database is not None:
        where, paths = database, (*((where,) if where else ()), *paths)
    if where is None or not paths:
        raise click.UsageError("Name a dossier and a file or folder: pourparlers add talks.dossier clippings/")
    from pourparlers.articles.find import files_in
    from pourparlers.cli.failures import status_of
    from pourparlers.cli.opening import opened
    from pourparlers.cli.reader import Reading
    from pourparlers.reading.reader import Reader

    reading = Reading(published, language, pipeline, how, about_talks)
    files = list(files_in(paths))
    reader = Reader(reading.language, pipeline=pipeline)
    with opened(where, create=True) as dossier, _Progress(len(files)) as progress:
        found = reading.found(progress.over(files))
        added = dossier.add(found, reader=reader, told=progress.told, processes=workers)
        total = len(dossier)
    report_added(added, where, total, as_json, reading.aside if about_talks else None)
    ctx.exit(status_of(added.new + added.known + reading.aside, added.failed))


def report_added(added: Added, where: str, total: int, as_json: bool, aside: int | None = None) -> None:
    """Tell what came in, and how many articles were set aside where that was asked for."""
    told = {} if aside is None else {"aside": aside}
    if as_json:
        from msgspec.json import encode

        sys.stdout.buffer.write(encode({**added._asdict(), **told, "articles": total}) + b"\n")
        return
    parts = [f"{added.new} new", f"{added.known} already there", f"{added.failed} not readable"]
    parts += [f"{count} set aside" for count in told.values() if count]
    click.echo(f"{where}: {total} articles ({', '.join(parts)})", err=True)


class Bar:
    """A bar on standard error, where that is a terminal."""

    def __init__(self, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True, highlight=False)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task("reading", total=total)
        self._articles = 0

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def advance(self) -> None:
        """One more is done."""
        self._bar.advance(self._task)

    def count(self) -> None:
        """One more article of those that are counted by files is done."""
        self._articles += 1
        self._bar.update(self._task, description=f"{self._articles:,}")


class _Progress(Bar):
    """Files and, beside them, the articles in them; what cannot be read is told above it."""

    def over(self, files: Iterable[Any]) -> Iterator[Any]:
        """Files, each counted when it is done."""
        for file in files:
            yield file
            self.advance()

    def told(self, found: Found, state: str) -> None:
        from pourparlers.cli.failures import report

        self.count()
        if state == "failed" and isinstance(found.error, PourparlersError):
            report(found.error)
