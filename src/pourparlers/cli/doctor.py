"""`pourparlers doctor`: whether all that reading needs is there."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click

import pourparlers
from pourparlers.cli.failures import DONE, FAILED
from pourparlers.cli.options import json_option
from pourparlers.model.errors import PourparlersError

_LIBRARIES = ("spacy", "msgspec", "trafilatura", "lxml", "babel", "rich", "click", "polars")


@click.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Tell versions, pipelines and the size of the lexicon, and what is missing."""
    import json

    found = examine()
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        _show(found)
    ctx.exit(DONE if all(one["error"] is None for one in found["languages"].values()) else FAILED)


def examine() -> dict[str, Any]:
    """What is installed: versions by library, and by language its pipeline and lexicon."""
    from pourparlers.articles.detect import readable

    return {
        "pourparlers": pourparlers.__version__,
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "languages": {language: _language(language) for language in readable()},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _language(language: str) -> dict[str, Any]:
    from pourparlers.language.pipeline import load
    from pourparlers.lexicon import load_lexicon, load_world

    try:
        lexicon, world = load_lexicon(language), load_world(language)
        counts = {
            "acts": len(lexicon.acts),
            "roles": len(lexicon.role_entries),
            "encounters": len(lexicon.encounters),
            "names": sum(len(names) for names in world.names.values()),
        }
        return {"pipeline": load(language).name, "lexicon": counts, "error": None}
    except (PourparlersError, OSError) as error:
        return {"pipeline": None, "lexicon": {}, "error": str(error)}


def _show(found: dict[str, Any]) -> None:
    click.echo(f"pourparlers {found['pourparlers']} on Python {found['python']}")
    click.echo(", ".join(f"{name} {number or 'not installed'}" for name, number in found["libraries"].items()))
    for language, state in found["languages"].items():
        counts = ", ".join(f"{number} {name}" for name, number in state["lexicon"].items())
        told = state["error"] or f"pipeline {state['pipeline']}; {counts}"
        click.echo(f"{language}: {told}")
