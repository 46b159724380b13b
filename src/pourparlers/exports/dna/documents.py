"""The articles of a dossier as documents of Discourse Network Analyzer, with their statements numbered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from pourparlers.coding.dna import NOTE
from pourparlers.dossier.contents import Contents, Entity, Told
from pourparlers.exports.dna.rows import Row, Values, plain, rows_of, short
from pourparlers.model import Article

_KEPT = ("published", "language", "title", "outlet", "url", "author", "section", "page", "identifier")


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document.

    Attributes:
        time: of its day, seconds since 1970, UTC; 0 where it has none.
        rows: its statements with the number of each, and the number of the one of the program's own type where it is
            one too.
    """

    id: int
    title: str
    text: str
    author: str
    source: str
    section: str
    notes: str
    time: int
    rows: tuple[tuple[int, int | None, Row], ...]


def documents_of(contents: Contents) -> Iterator[Document]:
    """The articles that are asked for, by day."""
    titles, n = Values(), 0
    for id_, told in enumerate(contents.told(), 1):
        rows = []
        for row in rows_of(told):
            own = n + 1 if row.counted else None
            n += 2 if row.counted else 1
            rows.append((n, own, row))
        yield _document(id_, told, titles, tuple(rows))


def _document(id_: int, told: Told, titles: Values, rows: tuple[tuple[int, int | None, Row], ...]) -> Document:
    one = told.article
    first = next((line for line in one.text.splitlines() if line.strip()), "")
    return Document(
        id=id_, title=titles(one.id, one.title or first), text=plain(one.text), author=short(one.author),
        source=short(one.outlet), section=short(one.section), notes=_notes(one), time=_time(one.published), rows=rows,
    )  # fmt: skip


def _notes(one: Article) -> str:
    """What the columns of documents cannot hold whole; reading it back needs it."""
    told = {name: getattr(one, name) for name in _KEPT}
    lines = [f"{name}: {plain(' '.join(value.split()))}" for name, value in told.items() if value]
    return "\n".join([f"{NOTE}: {one.id}", *lines])


def _time(day: str | None) -> int:
    """The first moment of a day, month or year."""
    if day is None:
        return 0
    year, month, date = (int(part or 1) for part in (day[:4], day[5:7], day[8:10]))
    return int(datetime(year, month, date, tzinfo=UTC).timestamp())


def name_of(one: Entity | None) -> tuple[str, str]:
    """The key and the name of an actor; both empty where there is none."""
    return ("", "") if one is None else (one.id, one.name)
