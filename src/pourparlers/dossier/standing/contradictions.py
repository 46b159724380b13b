"""Where sources disagree: on when, where and whether people met, on what was accepted, on numbers and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from pourparlers.dossier.standing.disagreement import Contradiction, What
from pourparlers.dossier.standing.disputed_encounters import disputed_encounters
from pourparlers.dossier.standing.disputed_happenings import Reported, disputed_happenings
from pourparlers.dossier.standing.disputed_numbers import disputed_numbers
from pourparlers.dossier.standing.disputed_quotations import disputed_quotations
from pourparlers.dossier.standing.disputed_statements import disputed_statements
from pourparlers.dossier.standing.filters import Filters
from pourparlers.dossier.standing.listing import Encounter, Statement, encounters, statements
from pourparlers.dossier.store.merged import parts
from pourparlers.dossier.store.schema import article, encounter_report
from pourparlers.model import Status


def contradictions(connection: Connection, asked: Filters | None = None) -> list[Contradiction]:
    """The contradictions about the statements and encounters that are asked for, by the day of the first side.

    None is decided: both sides stand with the words of their articles.
    """
    # An encounter has no issue and no act: where one is asked for, none is.
    met = [] if asked and (asked.issue or asked.act) else encounters(connection, asked)
    said = statements(connection, asked)
    found = [
        *disputed_encounters(connection, met),
        *disputed_happenings(met, said, _reported(connection, met, said)),
        *disputed_statements(said),
        *disputed_quotations(connection, said),
        *disputed_numbers(connection, met, said),
    ]
    return sorted(_once(found), key=lambda one: (one.between[0].published or "9999", one.what, one.subject))


def _once(found: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """Of what is told twice of one encounter the first, as an encounter that some report and others deny."""
    seen: set[tuple[What, str]] = set()
    for one in found:
        if one.encounter is None or (one.what, one.subject) not in seen:
            yield one
        seen.add((one.what, one.subject))


def _reported(connection: Connection, met: Sequence[Encounter], said: Sequence[Statement]) -> Reported:
    """The languages of the articles, and which reports tell of an encounter called off."""
    languages: dict[str, str] = {}
    both: tuple[Encounter | Statement, ...] = (*met, *said)
    for some in parts(sorted({report.article for one in both for report in one.reports})):
        query = select(article.c.id, article.c.language).where(article.c.id.in_(some))
        languages |= {row.id: row.language for row in connection.execute(query)}
    off = {report.report for one in met if one.status is Status.CANCELLED for report in one.reports}
    cancelled: set[str] = set()
    for some in parts(sorted(off)):
        told = encounter_report.c.status == Status.CANCELLED.value
        cancelled |= set(
            connection.scalars(select(encounter_report.c.uid).where(encounter_report.c.uid.in_(some), told))
        )
    return Reported(languages, cancelled)
