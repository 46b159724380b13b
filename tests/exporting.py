"""Exports of dossiers made by hand, for tests that read them back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from pourparlers import Dossier, Record
from pourparlers.exports.formats import Request, Target, module
from rounds import dossier_of, record

# What may stand in any field of an article, and must come out as text and nothing else.
HOSTILE = "=1+1 <script>alert('x')</script> \"]]> & \\ {%} $_#^~ \u202e\u0007 ;,|\t🇫🇷 *a* [b](c) `d`"


def exported(
    dossier: Dossier, name: str, path: Path | None = None, *, asked: dict[str, Any] | None = None, **given: Any
) -> bytes:
    """What a format makes of a dossier: its bytes; of a folder none.

    Args:
        dossier: any.
        name: of the format.
        path: where to write it; needed where it is no stream.
        asked: the filters.
        given: options of `Request`.
    """
    format_ = module(name)
    with dossier.contents(**(asked or {})) as contents:
        request = Request(dossier=dossier, contents=contents, path=path, **given)
        if format_.TARGET is Target.STREAM:
            return b"".join(format_.told(request))
        assert path is not None
        if format_.TARGET is Target.FOLDER:
            path.mkdir()
        format_.save(request, path)
        return path.read_bytes() if path.is_file() else b""


def hostile_records() -> list[Record]:
    """An article whose every field is hostile, with a statement and an encounter on words after an astral character."""
    text = f"🇫🇷 {HOSTILE}\n\nLe Pérou accuse l'Équateur de retenir les bananes. Lima et Quito se sont réunis hier à Macará."
    said = {
        "act": "accuse",
        "party": ["PE"],
        "speaker": ["PE"],
        "target": "EC",
        "issue": HOSTILE,
        "words": "retenir les bananes",
    }
    met = {
        "kind": "talks",
        "parties": ["PE", "EC"],
        "place": HOSTILE,
        "date": "2021-03-09",
        "words": "Lima et Quito se sont réunis hier",
    }
    made = record(text, said, met, outlet=HOSTILE)
    fields = {"title": HOSTILE, "url": "javascript:alert(1)", "author": HOSTILE, "section": HOSTILE, "page": HOSTILE}
    article = msgspec.structs.replace(made.article, **fields, identifier=HOSTILE)
    return [msgspec.structs.replace(made, article=article)]


def made(where: Path, records: Iterable[Record]) -> Dossier:
    """A dossier of some records, in a folder."""
    return dossier_of(where / "talks.dossier", records)
