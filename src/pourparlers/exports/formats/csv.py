"""A dossier as a folder of tables in CSV, with a datapackage.json that describes them."""

from __future__ import annotations

from pathlib import Path

from msgspec.json import encode, format

from pourparlers.exports.formats import Request, Target
from pourparlers.exports.tabular.cells import lines
from pourparlers.exports.tabular.columns import tables
from pourparlers.exports.tabular.package import package
from pourparlers.exports.tabular.rows import rows_of

TARGET = Target.FOLDER
OPTIONS = frozenset({"bom", "separator"})


def save(request: Request, path: Path) -> None:
    """Each table in a file, row by row."""
    for table in tables().values():
        rows = rows_of(request.dossier, request.contents, table.name)
        with (path / f"{table.name}.csv").open("wb") as file:
            if request.bom:
                file.write(b"\xef\xbb\xbf")
            for line in lines(table.columns, rows, request.separator):
                file.write(line)
    (path / "datapackage.json").write_bytes(format(encode(package(request.separator)), indent=1) + b"\n")
