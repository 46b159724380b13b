"""`pourparlers articles`: what files hold, without reading it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from pourparlers.cli.options import json_option, source_options, ui_option

if TYPE_CHECKING:
    from rich.console import RenderableType

    from pourparlers.articles import How
    from pourparlers.articles.file import File
    from pourparlers.articles.listing import Listed
    from pourparlers.articles.source import Problem
    from pourparlers.articles.tabular.rows import Preview
    from pourparlers.views.previews import Named

# So many file names are shown as they are understood, and so many tables looked at for it.
_MOST_NAMED, _MOST_TABLES = 8, 200


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@source_options
@click.option("--published", metavar="DATE", help="Day of publication: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--language", metavar="CODE", help="Language of the texts, fr or en; else told from the text.")
@click.option("--limit", type=click.IntRange(0), default=20, metavar="N", help="Show so many articles; else 20.")
@json_option
@ui_option
@click.pass_context
def articles(
    ctx: click.Context,
    paths: tuple[str, ...],
    how: How,
    published: str | None,
    language: str | None,
    limit: int,
    as_json: bool,
    ui: str | None,
) -> None:
    """List the articles in files, without reading them.

    PATH is a file or a folder with all below it; - is standard input. Shown are how many articles there are, in which
    formats and languages, from when to when, of which outlets; which column of a table and, with --names, which part
    of a file name is taken for what; the first articles; and what is no article, with the reason. Look here first, then
    `read` or `add` with the same options.
    """
    from pourparlers.articles.find import passed_over
    from pourparlers.articles.listing import listed
    from pourparlers.cli.failures import status_of

    given = _given(published, language)
    if as_json:
        done, failed = _print_json(listed(_files(paths), how, given))
    else:
        looked = _Looked(how)
        told = list(_watched(listed(looked.over(_files(paths)), how, given)))
        failed = sum(1 for one in told if one.code)
        done = len(told) - failed
        _show(told, looked, limit, sum(1 for _ in passed_over(paths)), ui)
    ctx.exit(status_of(done, failed))


def _given(published: str | None, language: str | None) -> dict[str, str | None]:
    from pourparlers.cli.reader import Reading

    reading = Reading(published, language)
    return {"published": reading.published, "language": reading.language}


def _files(paths: Iterable[str]) -> Iterator[tuple[str, File | Problem]]:
    from pourparlers.articles.file import File
    from pourparlers.articles.find import files_in
    from pourparlers.cli.reader import name_of, standard_input

    for file in files_in(paths):
        name = name_of(file)
        yield name, File(standard_input() if file == "-" else file, name) if isinstance(file, str) else file


def _print_json(found: Iterable[Listed]) -> tuple[int, int]:
    from msgspec.json import encode

    done = failed = 0
    for one in found:
        sys.stdout.buffer.write(encode(one) + b"\n")
        failed += bool(one.code)
        done += not one.code
    return done, failed


def _watched(found: Iterable[Listed]) -> Iterator[Listed]:
    """The same, with their number on standard error while it goes on, where that is a terminal."""
    if not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console

    with Console(stderr=True).status("0") as status:
        for number, one in enumerate(found, 1):
            status.update(f"{number:,}")
            yield one


class _Looked:
    """How columns and names of the first files are understood, noted as they go by."""

    def __init__(self, how: How) -> None:
        self._how = how
        self.previews: list[Preview] = []
        self.named: list[Named] = []

    def over(self, files: Iterable[tuple[str, File | Problem]]) -> Iterator[tuple[str, File | Problem]]:
        """The files."""
        from pourparlers.articles.file import File
        from pourparlers.articles.formats import preview
        from pourparlers.views.previews import Named

        for name, file in files:
            if isinstance(file, File):
                if self._how.names is not None and file.path and len(self.named) < _MOST_NAMED:
                    self.named.append(Named(file=name, told=self._how.names.read(name)))
                if len(self.previews) < _MOST_TABLES and (told := preview(file, self._how)):
                    self.previews.append(told)
            yield name, file

    def shown(self, language: str) -> Iterator[RenderableType]:
        """What is shown of it."""
        from pourparlers.views.previews import columns_view, names_view

        if self._how.names is not None:
            yield from names_view(self.named, self._how.names.pattern, language)
        yield from columns_view(self.previews, language)


def _show(told: list[Listed], looked: _Looked, limit: int, passed: int, ui: str | None) -> None:
    from rich.console import Console

    from pourparlers.views.articles import view
    from pourparlers.views.wording import of_locale

    console = Console(highlight=False, emoji=False, markup=False)
    language = ui or of_locale()
    for part in view(told, limit, passed, language, looked.shown(language)):
        console.print(part)
