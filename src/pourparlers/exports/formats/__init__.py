"""The formats that a dossier goes out in, a module each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import msgspec

from pourparlers.dossier.contents import Contents
from pourparlers.dossier.dossier import Dossier
from pourparlers.dossier.standing.ties.networks import Normalisation, Ties
from pourparlers.model import PourparlersError

__all__ = ["MODULES", "Format", "Normalisation", "Request", "Target", "Ties", "module"]

# Names of formats with their modules, in the order in which they are listed.
MODULES = {
    "json": "pourparlers.exports.formats.json",
    "jsonl": "pourparlers.exports.formats.jsonl",
    "csv": "pourparlers.exports.formats.csv",
    "parquet": "pourparlers.exports.formats.parquet",
    "plover": "pourparlers.exports.formats.plover",
    "polecat": "pourparlers.exports.formats.polecat",
    "cameo": "pourparlers.exports.formats.cameo",
    "dna": "pourparlers.exports.formats.dna",
    "dna-csv": "pourparlers.exports.formats.dna_csv",
    "graphml": "pourparlers.exports.formats.graphml",
    "gexf": "pourparlers.exports.formats.gexf",
    "annotations": "pourparlers.exports.formats.annotations",
    "tei": "pourparlers.exports.formats.tei",
    "brat": "pourparlers.exports.formats.brat",
    "qdpx": "pourparlers.exports.formats.qdpx",
    "ftm": "pourparlers.exports.formats.ftm",
    "spacy": "pourparlers.exports.formats.spacy",
    "ics": "pourparlers.exports.formats.ics",
    "chronology": "pourparlers.exports.formats.chronology",
    "docx": "pourparlers.exports.formats.docx",
    "bibtex": "pourparlers.exports.formats.bibtex",
    "csl": "pourparlers.exports.formats.csl",
    # The reading room stands above the exports; its module is asked for only when its pages are.
    "site": "pourparlers.web.site",
}


class Target(StrEnum):
    """What a format is written to."""

    STREAM = "stream"
    FILE = "file"
    FOLDER = "folder"


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be written, and how.

    Attributes:
        dossier: what it is taken from.
        contents: the same as exports take it, with what is asked for alone.
        ui: language of what is written for readers.
        bom, separator: of CSV: whether a byte order mark stands before it, and what stands between cells.
        ties, normalisation: of networks.
        path: of the file or folder that is asked for; None for standard output.
        left: filled while it is written: what the format has no place for, counted by what it is.
    """

    dossier: Dossier
    contents: Contents
    ui: str = "en"
    bom: bool = False
    separator: str = ","
    ties: Ties = Ties.AFFILIATION
    normalisation: Normalisation = Normalisation.NO
    path: Path | None = None
    left: Counter[str] = msgspec.field(default_factory=Counter)


class Format(Protocol):
    """What each module of a format has.

    Attributes:
        TARGET: what it is written to.
        OPTIONS: the options of `export` that it takes besides the filters: "bom", "separator", "ties", "normalisation",
            "ui"; with "whole" in it, it takes no filters.
    """

    TARGET: Target
    OPTIONS: frozenset[str]

    def told(self, request: Request) -> Iterator[bytes]:
        """What is to be written, in pieces; of formats whose target is a stream."""
        ...

    def save(self, request: Request, path: Path) -> None:
        """Write a file, or into a folder that is there; of formats whose target is one of these.

        Raises:
            OSError: it cannot be written.
        """
        ...


def module(name: str) -> Format:
    """The module of a format.

    Raises:
        PourparlersError: there is none of this name.
    """
    if name not in MODULES:
        raise PourparlersError(f"there is no format {name[:40]!r}.", hint=f"Formats: {', '.join(MODULES)}.")
    return cast(Format, import_module(MODULES[name]))
