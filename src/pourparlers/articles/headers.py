"""What stands before the text of a plain file: a line `date 2022-01`, or YAML front matter."""

from __future__ import annotations

import re
from typing import Any

import yaml

from pourparlers.articles.dates import checked_date
from pourparlers.articles.source import Source
from pourparlers.model import ArticleError

# «date 2022-01 Le vice-ministre …»: in dumps of dated text the header runs into the text.
_DATE = re.compile(r"\s*date[ \t]*:?[ \t]+(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:\s+|$)")
_FRONT = re.compile(r"\s*---[ \t]*\n(?P<block>.{0,10000}?)^(?:---|\.\.\.)[ \t]*(?:\n+|\Z)", re.DOTALL | re.MULTILINE)
_FIELDS = ("published", "language", "title", "outlet", "url", "author", "section", "page")
# Those that other programs write as a list, or as they like: what is no line of text in them is not read.
_LOOSE = {"author", "section", "page"}
# Front matter of other programs calls the day of publication `date`.
_KEYS = {name: name for name in _FIELDS} | {"date": "published"}
_KNOWN_KEY = re.compile(rf"^(?:{'|'.join(_KEYS)})[ \t]*:", re.MULTILINE)


def split_header(text: str, where: str = "") -> Source:
    """A plain text without its header, with what the header tells.

    Args:
        text: the content of a file, line ends normalised.
        where: the name of the file, for the error.

    Raises:
        ArticleError: the front matter is not well formed.
        DateError: its date is no date.
    """
    front = _FRONT.match(text)
    if front and _KNOWN_KEY.search(front["block"]):
        fields = _front_matter(front["block"], where)
        return Source(text=text[front.end() :], **fields)
    dated = _DATE.match(text)
    if dated:
        return Source(text=text[dated.end() :], published=checked_date(dated[1], where))
    return Source(text=text)


def _front_matter(block: str, where: str) -> dict[str, str | None]:
    content = _mapping(block, where)
    out: dict[str, str | None] = {}
    for key, field in _KEYS.items():
        value = content.get(key)
        if field in _LOOSE:
            value = _listed(value)
        if value is not None and not isinstance(value, str):
            what = f"`{key}` of the front matter is no line of text."
            raise ArticleError(what, where=where, hint="Put it in quotes.")
        if value is not None and value.strip() not in {"", "null", "~"} and out.get(field) is None:
            out[field] = checked_date(value, where) if field == "published" else value.strip()
    return out


def _listed(value: Any) -> str | None:
    """A line of text, or a list of such as one line; else None."""
    lines = value if isinstance(value, list) else [value]
    return ", ".join(lines) if lines and all(isinstance(line, str) for line in lines) else None


def _mapping(block: str, where: str) -> dict[str, Any]:
    """The front matter with every scalar as it is written: 2022-01 stays "2022-01"."""
    hint = "Between the lines `---` stands YAML: `key: value`, a value with a colon in quotes."
    try:
        content = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ArticleError("the front matter is not well formed.", where=where, hint=hint) from error
    if not isinstance(content, dict):
        raise ArticleError("the front matter is not a list of keys and values.", where=where, hint=hint)
    return content
