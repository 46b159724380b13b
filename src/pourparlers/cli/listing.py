"""`pourparlers statements`, `encounters`, `actors`, `issues`: what a dossier holds, each thing once."""

from __future__ import annotations

from typing import Any

import click

from pourparlers.cli.options import json_option, ui_option
from pourparlers.cli.showing import dossier_argument, filter_options, page_options, show, waiting


@click.command()
@dossier_argument
@filter_options("party", "person", "act", "issue", "outlet", "since", "until")
@page_options
@json_option
@ui_option
def statements(where: str, as_json: bool, ui: str | None, **asked: Any) -> None:
    """List who said, proposed, demanded, accepted, refused, accused or denied what, each statement once.

    What several articles report stands on one line with its sources: how many independent texts, and which outlets.
    """
    from pourparlers.cli.opening import opened
    from pourparlers.views.entries import STATEMENTS

    with opened(where, ui) as dossier, waiting(ui):
        found = dossier.statements(**asked)
    show(found, STATEMENTS, as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@filter_options("party", "person", "outlet", "since", "until")
@page_options
@json_option
@ui_option
def encounters(where: str, as_json: bool, ui: str | None, **asked: Any) -> None:
    """List who met whom, when and where, each encounter once."""
    from pourparlers.cli.opening import opened
    from pourparlers.views.entries import ENCOUNTERS

    with opened(where, ui) as dossier, waiting(ui):
        found = dossier.encounters(**asked)
    show(found, ENCOUNTERS, as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@filter_options("party", "person")
@json_option
@ui_option
def actors(where: str, as_json: bool, ui: str | None, **asked: Any) -> None:
    """List persons, states, organisations and groups under all their names."""
    from pourparlers.cli.opening import opened
    from pourparlers.views.listing import ACTORS

    with opened(where, ui) as dossier, waiting(ui):
        found = dossier.actors(**asked)
    show(found, ACTORS, as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@json_option
@ui_option
def issues(where: str, as_json: bool, ui: str | None) -> None:
    """List what the statements are about, under all labels."""
    from pourparlers.cli.opening import opened
    from pourparlers.views.listing import ISSUES

    with opened(where, ui) as dossier, waiting(ui):
        found = dossier.issues()
    show(found, ISSUES, as_json=as_json, ui=ui)
