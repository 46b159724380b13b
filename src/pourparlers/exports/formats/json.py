"""A dossier whole, as one JSON object of which `import` makes the same dossier; docs/dossier.schema.json tells it."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.exports.dossier import written
from pourparlers.exports.formats import Request, Target

TARGET = Target.STREAM
OPTIONS = frozenset({"whole"})


def told(request: Request) -> Iterator[bytes]:
    """The object, a line for each thing; the same dossier gives the same bytes."""
    yield from written(request.dossier)
