"""A dossier made of a corpus: its records are taken as they were read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pourparlers.corpus.records import Wanted, records
from pourparlers.dossier.dossier import Dossier
from pourparlers.dossier.intake import Added, Found
from pourparlers.model import Article, Record


def add(out: Path, dossier: Dossier, wanted: Wanted, told: Callable[[Found, str], None] | None = None) -> Added:
    """Add the articles of a corpus that are asked for to a dossier; those that are there already are passed over.

    Args:
        out: the folder of the corpus.
        dossier: to be added to.
        wanted: what is asked for.
        told: as of `Dossier.add`.

    Raises:
        CorpusError: the corpus is not finished, or cannot be read.
        DossierError: the dossier cannot be written; what was added before stays.
    """
    read = _Read()
    return dossier.add(read.found(records(out, wanted)), reader=read, told=told)


class _Read:
    """What has been read already, in the place of what reads."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}

    def found(self, told: Iterable[tuple[str, Record]]) -> Iterator[Found]:
        """Articles with their files, whose records are kept until they are asked for."""
        for file, record in told:
            self._records[record.article.id] = record
            yield Found(file, record.article)

    def pipe(self, articles: Iterable[Article], processes: int = 1) -> Iterator[Record]:
        """The records of articles."""
        for article in articles:
            yield self._records[article.id]
        # What was there already is not asked for, and need not be kept either.
        self._records.clear()
