"""The tables of a dossier as frames and as tables of Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pourparlers.dossier.dossier import Dossier
from pourparlers.exports.tabular.columns import Column, Table, table_of
from pourparlers.exports.tabular.rows import rows_of
from pourparlers.model import PourparlersError

if TYPE_CHECKING:
    import polars


def to_polars(dossier: Dossier, table: str, asked: dict[str, Any]) -> polars.DataFrame:
    """A table of a dossier as a Polars frame.

    Args:
        dossier: it is of.
        table: one of `tables()`.
        asked: the filters.

    Raises:
        PourparlersError: there is no such table, or Polars is not installed.
    """
    try:
        import polars
    except ImportError as error:
        hint = "pip install 'pourparlers[tables]'"
        raise PourparlersError("Polars is not installed.", hint=hint) from error
    kinds = {"string": polars.String, "integer": polars.Int64, "boolean": polars.Boolean}
    schema = {
        column.name: polars.List(kinds[column.kind]) if column.many else kinds[column.kind]
        for column in table_of(table).columns
    }
    with dossier.contents(**asked) as contents:
        found = [{name: sound(value) for name, value in row.items()} for row in rows_of(dossier, contents, table)]
    return polars.DataFrame(found, schema=schema, strict=True)


def sound(value: Any) -> Any:
    """A value that columns of text can hold: NUL, at which some programs end a text, and lone surrogates are U+FFFD."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list | tuple):
        return [sound(one) for one in value]
    return value


def arrow_schema(table: Table) -> Any:
    """The schema of a table, with what each column holds."""
    import pyarrow

    kinds = {"string": pyarrow.string(), "integer": pyarrow.int64(), "boolean": pyarrow.bool_()}

    def field(column: Column) -> Any:
        kind = pyarrow.list_(kinds[column.kind]) if column.many else kinds[column.kind]
        return pyarrow.field(column.name, kind, metadata={"description": column.about})

    return pyarrow.schema([field(column) for column in table.columns], metadata={"description": table.about})
