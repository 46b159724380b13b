"""How far reading has come: what became of the articles of a job so far."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import func, select

from pourparlers.dossier.dossier import Dossier
from pourparlers.dossier.intake import Found
from pourparlers.dossier.store.schema import article, encounter_report, statement_report
from pourparlers.model import PourparlersError
from pourparlers.web.adding.looking import Faults
from pourparlers.web.adding.messages import Look, Phase, Problem, Reading, Told


class Progress:
    """What became of the articles of a job so far.

    Args:
        dossier: to which they are added.
        job: of which.
        tell: is told how far it is, and whether that is told often.
    """

    def __init__(self, dossier: Dossier, job: Look, tell: Callable[[Told, bool], None]) -> None:
        self._dossier, self._job, self._tell = dossier, job, tell
        self._began = time.monotonic()
        self._faults = Faults()
        self._reading = Reading()

    def count(self, found: Found, state: str) -> None:
        """One more."""
        now, counted = self._reading, {state: getattr(self._reading, state) + 1}
        if state == "new" and found.article is not None:
            counted |= self._facts(found.article.id)
            counted["characters"] = now.characters + len(found.article.text)
        elif state == "failed" and found.error is not None:
            self._faults.add(problem_of(found.error, found.file))
        seconds = time.monotonic() - self._began
        self._reading = msgspec.structs.replace(now, seconds=seconds, faults=tuple(self._faults.kept), **counted)
        self.tell(True)

    def tell(self, often: bool) -> None:
        """Tell how far it is; `often`: not each time that nobody waits for."""
        told = Told(job=self._job.job, phase=Phase.READING, reading=self._reading)
        self._tell(told, often)

    def _facts(self, id_: str) -> dict[str, Any]:
        out: dict[str, Any] = {}
        with self._dossier.engine.connect() as connection:
            for name, table in (("statements", statement_report), ("encounters", encounter_report)):
                query = select(func.count()).select_from(table).where(table.c.article == id_)
                out[name] = getattr(self._reading, name) + connection.execute(query).scalar_one()
            if self._reading.since is None:
                out["since"] = connection.execute(select(article.c.added).where(article.c.id == id_)).scalar()
        return out


def problem_of(error: PourparlersError, where: str = "") -> Problem:
    """An error as pages show it; `where`: the file, where the error tells none."""
    return Problem(where=error.where or where, code=error.code, what=error.what, hint=error.hint)
