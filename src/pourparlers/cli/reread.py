"""`pourparlers reread`: articles of a dossier read again by this version of the software."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pourparlers.cli.options import json_option, pipeline_option, ui_option
from pourparlers.cli.showing import dossier_argument
from pourparlers.model.errors import PourparlersError

if TYPE_CHECKING:
    from pourparlers.dossier.rereading import Reread


@click.command()
@dossier_argument
@click.option("--all", "all_articles", is_flag=True, help="All articles, and not only what another version read.")
@click.option("--workers", type=click.IntRange(1), default=1, metavar="N", help="Processes that read side by side.")
@pipeline_option
@json_option
@ui_option
@click.pass_context
def reread(
    ctx: click.Context,
    where: str,
    all_articles: bool,
    workers: int,
    pipeline: str | None,
    as_json: bool,
    ui: str | None,
) -> None:
    """Read articles of a dossier again that another version of the software read.

    What persons decided stays: facts are found again by the characters that they stand on. Decisions on facts that
    are not there any more are listed. A run that was broken off is simply run again, without --all.
    """
    from pourparlers.cli.add import Bar
    from pourparlers.cli.failures import report, status_of
    from pourparlers.cli.opening import opened
    from pourparlers.reading.reader import Reader

    with opened(where) as dossier, Bar(len(dossier) if all_articles else len(dossier.stale())) as bar:

        def told(_: str, error: PourparlersError | None) -> None:
            bar.advance()
            if error is not None:
                report(error)

        reader = Reader(pipeline=pipeline)
        done = dossier.reread(all_articles=all_articles, reader=reader, told=told, processes=workers)
        total = len(dossier)
    _report(done, where, total, as_json, ui)
    ctx.exit(status_of(done.read + total - done.failed, done.failed))


def _report(done: Reread, where: str, total: int, as_json: bool, ui: str | None) -> None:
    if as_json:
        from msgspec.json import encode
        from msgspec.structs import asdict

        sys.stdout.buffer.write(encode({**asdict(done), "articles": total}) + b"\n")
        return
    from pourparlers.cli.showing import show
    from pourparlers.views.decisions import DECISIONS
    from pourparlers.views.wording import of_locale, wording

    words = wording(ui or of_locale())
    click.echo(f"{where}: {words('labels', 'reread').format(done.read, total, done.failed)}", err=True)
    if done.lost:
        click.echo(words("labels", "lost"), err=True)
        show(done.lost, DECISIONS, as_json=False, ui=ui)
