"""`pourparlers export` and `import`: a dossier as one JSON object, out and in."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from pourparlers.cli.options import json_option, ui_option
from pourparlers.cli.showing import dossier_argument
from pourparlers.model.errors import DossierError


@click.command()
@dossier_argument
@click.argument("format_", metavar="FORMAT", type=click.Choice(["json"]))
@click.option("-o", "--output", metavar="FILE", help="Write to this file; else to standard output.")
def export(where: str, format_: str, output: str | None) -> None:
    """Write a dossier in another format: json is one object, from which `import` makes the same dossier.

    It holds the records as they were read, decisions beside them, and what stands on both. File names of articles are
    in it.
    """
    from pourparlers.dossier.dossier import Dossier
    from pourparlers.exports.dossier import written

    with Dossier(where) as dossier:
        if output is None or output == "-":
            _give(written(dossier))
        else:
            _save(written(dossier), Path(output))


def _give(told: Iterable[bytes]) -> None:
    for some in told:
        sys.stdout.buffer.write(some)


def _save(told: Iterable[bytes], path: Path) -> None:
    """Write beside the file and put it in its place: what was there stays until the new one is whole."""
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as file:
            for some in told:
                file.write(some)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        raise DossierError(
            f"the file cannot be written: {reason}.", where=str(path), hint="Check its folder."
        ) from error


@click.command("import")
@dossier_argument
@click.argument("file", metavar="FILE")
@json_option
@ui_option
def import_(where: str, file: str, as_json: bool, ui: str | None) -> None:
    """Bring an exported dossier, or the records that `read --json` prints, into a dossier.

    DOSSIER is made where it is not there. FILE is what `export` wrote, or a record a line; - is standard input. What is
    not well formed, or does not fit its text, is told, and nothing is written.
    """
    from pourparlers.dossier.dossier import Dossier
    from pourparlers.dossier.importing import read

    name = "standard input" if file == "-" else file
    whole = read(_data(file), name)
    with Dossier(where, create=True) as dossier:
        done = dossier.import_(whole)
        total = len(dossier)
    if as_json:
        from msgspec.json import encode
        from msgspec.structs import asdict

        sys.stdout.buffer.write(encode({**asdict(done), "articles": total}) + b"\n")
        return
    from pourparlers.exports.wording import of_locale, wording

    told = wording(ui or of_locale())("labels", "imported").format(total, done.new, done.known, done.decisions)
    click.echo(f"{where}: {told}", err=True)


def _data(file: str) -> bytes:
    from pourparlers.dossier.importing import LARGEST

    try:
        if file == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DossierError(f"the file cannot be opened: {reason}.", where=file, hint="Check its name.") from error
