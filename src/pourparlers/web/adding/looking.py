"""What the files of a job hold, counted while they are gone through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from pourparlers.articles.file import File
from pourparlers.articles.find import files_in, passed_over
from pourparlers.articles.listing import Listed, listed
from pourparlers.articles.source import How
from pourparlers.articles.source import Problem as NoFile
from pourparlers.dossier.dossier import Dossier
from pourparlers.dossier.store.schema import article
from pourparlers.web.adding.messages import Listing, Look, Problem

# So many articles are shown, so many problems, and of those that are alike.
_ROWS, _FAULTS, _ALIKE = 100, 200, 5
_PASSED = 50
# Of what there may be any number of.
_MOST = {"outlet": 12}
# Articles whose ids are looked up at once.
_BATCH = 50


class Faults:
    """Problems, the first of those that are alike."""

    def __init__(self) -> None:
        self.number = 0
        self.kept: list[Problem] = []
        self._alike: Counter[tuple[str, str]] = Counter()

    def add(self, one: Problem) -> None:
        """One more."""
        self.number += 1
        self._alike[one.code, one.what] += 1
        if self._alike[one.code, one.what] <= _ALIKE and len(self.kept) < _FAULTS:
            self.kept.append(one)


class Named(NamedTuple):
    """A file of a job, or why it cannot be had."""

    name: str
    path: str | NoFile


def files_of(job: Look) -> Iterator[Named]:
    """The files of a job that may hold articles, named as they were sent: a folder's are gone through as one."""
    root = Path(job.folder)
    names = {one.path: one.name for one in job.files}
    for path in files_in([str(root)]):
        where = path.where if isinstance(path, NoFile) else path
        yield Named(names.get(where) or _within(root, where), path)


def _within(root: Path, path: str) -> str:
    return Path(path).relative_to(root).as_posix() if Path(path).is_relative_to(root) else Path(path).name


def looked(dossier: Dossier, job: Look) -> Iterator[Listing]:
    """What files hold, told again as more is known of it; the last time it is whole.

    Args:
        dossier: to which they may be added.
        job: the files, and what outranks what they tell.
    """
    out = _Counts(job)
    files = ((one.name, File(one.path, one.name) if isinstance(one.path, str) else one.path) for one in files_of(job))
    waiting: list[Listed] = []
    for one in listed(files, How(), dict(job.given)):
        out.add(one)
        waiting += [one] if one.id else []
        if len(waiting) >= _BATCH:
            out.know(_new(dossier, waiting))
            waiting.clear()
        yield out.told
    out.know(_new(dossier, waiting))
    yield out.told


def _new(dossier: Dossier, some: list[Listed]) -> list[Listed]:
    """Those that are not in the dossier."""
    with dossier.engine.connect() as connection:
        ids = [one.id for one in some]
        known = set(connection.execute(select(article.c.id).where(article.c.id.in_(ids))).scalars())
    return [one for one in some if one.id not in known]


class _Counts:
    def __init__(self, job: Look) -> None:
        root = Path(job.folder)
        names = {one.path: one.name for one in job.files}
        passed = [names.get(one) or _within(root, one) for one in islice(passed_over([str(root)]), _PASSED)]
        self._passed = (*passed, *job.hidden)[:_PASSED]
        self._faults = Faults()
        self._rows: list[Listed] = []
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in ("format", "language", "outlet")}
        self._days: list[str] = []
        self._articles = self._undated = self._looked_up = self._fresh = self._characters = 0
        self._seen: set[str] = set()

    def add(self, one: Listed) -> None:
        if one.code:
            where = f"{one.file}, {one.place}" if one.place else one.file
            self._faults.add(Problem(where=where, code=one.code, what=one.problem or "", hint=one.hint or ""))
            return
        self._articles += 1
        if len(self._rows) < _ROWS:
            self._rows.append(one)
        for name, counts in self._counts.items():
            counts[getattr(one, name) or ""] += 1
        if one.published:
            self._days = sorted({*self._days[:1], *self._days[-1:], one.published})
        else:
            self._undated += 1

    def know(self, fresh: list[Listed]) -> None:
        """Of the articles so far, which are not in the dossier; one that comes twice is new once."""
        for one in fresh:
            if one.id and one.id not in self._seen:
                self._seen.add(one.id)
                self._characters += one.characters or 0
        self._looked_up = self._articles

    @property
    def told(self) -> Listing:
        counts = {f"{name}s": dict(some.most_common(_MOST.get(name))) for name, some in self._counts.items()}
        return Listing(
            articles=self._articles, known=self._looked_up - len(self._seen), characters=self._characters,
            problems=self._faults.number, passed=self._passed, first=self._days[0] if self._days else None,
            last=self._days[-1] if self._days else None, undated=self._undated, rows=tuple(self._rows),
            faults=tuple(self._faults.kept), **counts,
        )  # fmt: skip
