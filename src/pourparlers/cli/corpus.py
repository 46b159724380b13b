"""`pourparlers corpus`: reading at scale, and what is made of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pourparlers.cli.options import about_talks_option, article_options, json_option, source_options

if TYPE_CHECKING:
    from pourparlers.articles import How
    from pourparlers.corpus.manifest import Manifest


@click.group()
def corpus() -> None:
    """Read many articles into tables of Parquet, on one machine or a hundred."""


@corpus.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar="OUT", help="The folder to write.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes that read; else one a processor.")
@click.option("--ray", metavar="ADDRESS",
              help="Read on Ray: HOST:PORT of a cluster, `auto` for that here, `local` to begin one.")  # fmt: skip
@about_talks_option
@click.option("--seconds", type=click.FloatRange(0.1), default=60.0, show_default=True, help="For one article.")
@click.option("--memory", type=click.IntRange(1), default=6000, show_default=True, metavar="MB", help="Of a process.")
@click.option("--unit", type=click.FloatRange(0.001), default=4.0, show_default=True, metavar="MB",
              help="How much of the inputs a process reads at a time, and a run that is killed loses.")  # fmt: skip
@article_options
@source_options
@json_option
@click.pass_context
def run(
    ctx: click.Context,
    inputs: tuple[str, ...],
    out: Path,
    workers: int | None,
    ray: str | None,
    about_talks: bool,
    seconds: float,
    memory: int,
    unit: float,
    how: How,
    published: str | None,
    language: str | None,
    pipeline: str | None,
    as_json: bool,
) -> None:
    """Read inputs into the folder OUT.

    INPUT is a file or a folder with all below it: crawls (WARC), Parquet, JSON lines, and all that `pourparlers read`
    knows. A run that was broken off, however it was, goes on when it is run again, and its tables are then those of a
    run that was not. Another run with other inputs adds them. OUT/articles, actors, times, encounters and statements
    are Parquet by month of publication; OUT/problems tells what could not be read.
    """
    from pourparlers.cli.corpus_progress import CorpusBar
    from pourparlers.cli.failures import status_of
    from pourparlers.cli.reader import Reading
    from pourparlers.corpus.running import Run
    from pourparlers.corpus.settings import Limits, Settings

    reading = Reading(published, language, pipeline, how)
    settings = Settings(
        published=reading.published, language=reading.language, pipeline=pipeline, how=how, about_talks=about_talks,
        limits=Limits(seconds=seconds, megabytes=memory),
    )  # fmt: skip
    bar = CorpusBar()
    work = Run(out, settings, workers=workers, ray=ray, unit_bytes=int(unit * 1e6), told=bar.told)
    try:
        with bar:
            manifest = work.over(inputs)
    except KeyboardInterrupt:
        done = f"{work.progress.units:,} of {work.progress.all_units:,} units are done"
        click.echo(f"{out}: {done}; the same command goes on from there.", err=True)
        raise
    _report(manifest, out, as_json)
    ctx.exit(status_of(manifest.articles, manifest.problems))


def _report(manifest: Manifest, out: Path, as_json: bool) -> None:
    if as_json:
        from msgspec.json import encode

        told = {name: getattr(manifest, name) for name in ("articles", "voices", "duplicates", "problems", "aside")}
        sys.stdout.buffer.write(encode({"out": str(out), **told}) + b"\n")
        return
    parts = [f"{manifest.voices:,} when copies count once", f"{manifest.problems:,} not readable"]
    parts += [f"{manifest.aside:,} set aside"] if manifest.aside else []
    click.echo(f"{out}: {manifest.articles:,} articles ({', '.join(parts)})", err=True)


@corpus.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.argument("where", metavar="DOSSIER")
@click.option("--about", metavar="WORDS", help="Articles on issues, or with a title, with these words.")
@click.option("--party", metavar="NAME", help="In which this state or organisation speaks, meets or is spoken of.")
@click.option("--outlet", metavar="NAME", help="Of this outlet.")
@click.option("--language", type=click.Choice(["fr", "en"]), help="In this language.")
@click.option("--since", metavar="DATE", help="Published on this day or later: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--until", metavar="DATE", help="Published on this day or earlier.")
@json_option
def add(
    out: Path, where: str, about: str | None, party: str | None, outlet: str | None, language: str | None,
    since: str | None, until: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Make a dossier of what a corpus holds, or of what is asked for of it.

    OUT is the folder that `corpus run` wrote; DOSSIER a file, made where it is not there, or the URL of a PostgreSQL
    database. Nothing is read again.
    """
    from pourparlers.cli.add import Bar, report_added
    from pourparlers.cli.opening import opened
    from pourparlers.cli.reader import checked_day
    from pourparlers.corpus.adding import add as add_corpus
    from pourparlers.corpus.records import Wanted, finished

    days = {"since": checked_day(since, "--since"), "until": checked_day(until, "--until")}
    wanted = Wanted(about=about, party=party, outlet=outlet, language=language, **days)
    finished(out)
    with opened(where, create=True) as dossier, Bar(None) as bar:
        added = add_corpus(out, dossier, wanted, lambda *_: bar.count())
        total = len(dossier)
    report_added(added, where, total, as_json)


@corpus.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.argument("sql", metavar="SQL")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def query(out: Path, sql: str, as_json: bool, as_csv: bool) -> None:
    """Ask the tables of a corpus a question in SQL; - reads it from standard input.

    OUT is the folder that `corpus run` wrote. Its tables are articles, actors, times, encounters, statements and
    problems. DuckDB answers; it reaches no other file, and no network.
    """
    from pourparlers.corpus.querying import query as ask

    if as_json and as_csv:
        raise click.UsageError("Give --json or --csv, not both.")
    columns, rows = ask(out, sys.stdin.read() if sql == "-" else sql)
    (_print_json if as_json else _print_csv if as_csv else _print_table)(columns, rows)


Rows = list[tuple[Any, ...]]


def _print_json(columns: list[str], rows: Rows) -> None:
    from msgspec.json import encode

    from pourparlers.views.answers import answer_objects

    for row in answer_objects(columns, rows):
        sys.stdout.buffer.write(encode(row, enc_hook=str) + b"\n")


def _print_csv(columns: list[str], rows: Rows) -> None:
    from pourparlers.exports.tabular.cells import csv_rows

    for line in csv_rows(columns, rows):
        sys.stdout.buffer.write(line)


def _print_table(columns: list[str], rows: Rows) -> None:
    from rich.console import Console

    from pourparlers.views.answers import answer_table

    if columns:
        Console(highlight=False, emoji=False, markup=False).print(answer_table(columns, rows))
