"""The programs whose coding can be read, each told by the content of its files."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from pourparlers.coding.coded import CodedText

# Names of importers with their modules, in the order in which they are tried.
MODULES = {
    "dna": "pourparlers.coding.dna",
    "brat": "pourparlers.coding.brat",
    "webanno": "pourparlers.coding.webanno",
    "cas": "pourparlers.coding.cas",
}


class Importer(Protocol):
    """What each module of an importer has."""

    def fits(self, path: Path) -> bool:
        """Whether a file or folder is of its program: cheap, and by its content."""
        ...

    def read(self, path: Path) -> Iterator[CodedText]:
        """The texts of a file or folder with what was coded in them.

        Raises:
            ExchangeError: it is not well formed.
        """
        ...


def importer_of(path: Path) -> Importer | None:
    """The importer that a file or folder is for; None where it is for none."""
    try:
        path.stat()
    except (OSError, ValueError):
        return None
    for name in MODULES.values():
        found = cast(Importer, import_module(name))
        if found.fits(path):
            return found
    return None


def read_coded(path: Path) -> Iterator[CodedText]:
    """The texts of a file or folder of another program with what was coded in them; none of any other file.

    Raises:
        ExchangeError: it is not well formed.
    """
    found = importer_of(path)
    if found is not None:
        yield from found.read(path)
