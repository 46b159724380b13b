"""The description of a folder of CSV, as Frictionless Data has it: datapackage.json."""

from __future__ import annotations

from typing import Any

from pourparlers.exports.tabular.columns import Column, Table, tables


def package(separator: str) -> dict[str, Any]:
    """The description: tables, columns with their types, keys, and what joins them."""
    return {
        "profile": "tabular-data-package",
        "name": "pourparlers",
        "title": "Pourparlers",
        "resources": [_resource(table, separator) for table in tables().values()],
    }


def _resource(table: Table, separator: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource", "name": table.name, "path": f"{table.name}.csv",
        "description": table.about, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "dialect": {"delimiter": separator, "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": _schema(table),
    }  # fmt: skip


def _schema(table: Table) -> dict[str, Any]:
    told: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        told["primaryKey"] = [table.key]
    joins = [
        {"fields": [column.name], "reference": {"resource": column.of[0], "fields": [column.of[1]]}}
        for column in table.columns
        if column.of
    ]
    return {**told, "foreignKeys": joins} if joins else told


def _field(column: Column) -> dict[str, str]:
    several = " (several, apart by ' | ')" if column.many else ""
    kind = "string" if column.many else column.kind
    return {"name": column.name, "type": kind, "description": column.about + several}
