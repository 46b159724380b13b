"""A database that Discourse Network Analyzer 3 opens; docs/exports/dna.md."""

from __future__ import annotations

from pathlib import Path

from pourparlers.exports.dna.database import write
from pourparlers.exports.dna.documents import documents_of
from pourparlers.exports.formats import Request, Target

TARGET = Target.FILE
OPTIONS: frozenset[str] = frozenset()


def save(request: Request, path: Path) -> None:
    """Write the articles that are asked for with their statements and encounters.

    Raises:
        OSError: it cannot be written.
    """
    write(path, documents_of(request.contents))
