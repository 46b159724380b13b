"""The list of events of Discourse Network Analyzer, with its columns and quoting; docs/exports/dna-csv.md."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from pourparlers.exports.dna.documents import Document, documents_of, name_of
from pourparlers.exports.dna.rows import Row, Values
from pourparlers.exports.formats import Request, Target
from pourparlers.exports.tabular.cells import text_cell
from pourparlers.model import Stance

TARGET = Target.STREAM
OPTIONS: frozenset[str] = frozenset()

_BEFORE = ("statement_id", "time", "person", "organization", "concept", "agreement", "start_position", "stop_position")
_BEHIND = (
    "text", "coder", "document_id", "document_title", "document_author", "document_source", "document_section",
    "document_type",
)  # fmt: skip
_CODER = "1"


def told(request: Request) -> Iterator[bytes]:
    """The statements that take a side on an issue, in the order of the database, one person and organisation a row."""
    yield _line(_quoted(name) for name in (*_BEFORE, *_BEHIND))
    names = Values(), Values(), Values()
    for document in documents_of(request.contents):
        for _, own, row in document.rows:
            if own is not None:
                yield _line(_cells(own, row, document, names))


def _cells(id_: int, row: Row, document: Document, names: tuple[Values, Values, Values]) -> Iterator[str]:
    persons, parties, concepts = names
    time = datetime.fromtimestamp(document.time, UTC)
    yield from (str(id_), f"{time:%Y-%m-%d %H:%M:%S}")
    yield from (_quoted(persons(*name_of(row.person))), _quoted(parties(*name_of(row.party))))
    yield _quoted(concepts(*(row.issue or ("", ""))))
    yield from (str(int(row.agreement is Stance.FOR)), str(row.start), str(row.end))
    yield from (_quoted(document.text[row.start : row.end]), _CODER, str(document.id), _quoted(document.title))
    yield from (_quoted(document.author), _quoted(document.source), _quoted(document.section), _quoted(""))


def _quoted(value: str) -> str:
    """A text in quotation marks that no spreadsheet runs; marks within it are made others, as the program does."""
    return '"' + text_cell(value.replace(";", ",").replace('"', "'")) + '"'


def _line(cells: Iterator[str]) -> bytes:
    return (";".join(cells) + "\n").encode()
