"""Exports of Zotero: the texts of the files that are attached to its items, with what the items tell of them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pourparlers.articles.dates import checked_date, told_date
from pourparlers.articles.file import File
from pourparlers.articles.languages import told_language
from pourparlers.articles.library import Item, attached, is_export, items
from pourparlers.articles.source import How, Problem, Source, within
from pourparlers.model import ArticleError, DateError, PourparlersError

_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".mp3", ".mp4", ".css", ".js"}
_HINT = "Export as Zotero RDF with files, and keep the export and its files in one folder."


def fits(file: File) -> bool:
    """Whether a file is an export of Zotero, or a list of items as CSL-JSON."""
    return is_export(file)


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of an export: of each item the first attached file that can be read.

    Raises:
        ArticleError: it is not well formed, or holds no item.
        LengthError: it is larger than such exports are.
    """
    number = 0
    for item in items(file):
        number += 1
        yield from _read(item, file, f"item {number}", how)
    if not number:
        raise ArticleError("the export holds no item.", where=file.name, hint=_HINT)


def _read(item: Item, file: File, place: str, how: How) -> Iterator[Source | Problem]:
    where = within(file.name, place)
    try:
        fields = _fields(item, where)
        found = _first(item, file, where, how)
    except PourparlersError as error:
        yield Problem(where=where, error=error)
        return
    several = sum(isinstance(one, Source) for one in found) > 1
    for one in found:
        if isinstance(one, Problem):
            yield Problem(where=where, error=_moved(one.error, where))
        elif several:
            # A file of several articles tells of each what the item can tell of none.
            yield msgspec.structs.replace(one, place=within(place, one.place))
        else:
            yield msgspec.structs.replace(one.overridden(**fields), place=place)


def _fields(item: Item, where: str) -> dict[str, str | None]:
    fields: dict[str, str | None] = dict(item.fields)
    fields["language"] = told_language(fields.get("language"))
    if written := fields.get("published"):
        fields["published"] = _day(written, fields["language"], where)
    return fields


def _day(written: str, language: str | None, where: str) -> str:
    try:
        return checked_date(written, where)
    except DateError as error:
        if day := told_date(written, language):
            return day
        what = f"the date of the item, {written[:40]!r}, is none that can be told."
        raise DateError(what, where=where, hint="Write it as YYYY-MM-DD, or leave it empty.") from error


def _first(item: Item, file: File, where: str, how: How) -> list[Source | Problem]:
    """What the first attached file holds that can be read.

    Raises:
        PourparlersError: none can; the reason of the first.
    """
    if not item.attached:
        what = "the item has no attached file" + (", and its abstract is no article." if item.abstract else ".")
        raise ArticleError(what, where=where, hint=_HINT)
    wrong: PourparlersError | None = None
    for path in sorted(item.attached, key=lambda one: one.lower().endswith(tuple(_PICTURES))):
        try:
            if found := list(_of_file(file, path, how)):
                return found
            raise ArticleError("the attached file holds no article.", where=path, hint=_HINT)
        except PourparlersError as error:
            wrong = wrong or error
    assert wrong is not None
    raise _moved(wrong, where)


def _of_file(export: File, told: str, how: How) -> Iterator[Source | Problem]:
    from pourparlers.articles import formats

    if export.path is None:
        raise ArticleError("the attached files cannot be found without the folder of the export.", hint=_HINT)
    path = attached(export.path.parent, told)
    file = File(path, name=told)
    format_ = formats.format_of(file)
    if format_ == "zotero":
        raise ArticleError("the attached file is itself an export.", where=told, hint="Give it by itself.")
    yield from formats.read(file, msgspec.structs.replace(how, format=format_, columns={}, names=None, start=0))


def _moved(error: PourparlersError, where: str) -> PourparlersError:
    """The same error at the item, the attached file told with it."""
    file = error.where if error.where and error.where != where else ""
    what = f"{file}: {error.what}" if file else error.what
    return type(error)(what, where=where, hint=error.hint)
