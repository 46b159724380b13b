"""A round of talks in which one person bears a script for a name."""

from __future__ import annotations

from typing import Any

import msgspec

from pourparlers import Record
from rounds import round_records

NAME = "<script>alert('x')</script> \"& \u202e|{{ 7*7 }}"
_WAS = "Plamen Kostadinov"


def badly_named() -> list[Record]:
    """The records of the round; texts are as they were."""
    return [msgspec.convert(_renamed(msgspec.to_builtins(one)), Record) for one in round_records()]


def _renamed(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _renamed(value) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [_renamed(one) for one in told]
    return {_WAS: NAME, f"person:{_WAS}": f"person:{NAME}"}.get(told, told) if isinstance(told, str) else told
