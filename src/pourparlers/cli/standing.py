"""`pourparlers positions`, `proposals`, `accusations`, `contradictions`: what stands on a dossier."""

from __future__ import annotations

from typing import Any

import click

from pourparlers.cli.options import json_option, ui_option
from pourparlers.cli.showing import dossier_argument, filter_options, page_options, show, waiting


@click.command()
@dossier_argument
@filter_options("party", "person", "issue", "outlet", "since", "until")
@click.option("--history", is_flag=True, help="Show every stance that a party took, and not the latest alone.")
@json_option
@ui_option
def positions(where: str, history: bool, as_json: bool, ui: str | None, **asked: Any) -> None:
    """Show where each party stands on each issue: its latest stance, on what condition, since when, in whose report.

    A party that changed its stance, or its condition, shows so with --history.
    """
    from pourparlers.cli.opening import opened
    from pourparlers.views.standing import HISTORY, POSITIONS

    with opened(where, ui) as dossier, waiting(ui):
        found = dossier.positions(**asked)
    show(found, HISTORY if history else POSITIONS, as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@filter_options("party", "person", "issue", "outlet", "since", "until")
@click.option("--fate", metavar="FATE", help="Only those that were accepted, refused, ignored …")
@page_options
@json_option
@ui_option
def proposals(where: str, as_json: bool, ui: str | None, **asked: Any) -> None:
    """List the proposals, and what became of each: accepted, refused, accepted on a condition, or left unanswered."""
    from pourparlers.cli.opening import opened
    from pourparlers.views.standing import PROPOSALS

    with opened(where, ui) as dossier, waiting(ui):
        found = dossier.proposals(**asked)
    show(found, PROPOSALS, as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@filter_options("party", "person", "issue", "outlet", "since", "until")
@click.option("--denied/--undenied", default=None, help="Only those that somebody denied, or that nobody did.")
@page_options
@json_option
@ui_option
def accusations(where: str, as_json: bool, ui: str | None, **asked: Any) -> None:
    """List who accuses whom of what, and who denied it how many days later."""
    from pourparlers.cli.opening import opened
    from pourparlers.views.standing import ACCUSATIONS

    with opened(where, ui) as dossier, waiting(ui):
        found = dossier.accusations(**asked)
    show(found, ACCUSATIONS, as_json=as_json, ui=ui)


@click.command()
@dossier_argument
@filter_options("party", "person", "issue", "outlet", "since", "until")
@click.option("--what", metavar="WHAT", help="Only those of a kind: date, place, acceptance …")
@page_options
@json_option
@ui_option
def contradictions(where: str, as_json: bool, ui: str | None, **asked: Any) -> None:
    """List where sources disagree, with the words of each side.

    Dates, places, lengths and participants of encounters; what one reports and another denies; what was accepted
    according to one and refused according to another; who called something off; numbers; quotations in other words.
    """
    from pourparlers.cli.opening import opened
    from pourparlers.views.standing import CONTRADICTIONS

    with opened(where, ui) as dossier, waiting(ui):
        found = dossier.contradictions(**asked)
    show(found, CONTRADICTIONS, as_json=as_json, ui=ui)
