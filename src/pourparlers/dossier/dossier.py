"""A dossier, as programs use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Engine, func, select

from pourparlers.articles import Problem, load
from pourparlers.articles.find import files_in
from pourparlers.dossier.contents import Contents
from pourparlers.dossier.deciding import Deciding
from pourparlers.dossier.filling import FILLS
from pourparlers.dossier.importing import Imported, Whole, read, take
from pourparlers.dossier.intake import Added, Found, Intake, Reads, Told
from pourparlers.dossier.merging.fates import Denied
from pourparlers.dossier.rereading import Reread, Rereading, ToldAgain, stale
from pourparlers.dossier.standing import listing
from pourparlers.dossier.standing.changes import Change, changes
from pourparlers.dossier.standing.chronology.timeline import Entry, Wanted, timeline
from pourparlers.dossier.standing.disputes.contradictions import contradictions, counts, what_of
from pourparlers.dossier.standing.disputes.disagreement import Contradiction, What
from pourparlers.dossier.standing.filters import Page, filters
from pourparlers.dossier.standing.finding.search import Hit, search
from pourparlers.dossier.standing.sources import Sources, sources
from pourparlers.dossier.standing.stands.accusations import Accusation, accusations
from pourparlers.dossier.standing.stands.positions import Position, positions
from pourparlers.dossier.standing.stands.proposals import Proposal, fate_named, proposals
from pourparlers.dossier.store.database import connect, faults
from pourparlers.dossier.store.migrations import Bringing, prepare
from pourparlers.dossier.store.schema import article
from pourparlers.model import Article, Record

if TYPE_CHECKING:
    import polars


class Dossier(Deciding):
    """Many articles and their records in one file, or in a PostgreSQL database.

        >>> dossier = Dossier("talks.dossier", create=True)  # doctest: +SKIP
        >>> dossier.add(["clippings/"])  # doctest: +SKIP
        Added(new=12, known=0, failed=0)

    Args:
        where: the path of an SQLite file, or a URL such as "postgresql://host/name".
        create: whether to make it where it is not there.
        bringing: called while a dossier of an older version is brought up to date, which takes a minute for a hundred
            thousand statements: with how many of its steps are done, and of how many.

    Raises:
        DossierError: there is none, it is another program's file, or it is damaged.
        SchemaError: it was written by a newer version of the software, or by an older one and cannot be written to.
        LockedError: another program holds it.
    """

    def __init__(self, where: str | Path, *, create: bool = False, bringing: Bringing | None = None) -> None:
        self.where = where
        self.engine: Engine = connect(where, create=create)
        prepare(self.engine, where, FILLS, bringing)

    def __enter__(self) -> Dossier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        with faults(self.where), self.engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(article)).scalar_one()

    def close(self) -> None:
        """Let the file go; what was written is written."""
        self.engine.dispose()

    def add(
        self,
        what: Iterable[str | Path | Article | Found],
        *,
        reader: Reads | None = None,
        told: Told | None = None,
        processes: int = 1,
    ) -> Added:
        """Add articles; one that is there already is passed over.

        Args:
            what: articles, paths of files and folders, and what was found in such.
            reader: what reads them; a reader with the packaged pipelines where None.
            told: called for each article with what became of it: "new", "known" or "failed".
            processes: how many processes read side by side.

        Raises:
            DossierError: it cannot be written; what was added before stays.
        """
        if reader is None:
            from pourparlers.reading.reader import Reader

            reader = Reader()
        return Intake(self.engine, self.where, reader, told, processes).add(_found(what))

    def reread(
        self,
        *,
        all_articles: bool = False,
        reader: Reads | None = None,
        told: ToldAgain | None = None,
        processes: int = 1,
    ) -> Reread:
        """Read articles again that another version of the software read; what persons decided stays.

        Args:
            all_articles: read all.
            reader, processes: as for `add`.
            told: called for each article with its id and, where it could not be read, why.
        """
        if reader is None:
            from pourparlers.reading.reader import Reader

            reader = Reader()
        return Rereading(self.engine, self.where, reader, told, processes).run(all_articles)

    def import_(self, what: str | Path | Whole) -> Imported:
        """Bring in an exported dossier, or records a line, all or nothing.

        Args:
            what: a file, or what `importing.read` made of one.

        Raises:
            ExchangeError: it is not well formed, or does not fit its texts; nothing has changed.
        """
        whole = what if isinstance(what, Whole) else read(Path(what).read_bytes(), str(what))
        return take(self.engine, self.where, whole)

    def stale(self) -> list[str]:
        """The ids of the articles that another version of the software read."""
        return stale(self.engine, self.where)

    def statements(self, *, limit: int | None = None, skip: int = 0, **asked: Any) -> list[listing.Statement]:
        """The statements, each once with all its reports, by day.

        Args:
            limit: how many at most; all where None.
            skip: how many of the first are left out.
            asked: fields of `Filters`: party, person, act, issue, outlet, since, until.

        Raises:
            DossierError: there is no such field, act or issue; a negative number of rows.
        """
        with self._reading() as connection:
            return listing.statements(connection, filters(asked), page=Page(limit=limit, skip=skip))

    def encounters(self, *, limit: int | None = None, skip: int = 0, **asked: Any) -> list[listing.Encounter]:
        """The encounters, each once with all its reports, by date; arguments as of `statements`, but act and issue."""
        with self._reading() as connection:
            return listing.encounters(connection, filters(asked), page=Page(limit=limit, skip=skip))

    def actors(self, **asked: Any) -> list[listing.Actor]:
        """The actors under all their names, those first that most articles name; `asked`: party, person."""
        with self._reading() as connection:
            return listing.actors(connection, filters(asked))

    def issues(self) -> list[listing.Issue]:
        """The issues under all their labels, those first that most statements are about."""
        with self._reading() as connection:
            return listing.issues(connection)

    def positions(self, **asked: Any) -> list[Position]:
        """Where each party stands on each issue and how it came to stand there; `asked` as for `statements`."""
        with self._reading() as connection:
            return positions(connection, filters(asked))

    def proposals(
        self, *, fate: str | None = None, limit: int | None = None, skip: int = 0, **asked: Any
    ) -> list[Proposal]:
        """The proposals and what became of each.

        Args:
            fate: those alone of which this became: "accepted", "refused", "condition", "disputed", "ignored".
            limit, skip, asked: as for `statements`.

        Raises:
            DossierError: there is no such fate, field or issue; a negative number of rows.
        """
        with self._reading() as connection:
            chosen = fate_named(fate) if fate else None
            return proposals(connection, filters(asked), chosen, Page(limit=limit, skip=skip))

    def contradictions(
        self, *, what: What | str | None = None, limit: int | None = None, skip: int = 0, **asked: Any
    ) -> list[Contradiction]:
        """Where sources disagree, both sides in their words, by day.

        Args:
            what: in what respect: "date", "acceptance" …; in any where None.
            limit, skip, asked: as for `statements`: what concerns a statement or an encounter that is asked for.

        Raises:
            DossierError: sources disagree in no such respect; as of `statements`.
        """
        with self._reading() as connection:
            page = Page(limit=limit, skip=skip)
            return contradictions(connection, filters(asked), what=what_of(what) if what else None, page=page)

    def contradiction_counts(self, **asked: Any) -> dict[What, int]:
        """How many contradictions there are of each kind; `asked` as for `contradictions`."""
        with self._reading() as connection:
            return counts(connection, filters(asked))

    def accusations(
        self, *, denied: bool | None = None, limit: int | None = None, skip: int = 0, **asked: Any
    ) -> list[Accusation]:
        """The accusations with their denials.

        Args:
            denied: those alone that somebody denied, or that nobody did.
            limit, skip, asked: as for `statements`.
        """
        wanted = None if denied is None else Denied.DENIED if denied else Denied.UNDENIED
        with self._reading() as connection:
            return accusations(connection, filters(asked), wanted, Page(limit=limit, skip=skip))

    def timeline(
        self, *, encounters: bool = True, statements: bool = True, plain: bool = True, **asked: Any
    ) -> list[Entry]:
        """Encounters and statements in order of day.

        Args:
            encounters, statements: whether these stand in it.
            plain: whether statements do that say something and do nothing else.
            asked: as for `statements`; no encounters where an act or an issue is asked for.
        """
        wanted = Wanted(encounters=encounters, statements=statements, plain=plain)
        chosen = filters(asked)
        with self._reading() as connection:
            return timeline(connection, chosen, wanted)

    def sources(self, **asked: Any) -> Sources:
        """Who quotes whom, and who copies whom.

        Args:
            asked: outlet, since and until ask for articles by day of publication; party, person, act and issue for the
                statements in them.
        """
        with self._reading() as connection:
            return sources(connection, filters(asked))

    def changes(self, since: str, *, added: bool = False) -> list[Change]:
        """What is new since a day: articles, encounters, changed encounters, shifted positions, statements.

        Args:
            since: the first day that counts: YYYY, YYYY-MM or YYYY-MM-DD.
            added: whether what came in since then is new, in place of what was published.

        Raises:
            DossierError: `since` is no day.
        """
        with self._reading() as connection:
            return changes(connection, since, added=added)

    def search(self, *words: str, limit: int = 50, **asked: Any) -> list[Hit]:
        """Statements, encounters and articles that hold all words, the best first; accents and capitals do not count.

        Args:
            words: words, "exact phrases" in quotation marks and beginnings*.
            limit: how many statements, how many encounters and how many articles at most.
            asked: as for `statements`; no encounters where an act or an issue is asked for, and no articles where a
                party or a person is besides.

        Raises:
            DossierError: there are no words, or what is asked for is not there.
        """
        with self._reading() as connection:
            return search(connection, words, filters(asked), limit)

    def to_polars(self, table: str, **asked: Any) -> polars.DataFrame:
        """A table as a Polars frame.

        Args:
            table: "articles", "statements", "statement_reports" …: a table of the exports `csv` and `parquet`.
            asked: as for `statements`.

        Raises:
            PourparlersError: there is no such table, or Polars is not installed.
        """
        # Exports stand above dossiers; they are asked for only when a frame is.
        return cast(
            "polars.DataFrame", import_module("pourparlers.exports.tabular.frames").to_polars(self, table, asked)
        )

    @contextmanager
    def contents(self, **asked: Any) -> Iterator[Contents]:
        """All that exports take, as long as the context lasts; `asked` as for `statements`."""
        with self._reading() as connection:
            yield Contents(connection, asked)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with faults(self.where), self.engine.connect() as connection:
            yield connection

    def records(self) -> Iterator[Record]:
        """The records of all articles, by day of publication and id."""
        from msgspec.json import decode

        order = func.coalesce(article.c.published, ""), article.c.id
        with faults(self.where), self.engine.connect() as connection:
            for (record,) in connection.execute(select(article.c.record).order_by(*order)):
                yield decode(record, type=Record)


def _found(what: Iterable[str | Path | Article | Found]) -> Iterator[Found]:
    for one in what:
        if isinstance(one, Found):
            yield one
        elif isinstance(one, Article):
            yield Found("", one)
        else:
            for file in files_in([str(one)]):
                if isinstance(file, Problem):
                    yield found_in(file.where, file)
                else:
                    yield from (found_in(file, found) for found in load(file))


def found_in(file: str, found: Article | Problem) -> Found:
    """What loading a file gave, as an intake takes it."""
    return Found(file, None, found.error) if isinstance(found, Problem) else Found(file, found)
