"""`pourparlers read`: articles to records."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pourparlers.cli.options import (
    about_talks_option,
    article_options,
    json_option,
    page_option,
    source_options,
    ui_option,
)
from pourparlers.model.errors import PourparlersError

if TYPE_CHECKING:
    from pourparlers.articles import How
    from pourparlers.model import Record


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@article_options
@source_options
@about_talks_option
@json_option
@page_option
@ui_option
@click.pass_context
def read(
    ctx: click.Context,
    paths: tuple[str, ...],
    how: How,
    published: str | None,
    language: str | None,
    pipeline: str | None,
    about_talks: bool,
    as_json: bool,
    page: str | None,
    ui: str | None,
) -> None:
    """Read articles into records.

    PATH is a file, or a folder with all below it; - is standard input. What a file is, is told by its content: text,
    pages, exports of press databases, PDFs, feeds, tables and more (see `pourparlers articles`). Without --json, a
    record is shown as a person reads it.
    """
    from pourparlers.articles.find import files_in
    from pourparlers.cli.reader import Reading

    reading = Reading(published, language, pipeline, how, about_talks)
    give(reading.records(files_in(paths)), as_json=as_json, page=page, ui=ui)
    if reading.aside:
        click.echo(f"{reading.aside:,} {'article' if reading.aside == 1 else 'articles'} set aside unread", err=True)
    ctx.exit(reading.status)


def give(records: Iterable[Record], *, as_json: bool, page: str | None, ui: str | None) -> None:
    """Print records, or write them to a page.

    Args:
        records: in the order in which they are to be given.
        as_json: a line of JSON for each, in place of the view.
        page: the file to write a page to, in place of the view.
        ui: language of the interface; that of the locale where None.
    """
    from pourparlers.views import wording

    shown = ui or wording.of_locale()
    if page is not None:
        records = list(records)
        if records:
            _write_page(records, page, shown)
    if as_json:
        _print_json(records)
    elif page is None:
        _print_views(records, shown)


def _print_json(records: Iterable[Record]) -> None:
    from msgspec.json import encode

    out = sys.stdout.buffer
    for record in records:
        out.write(encode(record) + b"\n")
        out.flush()


def _print_views(records: Iterable[Record], ui: str) -> None:
    from rich.console import Console

    from pourparlers.views.terminal import show

    console = Console(highlight=False, emoji=False, markup=False)
    for number, record in enumerate(records):
        if number:
            console.rule(style="dim")
        show(record, console, ui)


def _write_page(records: list[Record], page: str, ui: str) -> None:
    from pourparlers.views import html

    try:
        Path(page).write_text(html.page(records, ui), encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PourparlersError(f"the page cannot be written: {reason}.", where=page) from error
