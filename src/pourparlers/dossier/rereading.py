"""Articles of a dossier read again, by a newer version of the software; what persons decided stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec
from sqlalchemy import Engine, func, select, update

from pourparlers.dossier.facts import drop_facts, put_facts
from pourparlers.dossier.intake import BATCH, Reads, software
from pourparlers.dossier.renewing.renewal import renew
from pourparlers.dossier.review.decisions import decisions
from pourparlers.dossier.review.validity import Made, made_of
from pourparlers.dossier.store.database import faults, writing
from pourparlers.dossier.store.rows import article_row
from pourparlers.dossier.store.schema import article
from pourparlers.model import Article, ArticleError, PourparlersError, Record

# What an article's `reader` ends with while it is still to be read again.
STALE = " *"


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """What reading again did.

    Attributes:
        read: how many articles were read.
        failed: how many could not be; they stay as they were.
        lost: the decisions that hold and are of something that the new readings do not have.
    """

    read: int
    failed: int
    lost: tuple[Made, ...]


# Called for each article with its id and, where it could not be read, why.
ToldAgain = Callable[[str, PourparlersError | None], None]


class Rereading:
    """Reads articles of a dossier again, each in a transaction of its own: a run that was broken off goes on.

    Args:
        engine, where: the database and its name for errors.
        reader: what reads them.
        told: called for each article.
        processes: how many processes read side by side.
    """

    def __init__(
        self, engine: Engine, where: str | Path, reader: Reads, told: ToldAgain | None = None, processes: int = 1
    ) -> None:
        self.engine, self.where, self.reader = engine, where, reader
        self.told: ToldAgain = told or (lambda id_, error: None)
        self.processes = processes
        self.read = self.failed = 0

    def run(self, all_articles: bool = False) -> Reread:
        """Read again what another version read; with `all_articles` all."""
        if all_articles:
            with writing(self.engine, self.where) as connection:
                connection.execute(update(article).values(reader=software() + STALE))
        ids = iter(stale(self.engine, self.where))
        while some := list(islice(ids, BATCH * self.processes)):
            for record in self._read(some):
                self._keep(record)
        with faults(self.where), self.engine.connect() as connection:
            made = made_of(connection, decisions(connection))
        lost = tuple(one for one in made if one.missing and not one.undone and self._here(one))
        return Reread(read=self.read, failed=self.failed, lost=lost)

    def _here(self, made: Made) -> bool:
        """Whether an article is there that has something no more: one that was never added has lost nothing."""
        ids = {name.partition(":")[0] for name in made.missing if ":" in name}
        with faults(self.where), self.engine.connect() as connection:
            query = select(func.count()).select_from(article).where(article.c.id.in_(ids))
            return not ids or connection.execute(query).scalar_one() > 0

    def _read(self, ids: Sequence[str]) -> Iterator[Record]:
        """The records of a batch; where one of it cannot be read, each is read by itself."""
        articles = self._articles(ids)
        try:
            yield from list(self.reader.pipe(articles, self.processes))
        except PourparlersError:
            for one in articles:
                try:
                    yield next(self.reader.pipe([one]))
                except PourparlersError as error:
                    self.failed += 1
                    self.told(one.id, error)

    def _articles(self, ids: Sequence[str]) -> list[Article]:
        columns = [article.c[name] for name in Article.__struct_fields__]
        with faults(self.where), self.engine.connect() as connection:
            rows = connection.execute(select(*columns).where(article.c.id.in_(ids)).order_by(article.c.id)).all()
        return [Article(**row._asdict()) for row in rows]

    def _keep(self, record: Record) -> None:
        id_ = record.article.id
        try:
            with writing(self.engine, self.where) as connection:
                touched = drop_facts(connection, id_)
                told = article_row(record, file=None, added="", reader=software())
                new = {name: told[name] for name in ("reader", "record")}
                connection.execute(update(article).where(article.c.id == id_).values(new))
                put_facts(connection, record, touched)
                renew(connection)
        except ArticleError as error:
            self.failed += 1
            self.told(id_, error)
        else:
            self.read += 1
            self.told(id_, None)


def stale(engine: Engine, where: str | Path) -> list[str]:
    """The articles that another version of the software read, by id."""
    with faults(where), engine.connect() as connection:
        query = select(article.c.id).where(article.c.reader != software()).order_by(article.c.id)
        return list(connection.execute(query).scalars())
