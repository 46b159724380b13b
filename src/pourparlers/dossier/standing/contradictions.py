"""Where sources disagree: on when, where and whether people met, on what was accepted, on numbers and words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from pourparlers.dossier.standing.disagreement import Contradiction
from pourparlers.dossier.standing.disputed_encounters import disputed_encounters
from pourparlers.dossier.standing.disputed_happenings import disputed_happenings
from pourparlers.dossier.standing.disputed_numbers import disputed_numbers
from pourparlers.dossier.standing.disputed_quotations import disputed_quotations
from pourparlers.dossier.standing.disputed_statements import disputed_statements
from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.listing import Encounter, encounters, statements
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.schema import article


def contradictions(connection: Connection, asked: Filters | None = None) -> list[Contradiction]:
    """The contradictions about the statements and encounters that are asked for, by the day of the first side.

    None is decided: both sides stand with the words of their articles.
    """
    # An encounter has no issue and no act: where one is asked for, none is.
    met = [] if asked and (asked.issue or asked.act) else encounters(connection, asked)
    said = statements(connection, asked)
    found = [
        *disputed_encounters(connection, met),
        *disputed_happenings(met, said, _languages(connection, met)),
        *disputed_statements(said),
        *disputed_quotations(connection, said),
        *disputed_numbers(connection, met, said),
    ]
    return sorted(found, key=lambda one: (one.between[0].published or "9999", one.what, one.subject))


def _languages(connection: Connection, met: Sequence[Encounter]) -> dict[str, str]:
    """The languages of the articles that report encounters, by id."""
    found: dict[str, str] = {}
    for some in parts(sorted({report.article for one in met for report in one.reports})):
        query = select(article.c.id, article.c.language).where(article.c.id.in_(some))
        found |= {row.id: row.language for row in connection.execute(query)}
    return found
