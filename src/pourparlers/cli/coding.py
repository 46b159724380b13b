"""What `pourparlers import` does with files of other programs that people coded in."""

from __future__ import annotations

import sys
from pathlib import Path

import click


def is_coding(file: str) -> bool:
    """Whether a file or folder is of a program whose coding can be read."""
    from pourparlers.coding.importers import importer_of

    return file != "-" and importer_of(Path(file)) is not None


def bring_in(where: str, file: str, gold: str | None, as_json: bool, ui: str | None) -> None:
    """Bring texts and what was coded in them in, and tell what came of it."""
    from pourparlers.cli.failures import report, status_of
    from pourparlers.cli.opening import opened
    from pourparlers.coding.bringing import bring
    from pourparlers.views.wording import of_locale, wording

    with opened(where, create=True) as dossier:
        done = bring(dossier, Path(file), gold=Path(gold) if gold is not None else None, failed=report)
        total = len(dossier)
    if as_json:
        from msgspec.json import encode
        from msgspec.structs import asdict

        sys.stdout.buffer.write(encode({**asdict(done), "articles": total}) + b"\n")
    else:
        told = wording(ui or of_locale())("labels", "coded_in")
        click.echo(f"{where}: {told.format(total, done.new, done.known, done.failed, done.facts, done.gold)}", err=True)
    click.get_current_context().exit(status_of(done.new + done.known, done.failed))
