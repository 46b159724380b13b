"""`pourparlers codebook load|export`: what persons name issues, as YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pourparlers.cli.decide import deciding, tell
from pourparlers.cli.options import json_option
from pourparlers.cli.showing import dossier_argument
from pourparlers.model.errors import DossierError


@click.group()
def codebook() -> None:
    """Load or write the codebook of a dossier: the names of its issues, and which are part of which.

    A codebook is a YAML list of entries:
    {id: fishing, label: Fishing rights, aliases: [quotas, licences], parent: sea}.
    """


@codebook.command()
@dossier_argument
@click.argument("file", metavar="FILE.yaml")
@deciding
def load(where: str, file: str, as_json: bool, ui: str | None, **by: Any) -> None:
    """Put the codebook in FILE.yaml (- for standard input) in place of the one that is there."""
    from pourparlers.cli.opening import opened
    from pourparlers.dossier.review.codebook import from_yaml

    codes = from_yaml(_text(file), "standard input" if file == "-" else file)
    with opened(where) as dossier:
        tell(dossier.load_codebook(codes, **by), as_json=as_json, ui=ui)


def _text(file: str) -> str:
    from pourparlers.dossier.review.codebook import LONGEST

    try:
        data = sys.stdin.buffer.read(LONGEST + 1) if file == "-" else _head(Path(file), LONGEST + 1)
        return data.decode("utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DossierError(f"the file cannot be opened: {reason}.", where=file, hint="Check its name.") from error
    except UnicodeDecodeError as error:
        raise DossierError("the file is no UTF-8.", where=file, hint="Save it as UTF-8.") from error


def _head(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


@codebook.command()
@dossier_argument
@click.argument("file", metavar="[FILE.yaml]", required=False)
@json_option
def export(where: str, file: str | None, as_json: bool) -> None:
    """Write the codebook to FILE.yaml, or to standard output."""
    from pourparlers.cli.opening import opened
    from pourparlers.dossier.review.codebook import to_yaml

    with opened(where) as dossier:
        codes = dossier.codebook()
    if as_json:
        from msgspec.json import encode

        told = b"".join(encode(one) + b"\n" for one in codes)
    else:
        told = to_yaml(codes).encode()
    _write(told, file)


def _write(told: bytes, file: str | None) -> None:
    if file is None or file == "-":
        sys.stdout.buffer.write(told)
        return
    try:
        Path(file).write_bytes(told)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DossierError(f"the file cannot be written: {reason}.", where=file, hint="Check its folder.") from error
