"""`pourparlers sources`: who quotes whom, and who copies whom."""

from __future__ import annotations

from typing import Any

import click

from pourparlers.cli.options import json_option, ui_option
from pourparlers.cli.showing import dossier_argument, filter_options, give_as, waiting


@click.command()
@dossier_argument
@filter_options("party", "person", "act", "issue", "outlet", "since", "until")
@json_option
@ui_option
def sources(where: str, as_json: bool, ui: str | None, **asked: Any) -> None:
    """Show who quotes whom: the outlets, whose words they give how much room, which of their articles are copies.

    A later text of the same outlet is a version, one of another outlet a relay; neither is an independent voice.
    --outlet, --since and --until ask for articles, the other filters for the statements in them.
    """
    from pourparlers.cli.opening import opened

    with opened(where, ui) as dossier, waiting(ui):
        found = dossier.sources(**asked)
    give_as([found] if found.articles or as_json else [], _view, as_json=as_json, ui=ui)


def _view(rows: Any, language: str) -> Any:
    from pourparlers.views.sources import sources_view

    return sources_view(rows, language)
