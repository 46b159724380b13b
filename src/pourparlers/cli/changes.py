"""`pourparlers changes`: what is new in a dossier since a day."""

from __future__ import annotations

from typing import Any

import click

from pourparlers.cli.options import json_option, ui_option
from pourparlers.cli.showing import dossier_argument, give_as


@click.command()
@dossier_argument
@click.option("--since", required=True, metavar="DATE", help="The first day: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--added", is_flag=True, help="Count from when articles came in, not from when they were published.")
@json_option
@ui_option
def changes(where: str, since: str, added: bool, as_json: bool, ui: str | None) -> None:
    """Show what is new since a day: articles, encounters and statements first reported, and what has changed.

    An encounter has changed where later reports tell another date or status; a position, where a party took another
    stance, or made it conditional.
    """
    from pourparlers.cli.opening import opened

    with opened(where) as dossier:
        give_as(dossier.changes(since, added=added), _view, as_json=as_json, ui=ui)


def _view(rows: Any, language: str) -> Any:
    from pourparlers.views.changes import changes_table

    return changes_table(rows, language)
