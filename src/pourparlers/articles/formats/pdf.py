"""PDF: press clippings, their columns in the order of reading and their lines as paragraphs."""

from __future__ import annotations

import logging
import re
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pourparlers.articles.file import LARGEST_EXPORT, File
from pourparlers.articles.office.properties import told_author, told_title
from pourparlers.articles.printed.browsers import unprinted
from pourparlers.articles.printed.columns import blocks
from pourparlers.articles.printed.drawn import pieces_of
from pourparlers.articles.printed.heads import without_heads
from pourparlers.articles.printed.hyphens import Words, joined
from pourparlers.articles.printed.lines import Line, lines_of, paragraphs
from pourparlers.articles.printed.pieces import Piece, runs_of
from pourparlers.articles.source import How, Problem, Source, within
from pourparlers.model import ArticleError, LengthError, PourparlersError

MOST_PAGES = 300
MOST_SECONDS = 60.0
# Text of a page is some 10 kB of drawing; maps and charts may be a thousand times that.
MOST_DRAWING = 20_000_000
_MOST_LETTERS = 1_600_000
_START = b"%PDF-"
# As the letters that they are: ﬁ is f and i.
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# Glyphs of which the file does not tell what letters they are.
_UNTOLD = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f]")
_MOST_UNTOLD = 0.2
_SCANNED = "Recognise its text first, for instance with `ocrmypdf scan.pdf text.pdf`."


def fits(file: File) -> bool:
    """Whether a file is a PDF, told by its first bytes; programs of mail and print put some before it."""
    return file.head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(_START) or (
        file.suffix == ".pdf" and _START in file.head[:2_000]
    )


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The one article of a PDF, and as problems the pages of it that cannot be read.

    Raises:
        ArticleError: pypdf is not installed, or nothing can be read.
        LengthError: it is larger than an article.
    """
    data = file.data(LARGEST_EXPORT)
    with _quiet():
        reader = _opened(data, file.name)
        pages: list[list[Line]] = []
        for page in _pages(reader, file.name):
            if isinstance(page, Problem):
                yield page
            else:
                pages.append(page)
        told = _properties(reader)
    pages, address = unprinted(pages, told.get("/Title"))
    text = _text(pages)
    if not text.strip():
        raise ArticleError("the PDF holds pictures of pages and no text.", where=file.name, hint=_SCANNED)
    if len(_UNTOLD.findall(text)) > _MOST_UNTOLD * len(text):
        what = "the PDF does not tell which letters its glyphs are."
        raise ArticleError(what, where=file.name, hint=_SCANNED.replace("ocrmypdf", "ocrmypdf --force-ocr"))
    yield Source(text=text, title=told_title(told.get("/Title")), author=told_author(told.get("/Author")), url=address)


def _opened(data: bytes, where: str) -> Any:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        hint = "pip install 'pourparlers[pdf]'"
        raise ArticleError("pypdf is not installed, which reads PDFs.", where=where, hint=hint) from error
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            hint = "Save it without a password."
            raise ArticleError("the PDF is locked by a password.", where=where, hint=hint)
        count = len(reader.pages)
    except DependencyError as error:
        what = "the PDF is encrypted with AES, which needs another library."
        raise ArticleError(what, where=where, hint="pip install 'pypdf[crypto]'") from error
    except PourparlersError:
        raise
    except (PyPdfError, Exception, RecursionError) as error:  # damage shows as any error of Python
        raise _damaged(where, error) from error
    if not count:
        raise ArticleError("the PDF has no pages, or is cut off.", where=where, hint="Fetch or export it again.")
    if count > MOST_PAGES:
        what = f"the PDF has {count:,} pages; a clipping has at most {MOST_PAGES}."
        raise LengthError(what, where=where, hint="Give each article a file of its own.")
    return reader


def _pages(reader: Any, where: str) -> Iterator[list[Line] | Problem]:
    """The lines of each page in the order of reading, or why there are none."""
    until = time.monotonic() + MOST_SECONDS
    letters = 0
    failed: Problem | None = None
    held = 0
    for number in range(len(reader.pages)):
        at = within(where, f"page {number + 1}")
        try:
            page = _page(reader, number, until, at)
        except PourparlersError as error:
            failed = Problem(where=at, error=error)
        except (Exception, RecursionError) as error:
            failed = Problem(where=at, error=_damaged(at, error))
        else:
            held += 1
            letters += sum(len(line.text) for line in page)
            yield page
            if letters <= _MOST_LETTERS:
                continue
            what = f"the PDF holds more than {_MOST_LETTERS:,} characters."
            raise LengthError(what, where=where, hint="Give each article a file of its own.")
        if time.monotonic() > until or (number + 1 == len(reader.pages) and not held):
            raise failed.error
        yield failed


def _page(reader: Any, number: int, until: float, where: str) -> list[Line]:
    from pypdf import apply_configuration

    with apply_configuration(
        zlib_maximum_output_length=MOST_DRAWING,
        lzw_maximum_output_length=MOST_DRAWING,
        run_length_maximum_output_length=MOST_DRAWING,
        array_based_stream_maximum_output_length=MOST_DRAWING,
        stream_parsing_work_maximum_count=1_000_000,
        xform_maximum_invocations_per_extraction=500,
    ):
        pieces = pieces_of(reader.pages[number], reader, until, where)
    lines: list[Line] = []
    for level in _by_angle(pieces):
        for block in blocks(runs_of(level)):
            lines += lines_of(block, len({line.block for line in lines}), number)
    return [line for line in lines if line.text]


def _by_angle(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces by how they are turned, those with most text first."""
    turns: dict[int, list[Piece]] = {}
    for piece in pieces:
        turns.setdefault(piece.angle % 360, []).append(piece)
    return sorted(turns.values(), key=lambda of: -sum(len(one.text) for one in of))


def _text(pages: list[list[Line]]) -> str:
    lines = [line for page in without_heads(pages) for line in page]
    for line in lines:
        line.text = unicodedata.normalize("NFC", line.text.translate(_LIGATURES))
    words = Words([line.text for line in lines])
    return "\n\n".join(joined(paragraph, words) for paragraph in paragraphs(lines))


def _properties(reader: Any) -> dict[str, str]:
    """Title and author as the file tells them; nothing where they are damaged."""
    try:
        told = reader.metadata or {}
        return {key: str(told[key]) for key in ("/Title", "/Author") if told.get(key)}
    except Exception:  # damage shows as any error of Python
        return {}


def _damaged(where: str, error: BaseException) -> PourparlersError:
    if type(error).__name__ == "LimitReachedError":
        what = "the PDF unpacks to more than a page of text has."
        return LengthError(what, where=where, hint="Save the article's text as a plain file.")
    what = f"the PDF is damaged or cut off ({type(error).__name__})."
    return ArticleError(what, where=where, hint="Fetch or export it again.")


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what the library logs of each fault that it mends."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
