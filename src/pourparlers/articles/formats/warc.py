"""WARC: the pages of a crawl, such as those of Common Crawl's news, without unpacking the file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import partial

from pourparlers.articles.crawl import Record, packed_as_one, records
from pourparlers.articles.detect import checked_language, detect
from pourparlers.articles.encodings import decode
from pourparlers.articles.file import File
from pourparlers.articles.formats.html import read_page
from pourparlers.articles.markup import normalised
from pourparlers.articles.part import Part
from pourparlers.articles.source import How, Problem, Source, Step, taken, within
from pourparlers.model import ArticleError, LanguageError, LengthError, PourparlersError

LARGEST_PAGE = 5_000_000
_ARC = b"filedesc://"
_HTTP_HEAD = 32_768
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]{1,9}(\d{3})")
_HTML = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")
_LANGUAGE = re.compile(r"<html\b[^>]{0,1000}?\blang\s{0,9}=\s{0,9}[\"']?([A-Za-z]{2,3})", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p(?:\s[^<>]{0,300})?>([^<>]{40,3000})")
_LEAST_WORDS = 80
_SAMPLE = 3_000
_OTHER_PROTOCOLS = ("dns:", "ftp:", "whois:", "urn:", "gemini:", "gopher:")
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
# Browsers read latin-1 as cp1252; and what is not UTF-8 is none, whatever its server tells.
_LATIN_1 = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "utf-8", "utf8"}
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n")


def fits(file: File) -> bool:
    """Whether a file is a WARC, packed or not, told by how it begins; or an ARC, which came before it."""
    return file.head.startswith((b"WARC/", _ARC))


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of the pages of a crawl; records that are no pages are passed over.

    Raises:
        ArticleError: the library for it is not installed, no record is a page, or nothing more can be read.
    """
    yield from taken(steps(file, how))


def steps(file: File, how: How) -> Iterator[Step]:
    """What reading does, record by record: a page is looked at when its step is taken, and at no other time.

    Raises:
        ArticleError: the library for it is not installed, or nothing more can be read.
    """
    _library(file.name)
    if file.head.startswith(_ARC):
        hint = "Convert it to WARC, with warcio for example: warcio recompress a.arc.gz a.warc.gz."
        raise ArticleError("the file is an ARC, the form before WARC.", where=file.name, hint=hint)
    part = how.part or Part(start=how.start)
    pages = _Pages(file.name)
    for record in records(file, part.start, part.stop, exact=how.part is None):
        place = f"record {record.offset}" if isinstance(record, Record) else None
        yield Step(partial(pages.read, record), place)
    if how.part is None and not how.start:
        yield Step(pages.refuse_none)


