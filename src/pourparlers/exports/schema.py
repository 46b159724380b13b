"""The JSON Schema of a record, made from the structs.

python -m pourparlers.exports.schema > docs/record.schema.json
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from pourparlers.model import SCHEMA, Record


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `pourparlers read --json` prints on a line."""
    made = msgspec.json.schema(Record)
    made["$defs"]["Record"]["properties"]["schema"] = {"const": SCHEMA}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **made}


def written() -> str:
    """The schema as its file has it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(written(), end="")
