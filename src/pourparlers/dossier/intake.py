"""Articles into a dossier: each exactly once, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import sleep
from typing import NamedTuple, Protocol

from sqlalchemy import Connection, Engine, delete, insert, select

import pourparlers
from pourparlers.dossier.facts import put_facts
from pourparlers.dossier.renewing.renewal import renew
from pourparlers.dossier.store.database import BREATH, faults, writing
from pourparlers.dossier.store.rows import article_row
from pourparlers.dossier.store.schema import article, problem
from pourparlers.model import Article, ArticleError, PourparlersError, Record

BATCH = 32


class Reads(Protocol):
    """What reads articles: `pourparlers.reading.reader.Reader`, or a stand-in of the same shape."""

    def pipe(self, articles: Iterable[Article], processes: int = 1) -> Iterator[Record]: ...


class Found(NamedTuple):
    """An article with the file it came from, or why there is none."""

    file: str
    article: Article | None
    error: PourparlersError | None = None


class Added(NamedTuple):
    """How many articles came in, were there already, and could not be read."""

    new: int = 0
    known: int = 0
    failed: int = 0

    def plus(self, new: int = 0, known: int = 0, failed: int = 0) -> Added:
        return Added(self.new + new, self.known + known, self.failed + failed)


Told = Callable[[Found, str], None]


class Intake:
    """Adds articles to the database of a dossier.

    Args:
        engine, where: the database and its name for errors.
        reader: what reads them.
        told: called for each article with what became of it: "new", "known" or "failed".
        processes: how many processes read side by side.
        batch: how many articles each of them reads at once; what becomes of them is told when all are read.
    """

    def __init__(
        self, engine: Engine, where: str | Path, reader: Reads, told: Told | None = None, processes: int = 1,
        batch: int = BATCH,
    ) -> None:  # fmt: skip
        self.engine, self.where, self.reader = engine, where, reader
        self.told: Told = told or (lambda found, state: None)
        self.processes = processes
        self.batch = batch
        self.sum = Added()

    def add(self, found: Iterable[Found]) -> Added:
        """Add articles in their order; one that is there already is passed over without being read.

        Raises:
            DossierError: it cannot be written; what was added before stays, and another run goes on from there.
        """
        source = iter(found)
        while batch := list(islice(source, self.batch * self.processes)):
            self._batch(batch)
        return self.sum

    def _batch(self, batch: Sequence[Found]) -> None:
        known = self._known([one.article.id for one in batch if one.article])
        fresh: dict[str, Found] = {}
        for one in batch:
            if one.article is None:
                self._failed(one)
            elif one.article.id in known or one.article.id in fresh:
                self._count(one, "known")
            else:
                fresh[one.article.id] = one
        for record in self._read(fresh):
            self._keep(fresh[record.article.id], record)
            sleep(BREATH)

    def _known(self, ids: Sequence[str]) -> set[str]:
        with faults(self.where), self.engine.connect() as connection:
            return set(connection.execute(select(article.c.id).where(article.c.id.in_(ids))).scalars())

    def _read(self, fresh: dict[str, Found]) -> Iterator[Record]:
        """The records of a batch; where one of it cannot be read, each is read by itself."""
        articles = [one.article for one in fresh.values() if one.article is not None]
        try:
            yield from list(self.reader.pipe(articles, self.processes))
        except PourparlersError:
            for one in articles:
                try:
                    yield next(self.reader.pipe([one]))
                except PourparlersError as error:
                    self._failed(Found(fresh[one.id].file, None, error))

    def _keep(self, one: Found, record: Record) -> None:
        try:
            with writing(self.engine, self.where) as connection:
                # Another program may have added it since it was looked for.
                there = connection.execute(select(article.c.id).where(article.c.id == record.article.id)).scalar()
                if there is None:
                    _insert(connection, one.file, record)
        except ArticleError as error:
            self._failed(Found(one.file, None, _at(error, one.file)))
        else:
            self._count(one, "known" if there else "new")

    def _failed(self, one: Found) -> None:
        if one.error is not None:
            row = {"file": one.file, "code": one.error.code, "what": one.error.what}
            with writing(self.engine, self.where) as connection:
                same = [problem.c[name] == value for name, value in row.items()]
                connection.execute(delete(problem).where(*same))
                connection.execute(insert(problem).values(**row, seen=_now()))
        self._count(one, "failed")

    def _count(self, one: Found, state: str) -> None:
        self.sum = self.sum.plus(**{state: 1})
        self.told(one, state)


def _at(error: ArticleError, file: str) -> ArticleError:
    """The same error with the file that it is of."""
    return type(error)(error.what, where=error.where or file, hint=error.hint)


def _insert(connection: Connection, file: str, record: Record) -> None:
    connection.execute(insert(article).values(article_row(record, file=file, added=_now(), reader=software())))
    put_facts(connection, record)
    renew(connection)


def software() -> str:
    """The name and version of what reads, as articles keep it."""
    return f"pourparlers {pourparlers.__version__}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
