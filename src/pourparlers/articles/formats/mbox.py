"""Boxes of e-mail (mbox): message by message, however large the box is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from pourparlers.articles.file import File
from pourparlers.articles.formats.mail import LARGEST_MESSAGE, begins_message, read_message
from pourparlers.articles.messages import MOST_LINES
from pourparlers.articles.part import Part
from pourparlers.articles.source import How, Problem, Source, Step, taken, within
from pourparlers.model import LengthError, PourparlersError

_LINE = 1_000_000
# "From marie@courrier.example Thu Mar 16 18:30:00 2023"; programs write "From - Thu …" and "From MAILER-DAEMON Thu …".
_FROM = re.compile(
    rb"From \S{1,300} {1,3}[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{5,8} [^\n]{0,40}?\d{4}[^\n]{0,10}\r?\n?$"
)
_FIELD = re.compile(rb"[!-9;-~]{1,76}:|>?From ")
# Lines of a text that begin so are written with a mark more, so that none is taken for the beginning of a message.
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def fits(file: File) -> bool:
    """Whether a file is a box of e-mail, told by its first two lines."""
    first, _, rest = file.head.partition(b"\n")
    return _FROM.match(first + b"\n") is not None and begins_message(
        rest[:8_000].decode("latin-1").replace("\r\n", "\n"), 2
    )


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of a box, message by message.

    Raises:
        ArticleError: it cannot be opened.
    """
    yield from taken(steps(file, how))


def steps(file: File, how: How) -> Iterator[Step]:
    """What reading does, message by message; of one that is broken off in, nothing more comes.

    Raises:
        ArticleError: it cannot be opened.
    """
    part = how.part or Part(start=0)
    with file.open() as stream:
        if part.start:
            stream.seek(part.start)
        for number, message in enumerate(_messages(stream, part), part.before + 1):
            place = f"message {number}"
            going = _Going(_read(message, file.name, how, place))
            while going.on:
                going.on = False
                yield Step(going.take, place)


def parts(file: File, how: How, size: int) -> Iterator[Part | None]:
    """Parts of so many bytes of a box, each of whole messages; None for one that is packed."""
    if file.is_packed:
        yield None
        return
    start = before = messages = at = held = 0
    with file.open() as stream:
        for line, starts in _lines(stream):
            if starts:
                messages, held = messages + (held > 0), 0
                if at - start >= size:
                    yield Part(start=start, stop=at, before=before)
                    start, before = at, messages
            else:
                held += len(line)
            at += len(line)
    yield Part(start=start, before=before)


class _Going:
    """The articles of a message, one after the other, as long as each is taken: `on` tells whether one may follow."""

    def __init__(self, found: Iterator[Source | Problem]) -> None:
        self._found = found
        self.on = True

    def take(self) -> Source | Problem | None:
        """The next one; None where there is none."""
        one = next(self._found, None)
        self.on = one is not None
        return one


def _read(message: bytes | None, where: str, how: How, place: str) -> Iterator[Source | Problem]:
    try:
        if message is None:
            what = f"the message is larger than {LARGEST_MESSAGE // 1_000_000} MB or {MOST_LINES:,} lines."
            raise LengthError(what, where=within(where, place), hint="Save it without its attachments.")
        yield from read_message(message, where, how, place)
    except PourparlersError as error:
        yield Problem(where=within(where, place), error=error)


def _messages(stream: BinaryIO, part: Part) -> Iterator[bytes | None]:
    """The messages that begin in a part of a box, from its beginning on; None for one that is too large to be kept."""
    lines: list[bytes] = []
    size, at = 0, part.start
    for line, starts in _lines(stream):
        if starts and part.stop is not None and at >= part.stop:
            break
        at += len(line)
        if starts:
            if size:
                yield _message(lines, size)
            lines, size = [], 0
            continue
        size += len(line)
        if size <= LARGEST_MESSAGE and len(lines) < MOST_LINES:
            lines.append(line)
        else:
            lines, size = [], LARGEST_MESSAGE + 1
    if size:
        yield _message(lines, size)


def _message(lines: list[bytes], size: int) -> bytes | None:
    return _ESCAPED.sub(rb"\1", b"".join(lines)) if size <= LARGEST_MESSAGE else None


def _lines(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Lines with whether each begins a message: after a blank line and before a field, as prose seldom does."""
    line, after_blank = stream.readline(_LINE), True
    while line:
        following = stream.readline(_LINE)
        starts = after_blank and _FROM.match(line) is not None and _FIELD.match(following) is not None
        yield line, starts
        after_blank = not line.strip()
        line = following
