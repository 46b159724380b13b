"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

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


def pipeline_option(command: F) -> F:
    """Another pipeline than the packaged one."""
    text = "An installed spaCy pipeline with UD labels, in place of the packaged one."
    return click.option("--pipeline", metavar="NAME", help=text)(command)


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
