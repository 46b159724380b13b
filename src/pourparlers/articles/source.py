"""What a format finds in a file before it is an article."""

from __future__ import annotations

import msgspec


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A text with what its file tells about it; what it does not tell is None."""

    text: str
    published: str | None = None
    language: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None

    def overridden(self, **given: str | None) -> Source:
        """This source with those of the given fields that are not None in place of its own."""
        told = {name: value for name, value in given.items() if value is not None}
        return msgspec.structs.replace(self, **told)
