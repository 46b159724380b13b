"""How a corpus is read: what decides what comes out, and the bounds that one article has."""

from __future__ import annotations

import hashlib
import os
from typing import Any

import msgspec

import pourparlers
from pourparlers.articles import How

SECONDS = 60.0
MEGABYTES = 6_000


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one article may take.

    Attributes:
        seconds: of the clock.
        megabytes: of the address space of the process that reads it, pipelines and all; where the system can bound it.
    """

    seconds: float = SECONDS
    megabytes: int = MEGABYTES


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How articles are read.

    Attributes:
        published, language: outrank what the files tell.
        pipeline: an installed spaCy pipeline in place of the packaged one.
        how: how the files are to be looked at.
        about_talks: whether articles that can hold no encounter or statement of parties are set aside unread.
        limits: what one article may take.
    """

    published: str | None = None
    language: str | None = None
    pipeline: str | None = None
    how: How = How()
    about_talks: bool = False
    limits: Limits = Limits()

    def told(self) -> dict[str, Any]:
        """What decides what comes out, as the manifest has it."""
        return {
            "software": f"pourparlers {pourparlers.__version__}",
            "published": self.published, "language": self.language, "pipeline": self.pipeline,
            "format": self.how.format, "columns": dict(self.how.columns),
            "names": self.how.names.pattern if self.how.names else None, "about_talks": self.about_talks,
        }  # fmt: skip


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def digest(*told: object) -> str:
    """Sixteen digits for what is told, the same everywhere."""
    return hashlib.sha256(msgspec.json.encode(told, order="deterministic")).hexdigest()[:16]
