"""`pourparlers export` and `import`: a dossier in other formats, and back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pourparlers.cli.options import json_option, ui_option
from pourparlers.cli.showing import dossier_argument, filter_options, waiting
from pourparlers.model.errors import DossierError

if TYPE_CHECKING:
    from pourparlers.dossier.dossier import Dossier
    from pourparlers.exports.formats import Format, Request


class _Formats(click.ParamType[str]):
    """One of the formats, looked up when it is given."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from pourparlers.exports.formats import MODULES

        if value not in MODULES:
            self.fail(f"there is no format {value[:40]!r}. Formats: {', '.join(MODULES)}.", param, ctx)
        return value


@click.command()
@click.argument("where", metavar="DOSSIER")
@click.argument("format_", metavar="FORMAT", type=_Formats())
@click.option("-o", "--output", metavar="PATH", help="Write to this file or folder; else to standard output.")
@filter_options("party", "person", "act", "issue", "outlet", "since", "until")
@click.option("--bom", is_flag=True, help="csv: a byte order mark before each table, for Excel.")
@click.option("--separator", metavar="MARK", help='csv: what stands between cells: "," or ";" or "tab"; else ",".')
@click.option("--ties", metavar="KIND", help="Networks: affiliation, congruence, conflict or subtract.")
@click.option("--normalisation", metavar="BY", help="Networks: no, activity, prominence, average, jaccard or cosine.")
@ui_option
def export(where: str, format_: str, output: str | None, **options: Any) -> None:
    """Write a dossier in another format.

    DOSSIER may also be a file of records as `read --json` prints them; - is standard input. What each format holds,
    and what is lost in it, stands in docs/exports. File names of articles are in json alone.

    \b
    FORMAT is one of:
      json jsonl csv parquet     records whole; tables in a folder
      plover polecat cameo       events as other coders have them
      dna dna-csv graphml gexf   discourse networks
      annotations tei brat qdpx spacy   texts with what stands in them
      ftm ics chronology docx    who met whom, for other programs and for readers
      bibtex csl                 the articles as references
      site                       the reading room as pages that open from a folder
    """
    from pourparlers.exports.formats import Target, module

    target, path = module(format_).TARGET, None if output in {None, "-"} else Path(output or "")
    if target is not Target.STREAM and path is None:
        raise click.UsageError(f"{format_} is written to a {target}: name it with -o.")
    ui = options["ui"]
    with _opened(where) as dossier, _request(dossier, format_, path, options) as request, waiting(ui):
        _write(module(format_), request, path)
    _tell_left(request, ui)


def _write(format_: Format, request: Request, path: Path | None) -> None:
    from pourparlers.exports.formats import Target
    from pourparlers.exports.writing import save_file, save_folder, save_stream

    if path is None:
        for some in format_.told(request):
            sys.stdout.buffer.write(some)
    elif format_.TARGET is Target.STREAM:
        save_stream(format_.told(request), path)
    else:
        save = save_file if format_.TARGET is Target.FILE else save_folder
        save(lambda beside: format_.save(request, beside), path)


def _tell_left(request: Request, ui: str | None) -> None:
    """Tell on standard error what the format has no place for."""
    from pourparlers.views.left import left_line
    from pourparlers.views.wording import of_locale

    if request.left:
        click.echo(left_line(request.left, ui or of_locale()), err=True)


@contextmanager
def _request(dossier: Dossier, format_: str, path: Path | None, options: dict[str, Any]) -> Iterator[Request]:
    """The request that options make, each of which must be one that the format takes."""
    from pourparlers.exports.formats import Normalisation, Request, Ties, module
    from pourparlers.views.wording import of_locale

    takes = module(format_).OPTIONS
    ui = options.pop("ui") or of_locale()
    own = {name: options.pop(name) for name in ("bom", "separator", "ties", "normalisation")}
    given = {name: value for name, value in own.items() if value}
    asked = {name: value for name, value in options.items() if value is not None}
    for name in (*given, *(asked if "whole" in takes else ())):
        if name not in takes:
            raise click.UsageError(f"{format_} takes no --{name}.")
    for name, known in (("ties", Ties), ("normalisation", Normalisation)):
        if name in given:
            given[name] = _one_of(known, given[name], f"--{name}")
    if "separator" in given:
        given["separator"] = _separator(given["separator"])
    with dossier.contents(**asked) as contents:
        yield Request(dossier=dossier, contents=contents, ui=ui, path=path, **given)


def _one_of(known: type[StrEnum], value: str, option: str) -> StrEnum:
    names = [str(one) for one in known]
    if value not in names:
        raise click.BadParameter(f"{value[:40]!r} is none of {', '.join(names)}.", param_hint=option)
    return known(value)


def _separator(value: str) -> str:
    mark = "\t" if value in {"tab", "\\t"} else value
    if mark not in {",", ";", "\t", "|"}:
        raise click.BadParameter(f"{value[:10]!r} is none of , ; | tab.", param_hint="--separator")
    return mark


@contextmanager
def _opened(where: str) -> Iterator[Dossier]:
    """A dossier, or the one that a file of records makes for a while."""
    from pourparlers.cli.opening import opened
    from pourparlers.dossier.passing import dossier_of_records

    if where == "-" or _holds_json(where):
        with dossier_of_records(_data(where), "standard input" if where == "-" else where) as made:
            yield made
    else:
        with opened(where) as dossier:
            yield dossier


def _holds_json(where: str) -> bool:
    try:
        with Path(where).open("rb") as file:
            return file.read(100).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError:
        return False


@click.command("import")
@dossier_argument
@click.argument("file", metavar="FILE")
@click.option("--gold", metavar="FOLDER", help="Of what people coded: also write gold files into it, for `score`.")
@json_option
@ui_option
def import_(where: str, file: str, gold: str | None, as_json: bool, ui: str | None) -> None:
    """Bring an exported dossier, records that `read --json` prints, or what people coded elsewhere into a dossier.

    DOSSIER is made where it is not there. FILE is what `export DOSSIER json` wrote, or a record a line; - is standard
    input. What is not well formed, or does not fit its text, is told, and nothing is written.

    FILE may also be a database of Discourse Network Analyzer, a folder of brat, or documents of INCEpTION, with what
    people coded in them: their texts become articles; docs/coding.md.
    """
    from pourparlers.cli.coding import bring_in, is_coding
    from pourparlers.cli.opening import opened
    from pourparlers.dossier.importing import read

    if is_coding(file):
        bring_in(where, file, gold, as_json, ui)
        return
    if gold is not None:
        raise click.UsageError("--gold goes with what people coded elsewhere.")
    name = "standard input" if file == "-" else file
    whole = read(_data(file), name)
    with opened(where, create=True) as dossier:
        done = dossier.import_(whole)
        total = len(dossier)
    if as_json:
        from msgspec.json import encode
        from msgspec.structs import asdict

        sys.stdout.buffer.write(encode({**asdict(done), "articles": total}) + b"\n")
        return
    from pourparlers.views.wording import of_locale, wording

    told = wording(ui or of_locale())("labels", "imported").format(total, done.new, done.known, done.decisions)
    click.echo(f"{where}: {told}", err=True)


def _data(file: str) -> bytes:
    from pourparlers.dossier.importing import LARGEST

    try:
        if file == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        if Path(file).is_block_device() or Path(file).is_char_device():
            raise DossierError("it is a device, not a file.", where=file, hint="Name a file, or - for standard input.")
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DossierError(f"the file cannot be opened: {reason}.", where=file, hint="Check its name.") from error
