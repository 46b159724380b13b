"""What a page answers with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page: its template with what it shows; as `.json` what it shows alone.

    Attributes:
        template: its file in `templates/`.
        shown: a struct of what the page shows; its fields are told in the schema of the JSON.
        status: of HTTP.
    """

    template: str
    shown: Any
    status: int = 200


class See(msgspec.Struct, frozen=True, kw_only=True):
    """Another page is to be seen, after something was done.

    Attributes:
        address: of the room.
        done: what was done, for those who asked in JSON.
        cookies: what the browser keeps for a year, by name.
    """

    address: str
    done: Any = None
    cookies: Mapping[str, str] = {}


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """A file to keep.

    Attributes:
        name: of the file.
        type: its media type.
        parts: its bytes, in parts.
    """

    name: str
    type: str
    parts: Iterable[bytes]


Answer = Page | See | Download
