"""The tables of a corpus and their columns."""

from __future__ import annotations

from functools import cache
from typing import Any

from pourparlers.exports.tables import columns
from pourparlers.model import Article

# Of the facts of records; issues are a column of statements.
FACTS = ("actors", "times", "encounters", "statements")
TABLES = ("articles", *FACTS)
# What stands in the folder of a corpus.
OF_CORPUS = frozenset({*TABLES, "problems", "parts", "manifest.json", "run.json"})
# The month that a row is filed under, which stands in the names of folders.
MONTH = "published"
_ARTICLE = tuple("published_on" if name == "published" else name for name in Article.__struct_fields__)
_PROBLEM = ("file", "place", "code", "what", "hint")


@cache
def schema(table: str) -> Any:
    """The columns of a table as Arrow has them: one of `TABLES`, or "problems"."""
    import pyarrow as pa

    kinds = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}
    if table == "problems":
        return pa.schema([(name, pa.string()) for name in _PROBLEM])
    if table == "articles":
        told = [(name, pa.string()) for name in (*_ARTICLE, "file", "place", "text_group")]
        return pa.schema(told)
    head = [("article", pa.string()), ("published_on", pa.string())]
    own = [(name, pa.list_(kinds[kind]) if many else kinds[kind]) for name, kind, many in columns(table)]
    return pa.schema([*head, *own])


@cache
def part_schema(table: str) -> Any:
    """The columns of a table as the parts have it: with the month, and of articles what they are known by."""
    import pyarrow as pa

    own = schema(table)
    if table == "problems":
        return own
    more = [pa.field(MONTH, pa.string())]
    if table == "articles":
        own = own.remove(own.get_field_index("text_group"))
        more.append(pa.field("copies", pa.binary()))
    return pa.schema([*own, *more])


def month_of(published: str | None) -> str | None:
    """The month that an article is filed under: as much of its date as is a month; None where it has none."""
    return published[:7] if published else None
