"""From the files that a command names to their records."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from pourparlers.cli.failures import report, status_of
from pourparlers.model.errors import PourparlersError

if TYPE_CHECKING:
    from pourparlers.articles import Problem
    from pourparlers.dossier.intake import Found
    from pourparlers.model import Article, Record


class Reading:
    """Reads files one after the other; what cannot be read is reported and counted, and the others go on.

    Args:
        published, language: outrank what the files tell.
        pipeline: an installed spaCy pipeline in place of the packaged one.
    """

    def __init__(self, published: str | None = None, language: str | None = None, pipeline: str | None = None) -> None:
        self._published = _date(published)
        self.language = _language(language)
        self._pipeline = pipeline
        self._done = 0
        self._failed = 0

    @property
    def status(self) -> int:
        """The exit status after what has been read."""
        return status_of(self._done, self._failed)

    def records(self, files: Iterable[str]) -> Iterator[Record]:
        """Yield the records of files in their order; `-` is standard input."""
        from pourparlers.reading.reader import Reader

        reader = Reader(self.language, pipeline=self._pipeline)
        for article in self.articles(files):
            try:
                record = reader.read(article)
            except PourparlersError as error:
                self._fail(error)
                continue
            self._done += 1
            yield record

    def articles(self, files: Iterable[str]) -> Iterator[Article]:
        """Yield the articles of files in their order."""
        for file in files:
            for found in self._load(file):
                if isinstance(error := getattr(found, "error", None), PourparlersError):
                    self._fail(error)
                else:
                    yield found  # type: ignore[misc]

    def found(self, files: Iterable[str]) -> Iterator[Found]:
        """Yield what files hold, in their order: articles, and why there is none, for a dossier to keep."""
        from pourparlers.dossier.dossier import found_in

        for file in files:
            for one in self._load(file):
                yield found_in("standard input" if file == "-" else file, one)

    def _load(self, file: str) -> Iterator[Article | Problem]:
        from pourparlers.articles import load

        source = sys.stdin.buffer.read() if file == "-" else file
        name = "standard input" if file == "-" else file
        return load(source, name=name, published=self._published, language=self.language)

    def _fail(self, error: PourparlersError) -> None:
        self._failed += 1
        report(error)


def _date(published: str | None) -> str | None:
    from pourparlers.articles.dates import checked_date

    try:
        return None if published is None else checked_date(published)
    except PourparlersError as error:
        raise click.BadParameter(f"{error.what} {error.hint}", param_hint="--published") from error


def _language(language: str | None) -> str | None:
    from pourparlers.articles.detect import checked_language

    try:
        return None if language is None else checked_language(language)
    except PourparlersError as error:
        raise click.BadParameter(f"{error.what} {error.hint}", param_hint="--language") from error
