"""All contradictions of a dossier, computed from its statements and encounters: what the table of them always holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from pourparlers.dossier.standing.disputes.called_off import reported
from pourparlers.dossier.standing.disputes.disagreement import Contradiction, What
from pourparlers.dossier.standing.disputes.encounters import disputed_encounters
from pourparlers.dossier.standing.disputes.happenings import disputed_happenings
from pourparlers.dossier.standing.disputes.numbers import disputed_numbers
from pourparlers.dossier.standing.disputes.quotations import disputed_quotations
from pourparlers.dossier.standing.disputes.statements import disputed_statements
from pourparlers.dossier.standing.listing import Encounter, Statement, encounters, statements


def computed(connection: Connection) -> list[Contradiction]:
    """The contradictions, by the day of the first side. None is decided: both sides stand with their words."""
    met, said = encounters(connection), statements(connection)
    both: tuple[Encounter | Statement, ...] = (*met, *said)
    found = [
        *disputed_encounters(connection, met),
        *disputed_happenings(met, said, reported(connection, met, said)),
        *disputed_statements(said),
        *disputed_quotations(connection, said),
        *disputed_numbers(connection, {one.id: [r.article for r in one.reports] for one in both}),
    ]
    return sorted(once(found), key=lambda one: one.order)


def once(found: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """Of what is told twice of one encounter the first, as an encounter that some report and others deny."""
    seen: set[tuple[What, str]] = set()
    for one in found:
        if one.encounter is None or (one.what, one.subject) not in seen:
            yield one
        seen.add((one.what, one.subject))
