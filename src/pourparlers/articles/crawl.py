"""The records of a WARC file one after the other, each with its place; what is broken is told and passed over.

A record begins at a byte of the file as it lies there: where its own gzip member begins, or its first line; where a
file was packed as one piece, at a byte of what it unpacks to.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Generator, Iterator
from io import SEEK_END, RawIOBase
from typing import Any, BinaryIO, TypeVar, cast

import msgspec

from pourparlers.articles.file import File
from pourparlers.articles.source import Problem, within
from pourparlers.model import ArticleError

# More than a page ever has; a record that tells of more is passed over without being read.
LARGEST_RECORD = 50_000_000
# A file is read on behind what is broken; each time costs what the broken record tells it has.
MOST_BROKEN = 100
_MOST_BROKEN_OF_ONE_PIECE = 10
_MOST_LARGE = 5_000
_PART = 1_048_576
# Two line ends stand behind a record, and here and there two more.
_ROOM = 8
# So much of a member tells whether it holds a record.
_LOOK = 512
_GZIP = b"\x1f\x8b\x08"
_BEGINS = b"WARC/1."
_LENGTH = re.compile(rb"^content-length:[ \t]{0,20}(\d{1,15})[ \t]{0,20}\r?$", re.IGNORECASE | re.MULTILINE)
_HINT = "The file may be damaged or cut off: fetch it again; --start begins behind it."
T = TypeVar("T")


class Record:
    """A record at hand: what it holds can be read until the next one is asked for.

    Attributes:
        offset: where it begins, in bytes.
        kind: its WARC-Type: "response".
        length: of its block, in bytes.
    """

    def __init__(self, record: Any, length: int) -> None:
        self._record = record
        self.offset = int(record.stream_pos)
        self.length = length
        self.kind = (self.header("WARC-Type") or "").lower()
        self.taken = 0
        self.failed = False

    def header(self, name: str) -> str | None:
        """The value of one of its headers."""
        value = self._record.headers.get(name)
        return value.strip() if value else None

    def read(self, most: int) -> bytes:
        """The next bytes of its block.

        Args:
            most: how many.

        Raises:
            ArticleError: it is damaged, or has fewer than it tells.
        """
        wanted = min(most, self.length - self.taken)
        try:
            content = cast(bytes, _tried(lambda: self._record.reader.read(wanted))) if wanted > 0 else b""
            self.taken += len(content)
            if len(content) < wanted:
                raise _BrokenError("it is cut off")
        except _BrokenError as error:
            self.failed = True
            raise ArticleError(f"the record is broken: {error}.", hint=_HINT) from error
        return content

    def pass_over(self) -> None:
        """Go to its end.

        Raises:
            _BrokenError: it is damaged, or has fewer bytes than it tells.
        """
        if self.taken + int(_tried(self._record.consume)) < self.length:
            raise _BrokenError("it is cut off")


class _BrokenError(Exception):
    pass


class _Failed(msgspec.Struct, frozen=True):
    """Where reading came to an end: behind a record that was read well, or in one that was not."""

    offset: int
    what: str
    told: bool = False
    behind: bool = False
    large: bool = False


def records(
    file: File, start: int = 0, stop: int | None = None, *, exact: bool = True
) -> Iterator[Record | Problem]:
    """Yield the records of a file that begin in a part of it.

    Args:
        file: a WARC file, plain or packed with gzip.
        start, stop: half-open, in bytes as places of its records tell them; to the end where `stop` is None.
        exact: whether a record begins at `start`; else the first that begins behind it is the first.

    Raises:
        ArticleError: it cannot be opened, or nothing more of it can be read.
    """
    archive = _Archive(file)
    first = start if exact or not start else archive.next_record(start)
    if first is None:
        return
    for offset, one in _placed(archive, file.name, first):
        if stop is not None and offset >= stop:
            return
        yield one


def packed_as_one(file: File) -> bool:
    """Whether a file was packed as one piece, so that none of its records is reached but through those before."""
    return _Archive(file).one_piece


def _placed(archive: _Archive, name: str, start: int) -> Iterator[tuple[int, Record | Problem]]:
    """Records and problems with their offsets, from a record on."""
    at: int | None = start
    behind: _Failed | None = None
    left = {True: _MOST_LARGE, False: _MOST_BROKEN_OF_ONE_PIECE if archive.one_piece else MOST_BROKEN}
    while min(left.values()):
        failed = yield from archive.read_from(at or 0, behind)
        if failed is None:
            return
        left[failed.large] -= 1
        if not failed.told and not failed.behind:
            yield _problem(name, failed)
        at = archive.next_record(failed.offset + 1)
        if at is None:
            if failed.behind:
                yield _problem(name, failed)
            return
        behind = failed if failed.behind else None
    what = "too much of the file is broken; it is not read further."
    raise ArticleError(what, where=within(name, f"record {at}"), hint=_HINT)


def _problem(name: str, failed: _Failed) -> tuple[int, Problem]:
    where = within(name, f"record {failed.offset}")
    return failed.offset, Problem(where=where, error=ArticleError(failed.what, where=where, hint=_HINT))


class _Archive:
    """A file with the way in which it is packed."""

    def __init__(self, file: File) -> None:
        self._file = file
        with file.packed() as stream:
            self._packed = stream.read(len(_GZIP)) == _GZIP
            stream.seek(0)
            self.one_piece = self._packed and _several_in_one(stream)

    def read_from(
        self, start: int, behind: _Failed | None
    ) -> Generator[tuple[int, Record | Problem], None, _Failed | None]:
        """Yield records up to the end, or up to what is broken, which is returned.

        Args:
            start: where to begin.
            behind: what was found broken before it, to be told where its first record is not what is broken.
        """
        from fastwarc.warc import ArchiveIterator

        last, first, within_one = start, True, True
        with self._opened(start) as stream:
            try:
                found = _tried(lambda: ArchiveIterator(stream, parse_http=False))
                while (record := _tried(lambda: next(found, None))) is not None:
                    last, within_one = int(record.stream_pos), True
                    length = _length(record)
                    if first and behind is not None:
                        yield _problem(self._file.name, behind)
                    first = False
                    if length > LARGEST_RECORD and not self.one_piece:
                        what = f"the record tells that it has {length:,} bytes, and is passed over."
                        return _Failed(last, what, large=True)
                    one = Record(record, length)
                    yield last, one
                    if one.failed:
                        return _Failed(last, "", told=True)
                    one.pass_over()
                    within_one = False
                if (rest := _tried(lambda: self._rest(stream, last))) is not None:
                    return _Failed(rest, "the file is damaged or cut off here.")
            except _BrokenError as error:
                if within_one:
                    return _Failed(last, f"the record is broken: {error}.")
                return _Failed(last, f"what stands behind the record is broken: {error}.", behind=True)
        return None

    def _rest(self, stream: BinaryIO, last: int) -> int | None:
        """Where what is left of a packed file begins: a last record too short for any of it to be unpacked."""
        if isinstance(stream, _Unpacked):
            return None if stream.whole else stream.tell()
        if not self._packed:
            return None
        unpacking, at = zlib.decompressobj(31), last
        stream.seek(last)
        while not unpacking.eof and (part := stream.read(_PART)):
            at += len(part)
            while part and not unpacking.eof:
                unpacking.decompress(part, _PART)
                part = unpacking.unconsumed_tail
        left = unpacking.unused_data + stream.read(_PART)
        return at - len(unpacking.unused_data) if unpacking.eof and left.strip(b"\0") else None

    def _opened(self, at: int) -> BinaryIO:
        stream = self._file.packed()
        end = stream.seek(0, SEEK_END)
        stream.seek(0 if self.one_piece else min(at, end))
        if self.one_piece:
            stream = cast(BinaryIO, _Unpacked(stream))
            while (left := at - stream.tell()) > 0 and stream.read(min(left, _PART)):
                continue
        if stream.tell() < at:
            stream.close()
            what = f"the file ends before byte {at:,}."
            raise ArticleError(what, where=self._file.name, hint="Give --start a place that it was said to have.")
        return stream

    def next_record(self, at: int) -> int | None:
        """Where the next record begins, at or behind a byte; None where there is none."""
        mark = _GZIP if self._packed and not self.one_piece else _BEGINS
        with self._opened(at) as stream:
            base, held = at, b""
            while part := stream.read(_PART):
                held += part
                place = held.find(mark)
                while place >= 0:
                    if self._is_record(base + place, held, place):
                        return base + place
                    place = held.find(mark, place + 1)
                cut = max(0, len(held) - len(_BEGINS))
                base, held = base + cut, held[cut:]
        return None

    def _is_record(self, at: int, held: bytes, place: int) -> bool:
        """Whether a record begins here: in a packed file a member that unpacks to one, else a line."""
        if not self._packed or self.one_piece:
            return place == 0 or held[place - 1 : place] == b"\n"
        begun = held[place : place + _LOOK]
        if len(begun) < _LOOK:
            with self._file.packed() as stream:
                stream.seek(at)
                begun = stream.read(_LOOK)
        try:
            return zlib.decompressobj(31).decompress(begun, 16).startswith(_BEGINS)
        except zlib.error:
            return False


def _tried(do: Callable[[], T]) -> T:
    try:
        return do()
    except (OSError, ValueError, EOFError, zlib.error) as error:
        raise _BrokenError(str(error)[:100].rstrip(".") or type(error).__name__) from error
    except BaseException as error:
        # What the library did not expect is a panic of Rust, which is no Exception.
        if type(error).__name__ == "PanicException":
            raise _BrokenError("the library cannot read it") from error
        raise


def _length(record: Any) -> int:
    written = (record.headers.get("Content-Length") or "").strip()
    if not written.isascii() or not written.isdigit() or len(written) > 18:
        raise _BrokenError("it does not tell its length")
    return int(written)


def _several_in_one(stream: BinaryIO) -> bool:
    """Whether the first gzip member of a file holds more than the first record, whatever that tells of its length."""
    unpacking, seen, total, end = zlib.decompressobj(31), b"", 0, None
    try:
        while not unpacking.eof and total < 2 * LARGEST_RECORD and (part := stream.read(_PART // 16)):
            while part and not unpacking.eof:
                out = unpacking.decompress(part, _PART)
                part, total = unpacking.unconsumed_tail, total + len(out)
                seen += out[: max(0, _PART - len(seen))]
                end = end or _end_of_first(seen)
                if end is not None and total > end:
                    return True
    except zlib.error:
        return False
    return (end is None or total < end - _ROOM) and b"\r\n\r\n" + _BEGINS in seen


def _end_of_first(seen: bytes) -> int | None:
    """Where the first record and the room behind it end at the latest; None where its header is not whole."""
    head, mark, _ = seen.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    return len(head) + len(mark) + int(length[1]) + _ROOM if mark and length else None


class _Unpacked(RawIOBase):
    """What gzip members unpack to, as far as they go: where they are damaged or cut off, it ends."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed, self._at, self._left = packed, 0, b""
        self._unpacking = zlib.decompressobj(31)
        self.whole = True

    def readable(self) -> bool:
        """That it can be read."""
        return True

    def tell(self) -> int:
        """How many bytes have been read."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as one step of unpacking goes."""
        out = b""
        while not out and self._more():
            try:
                out = self._unpacking.decompress(self._left, len(buffer))
            except zlib.error:
                self.whole = False
                return 0
            self._left = self._unpacking.unused_data or self._unpacking.unconsumed_tail
            self.whole = self._unpacking.eof
            if self._unpacking.eof:
                self._unpacking = zlib.decompressobj(31)
        buffer[: len(out)] = out
        self._at += len(out)
        return len(out)

    def _more(self) -> bool:
        if not self._left:
            self._left = self._packed.read(_PART // 16)
        return bool(self._left)

    def close(self) -> None:
        """Close the file below it."""
        self._packed.close()
        super().close()
