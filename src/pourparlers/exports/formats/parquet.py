"""A dossier as a folder of tables in Parquet, with lists as lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pourparlers.exports.formats import Request, Target
from pourparlers.exports.tabular.columns import Table, tables
from pourparlers.exports.tabular.frames import arrow_schema, sound
from pourparlers.exports.tabular.rows import rows_of
from pourparlers.model import PourparlersError

TARGET = Target.FOLDER
OPTIONS: frozenset[str] = frozenset()
# Rows that are held at once; an article's text is in one of them.
ROWS = 2_000


def save(request: Request, path: Path) -> None:
    """Each table in a file, one group of rows after the other.

    Raises:
        PourparlersError: PyArrow is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        hint = "pip install 'pourparlers[parquet]'"
        raise PourparlersError("PyArrow is not installed.", hint=hint) from error
    for table in tables().values():
        _write(table, rows_of(request.dossier, request.contents, table.name), path / f"{table.name}.parquet")


def _write(table: Table, rows: Iterator[dict[str, Any]], path: Path) -> None:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = arrow_schema(table)
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while some := list(islice(rows, ROWS)):
            columns = {field.name: [sound(row[field.name]) for row in some] for field in schema}
            writer.write_table(pyarrow.table(columns, schema=schema))
