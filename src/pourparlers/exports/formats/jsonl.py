"""The records of a dossier, one a line, as `read --json` prints them. The schema is docs/record.schema.json.

Facts are as persons corrected them, without those that they rejected; what is one across articles is not told.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.json import encode

from pourparlers.exports.formats import Request, Target

TARGET = Target.STREAM
OPTIONS: frozenset[str] = frozenset()


def told(request: Request) -> Iterator[bytes]:
    """The records by day of publication and id."""
    for one in request.contents.told():
        yield encode(one.record) + b"\n"
