"""What files hold, told without reading it: articles with their fields, and problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pourparlers.articles.file import File
from pourparlers.articles.load import Loaded, found_in
from pourparlers.articles.source import How, Problem

# Letters of a line that tell which one it is.
_BEGINS = 80


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An article of a file, or a problem.

    Attributes:
        file, place: where it stands.
        format: of the file; None where it has none that is known.
        id: of the article; None for a problem, whose `code` and `problem` tell why there is none.
        characters: of its text.
        begins: the first words of its first line.
    """

    file: str
    place: str | None = None
    format: str | None = None
    id: str | None = None
    language: str | None = None
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    section: str | None = None
    page: str | None = None
    identifier: str | None = None
    characters: int | None = None
    begins: str | None = None
    code: str | None = None
    problem: str | None = None
    hint: str | None = None


def listed(
    files: Iterable[tuple[str, File | Problem]], how: How, given: dict[str, str | None] | None = None
) -> Iterator[Listed]:
    """Yield what files hold, in their order.

    Args:
        files: their names, with the file or why it cannot be had.
        how: how they are to be looked at.
        given: fields that outrank what the files tell.
    """
    for name, file in files:
        for one in (file,) if isinstance(file, Problem) else found_in(file, how, given):
            yield _problem(name, one) if isinstance(one, Problem) else _article(name, one)


def _article(name: str, one: Loaded) -> Listed:
    told = {field: value for field, value in msgspec.structs.asdict(one.article).items() if field != "text"}
    text = one.article.text
    begins = " ".join(text.lstrip()[: 4 * _BEGINS].partition("\n")[0].split())[:_BEGINS]
    return Listed(
        file=name, place=one.place, format=one.format, characters=len(text), begins=begins or None, **told
    )  # fmt: skip


def _problem(name: str, one: Problem) -> Listed:
    place = one.where.removeprefix(name).removeprefix(", ") or None
    return Listed(file=name, place=place, code=one.error.code, problem=one.error.what, hint=one.error.hint)
