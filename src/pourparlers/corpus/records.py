"""Records out of the tables of a corpus, for a dossier: those that are asked for, as they were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec

from pourparlers.corpus.columns import FACTS, MONTH
from pourparlers.corpus.errors import CorpusError
from pourparlers.corpus.manifest import Manifest, manifest_of
from pourparlers.exports.tables import fact_of
from pourparlers.lexicon.ids import id_of
from pourparlers.lexicon.world import fold
from pourparlers.model import Article, Record, Statement
from pourparlers.reading.record import issues_of

# So many rows are read at a time.
_BATCH = 2_000
# What facts tell of their article.
_KNOWN = ("article", "published_on")

Row = dict[str, Any]
Facts = Mapping[str, Sequence[Row]]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which articles are asked for; what is None is not asked.

    Attributes:
        about: words of an issue that a statement in it is about, or of its title.
        party: a state or organisation that speaks, is spoken of or meets in it: by id or by name in French or English.
        outlet: as its source writes it, without regard to capitals and accents.
        language: of the article.
        since, until: first and last day of publication, both included: YYYY, YYYY-MM or YYYY-MM-DD.
    """

    about: str | None = None
    party: str | None = None
    outlet: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None


def finished(out: Path) -> Manifest:
    """The manifest of a corpus.

    Raises:
        CorpusError: it is not there, not finished, or not to be understood.
    """
    manifest = manifest_of(out)
    if manifest is None:
        hint = "Run `pourparlers corpus run … -o` with it to its end."
        raise CorpusError("there is no finished corpus here.", where=str(out), hint=hint)
    return manifest


def records(out: Path, wanted: Wanted) -> Iterator[tuple[str, Record]]:
    """Yield the records that are asked for, each with the file that it came from; by month of publication.

    Args:
        out: the folder of the corpus.
        wanted: what is asked for.

    Raises:
        CorpusError: it is not finished, or cannot be read.
    """
    paths = [one.path for one in finished(out).files]
    for month in sorted({_month(path) for path in paths if path.startswith("articles/")}):
        if _within(month, wanted):
            yield from _of_month(out, [path for path in paths if _month(path) == month], wanted)


def _month(path: str) -> str:
    """The folder of a month, "published=2022-01"; empty for tables without."""
    return next((part for part in path.split("/") if part.startswith(f"{MONTH}=")), "")


def _within(month: str, wanted: Wanted) -> bool:
    told = month.partition("=")[2]
    if wanted.since is None and wanted.until is None:
        return True
    if not told[:1].isdigit():
        return False
    return _between(told, wanted)


def _between(day: str, wanted: Wanted) -> bool:
    """Whether a day, a month or a year touches the period that is asked for."""
    since, until = wanted.since or "", wanted.until or ""
    return (not since or day >= since[: len(day)]) and (not until or day[: len(until)] <= until)


def _of_month(out: Path, paths: Sequence[str], wanted: Wanted) -> Iterator[tuple[str, Record]]:
    facts = {table: _Following(_rows(out, paths, table)) for table in FACTS}
    for row in _rows(out, paths, "articles"):
        article = msgspec.convert({**row, "published": row["published_on"]}, Article)
        mine = {table: facts[table].of(article.id) for table in FACTS}
        if _is_wanted(article, mine, wanted):
            yield row["file"], _record(article, mine)
    if not all(rows.are_over for rows in facts.values()):
        raise CorpusError("its tables do not belong together.", where=str(out), hint="Run it again, with its inputs.")


class _Following:
    """Rows of facts, which stand in the order of their articles: those of one article are held at a time."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter("article"))
        self._next = next(self._groups, None)

    def of(self, article: str) -> list[Row]:
        """The rows of the next article."""
        if self._next is None or self._next[0] != article:
            return []
        found = [{name: value for name, value in row.items() if name not in _KNOWN} for row in self._next[1]]
        self._next = next(self._groups, None)
        return found

    @property
    def are_over(self) -> bool:
        """Whether none is left."""
        return self._next is None


def _rows(out: Path, paths: Sequence[str], table: str) -> Iterator[Row]:
    from pyarrow.parquet import ParquetFile

    for path in paths:
        if not path.startswith(f"{table}/"):
            continue
        try:
            with ParquetFile(out / path) as file:
                for batch in file.iter_batches(_BATCH):
                    yield from batch.to_pylist()
        except OSError as error:
            raise CorpusError(f"a table cannot be read: {path}.", where=str(out), hint="Run it again.") from error


def _is_wanted(article: Article, facts: Facts, wanted: Wanted) -> bool:
    if wanted.language is not None and article.language != wanted.language:
        return False
    if wanted.outlet is not None and fold(article.outlet or "") != fold(wanted.outlet):
        return False
    if (wanted.since or wanted.until) and not (article.published and _between(article.published, wanted)):
        return False
    if wanted.party is not None and id_of(wanted.party) not in _parties(facts):
        return False
    return wanted.about is None or _is_about(article, facts["statements"], fold(wanted.about).split())


def _parties(facts: Facts) -> set[str]:
    """Who speaks, is spoken to or of, and meets."""
    found = {one for row in facts["encounters"] for one in row["parties"]}
    for row in facts["statements"]:
        found |= {*row["party"], *row["addressees"], row["target"]}
    return found


def _is_about(article: Article, statements: Iterable[Row], words: Sequence[str]) -> bool:
    labels = [article.title or "", *(row["issue"] or "" for row in statements)]
    return any(all(word in fold(label) for word in words) for label in labels)


def _record(article: Article, facts: Facts) -> Record:
    told = {table: [fact_of(row) for row in rows] for table, rows in facts.items()}
    issues = issues_of(msgspec.convert(told["statements"], list[Statement]))
    return msgspec.convert(
        {"article": msgspec.to_builtins(article), **told, "issues": msgspec.to_builtins(issues)}, Record
    )
