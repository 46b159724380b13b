"""Questions to the tables of a corpus, in SQL, by DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pourparlers.corpus.columns import MONTH, TABLES, schema
from pourparlers.corpus.errors import CorpusError
from pourparlers.corpus.records import finished


@contextmanager
def connected(out: Path) -> Iterator[Any]:
    """A connection of DuckDB that has the tables of a corpus as views, and reaches no other file and no network.

    Args:
        out: the folder of the corpus.

    Raises:
        CorpusError: it is not finished, or DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        hint = "pip install 'pourparlers[corpus]'"
        raise CorpusError("DuckDB is not installed, which answers queries.", where=str(out), hint=hint) from error
    manifest = finished(out)
    folder = out.resolve()
    config: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    with duckdb.connect(config=config) as connection:
        connection.execute("SET allowed_directories = [" + _quoted(f"{folder}/") + "]")
        connection.execute("SET enable_external_access = false")
        for table in (*TABLES, "problems"):
            files = [str(folder / one.path) for one in manifest.files if one.path.startswith(f"{table}/")]
            connection.execute(f"CREATE VIEW {table} AS {_rows(table, files)}")
        connection.execute("SET lock_configuration = true")
        yield connection


def _rows(table: str, files: list[str]) -> str:
    if not files:
        return _empty(table)
    told = ", ".join(map(_quoted, files))
    hive = f", hive_partitioning = true, hive_types = {{'{MONTH}': VARCHAR}}" if table in TABLES else ""
    return f"SELECT * FROM read_parquet([{told}]{hive})"


def _empty(table: str) -> str:
    """A table without rows that has the columns of one with some."""
    import pyarrow as pa

    kinds = {pa.string(): "VARCHAR", pa.int64(): "BIGINT", pa.bool_(): "BOOLEAN"}
    columns = [
        f'NULL::{kinds[field.type.value_type]}[] AS "{field.name}"'
        if pa.types.is_list(field.type)
        else f'NULL::{kinds[field.type]} AS "{field.name}"'
        for field in schema(table)
    ]
    columns += [f"NULL::VARCHAR AS {MONTH}"] if table in TABLES else []
    return f"SELECT {', '.join(columns)} WHERE false"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def query(out: Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of an answer.

    Args:
        out: the folder of the corpus.
        sql: one or several statements; the answer to the last counts.

    Raises:
        CorpusError: the corpus is not finished, or the query is wrong.
    """
    import duckdb

    with connected(out) as connection:
        try:
            answer = connection.execute(sql)
            columns = [name for name, *_ in answer.description or ()]
            return columns, answer.fetchall()
        except duckdb.Error as error:
            what = " ".join(str(error).split())[:300]
            tables = ", ".join((*TABLES, "problems"))
            raise CorpusError(f"the query is wrong: {what}", hint=f"Tables: {tables}.") from error
