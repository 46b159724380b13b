"""What a process that reads and the one that watches it say to each other, over pipes: frames of msgpack."""

from __future__ import annotations

from typing import IO

import msgspec

from pourparlers.corpus.units import Unit
from pourparlers.model import Record

_LENGTH = 4

# An article of a unit: the number of its file, and that of its step in it.
Key = tuple[int, int]


class Ask(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Read a unit.

    Attributes:
        done: what was read already.
        passed: what is not to be taken out of its file again.
        stopped: from what on nothing is to be taken out of its file.
        alone: what is to be parsed by itself.
    """

    unit: Unit
    done: frozenset[Key] = frozenset()
    passed: frozenset[Key] = frozenset()
    stopped: frozenset[Key] = frozenset()
    alone: frozenset[Key] = frozenset()


class Ready(msgspec.Struct, frozen=True, tag=True):
    """A process can be asked."""


class Unable(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A process cannot read at all: a pipeline is not there."""

    what: str
    where: str
    hint: str


class Preparing(msgspec.Struct, frozen=True, tag=True):
    """What reading a language needs is loaded."""


class Taking(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What stands for an article is taken out of its file; `last`: nothing behind it comes out where it does not.

    Attributes:
        place: where it stands, where that is known beforehand.
    """

    key: Key
    last: bool
    place: str | None = None


class Making(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An article is made of what was taken."""

    key: Key
    place: str | None


class Reading(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Articles are parsed, which stand at these places of their files."""

    keys: tuple[Key, ...]
    places: tuple[str | None, ...]


class Kept(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An article was read; `copies`: what it is known by among its copies (`copies.sketch`)."""

    key: Key
    file: str
    place: str | None
    record: Record
    copies: bytes


class Failed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What is no article, or could not be read."""

    key: Key
    file: str
    place: str | None
    code: str
    what: str
    hint: str


class Aside(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An article was set aside: it can hold nothing that is looked for."""

    key: Key
    words: int


class Finished(msgspec.Struct, frozen=True, tag=True):
    """All of a unit is told."""


Result = Kept | Failed | Aside
Told = Ready | Unable | Preparing | Taking | Making | Reading | Kept | Failed | Aside | Finished

_to = msgspec.msgpack.Encoder()
_told = msgspec.msgpack.Decoder(Told)
_asked = msgspec.msgpack.Decoder(Ask)


def send(stream: IO[bytes], message: Ask | Told) -> None:
    """Write a message.

    Raises:
        OSError: nobody is there to read it.
    """
    stream.write(framed(_to.encode(message)))
    stream.flush()


def told(stream: IO[bytes]) -> Told | None:
    """The next message of a process that reads; None where it has ended."""
    data = frame(stream)
    return None if data is None else _told.decode(data)


def asked(stream: IO[bytes]) -> Ask | None:
    """The next question; None where nobody asks any more."""
    data = frame(stream)
    return None if data is None else _asked.decode(data)


def framed(data: bytes) -> bytes:
    """A frame of data."""
    return len(data).to_bytes(_LENGTH, "big") + data


def frame(stream: IO[bytes]) -> bytes | None:
    """The next frame; None where the stream ends."""
    length = stream.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    data = stream.read(int.from_bytes(length, "big"))
    return data if len(data) == int.from_bytes(length, "big") else None
