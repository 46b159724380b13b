"""The articles of a dossier as documents of Discourse Network Analyzer, with their statements numbered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from pourparlers.coding.dna import ACTOR, NOTE
from pourparlers.coding.units import even
from pourparlers.dossier.contents import Contents, Entity, Told
from pourparlers.exports.dna.rows import Row, Values, rows_of, short

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
        id=id_, title=titles(one.id, one.title or first), text=even(one.text), author=short(one.author),
        source=short(one.outlet), section=short(one.section), notes=_notes(told), time=_time(one.published), rows=rows,
    )  # fmt: skip


def _notes(told: Told) -> str:
    """What the columns of documents cannot hold whole; reading it back needs it."""
    one = told.article
    fields = {name: getattr(one, name) for name in _KEPT}
    lines = [f"{name}: {_line(value)}" for name, value in fields.items() if value]
    actors = [(told.entity(actor.id).id, actor.id) for actor in told.record.actors]
    named = [f"{ACTOR}{_line(key)} = {_line(id_)}" for key, id_ in actors if key != id_]
    return "\n".join([f"{NOTE}: {one.id}", *lines, *named])


def _line(value: str) -> str:
    return even(" ".join(value.split()))


def _time(day: str | None) -> int:
    """The first moment of a day, month or year."""
    if day is None:
        return 0
    year, month, date = (int(part or 1) for part in (day[:4], day[5:7], day[8:10]))
    return int(datetime(year, month, date, tzinfo=UTC).timestamp())


def name_of(one: Entity | None) -> tuple[str, str]:
    """The key and the name of an actor; both empty where there is none."""
    return ("", "") if one is None else (one.id, one.name)
