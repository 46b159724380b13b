"""What files of several articles hold, for tests."""

from __future__ import annotations

from pathlib import Path

from pourparlers.articles import How, Problem
from pourparlers.articles.file import File
from pourparlers.articles.load import Loaded, found_in

FILES = Path(__file__).parent / "articles" / "files"
FIELDS = ("published", "language", "title", "outlet", "url", "author", "section", "page", "identifier")


def found(source: Path | bytes, name: str = "", how: How | None = None) -> tuple[list[Loaded], list[Problem]]:
    """The articles and problems of a file."""
    told = list(found_in(File(source, name), how or How()))
    return [one for one in told if isinstance(one, Loaded)], [one for one in told if isinstance(one, Problem)]


def fields(one: Loaded) -> dict[str, str]:
    """What is told of an article beside its text."""
    return {name: value for name in FIELDS if (value := getattr(one.article, name)) is not None}


def reasons(problems: list[Problem]) -> list[tuple[str, str]]:
    """Places and reasons of problems."""
    return [(one.where.rpartition(", ")[2], one.error.what) for one in problems]
