"""`pourparlers score`: how well reading agrees with gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pourparlers.cli.options import json_option, pipeline_option

if TYPE_CHECKING:
    from pourparlers.model import Record
    from pourparlers.scoring import Difference, GoldArticle


@click.command()
@click.argument("gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="GOLD_DIR")
@json_option
@click.option("--errors", is_flag=True, help="Also list what differs, by kind of error, the commonest first.")
@click.option("--language", metavar="CODE", help="Only the articles in this language.")
@pipeline_option
def score(gold_dir: Path, as_json: bool, errors: bool, language: str | None, pipeline: str | None) -> None:
    """Read the articles of a folder of gold files and score the records against them.

    Figures are averaged over all that is counted in all articles, not over articles.
    """
    import json

    import msgspec

    from pourparlers.scoring import Tally, compare, differences

    tally, count = Tally(), 0
    found: list[Difference] = []
    for gold, record in _read_all(gold_dir, language, pipeline):
        compare(gold, record, tally)
        count += 1
        if errors and record is not None:
            found += differences(gold, record)
    figures = tally.figures()
    if as_json:
        told = {"errors": msgspec.to_builtins(found)} if errors else {}
        click.echo(json.dumps({"articles": count, **figures, **told}, ensure_ascii=False))
    else:
        _show(count, figures)
        _show_errors(found)


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


def _show(count: int, figures: dict[str, float | None]) -> None:
    click.echo(f"articles: {count}")
    for name in sorted(figures):
        click.echo(f"{name:32s} {figures[name]}")


def _show_errors(found: list[Difference]) -> None:
    """The ledger: kinds with their counts, then each difference under its kind."""
    counts = Counter(one.kind for one in found)
    if counts:
        click.echo()
    for kind, count in counts.most_common():
        click.echo(f"{kind:32s} {count}")
    for kind, count in counts.most_common():
        click.echo(f"\n{kind} ({count})")
        for one in found:
            if one.kind is kind:
                click.echo(f"  {_line(one)}")


def _line(one: Difference) -> str:
    told = f"{one.gold or '–'} read as {one.read}" if one.read is not None else (one.gold or "")
    rule = f" ({one.rule})" if one.rule else ""
    return f"{one.article}: {' '.join(one.text.split())!r}: {told}{rule}"
