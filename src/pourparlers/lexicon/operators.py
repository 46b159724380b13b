"""The words that stand between words that are sought, of all languages: "OR", "NOT"."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

_FOLDER = Path(__file__).parent / "ui" / "search"


class Operators(NamedTuple):
    """Words in capitals.

    Attributes:
        either: one of two things is enough.
        without: what comes behind must not stand there.
    """

    either: frozenset[str]
    without: frozenset[str]


@cache
def operators() -> Operators:
    """Those of all languages: whoever reads in one may write in the other."""
    told = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.yaml"))]
    return Operators(*(frozenset(word for one in told for word in one[name]) for name in Operators._fields))
