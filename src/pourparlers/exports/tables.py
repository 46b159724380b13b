"""The facts of records as flat tables, for Polars and what reads its frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from pourparlers.model import PourparlersError, Record

if TYPE_CHECKING:
    import polars

TABLES = ("times", "actors", "encounters", "statements", "issues")
# Fields that hold several spans become the text of each, with the offsets beside them.
_SPAN_LISTS = {"mentions", "evidence", "content"}


def rows(record: Record, table: str) -> list[dict[str, Any]]:
    """The facts of one kind, each a flat row that begins with its article.

    Args:
        record: where they are taken from.
        table: one of `TABLES`.

    Raises:
        PourparlersError: there is no such table.
    """
    if table not in TABLES:
        raise PourparlersError(f"there is no table {table!r}.", hint=f"Tables: {', '.join(TABLES)}.")
    head = {"article": record.article.id, "published": record.article.published}
    return [head | _flat(msgspec.to_builtins(fact)) for fact in getattr(record, table)]


def to_polars(records: Record | Iterable[Record], table: str) -> polars.DataFrame:
    """The facts of one kind as a Polars frame, a row each.

    Args:
        records: one record, or several.
        table: one of `TABLES`.

    Raises:
        PourparlersError: there is no such table, or Polars is not installed.
    """
    try:
        import polars
    except ImportError as error:
        hint = "pip install 'pourparlers[tables]'"
        raise PourparlersError("Polars is not installed.", hint=hint) from error
    several = [records] if isinstance(records, Record) else records
    found = [row for record in several for row in rows(record, table)]
    return polars.DataFrame(found, schema=_schema(table, polars), strict=True)


def _flat(fact: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in fact.items():
        if key in _SPAN_LISTS:
            out[key] = [span["text"] for span in value]
            out[f"{key}_starts"] = [span["start"] for span in value]
            out[f"{key}_ends"] = [span["end"] for span in value]
        elif key == "cue":
            cue = value or {}
            out |= {"cue": cue.get("text"), "cue_start": cue.get("start"), "cue_end": cue.get("end")}
        elif key == "why":
            speaker = value["speaker"] or {}
            out |= {"speaker_words": speaker.get("text"), "speaker_how": speaker.get("how")}
            out |= {"speaker_start": speaker.get("start"), "speaker_end": speaker.get("end")}
        else:
            out[key] = value
    return out


def fact_of(row: dict[str, Any]) -> dict[str, Any]:
    """The fact that a row of `rows` was made of, as builtins: the other way round.

    Args:
        row: without the columns that tell the article.
    """
    out: dict[str, Any] = {}
    for key in row:
        if key in _SPAN_LISTS:
            out[key] = _spans(row, key)
        elif key == "cue":
            told = row["cue_start"] is not None
            out[key] = {"start": row["cue_start"], "end": row["cue_end"], "text": row["cue"]} if told else None
        elif key == "speaker_how":
            out["why"] = {"speaker": _speaker(row)}
        elif not key.endswith(("_starts", "_ends")) and key not in _BESIDE:
            out[key] = row[key]
    return out


_BESIDE = {"cue_start", "cue_end", "speaker_words", "speaker_start", "speaker_end"}


def _spans(row: dict[str, Any], key: str) -> list[dict[str, Any]]:
    told = zip(row[f"{key}_starts"], row[f"{key}_ends"], row[key], strict=True)
    return [{"start": start, "end": end, "text": text} for start, end, text in told]


def _speaker(row: dict[str, Any]) -> dict[str, Any] | None:
    if row["speaker_how"] is None:
        return None
    start, end = row["speaker_start"], row["speaker_end"]
    return {"start": start, "end": end, "text": row["speaker_words"], "how": row["speaker_how"]}


# `#` whole numbers, `?` true or false, `*` lists.
_COLUMNS = {
    "times": "id start# end# text type value mod begin end_date rule",
    "actors": "id kind name role party wikidata mentions* mentions_starts#* mentions_ends#*",
    "encounters": "id kind parties* persons* place date mod duration status evidence* "
    "evidence_starts#* evidence_ends#* rule",
    "statements": "id speaker* party* act form target addressees* content* content_starts#* content_ends#* cue "
    "cue_start# cue_end# stance issue time negated? hedged? conditional? via answers rule speaker_words "
    "speaker_how speaker_start# speaker_end#",
    "issues": "label statements*",
}


def columns(table: str) -> list[tuple[str, str, bool]]:
    """The columns of a kind of facts, beside those that tell the article.

    Args:
        table: one of `TABLES`.

    Returns:
        name, kind ("string", "integer" or "boolean") and whether its values are lists, for each.
    """
    kinds = {"#": "integer", "?": "boolean"}
    written = ((one.rstrip("#?*"), one) for one in _COLUMNS[table].split())
    marked = ((name, one.removeprefix(name)) for name, one in written)
    return [(name, kinds.get(mark[:1], "string"), mark.endswith("*")) for name, mark in marked]


def _schema(table: str, polars: Any) -> dict[str, Any]:
    """Columns with their types, told and not inferred: an empty table has them too."""
    kinds = {"string": polars.String, "integer": polars.Int64, "boolean": polars.Boolean}
    head: dict[str, Any] = {"article": polars.String, "published": polars.String}
    return head | {name: polars.List(kinds[kind]) if many else kinds[kind] for name, kind, many in columns(table)}
