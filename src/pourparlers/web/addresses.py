"""Addresses of pages: where they lead when the room is served, and when its pages are files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

_GAP = re.compile(r"\{(\w+)\}")
# Characters that a file may have in its name on every system.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,60}")
Query = dict[str, Any]
# The page that is seen first.
ENTRY = "/timeline"


def told(asked: Any) -> Query:
    """The fields of a struct that are not as they are by default, as a query: what is asked of a page.

    Args:
        asked: a struct, a mapping, or None.
    """
    if asked is None:
        return {}
    if isinstance(asked, Mapping):
        return dict(asked)
    kind = type(asked)
    if kind not in _DEFAULTS:
        _DEFAULTS[kind] = {field.name: msgspec.to_builtins(field.default) for field in msgspec.structs.fields(kind)}
    defaults = _DEFAULTS[kind]
    return {name: value for name, value in msgspec.to_builtins(asked).items() if value != defaults[name]}


# What the fields of a struct are where nothing is asked: a page has hundreds of addresses.
_DEFAULTS: dict[type, Query] = {}


def address(path: str, asked: Any = None, *, at: str = "", **changes: Any) -> str:
    """The address of a page.

        >>> address("/statement/{id}", id="a-3f9c:s1", at="c4")
        '/statement/a-3f9c:s1#c4'
        >>> address("/timeline", {"party": "SN", "page": 2}, page=None)
        '/timeline?party=SN'

    Args:
        path: with gaps in braces, that `changes` fill.
        asked: what is asked of the page, a struct or a mapping; what it has by default is left out.
        at: the id of an element of the page.
        changes: other values than `asked` has; what is None or "" is left out.
    """
    query = told(asked) | changes
    filled = _GAP.sub(lambda gap: quote(str(query.pop(gap[1])), safe=":@,+"), path)
    kept = [
        (name, _plain(value)) for name, value in query.items() if value is not None and value not in ("", False, [])
    ]
    tail = f"?{urlencode(kept, doseq=True)}" if kept else ""
    return f"{filled}{tail}#{quote(at)}" if at else filled + tail


def spelled(path: str) -> str:
    """A path that was asked for, as addresses write it: of this room alone, and its braces are no gaps.

    >>> spelled("//other.example/{id}?")
    '/other.example/%7Bid%7D%3F'
    """
    return "/" + quote(path.lstrip("/\\"), safe="/:@,+")


def _blank(value: Any) -> bool:
    return value is None or value is False or value == "" or value == [] or value == ()


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return "true" if value is True else str(value)


class Files:
    """Addresses of pages that are written as files: those that are asked for are gathered, to be written in turn.

    Args:
        kept: for the path of a route what of its query makes a page of its own; None for a page that is not written.
        named: called with each address that is asked for, as the served room has it.
    """

    def __init__(self, kept: Callable[[str], frozenset[str] | None], named: Callable[[str], None]) -> None:
        self._kept, self._named = kept, named
        self.here = "index.html"

    def __call__(self, path: str, asked: Any = None, *, at: str = "", **changes: Any) -> str:
        """The file of a page, seen from the page that is being written; "" for one that is not written."""
        kept = self._kept(path)
        if kept is None:
            return ""
        query = told(asked) | changes
        gaps = frozenset(_GAP.findall(path))
        own = {name: value for name, value in query.items() if name in kept | gaps}
        wanted = address(path, own)
        if wanted != address(path, query):
            return ""
        self._named(wanted)
        return self.seen(file_of(wanted)) + (f"#{quote(at)}" if at else "")

    def seen(self, file: str) -> str:
        """A file of the site, seen from the page that is being written."""
        return quote(posixpath.relpath(file, posixpath.dirname(self.here) or "."))


def file_of(wanted: str) -> str:
    """The file in which a page is written: `article/3f/a-3f9c0b12d4e5.html`; folders hold some hundreds each."""
    path, _, query = wanted.partition("?")
    first, _, rest = path.strip("/").partition("/")
    if not rest and not query:
        return "index.html" if path == ENTRY else f"{first}.html"
    own = f"{rest}?{query}" if query else rest
    digest = sha256(own.encode()).hexdigest()
    name = own.replace(":", "-")
    return f"{first}/{digest[:2]}/{name if _PLAIN.fullmatch(name) else digest[:16]}.html"
