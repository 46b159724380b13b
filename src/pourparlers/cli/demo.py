"""`pourparlers demo`: the main job on articles that come with the software."""

from __future__ import annotations

from pathlib import Path

import click

from pourparlers.cli.options import json_option, page_option, pipeline_option, ui_option

EXAMPLES = Path(__file__).parent.parent / "examples"


@click.command()
@json_option
@page_option
@pipeline_option
@ui_option
@click.pass_context
def demo(ctx: click.Context, as_json: bool, page: str | None, pipeline: str | None, ui: str | None) -> None:
    """Read the articles that come with the software, of our own writing: persons and words are invented."""
    from pourparlers.cli.read import give
    from pourparlers.cli.reader import Reading

    reading = Reading(pipeline=pipeline)
    files = [str(path) for path in sorted(EXAMPLES.glob("*.txt"))]
    give(reading.records(files), as_json=as_json, page=page, ui=ui)
    ctx.exit(reading.status)