class _Pages:
    """The articles of the pages of a crawl, and whether there were any."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._any = False

    def read(self, record: Record | Problem) -> Source | Problem | None:
        """The article of a record; None where the record is no page."""
        told = record if isinstance(record, Problem) else _read(record, self._name)
        self._any = self._any or told is not None
        return told

    def refuse_none(self) -> None:
        """Raises ArticleError where no record was a page."""
        if not self._any:
            what = "no record of the file is a web page that was answered."
            hint = "WARC files of responses are read, not those of texts or links."
            raise ArticleError(what, where=self._name, hint=hint)


def parts(file: File, how: How, size: int) -> Iterator[Part]:
    """Parts of so many bytes of a crawl, each with the records that begin in it.

    A crawl that was packed as one piece is one part: no record of it is reached but through those before.
    """
    end = file.size
    step = end if packed_as_one(file) else size
    starts = range(0, end, max(1, step))
    yield from (Part(start=start, stop=start + step if start + step < end else None) for start in starts)


def _library(where: str) -> None:
    try:
        import fastwarc  # noqa: F401
    except ImportError as error:
        hint = "pip install 'pourparlers[warc]'"
        raise ArticleError("FastWARC is not installed, which reads crawls.", where=where, hint=hint) from error


def _read(record: Record, name: str) -> Source | Problem | None:
    """The article of a record, why there is none, or None where the record is no page."""
    place = f"record {record.offset}"
    where = within(name, place)
    try:
        page = _page(record)
        if page is None:
            return None
        content, charset = page
        text = normalised(_decoded(content, charset))
        _refuse_foreign(text)
        source = read_page(text, where)
    except PourparlersError as error:
        return Problem(where=where, error=type(error)(error.what, where=where, hint=error.hint))
    url, identifier = record.header("WARC-Target-URI"), record.header("WARC-Record-ID")
    return source.filled(url=_bare(url)).overridden(identifier=_bare(identifier), place=place)


def _bare(written: str | None) -> str | None:
    """An address without the angles in which some write it: "<urn:uuid:…>"."""
    return written.removeprefix("<").removesuffix(">") if written else None


def _page(record: Record) -> tuple[bytes, str] | None:
    """The HTML of a record with the encoding that its server tells; None where the record is none.

    Raises:
        ArticleError: the record is broken.
        LengthError: it is larger than a page.
    """
    if record.kind == "resource":
        kind = record.header("Content-Type") or ""
        return (_content(record, b""), kind) if kind.lower().startswith(_HTML) else None
    if record.kind != "response" or not (record.header("WARC-Target-URI") or "http").lower().lstrip("<").startswith(
        "http"
    ):
        return None
    head = record.read(_HTTP_HEAD)
    status = _STATUS.match(head)
    if status is None:
        raise ArticleError("the record holds no answer of HTTP.", hint="Other protocols are not read.")
    if status[1] != b"200":
        return None
    fields, body = _fields(head)
    kind = fields.get("content-type", _HTML[0])
    if not kind.lower().lstrip().startswith(_HTML):
        return None
    return _unpacked(_content(record, body), fields), kind


def _content(record: Record, begun: bytes) -> bytes:
    if record.length > LARGEST_PAGE:
        what = f"the page has {record.length:,} bytes; more than {LARGEST_PAGE:,} are not read."
        raise LengthError(what, hint="Take the page out of the crawl, and give it as a file.")
    return begun + record.read(record.length)


def _fields(head: bytes) -> tuple[dict[str, str], bytes]:
    """The header fields of an answer, and what stands behind them."""
    end = re.search(rb"\r?\n\r?\n", head)
    if end is None:
        raise ArticleError("the record holds an answer of HTTP without content.", hint="Crawl the page again.")
    lines = head[: end.start()].decode("latin-1").splitlines()
    fields = (line.partition(":") for line in lines[1:])
    return {name.strip().lower(): value.strip() for name, _, value in fields}, head[end.end() :]


def _unpacked(content: bytes, fields: dict[str, str]) -> bytes:
    """The page itself. Crawlers keep the fields of an answer that they have long unpacked, so the bytes decide."""
    if "chunked" in fields.get("transfer-encoding", "").lower() and _CHUNK.match(content):
        content = _joined(content)
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        out = zlib.decompressobj(31).decompress(content, LARGEST_PAGE + 1)
    except zlib.error as error:
        raise ArticleError("the page is packed, and damaged.", hint="Crawl the page again.") from error
    if len(out) > LARGEST_PAGE:
        raise LengthError(f"the page unpacks to more than {LARGEST_PAGE:,} bytes.", hint="It is no article.")
    return out


def _joined(content: bytes) -> bytes:
    """The chunks of an answer without their lengths; as it is where it is not made of chunks."""
    parts, at = [], 0
    while chunk := _CHUNK.match(content, at):
        length = int(chunk[1], 16)
        parts.append(content[chunk.end() : chunk.end() + length])
        at = chunk.end() + length + 2
        if not length:
            return b"".join(parts)
    return b"".join(parts) if at >= len(content) else content


def _decoded(content: bytes, kind: str) -> str:
    """The text of a page by its bytes and what it declares, and by what its server tells where these tell nothing."""
    told = _CHARSET.search(kind)
    if told and not _is_utf8(content) and not _CHARSET.search(content[:4096].decode("latin-1")):
        try:
            return content.decode("cp1252" if told[1].lower() in _LATIN_1 else told[1])
        except (UnicodeError, LookupError):
            pass
    return decode(content)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_foreign(text: str) -> None:
    """Raises LanguageError where a page declares another language than is read and its paragraphs are in another.

    Most pages of a crawl of the world are, and finding the article in one costs a hundred times what this costs.
    """
    declared = _LANGUAGE.search(text[:20_000])
    if declared is None:
        return
    try:
        checked_language(declared[1])
    except LanguageError:
        sample = " ".join(match[1] for _, match in zip(range(30), _PARAGRAPH.finditer(text), strict=False))
        if len(sample.split()) >= _LEAST_WORDS:
            detect(sample[:_SAMPLE])
