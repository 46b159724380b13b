"""What press databases and mails write in each language: labels of fields, marks of ends, the order of dates."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

LEXICON = Path(__file__).parent.parent / "lexicon"


@lru_cache(64)
def words(language: str) -> dict[str, Any]:
    """What `lexicon/<language>/articles.yaml` says; empty where there is none."""
    # A language is what a file says it is: never a path.
    path = next((one for one in LEXICON.glob("*/articles.yaml") if one.parent.name == language), None)
    if path is None:
        return {}
    told: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
    return told


@cache
def everywhere(kind: str) -> dict[str, tuple[str, ...]]:
    """What stands under a heading of all languages: `{"end": ("End of Document", "Fin du document")}`.

    Args:
        kind: the heading, whose entries are lists of words, `nexis`.
    """
    out: dict[str, tuple[str, ...]] = {}
    for path in sorted(LEXICON.glob("*/articles.yaml")):
        for key, told in words(path.parent.name).get(kind, {}).items():
            out[key] = (*out.get(key, ()), *(word for word in told if word not in out.get(key, ())))
    return out
