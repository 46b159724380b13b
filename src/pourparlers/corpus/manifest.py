"""What a finished corpus tells of itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from pourparlers.corpus.errors import CorpusError
from pourparlers.corpus.parts import Part
from pourparlers.corpus.relays import Known

FILE = "manifest.json"
SCHEMA = "pourparlers.corpus/1"


class TableFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a table, and how many rows it has."""

    path: str
    rows: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a corpus holds.

    Attributes:
        read: how it was read: the version of the software, and the options that decide what comes out.
        units: which units of the inputs it is made of, in their order.
        articles: how many there are, each counted once; `words` are those of all that were read.
        voices: how many texts, copies counted once.
        duplicates: how often an article was met again in another unit.
        problems: how many things are no articles, or could not be read.
        aside: how many articles were set aside unread.
        files: the tables.
    """

    schema: str = SCHEMA
    read: dict[str, Any]
    units: tuple[str, ...]
    articles: int
    words: int
    voices: int
    duplicates: int
    problems: int
    aside: int
    files: tuple[TableFile, ...]

    @classmethod
    def of(cls, read: dict[str, Any], parts: Sequence[Part], known: Known, files: Sequence[TableFile]) -> Manifest:
        """The manifest of the parts of a corpus."""
        return cls(
            read=read, units=tuple(part.unit for part in parts), articles=len(known),
            words=sum(part.words for part in parts), voices=known.voices, duplicates=known.duplicates,
            problems=sum(part.problems for part in parts), aside=sum(part.aside for part in parts),
            files=tuple(files),
        )  # fmt: skip


def save(out: Path, manifest: Manifest) -> None:
    """Write the manifest of a corpus, whole or not at all."""
    new = out / f".{FILE}"
    new.write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
    new.replace(out / FILE)


def manifest_of(out: Path) -> Manifest | None:
    """The manifest of a corpus; None where it is not finished.

    Raises:
        CorpusError: it is damaged, or of a version that is not known.
    """
    try:
        manifest = msgspec.json.decode((out / FILE).read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise CorpusError("its manifest cannot be read.", where=str(out), hint="Remove it, and run again.") from error
    if manifest.schema != SCHEMA:
        hint = "Install a version of the software that knows it."
        raise CorpusError(f"it is written as {manifest.schema[:40]!r}.", where=str(out), hint=hint)
    return manifest
