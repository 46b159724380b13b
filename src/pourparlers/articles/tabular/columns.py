"""Which column of a table holds which field of an article: as somebody declares it, or by the usual names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pourparlers.articles.source import FIELDS
from pourparlers.articles.words import LEXICON
from pourparlers.model import ArticleError

COLUMN_FIELDS = ("text", *FIELDS)
# `--columns published=-`: no column holds the day, whatever one is called.
NONE = "-"
_HINT = f"Write text=Body, title=Headline; fields: {', '.join(COLUMN_FIELDS)}."
_LARGEST = 100_000
_MARKS = re.compile(r"[\W_]+")


def declared(told: Iterable[str]) -> dict[str, str]:
    """Columns by field, from lines "text=Body" and from YAML files of `text: Body`.

    Raises:
        ArticleError: a field is none, or stands twice; a file is not well formed.
    """
    out: dict[str, str] = {}
    for one in told:
        field, mark, column = one.partition("=")
        pairs = {field.strip(): column.strip()} if mark else _of_file(Path(one))
        for name, value in pairs.items():
            if name not in COLUMN_FIELDS or not value or name in out or (name, value) == ("text", NONE):
                raise ArticleError(f"{name[:40]!r} is no field of an article, or stands twice.", hint=_HINT)
            out[name] = value
    return out


def _of_file(path: Path) -> dict[str, str]:
    try:
        with path.open(encoding="utf-8") as file:
            content = yaml.load(file.read(_LARGEST), Loader=yaml.BaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise ArticleError(f"{str(path)[:100]!r} is no file of columns.", hint=_HINT) from error
    if not isinstance(content, dict) or not all(isinstance(one, str) for pair in content.items() for one in pair):
        raise ArticleError(f"{str(path)[:100]!r} is no list of fields and columns.", hint=_HINT)
    return content


def guessed(columns: Iterable[str], asked: Mapping[str, str]) -> dict[str, str]:
    """The columns of a table by field: those that are declared, others by the usual names of their languages.

    Of several columns with usual names of a field, the one whose name stands first in the list is taken.

    Args:
        columns: the names of its columns.
        asked: columns by field, as declared; of "-", none is taken.
    """
    plain: dict[str, str] = {}
    for column in columns:
        plain.setdefault(_plain(column), column)
    out = dict(asked)
    for name, field in usual().items():
        column = plain.get(name, "")
        if column and field not in out and column not in out.values():
            out[field] = column
    return {field: column for field, column in out.items() if column != NONE}


@cache
def usual() -> dict[str, str]:
    """Fields by what columns that hold them are usually called, of each field the likeliest first."""
    told: dict[str, Any] = yaml.load((LEXICON / "world" / "columns.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return {_plain(name): field for field, names in told.items() for name in (field, *names)}


def _plain(column: str) -> str:
    return _MARKS.sub("", column.casefold())
