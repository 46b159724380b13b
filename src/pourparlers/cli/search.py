"""`pourparlers search`: full text over statements, encounters and articles."""

from __future__ import annotations

from typing import Any

import click

from pourparlers.cli.options import json_option, ui_option
from pourparlers.cli.showing import dossier_argument, filter_options, give_as


@click.command()
@dossier_argument
@click.argument("words", nargs=-1, required=True)
@filter_options("party", "person", "act", "issue", "outlet", "since", "until")
@click.option("--limit", type=click.IntRange(1), default=20, metavar="N", help="So many statements and articles.")
@json_option
@ui_option
def search(where: str, words: tuple[str, ...], limit: int, as_json: bool, ui: str | None, **asked: Any) -> None:
    """Find statements, encounters and articles that hold all WORDS, without regard to accents and capitals.

    "several words" in quotation marks stand one after the other; prefix* is the beginning of a word. In capitals, OR
    (or OU) between two words is satisfied by one of them, and NOT (or SAUF) before a word leaves out what holds it, as
    does -word behind -- or within quotation marks.
    """
    from pourparlers.cli.opening import opened

    with opened(where) as dossier:
        give_as(dossier.search(*words, limit=limit, **asked), _view, as_json=as_json, ui=ui)


def _view(rows: Any, language: str) -> Any:
    from pourparlers.views.search import hits_table

    return hits_table(rows, language)
