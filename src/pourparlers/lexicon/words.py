"""Lists of words, looked up by what they are rather than one after another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)
# A list as short as this is gone through as fast.
SHORT = 6


class Words(tuple[str, ...]):
    """Words in the order of a list, which of some hundred are found as fast as of one.

    Args:
        words: of the list.
    """

    _known: frozenset[str]

    def __new__(cls, words: Iterable[str]) -> Words:
        made = super().__new__(cls, words)
        made._known = frozenset(made)
        return made

    def __contains__(self, word: object) -> bool:
        return word in self._known


def looked_up(struct: T) -> T:
    """The same struct, its longer lists of words made `Words`."""
    for name in struct.__struct_fields__:
        value = getattr(struct, name)
        if isinstance(value, tuple) and len(value) > SHORT and all(isinstance(one, str) for one in value):
            msgspec.structs.force_setattr(struct, name, Words(value))
    return struct
