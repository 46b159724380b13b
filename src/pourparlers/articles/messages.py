"""Messages of e-mail as they are sent: their fields, the parts that are their text, and what is attached."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, cast

import msgspec

from pourparlers.articles.encodings import decode
from pourparlers.articles.markup import normalised, parse_html, refuse_bulk, text_of
from pourparlers.model import ArticleError, LengthError, PourparlersError

MOST_PARTS = 1_000
_DEEPEST = 40
# The longest text of an article in the widest encoding; pages of newsletters have a twentieth of it.
LARGEST_TEXT = 6_000_000
# The library keeps each line as an object: those of an attachment of 40 MB are half a million.
MOST_LINES = 1_000_000
_LONGEST_FIELD = 5_000
# Pictures and style of a page, and what proves who sent it, are no text and no attachment to a reader.
_UNREAD = re.compile(r"(?:image|font)/|application/(?:pgp-signature|(?:x-)?pkcs7-signature)", re.IGNORECASE)
_TEXTS = {"text/plain", "text/html", "text/enriched"}
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_HINT = "Save its text as a plain file."
_ADDRESS = re.compile(r"https?://\S+")


class _ShortFields(Compat32):
    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        # The library takes time with the square of the parameters of a field, already while it parses.
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_FIELD]


class Attachment(msgspec.Struct, frozen=True):
    """What is attached: a file, or another message."""

    name: str | None
    data: bytes = b""
    letter: Letter | None = None


class Letter:
    """A message.

    Args:
        message: as it was parsed.
        where: its file and place, for errors.
    """

    def __init__(self, message: Message, where: str = "") -> None:
        self._message = message
        self._where = where
        self._parts = 0
        self._texts: list[str] = []
        self.attachments: list[Attachment] = []
        self._collect(message, 0)

    @property
    def text(self) -> str:
        """What it says: its parts of text in order; of alternatives the plain one, where it is more than a stub."""
        return "\n\n".join(self._texts)

    def field(self, name: str) -> str | None:
        """A field of it, decoded; None where it is not there or empty."""
        return " ".join(_decoded(_raw(self._message, name)).split()) or None

    @property
    def day(self) -> str | None:
        """The day on which it was sent, in the zone of who sent it."""
        written = _raw(self._message, "date")
        try:
            day = parsedate_to_datetime(written).date()
            # The library makes 2000 of "0000".
            return day.isoformat() if re.search(rf"\b{day.year}\b|[A-Za-z][ -]{day.year % 100:02}\b", written) else None
        except (ValueError, TypeError, IndexError, OverflowError):
            return None

    @property
    def sender(self) -> str | None:
        """The name of who sent it; None where only the address is told."""
        try:
            name, _ = parseaddr(_raw(self._message, "from"))
        except (ValueError, IndexError, RecursionError):  # comments within comments without end
            return None
        told = " ".join(_decoded(name).split()).strip("\"' ")
        return told if told and "@" not in told else None

    @property
    def identifier(self) -> str | None:
        """Its id, without the brackets around it."""
        return _raw(self._message, "message-id").strip().strip("<>").strip() or None

    def _collect(self, part: Message, depth: int) -> None:
        self._parts += 1
        if depth > _DEEPEST or self._parts > MOST_PARTS:
            what = f"the message has more than {MOST_PARTS:,} parts or {_DEEPEST} levels of them."
            raise ArticleError(what, where=self._where, hint=_HINT)
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            inner = _children(part)[0]
            self.attachments.append(Attachment(name=_file_name(part), letter=Letter(inner, self._where)))
        elif kind == "multipart/alternative" and part.is_multipart():
            self._choose(_children(part), depth)
        elif part.is_multipart():
            for child in _children(part):
                self._collect(child, depth + 1)
        else:
            self._take(part, kind)

    def _choose(self, children: list[Message], depth: int) -> None:
        """Of several ways to say the same the plain one, but where it only says to look at the other."""
        versions: list[list[str]] = []
        kept, self._texts = self._texts, []
        for child in children:
            self._collect(child, depth + 1)
            versions.append(self._texts)
            self._texts = []
        told = [version for version in versions if "".join(version).strip()]
        best = next((version for version in told if not _is_stub(version, told)), told[-1] if told else [])
        self._texts = kept + best

    def _take(self, part: Message, kind: str) -> None:
        name = _file_name(part)
        attached = name is not None or part.get_content_disposition() == "attachment"
        if _UNREAD.match(kind):
            return
        if not attached and (kind in _TEXTS or kind.startswith("multipart/")):
            if (text := _text(part, kind, self._where)).strip():
                self._texts.append(text)
        else:
            self.attachments.append(Attachment(name=name, data=_payload(part)))


def parsed(data: bytes, where: str = "") -> Letter:
    """A message as it was sent.

    Raises:
        ArticleError: it cannot be read.
        LengthError: it holds more than an article.
    """
    if data.count(b"\n") > MOST_LINES:
        raise LengthError(f"the message has more than {MOST_LINES:,} lines.", where=where, hint=_HINT)
    try:
        return Letter(message_from_bytes(data, policy=_ShortFields()), where)
    except PourparlersError:
        raise
    except (Exception, RecursionError) as error:  # the library lets through what headers and parts made by hand raise
        what = f"the message cannot be read: {type(error).__name__}."
        raise ArticleError(what, where=where, hint=_HINT) from error


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return cast("list[Message]", payload) if isinstance(payload, list) else []


def _is_stub(version: list[str], versions: list[list[str]]) -> bool:
    """Whether a version says much less than the longest: "Your program does not show HTML: http://…"."""

    def words(texts: list[str]) -> int:
        return len(_ADDRESS.sub("", " ".join(texts)).split())

    return words(version) * 2 < max(words(one) for one in versions)


def _text(part: Message, kind: str, where: str) -> str:
    data = _payload(part)
    if len(data) > LARGEST_TEXT:
        what = f"the text of the message is larger than {LARGEST_TEXT // 1_000_000} MB."
        raise LengthError(what, where=where, hint=_HINT)
    text = _in_charset(data, part.get_content_charset(), where)
    if kind == "text/html":
        return _shown(text)
    flowed = str(part.get_param("format") or "").lower() == "flowed"
    return _unflowed(text, str(part.get_param("delsp") or "").lower() == "yes") if flowed else text.strip("\n")


def _payload(part: Message) -> bytes:
    payload: Any = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _in_charset(data: bytes, charset: str | None, where: str) -> str:
    """The text of a part in the charset that it declares, where that reads it; else in the one that reads best."""
    # What calls itself Latin-1 is Windows-1252, as every browser takes it.
    named = "cp1252" if charset in {"iso-8859-1", "latin-1", "latin1"} else charset
    try:
        if named and named not in {"us-ascii", "ascii", "unknown-8bit"}:
            return normalised(data.decode(named))
    except (LookupError, ValueError):
        pass
    return normalised(decode(data, where)) if data else ""


def _shown(text: str) -> str:
    """The text of a page without what it hides, such as the line that mail programs show in their lists."""
    if not text.strip():
        return ""
    refuse_bulk(text)
    root = parse_html(text)
    for element in [one for one in root.iter() if isinstance(one.tag, str) and _HIDDEN.search(one.get("style") or "")]:
        element.text = None
        for child in list(element):
            element.remove(child)
    return text_of(root)


def _unflowed(text: str, delete_space: bool) -> str:
    """Text of which a blank at the end of a line tells that the line goes on (RFC 3676)."""
    out: list[str] = []
    goes_on: str | None = None
    for line in text.split("\n"):
        quoted = re.match(r">*", line)
        marks = quoted[0] if quoted else ""
        body = line[len(marks) :].removeprefix(" ")
        if goes_on == marks and out:
            out[-1] += body
        else:
            out.append(f"{marks} {body}" if marks else body)
        flows = body.endswith(" ") and body != "-- "
        goes_on = marks if flows else None
        if flows and delete_space:
            out[-1] = out[-1][:-1]
    return "\n".join(line.rstrip(" ") for line in out).strip("\n")


def _file_name(part: Message) -> str | None:
    name = part.get_filename()
    # A name is told in errors and by its ending; it never becomes a path.
    told = re.split(r"[\\/]", " ".join(_decoded(name).split()))[-1][:120] if name else ""
    return told or None


def _raw(message: Message, name: str) -> str:
    for key, value in message.raw_items():
        if key.lower() == name:
            return str(value)[:_LONGEST_FIELD]
    return ""


def _decoded(raw: str) -> str:
    """A field with its encoded words in place: "=?utf-8?q?N=C3=A9go?=" is "Négo"."""
    try:
        raw.encode("utf-8")
    except UnicodeEncodeError:
        raw = _detected(raw.encode("utf-8", "surrogateescape"))
    try:
        return "".join(_piece(piece, charset) for piece, charset in decode_header(raw))
    except (HeaderParseError, ValueError):
        return raw


def _piece(piece: str | bytes, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:
        return piece.decode("raw-unicode-escape", "replace")
    try:
        return piece.decode(charset)
    except (LookupError, ValueError):
        return _detected(piece)


def _detected(data: bytes) -> str:
    try:
        return decode(data)
    except ArticleError:
        return data.decode("latin-1")
