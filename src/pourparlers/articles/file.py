"""A file that may hold articles: its first bytes, its content, and never more of either than is asked for."""

from __future__ import annotations

import gzip
import zlib
from codecs import BOM_UTF8
from functools import cached_property
from io import BufferedReader, BytesIO, RawIOBase, TextIOWrapper
from os import SEEK_END
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

from pourparlers.articles.encodings import decode, encoding_of
from pourparlers.articles.markup import normalised
from pourparlers.articles.part import Part
from pourparlers.model import ArticleError, LengthError, PourparlersError

LARGEST_FILE = 20_000_000
# Exports of press databases hold up to some hundred articles, PDFs and office documents pictures.
LARGEST_EXPORT = 200_000_000
HEAD = 65_536
_PART = 1_000_000
# Tables and logs that say the same on each line unpack to some fifty times their size; runs of one byte to a thousand.
_MOST_UNPACKED = 200
_GZIP = b"\x1f\x8b"


class File:
    """A file, or bytes that came some other way.

    Args:
        source: its path, or its content.
        name: what to call it in errors; its path where left out.
    """

    def __init__(self, source: str | Path | bytes, name: str = "") -> None:
        self._content = source if isinstance(source, bytes) else None
        self.path = None if isinstance(source, bytes) else Path(source)
        self.name = spoken(name or str(self.path or ""))

    @property
    def stem(self) -> str:
        """Its name without folder and ending; empty for bytes without a name."""
        return Path(self.name).stem

    @property
    def suffix(self) -> str:
        """The ending of its name in lower case, ".gz" not counted: ".csv" for "A.CSV.gz"."""
        endings = [ending.lower() for ending in Path(self.name).suffixes if ending.lower() != ".gz"]
        return endings[-1] if endings else ""

    @property
    def size(self) -> int:
        """How many bytes it has, as it lies there.

        Raises:
            ArticleError: it cannot be opened.
        """
        with self.packed() as stream:
            return stream.seek(0, SEEK_END)

    @property
    def is_packed(self) -> bool:
        """Whether it is a gzip file."""
        with self.packed() as stream:
            return stream.read(len(_GZIP)) == _GZIP

    @property
    def mark(self) -> int:
        """How many bytes of it are the mark of UTF-8 before its text."""
        return len(BOM_UTF8) if self._encoding == "utf-8-sig" else 0

    @property
    def has_bytes(self) -> bool:
        """Whether a line feed, as all of ASCII, is one byte of its text, and no other character's: not in UTF-16."""
        return not self._encoding.startswith(("utf-16", "utf-32"))

    def bytes_of(self, text: str) -> int:
        """How many bytes of it some of its characters are, as `characters` gives them, where it `has_bytes`."""
        if text.isascii() or not self._encoding.startswith("utf-8"):
            return len(text)
        return len(text.encode("utf-8", "surrogateescape"))

    @cached_property
    def head(self) -> bytes:
        """Its first bytes, unpacked where it is a gzip file.

        Raises:
            ArticleError: it cannot be opened.
        """
        try:
            with self.open() as stream:
                return _beginning(stream)
        except OSError as error:
            raise _unopened(self.name, error) from error

    @cached_property
    def start(self) -> str:
        """The text that it begins with; empty where it is no text."""
        try:
            return normalised(decode(_whole_characters(self.head), self.name))
        except ArticleError:
            return ""

    def characters(self, line_end: str = "", part: Part | None = None) -> TextIO:
        """Its text as a stream, unpacked where it is a gzip file: to be closed, and read in bounded parts.

        A byte that is not written as the others are comes as half of a surrogate pair, so that its place can be told.

        Args:
            line_end: what ends a line; all that may, and kept as they are, where it is empty.
            part: the bytes of it that are meant; all where None.
        """
        # The mark of UTF-8 stands at the beginning of a file; before a part of it, it is a character.
        encoding = "utf-8" if part and part.start and self._encoding == "utf-8-sig" else self._encoding
        errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        stream = self.open() if part is None else cast(BinaryIO, BufferedReader(_Bounded(self.open(), part), HEAD))
        return TextIOWrapper(stream, encoding, errors=errors, newline=line_end)

    @cached_property
    def _encoding(self) -> str:
        """The encoding of a text of any length; where it begins in ASCII, that of the first bytes that are not."""
        if not _whole_characters(self.head).isascii():
            return encoding_of(_whole_characters(self.head))
        seen = len(self.head)
        with self.open() as stream:
            while part := stream.read(_PART):
                seen += len(part)
                if not part.isascii() or seen > LARGEST_EXPORT:
                    return encoding_of(_whole_characters(part + stream.read(3)))
        return encoding_of(self.head)

    def open(self) -> BinaryIO:
        """Its content as a stream, unpacked where it is a gzip file: to be closed, and read in bounded parts."""
        stream = self.packed()
        packed = stream.read(2) == _GZIP
        stream.seek(0)
        return cast(BinaryIO, BufferedReader(_Unpacked(stream, self.name), HEAD)) if packed else stream

    def packed(self) -> BinaryIO:
        """Its content as it lies there, a stream that can be sought in.

        Raises:
            ArticleError: it cannot be opened.
        """
        if self._content is not None:
            return BytesIO(self._content)
        assert self.path is not None
        try:
            if self.path.exists() and not self.path.is_file():
                what = "the file cannot be opened: it is a folder or a device."
                raise ArticleError(what, where=self.name, hint="Give a file.")
            return self.path.open("rb")
        except OSError as error:
            raise _unopened(self.name, error) from error

    def data(self, most: int = LARGEST_FILE) -> bytes:
        """All of its content, unpacked.

        Args:
            most: how many bytes it may have.

        Raises:
            ArticleError: it cannot be opened or unpacked.
            LengthError: it has more.
        """
        try:
            with self.open() as stream:
                content = stream.read(most + 1)
        except OSError as error:
            raise _unopened(self.name, error) from error
        if len(content) > most:
            what = f"the file is larger than {most // 1_000_000} MB."
            raise LengthError(what, where=self.name, hint="Give each article a file of its own.")
        return content

    def text(self, most: int = LARGEST_FILE) -> str:
        """Its text, with line feeds as line ends.

        Raises:
            ArticleError: it is no text.
            LengthError: it has more than `most` bytes.
        """
        return normalised(decode(self.data(most), self.name))


