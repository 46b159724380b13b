"""`pourparlers timeline`: what happened and who said what, in order of day."""

from __future__ import annotations

from typing import Any

import click

from pourparlers.cli.options import json_option, ui_option
from pourparlers.cli.showing import dossier_argument, filter_options, give_as, waiting


@click.command()
@dossier_argument
@filter_options("party", "person", "act", "issue", "outlet", "since", "until")
@click.option("--encounters", "kind", flag_value="encounters", help="Encounters alone.")
@click.option("--statements", "kind", flag_value="statements", help="Statements alone.")
@click.option("--acts", is_flag=True, help="Of the statements those alone that do more than say something.")
@json_option
@ui_option
def timeline(where: str, kind: str | None, acts: bool, as_json: bool, ui: str | None, **asked: Any) -> None:
    """Show what happened and who said what, in order of day.

    Each encounter and statement stands once, with how many independent texts report it and in how many outlets.
    """
    from pourparlers.cli.opening import opened

    chosen = {"encounters": kind != "statements", "statements": kind != "encounters"}
    with opened(where, ui) as dossier, waiting(ui):
        found = dossier.timeline(**chosen, plain=not acts, **asked)
    give_as(found, _view, as_json=as_json, ui=ui)


def _view(rows: Any, language: str) -> Any:
    from pourparlers.views.timeline import timeline_table

    return timeline_table(rows, language)
