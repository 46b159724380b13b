"""What the texts of a corpus are known by, where there is more room than in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pourparlers.corpus.copies import BANDS, HASHES, KEYS, SIZE, Places, Words

_NONE = bytes(SIZE)


class Sketches:
    """What texts are known by, in files: one for each of their keys, and one for their values.

    Args:
        room: the folder for the files, which are written anew; `put` is to be called while they are open (`with`).
    """

    def __init__(self, room: Path) -> None:
        self._keys = [room / f"key-{band:02}" for band in range(BANDS)]
        self._values = room / "values"
        self._open = ExitStack()

    def __enter__(self) -> Sketches:
        self._files = [self._open.enter_context(file.open("wb")) for file in (*self._keys, self._values)]
        return self

    def __exit__(self, *told: object) -> None:
        self._open.close()

    def put(self, copies: Sequence[bytes]) -> list[bool]:
        """Keep those of the next texts; which have any."""
        told = np.frombuffer(b"".join(one or _NONE for one in copies), dtype=np.uint8).reshape(-1, SIZE)
        for file, keys in zip(self._files, _columns(told), strict=True):
            file.write(keys)
        return [bool(one) for one in copies]

    def keys(self, band: int, at: Places) -> Words:
        """The nth keys of texts, by their places in the order in which they were put."""
        told: Words = np.fromfile(self._keys[band], dtype="<u8")[at]
        return told

    def values(self, at: Places) -> npt.NDArray[np.uint8]:
        """The values of texts, by their places."""
        if not len(at):
            return np.zeros((0, HASHES), dtype=np.uint8)
        return np.asarray(np.memmap(self._values, dtype=np.uint8, mode="r").reshape(-1, HASHES)[at])

    def remove(self) -> None:
        """Remove the files."""
        for file in (*self._keys, self._values):
            file.unlink()


def _columns(told: npt.NDArray[np.uint8]) -> Iterator[bytes]:
    keys = np.ascontiguousarray(told[:, :KEYS]).view("<u8")
    yield from (keys[:, band].tobytes() for band in range(BANDS))
    yield told[:, KEYS:].tobytes()
