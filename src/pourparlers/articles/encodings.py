"""From bytes to text: UTF-8, UTF-16 and UTF-32 by their marks, else the eight-bit encoding that reads best."""

from __future__ import annotations

import codecs
import re
from functools import cache

from pourparlers.articles.detect import letters
from pourparlers.model import ArticleError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BIT = ("cp1252", "mac_roman", "cp850", "iso8859_15")
_PRESS_MARKS = "«»“”„‘’–—…•·°§€£\u00a0"
# Programs and databases are a tenth to a half control characters, damaged text some thousandths.
_SAMPLE, _MOST_CONTROLS = 65_536, 0.05
_ZEROS = re.compile(rb"\0+")
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b")
_NOT_CONTROLS = bytes(byte for byte in range(256) if byte not in _CONTROLS)
# First bytes of files that hold no plain text, with what they are.
_BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a gzip archive",
    b"{\\rtf": "a rich text document",
}
_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)


def decode(data: bytes, where: str = "") -> str:
    """The text that `data` holds, without a byte order mark.

    Args:
        data: the content of a file.
        where: the name of the file, for the error.

    Raises:
        ArticleError: no encoding reads it as text.
    """
    _refuse_binary(data, where)
    encoding = _marked(data) or _declared(data)
    if encoding is None:
        encoding = "utf-8" if _is_utf8(data) else _best_eight_bit(data)
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        hint = "Save it as UTF-8."
        raise ArticleError(f"the file is not written in {encoding}, as it says.", where=where, hint=hint) from error


def encoding_of(data: bytes) -> str:
    """The name of the encoding of a file of many texts, told by a part of it.

    A few bytes that are no UTF-8 among many that are make no other encoding: one row of an export may be damaged.
    """
    if marked := _marked(data):
        return marked
    odd = [ch for ch in data.decode("utf-8", "surrogateescape") if ch > "\x7f"]
    damaged = sum("\udc80" <= ch <= "\udcff" for ch in odd)
    return "utf-8" if 2 * damaged <= len(odd) else _best_eight_bit(data)


def _control_share(sample: bytes) -> float:
    """How many of some bytes are control characters that no text has; none where every other byte may be zero.

    A run of zeros counts once: it is where a file was cut off, and what stands before it may be text.
    """
    if not sample or _marked(sample) is not None:
        return 0.0
    told = _ZEROS.sub(b"\0", sample)
    return len(told.translate(None, _NOT_CONTROLS)) / len(told)


def _refuse_binary(data: bytes, where: str) -> None:
    for start, kind in _BINARY.items():
        if data.startswith(start):
            raise ArticleError(f"the file is {kind}, not text.", where=where, hint="Save its text as UTF-8.")
    if _control_share(data[:_SAMPLE]) > _MOST_CONTROLS:
        raise ArticleError("the file is no text.", where=where, hint="Save its text as UTF-8.")


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    return _unmarked_utf16(data[:2000])


def _unmarked_utf16(start: bytes) -> str | None:
    """UTF-16 without its mark: in Latin script nearly every other byte is zero."""
    half = len(start) // 2
    if half < 4 or len(start) % 2 or b"\0" not in start:
        return None
    zeros = (start[0::2].count(0) / half, start[1::2].count(0) / half)
    if zeros[1] > 0.7 > 0.1 > zeros[0]:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > 0.7 > 0.1 > zeros[1] else None


def _declared(data: bytes) -> str | None:
    """The encoding that a page declares, where the bytes agree with it."""
    match = _CHARSET.search(data[:4096])
    if match is None or _is_utf8(data):
        return None
    name = match[1].decode("ascii", "replace")
    # Browsers read latin-1 as cp1252, and so are pages written.
    name = "cp1252" if name.lower() in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "utf-8"} else name
    try:
        data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _best_eight_bit(data: bytes) -> str:
    """The encoding in which most bytes above ASCII are letters of our languages or marks of the press."""
    high = bytes(byte for byte in data[:200_000] if byte > 127)
    return max(_EIGHT_BIT, key=lambda name: (_fit(high, name), -_EIGHT_BIT.index(name)))


def _fit(high: bytes, encoding: str) -> float:
    text = high.decode(encoding, "replace")
    return sum(1 if ch in _usual() else -1 for ch in text) - 2 * text.count("\ufffd")


@cache
def _usual() -> frozenset[str]:
    return frozenset(_PRESS_MARKS) | frozenset(letters())
