"""Processes of the room that read or write beside it, so that pages stay quick."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO


def environment() -> dict[str, str]:
    """That of this process; the software is found where this one found it."""
    package = str(Path(__file__).parents[2])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def own_output(nice: int, size: int = -1) -> BinaryIO:
    """The standard output of this process for what it tells alone: what libraries print goes to standard error.

    Args:
        nice: how far it stands back behind others, from 0 to 19.
        size: bytes that are gathered before they are written; as Python does where it is -1.
    """
    out = os.fdopen(os.dup(1), "wb", size)
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(nice)
    return out
