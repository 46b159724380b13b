"""Persons who decide on one dossier at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dossiers import rows
from pourparlers import Dossier
from pourparlers.dossier.applying import apply
from pourparlers.dossier.renewing.renewal import renew
from pourparlers.dossier.review.decisions import Decision
from pourparlers.dossier.store.database import writing
from rounds import dossier_of, round_records


def decide_all_at_once(open_: Callable[[], Dossier]) -> None:
    """Three persons decide on the same reports side by side, each beginning elsewhere."""
    with open_() as dossier:
        ids = sorted(report.report for one in dossier.statements() for report in one.reports)[:9]

    def decide(n: int) -> list[Decision]:
        with open_() as own:
            verb = own.reject if n == 1 else own.accept
            return [verb(id_, report=True, who=f"p{n}") for id_ in (*ids[3 * n :], *ids[: 3 * n])]

    with ThreadPoolExecutor(3) as threads:
        made = [one for some in threads.map(decide, range(3)) for one in some]
    with open_() as dossier:
        kept = [one.decision for one in dossier.decisions()]
        assert sorted(one.id for one in kept) == sorted(one.id for one in made) and len(made) == 27


def as_if_in_turn(where: Path, dossier: Dossier) -> None:
    """The dossier is the one that the same decisions make one after the other."""
    with dossier_of(where, round_records()) as other:
        with writing(other.engine, other.where) as connection:
            apply(connection, [one.decision for one in dossier.decisions()])
            renew(connection)
        assert rows(other) == rows(dossier)
