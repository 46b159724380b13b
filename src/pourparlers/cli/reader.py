"""From the files that a command names to their records."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from pourparlers.cli.failures import report, status_of
from pourparlers.model.errors import PourparlersError

if TYPE_CHECKING:
    from pourparlers.articles import How, Problem
    from pourparlers.dossier.intake import Found
    from pourparlers.model import Article, Record


class Reading:
    """Reads files one after the other; what cannot be read is reported and counted, and the others go on.

    Args:
        published, language: outrank what the files tell.
        pipeline: an installed spaCy pipeline in place of the packaged one.
        how: how the files are to be looked at; by their content where None.
        about_talks: whether articles that can hold no encounter or statement of parties are set aside unread.

    Attributes:
        aside: how many were set aside.
    """

    def __init__(
        self,
        published: str | None = None,
        language: str | None = None,
        pipeline: str | None = None,
        how: How | None = None,
        about_talks: bool = False,
    ) -> None:
        self._how = how
        self.published = checked_day(published, "--published")
        self.language = _language(language)
        self._pipeline = pipeline
        self._about_talks = about_talks
        self.aside = 0
        self._done = 0
        self._failed = 0

    @property
    def status(self) -> int:
        """The exit status after what has been read."""
        return status_of(self._done + self.aside, self._failed)

    def records(self, files: Iterable[str | Problem]) -> Iterator[Record]:
        """Yield the records of files in their order; `-` is standard input."""
        from pourparlers.reading.reader import Reader

        reader = Reader(self.language, pipeline=self._pipeline)
        for article in self.articles(files):
            if self._is_aside(article):
                continue
            try:
                record = reader.read(article)
            except PourparlersError as error:
                self._fail(error)
                continue
            self._done += 1
            yield record

    def articles(self, files: Iterable[str | Problem]) -> Iterator[Article]:
        """Yield the articles of files in their order."""
        for file in files:
            for found in self._load(file):
                if isinstance(error := getattr(found, "error", None), PourparlersError):
                    self._fail(error)
                else:
                    yield found  # type: ignore[misc]

    def found(self, files: Iterable[str | Problem]) -> Iterator[Found]:
        """Yield what files hold, in their order: articles, and why there is none, for a dossier to keep."""
        from pourparlers.dossier.dossier import found_in

        for file in files:
            for one in self._load(file):
                found = found_in(name_of(file), one)
                if found.article is None or not self._is_aside(found.article):
                    yield found

    def _is_aside(self, article: Article) -> bool:
        if not self._about_talks:
            return False
        from pourparlers.reading.gate import gate

        held = gate(self.language or article.language).may_hold(article.text, article.title)
        self.aside += not held
        return not held

    def _load(self, file: str | Problem) -> Iterator[Article | Problem]:
        from pourparlers.articles import load

        if not isinstance(file, str):
            return iter((file,))
        source = standard_input() if file == "-" else file
        return load(source, name=name_of(file), how=self._how, published=self.published, language=self.language)

    def _fail(self, error: PourparlersError) -> None:
        self._failed += 1
        report(error)


def name_of(file: str | Problem) -> str:
    """What a file is called in errors and tables."""
    from pourparlers.articles.file import spoken

    if not isinstance(file, str):
        return file.where
    return "standard input" if file == "-" else spoken(file)


def standard_input() -> bytes:
    """What stands on standard input, as much of it as a file may hold and a byte more."""
    from pourparlers.articles.file import LARGEST_EXPORT

    return sys.stdin.buffer.read(LARGEST_EXPORT + 1)


def checked_day(day: str | None, option: str) -> str | None:
    """A day, a month or a year that an option gives."""
    from pourparlers.articles.dates import checked_date

    try:
        return None if day is None else checked_date(day)
    except PourparlersError as error:
        raise click.BadParameter(f"{error.what} {error.hint}", param_hint=option) from error


def _language(language: str | None) -> str | None:
    from pourparlers.articles.detect import checked_language

    try:
        return None if language is None else checked_language(language)
    except PourparlersError as error:
        raise click.BadParameter(f"{error.what} {error.hint}", param_hint="--language") from error
