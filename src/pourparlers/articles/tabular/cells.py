"""What stands in cells of tables and under keys of JSON, as fields of articles have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

# What programs write for nothing; a title may be such a word.
_NOTHING = {"na", "n/a", "nan", "nat", "none", "null", "\\n", "#n/a", "<na>"}
# What interfaces leave of an article that was withdrawn, in all of its fields.
_WITHDRAWN = {"[removed]", "[deleted]"}
_MAY_BE_WORDS = {"text", "title"}
# Objects nest in objects and lists; names of keys are told down to this depth and to this number.
_DEEPEST, _MOST_KEYS = 6, 5_000


def value_at(cells: Mapping[str, Any], path: str) -> Any:
    """What stands in a column, or under nested keys: "source.name"; of a list of objects, the list of what they have.

    Args:
        cells: values by column.
        path: a column, or keys with points between them.
    """
    if path in cells:
        return cells[path]
    first, point, rest = path.partition(".")
    within = cells.get(first) if point else None
    if isinstance(within, Mapping):
        return value_at(within, rest)
    if isinstance(within, list):
        return [value_at(one, rest) for one in within if isinstance(one, Mapping)]
    return None


def paths_of(cells: Mapping[str, Any]) -> Iterator[str]:
    """The columns of a record, nested keys with points between them; of very many, the first."""
    waiting = [(str(key), value, 1) for key, value in reversed(list(cells.items())[:_MOST_KEYS])]
    told = 0
    while waiting and told < _MOST_KEYS:
        path, value, depth = waiting.pop()
        # A list that is empty in one record holds objects in another: "authors" is "authors.name" there.
        hollow = isinstance(value, list | Mapping) and not value
        if isinstance(value, list):
            value = next((one for one in value[:1] if isinstance(one, Mapping)), None)
        if isinstance(value, Mapping) and value and depth < _DEEPEST:
            inner = list(value.items())[:_MOST_KEYS]
            waiting += [(f"{path}.{key}", one, depth + 1) for key, one in reversed(inner)]
        elif not hollow:
            told += 1
            yield path


def told(value: Any, field: str) -> str | None:
    """A cell as the field of an article; None where it is empty.

    A list of authors is told with commas between them, one of paragraphs with blank lines, of addresses the first is.

    Args:
        value: text, number, day, list, or nothing.
        field: of an article.

    Raises:
        ValueError: it is something else: an object, or bytes that are no text.
    """
    if isinstance(value, list | tuple):
        parts = [part for one in value if (part := told(one, field)) is not None]
        return (parts[0] if field == "url" else ("\n\n" if field == "text" else ", ").join(parts)) if parts else None
    line = _scalar(value)
    if line is None or not line.strip():
        return None
    if line.strip().lower() in _WITHDRAWN or field not in _MAY_BE_WORDS and line.strip().lower() in _NOTHING:
        return None
    return line if field == "text" else line.strip()


def _scalar(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, float):
        # Programs write whole numbers with a fraction where a column has empty cells: page 12.0.
        return None if value != value else str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int | date):
        return value.isoformat() if isinstance(value, date) else str(value)
    raise ValueError(f"no text but {type(value).__name__}")
