"""What pages are made of besides their text: styles, scripts and what is vendored, each named with its hash."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "static"


@cache
def version(name: str) -> str:
    """The beginning of the hash of a file: a browser keeps it until it changes."""
    return sha256((FOLDER / name).read_bytes()).hexdigest()[:10]


def files() -> list[Path]:
    """All of them."""
    return sorted(path for path in FOLDER.rglob("*") if path.is_file())
