"""What stands before the text of a plain file: a line `date 2022-01`, or front matter in YAML or TOML."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any

import yaml

from pourparlers.articles.dates import checked_date, told_date
from pourparlers.articles.source import Source
from pourparlers.model import ArticleError, DateError

# «date 2022-01 Le vice-ministre …»: in dumps of dated text the header runs into the text.
_DATE = re.compile(r"\s*date[ \t]*:?[ \t]+(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:\s+|$)")
_FRONT = re.compile(r"\s*---[ \t]*\n(?P<block>.{0,10000}?)^(?:---|\.\.\.)[ \t]*(?:\n+|\Z)", re.DOTALL | re.MULTILINE)
# Of Hugo: +++, `key = "value"`, +++.
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(?P<block>.{0,10000}?)^\+\+\+[ \t]*(?:\n+|\Z)", re.DOTALL | re.MULTILINE)
# «title: Palmiers : un accord»: French writes a blank before colons, and YAML takes none in a value without quotes.
_UNQUOTED = re.compile(r"^([A-Za-z_][\w-]{0,60}:[ \t]+)(?![\"'\[{|>&*!#%@`])([^\n]*:(?:[ \t][^\n]*)?)$", re.MULTILINE)
# Names of notes that Obsidian links: "[[Ines Roth]]", "[[people/Roth|Ines Roth]]".
_LINKED = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_FIELDS = ("published", "language", "title", "outlet", "url", "author", "section", "page")
# Those that other programs write as a list, or as they like: what is no line of text in them is not read.
_LOOSE = {"author", "section", "page"}
# As front matter of other programs calls them; what stands first here outranks what comes later.
_KEYS = {name: name for name in _FIELDS} | {"date": "published", "authors": "author", "lang": "language"}
# Clippers of pages write the address so; others name the outlet, or a book.
_ADDRESSES = {"source": "url"}
_KNOWN_KEY = re.compile(rf"^(?:{'|'.join(_KEYS)})[ \t]*[:=]", re.MULTILINE)


def split_header(text: str, where: str = "") -> Source:
    """A plain text without its header, with what the header tells.

    Args:
        text: the content of a file, line ends normalised.
        where: the name of the file, for the error.

    Raises:
        ArticleError: the front matter is not well formed.
        DateError: its date is no date.
    """
    front = _FRONT.match(text) or _TOML.match(text)
    if front and _KNOWN_KEY.search(front["block"]):
        fields = _front_matter(
            _toml(front["block"], where) if front.re is _TOML else _mapping(front["block"], where), where
        )
        return Source(text=text[front.end() :], **fields)
    dated = _DATE.match(text)
    if dated:
        return Source(text=text[dated.end() :], published=checked_date(dated[1], where))
    return Source(text=text)


def _front_matter(content: dict[str, Any], where: str) -> dict[str, str | None]:
    out: dict[str, str | None] = {}
    for key, field in _KEYS.items():
        value = content.get(key)
        if field in _LOOSE:
            value = _listed(value)
        if value is not None and not isinstance(value, str):
            what = f"`{key}` of the front matter is no line of text."
            raise ArticleError(what, where=where, hint="Put it in quotes.")
        if value is not None and value.strip() not in {"", "null", "~"} and out.get(field) is None:
            out[field] = _day(value, where) if field == "published" else _LINKED.sub(r"\1", value.strip())
    for key, field in _ADDRESSES.items():
        value = content.get(key)
        if out.get(field) is None and isinstance(value, str) and value.startswith(("http://", "https://")):
            out[field] = value.strip()
    return out


def _day(written: str, where: str) -> str:
    """A day as it is to be written, or in words: «15 décembre 2023»."""
    try:
        return checked_date(written, where)
    except DateError:
        if day := told_date(written):
            return day
        raise


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
        try:
            content = yaml.load(_UNQUOTED.sub(_quoted, block), Loader=yaml.BaseLoader)
        except (yaml.YAMLError, RecursionError):
            raise ArticleError("the front matter is not well formed.", where=where, hint=hint) from error
    if not isinstance(content, dict):
        raise ArticleError("the front matter is not a list of keys and values.", where=where, hint=hint)
    return content


def _quoted(line: re.Match[str]) -> str:
    return line[1] + "'" + line[2].strip().replace("'", "''") + "'"


def _toml(block: str, where: str) -> dict[str, Any]:
    """Front matter in TOML, its days as they are written."""
    try:
        content = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        hint = 'Between the lines `+++` stands TOML: `key = "value"`.'
        raise ArticleError("the front matter is not well formed.", where=where, hint=hint) from error
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in content.items()}