def spoken(path: str) -> str:
    """A path as it can be told and kept: bytes of names that are no UTF-8 are halves of characters in Python."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class _Bounded(RawIOBase):
    """The bytes of a part of a stream."""

    def __init__(self, stream: BinaryIO, part: Part) -> None:
        stream.seek(part.start)
        self._stream = stream
        self._left = None if part.stop is None else part.stop - part.start

    def readable(self) -> bool:
        """That it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as the part goes."""
        part = self._stream.read(len(buffer) if self._left is None else min(len(buffer), self._left))
        if self._left is not None:
            self._left -= len(part)
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Close the file below it."""
        self._stream.close()
        super().close()


class _Unpacked(RawIOBase):
    """What a gzip file unpacks to, as long as it is of a size that its own size lets expect.

    Raises:
        ArticleError: it is damaged or cut off.
        LengthError: it unpacks to so much more that it is made to.
    """

    def __init__(self, packed: BinaryIO, name: str) -> None:
        self._packed, self._name = packed, name
        self._stream = gzip.GzipFile(fileobj=packed)
        self._taken = 0

    def readable(self) -> bool:
        """That it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as one step of unpacking goes."""
        try:
            part = self._stream.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise _damaged(self._name) from error
        self._taken += len(part)
        if self._taken > LARGEST_FILE + HEAD and self._taken > _MOST_UNPACKED * self._packed.tell():
            what = f"the gzip file unpacks to more than {_MOST_UNPACKED} times its size; it is not read further."
            raise LengthError(what, where=self._name, hint="It holds no articles, or unpack it by hand.")
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Close the file below it."""
        self._packed.close()
        super().close()


def _beginning(stream: BinaryIO) -> bytes:
    """The first bytes of a stream; of a gzip file that is damaged or cut off, those that can be had."""
    out = b""
    while len(out) < HEAD:
        try:
            part = stream.read1(HEAD - len(out))  # type: ignore[attr-defined]
        except ArticleError:
            if out:
                break
            raise
        if not part:
            break
        out += part
    return out


def _whole_characters(head: bytes) -> bytes:
    """The head without a character of UTF-8 that its end cuts in two."""
    for cut in range(4):
        try:
            head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return head[: len(head) - cut]
    return head


def _damaged(where: str) -> PourparlersError:
    hint = "Unpack it by hand, or fetch it again."
    return ArticleError("the gzip file is damaged or cut off.", where=where, hint=hint)


def _unopened(where: str, error: OSError) -> PourparlersError:
    reason = (error.strerror or str(error)).lower()
    return ArticleError(f"the file cannot be opened: {reason}.", where=where, hint="Check its name.")
