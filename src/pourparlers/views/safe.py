"""Text of articles made harmless to look at."""

from __future__ import annotations

import re

# Control characters drive a terminal; embeddings, overrides and isolates reorder what stands around them.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]")
# Spaces at which a line may break, with what stands around them; «trêve\u00a0?» keeps its sign on its line.
_SPACE = re.compile(r"[\u00a0\u202f]*[^\S\u00a0\u202f]\s*|[\u00a0\u202f]{2,}")


def harmless(text: str) -> str:
    """A text of the same length in which such characters show as U+FFFD; line feeds and tabs stay."""
    return _HARMFUL.sub("\ufffd", text)


def one_line(text: str, longest: int = 0) -> str:
    """A text on one line, cut at a word where it is longer than `longest` (0: never)."""
    line = _SPACE.sub(" ", harmless(text.replace("\r", "\n"))).strip()
    if not longest or len(line) <= longest:
        return line
    cut = line[: longest - 1].rpartition(" ")[0]
    return (cut if len(cut) > longest // 2 else line[: longest - 1]).rstrip(" ,;:") + "…"


def moment(when: str) -> str:
    """A moment that is kept in UTC ("2026-03-01T09:05:12+00:00"), as it is shown: "2026-03-01 09:05 UTC"."""
    return f"{one_line(when[:16].replace('T', ' '))} UTC"
