"""`pourparlers score`: how well reading agrees with gold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pourparlers.cli.options import json_option, pipeline_option

if TYPE_CHECKING:
    from pourparlers.model import Record
    from pourparlers.scoring import GoldArticle


@click.command()
@click.argument("gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="GOLD_DIR")
@json_option
@click.option("--errors", is_flag=True, help="Also list what differs, on standard error.")
@click.option("--language", metavar="CODE", help="Only the articles in this language.")
@pipeline_option
def score(gold_dir: Path, as_json: bool, errors: bool, language: str | None, pipeline: str | None) -> None:
    """Read the articles of a folder of gold files and score the records against them.

    Figures are averaged over all that is counted in all articles, not over articles.
    """
    import json

    from pourparlers.scoring import Tally, compare

    tally, count = Tally(), 0
    for gold, record in _read_all(gold_dir, language, pipeline):
        compare(gold, record, tally)
        count += 1
        if errors and record is not None:
            _list_differences(gold, record)
    figures = tally.figures()
    if as_json:
        click.echo(json.dumps({"articles": count, **figures}))
    else:
        _show(count, figures)


def _read_all(folder: Path, language: str | None, pipeline: str | None) -> Iterator[tuple[GoldArticle, Record | None]]:
    """Read each article as gold has it; one that cannot be read counts as an empty record."""
    from pourparlers.articles import from_text
    from pourparlers.cli.failures import report
    from pourparlers.model import PourparlersError
    from pourparlers.reading.reader import Reader
    from pourparlers.scoring import gold_files, read_gold

    reader = Reader(pipeline=pipeline)
    for path in gold_files(folder):
        gold = read_gold(path)
        if language is not None and gold.language != language:
            continue
        told: dict[str, Any] = {"published": gold.published, "language": gold.language, "outlet": gold.outlet}
        try:
            yield gold, reader.read(from_text(gold.text, where=str(path), title=gold.title, **told))
        except PourparlersError as error:
            report(error)
            yield gold, None


def _list_differences(gold: GoldArticle, record: Record) -> None:
    from pourparlers.scoring.errors import differences

    for line in differences(gold, record):
        click.echo(f"{gold.id}: {line}", err=True)


def _show(count: int, figures: dict[str, float | None]) -> None:
    click.echo(f"articles: {count}")
    for name in sorted(figures):
        click.echo(f"{name:32s} {figures[name]}")
