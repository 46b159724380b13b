"""`pourparlers open`: a dossier in a browser."""

from __future__ import annotations

import click

from pourparlers.cli.options import ui_option
from pourparlers.cli.showing import dossier_argument


@click.command("open")
@dossier_argument
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help="Where to listen; else at the first that is free."
)
@click.option(
    "--host", default="127.0.0.1", metavar="ADDRESS", help="Listen for other machines too; they need a token."
)
@click.option("--token", is_flag=True, help="Ask for a token on this machine too, where others use it.")
@click.option("--new", is_flag=True, help="Begin an empty dossier where there is none.")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
@ui_option
def open_(where: str, port: int | None, host: str, token: bool, new: bool, no_browser: bool, ui: str | None) -> None:
    """Look at a dossier in a browser, check it and correct it: the reading room.

    The first line printed is its address. It is served from this machine to this machine alone, until Ctrl+C; another
    ADDRESS lets others in who know the token that stands in the address. Nothing is asked of any network. With --new
    a dossier that is not there is begun: articles are dropped into the room.
    """
    from pourparlers.cli.opening import opened
    from pourparlers.web.serve import Place, serve

    with opened(where, ui, create=new) as dossier:
        place = Place(host=host, port=port, token=token, ui=ui, browser=not no_browser)
        serve(dossier, place, lambda address: click.echo(address))
