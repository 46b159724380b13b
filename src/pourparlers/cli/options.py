"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import click

F = TypeVar("F", bound=Callable[..., Any])


def article_options(command: F) -> F:
    """How an article is to be read."""
    options = (
        click.option("--published", metavar="DATE", help="Day of publication: YYYY, YYYY-MM or YYYY-MM-DD."),
        click.option("--language", metavar="CODE", help="Language of the text, fr or en; else told from the text."),
    )
    for option in reversed(options):
        command = option(command)
    return pipeline_option(command)


def source_options(command: F) -> F:
    """How files are to be looked at; the command gets them as `how`, a `pourparlers.articles.How`."""

    @wraps(command)
    def with_how(*args: Any, **options: Any) -> Any:
        own = ("format_", "columns", "names", "start", "fetch")
        how = _how(**{name: options.pop(name) for name in own})
        return command(*args, how=how, **options)

    told = "Their format, where it is not to be told by their content."
    options = (
        click.option("--format", "format_", metavar="FORMAT", help=told),
        click.option(
            "--columns",
            multiple=True,
            metavar="FIELD=COLUMN",
            help="Which column of a table holds which field: text=Body; or a YAML file of such lines. More than once.",
        ),
        click.option("--names", metavar="PATTERN", help='How file names are made: "{published}_{outlet}_{*}".'),
        click.option("--start", type=click.IntRange(0), default=0, metavar="BYTE", help="Where to begin in a WARC."),
        click.option("--fetch", is_flag=True, help="Ask the network for what feeds only name, and for addresses."),
    )
    out: Any = with_how
    for option in reversed(options):
        out = option(out)
    return cast(F, out)


def _how(format_: str | None, columns: tuple[str, ...], names: str | None, start: int, fetch: bool) -> Any:
    from pourparlers.articles import How, formats
    from pourparlers.articles.names import NamePattern
    from pourparlers.articles.tabular.columns import declared
    from pourparlers.model import PourparlersError

    option = "--format"
    try:
        if format_ is not None:
            formats.module(format_)
        option = "--columns"
        mapping = declared(columns)
        option = "--names"
        pattern = NamePattern(names) if names is not None else None
    except PourparlersError as error:
        raise click.BadParameter(f"{error.what} {error.hint}", param_hint=option) from error
    return How(format=format_, columns=mapping, names=pattern, start=start, fetch=fetch)


def pipeline_option(command: F) -> F:
    """Another pipeline than the packaged one."""
    text = "An installed spaCy pipeline with UD labels, in place of the packaged one."
    return click.option("--pipeline", metavar="NAME", help=text)(command)


def about_talks_option(command: F) -> F:
    """Which articles are read at all."""
    text = "Set aside unread what can hold no talks."
    return click.option("--about-talks", is_flag=True, help=text)(command)


def ui_option(command: F) -> F:
    """The language of the interface."""
    text = "Language of what is shown; else that of the locale."
    return click.option("--ui", type=click.Choice(["fr", "en"]), help=text)(command)


def page_option(command: F) -> F:
    """A page in place of the view."""
    text = "Write a page with every fact marked in the text."
    return click.option("--html", "page", type=click.Path(dir_okay=False), metavar="OUT", help=text)(command)


def json_option(command: F) -> F:
    """Data for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")(command)
