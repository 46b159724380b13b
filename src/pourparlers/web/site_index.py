"""What the search of a site finds: a line for each statement, encounter and article, in a script."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from msgspec.json import encode
from sqlalchemy import Connection, func, select

from pourparlers.dossier.standing.filters import Page
from pourparlers.dossier.standing.listing import Encounter, Statement, encounters, statements
from pourparlers.dossier.store.schema import article
from pourparlers.views.listing import Look, act_told, speaker_told
from pourparlers.views.safe import harmless, one_line
from pourparlers.web.addresses import address, file_of

Row = tuple[str, ...]
_LONGEST = 400
_PART = 2000
# Characters of all articles: a browser goes through so many at each letter that is typed.
_MOST_TEXT = 8_000_000


def holds_texts(connection: Connection) -> bool:
    """Whether the texts of articles are few enough to be searched; else their headlines alone are."""
    length = connection.execute(select(func.coalesce(func.sum(func.length(article.c.text)), 0))).scalar_one()
    return int(length) <= _MOST_TEXT


def script(connection: Connection, ui: str) -> Iterator[str]:
    """The lines of the script: each a row of address, language, what stands before the words, they, and after;
    of an article besides its text, where all texts are few enough.

    Args:
        connection: to the dossier.
        ui: language of the interface.
    """
    look = Look(ui)
    yield "window.found = [\n"
    for row in _rows(connection, look):
        # As JSON, but for the two line ends that JSON has and older scripts have not.
        yield encode(row).decode().replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + ",\n"
    yield "];\n"


def _rows(connection: Connection, look: Look) -> Iterator[Row]:
    texts = holds_texts(connection)
    for skip in count(0, _PART):
        some = statements(connection, page=Page(limit=_PART, skip=skip))
        yield from (_statement(one, look) for one in some)
        if len(some) < _PART:
            break
    for skip in count(0, _PART):
        met = encounters(connection, page=Page(limit=_PART, skip=skip))
        yield from (_encounter(one, look) for one in met)
        if len(met) < _PART:
            break
    for row in connection.execute(select(article).order_by(article.c.published, article.c.id)):
        file, title = file_of(address("/article/{id}", id=row.id)), one_line(row.title or "", _LONGEST)
        outlet = one_line(row.outlet or look.words("labels", "no_outlet"))
        told = (file, row.language, look.day(row.published), title, outlet)
        yield (*told, harmless(row.text)) if texts else told


def _statement(one: Statement, look: Look) -> Row:
    line = f"{look.day(one.day)} · {speaker_told(one, look)} {act_told(one, look)}"
    told = " · ".join(part for part in (one_line(one.issue_label or ""), look.outlets(one.reports)) if part)
    return file_of(address("/statement/{id}", id=one.id)), one.language, line, one_line(one.content, _LONGEST), told


def _encounter(one: Encounter, look: Look) -> Row:
    who = look.names((*one.parties, *one.persons))
    line = f"{look.day(one.date, one.mod)} · {look.words('kinds', one.kind)} · {who}"
    words = one_line(one.reports[0].text, _LONGEST)
    told = " · ".join(part for part in (one_line(one.place or ""), look.outlets(one.reports)) if part)
    return file_of(address("/encounter/{id}", id=one.id)), "", line, words, told
