"""How columns of tables and names of files are understood, to look over before anything is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

import msgspec
from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pourparlers.articles.tabular.rows import Preview
from pourparlers.views.listing import Look
from pourparlers.views.safe import one_line

# Fields whose lack is shown.
_WANTED = ("text", "published", "title", "outlet")
_MOST_TABLES, _MOST_UNUSED = 3, 12
_LONGEST_COLUMN, _LONGEST_SAMPLE, _LONGEST_FILE = 30, 100, 40


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """What a pattern takes from the name of a file; None where the name is not made like it."""

    file: str
    told: Mapping[str, str] | None


def columns_view(previews: Sequence[Preview], language: str) -> Iterator[RenderableType]:
    """The columns of files, those that have the same once.

    Args:
        previews: how the columns of the files are understood, in their order.
        language: of the interface.
    """
    look = Look(language)
    alike: dict[tuple[tuple[tuple[str, str], ...], tuple[str, ...]], list[Preview]] = {}
    for one in previews:
        key = (tuple((column.field, column.column) for column in one.columns), one.unused)
        alike.setdefault(key, []).append(one)
    groups = list(alike.values())
    for group in groups[:_MOST_TABLES]:
        yield _title(look.words("labels", "columns_of").format(_files([one.file for one in group], look)))
        yield _columns(group[0], look)
        yield _unused(group[0].unused, look)
    if len(groups) > _MOST_TABLES:
        yield Text(look.words("labels", "more_columns").format(len(groups) - _MOST_TABLES), "dim")


def names_view(named: Sequence[Named], pattern: str, language: str) -> Iterator[RenderableType]:
    """What the pattern takes from names of files.

    Args:
        named: the first files.
        pattern: as it was given.
        language: of the interface.
    """
    if not named:
        return
    look = Look(language)
    yield _title(look.words("labels", "names_of").format(one_line(pattern)))
    fields = list(dict.fromkeys(field for one in named for field in one.told or ()))
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    out.add_column(look.words("columns", "file"), overflow="fold")
    for field in fields or ["–"]:
        out.add_column(field, overflow="fold")
    for one in named:
        file = Text(_name(one.file, pattern))
        if one.told is None:
            out.add_row(file, Text(look.words("labels", "name_unfit"), "yellow"))
        else:
            out.add_row(file, *(Text(one_line(one.told.get(field, "–"), _LONGEST_SAMPLE)) for field in fields))
    yield out


def _title(told: str) -> Text:
    return Text(told, "bold")


def _files(files: Sequence[str], look: Look) -> str:
    more = look.words("labels", "more_files").format(len(files) - 1) if len(files) > 1 else ""
    return _end(files[0]) + more


def _columns(one: Preview, look: Look) -> Table:
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    out.add_column(look.words("columns", "field"), no_wrap=True)
    out.add_column(look.words("columns", "column"), overflow="fold", max_width=_LONGEST_COLUMN)
    out.add_column(look.words("columns", "sample"), overflow="fold")
    taken = {column.field: column for column in one.columns}
    order = [*dict.fromkeys((*_WANTED, *taken))]
    for field in order:
        column = taken.get(field)
        if column is None:
            out.add_row(Text(field), Text("–", "yellow"), Text(look.words("labels", "no_column"), "yellow"))
        else:
            sample = Text(one_line(column.sample, _LONGEST_SAMPLE)) if column.sample else Text("–", "dim")
            out.add_row(Text(field), Text(one_line(column.column, 2 * _LONGEST_COLUMN)), sample)
    return out


def _unused(names: Sequence[str], look: Look) -> Text:
    told = ", ".join(one_line(name, _LONGEST_COLUMN) for name in names[:_MOST_UNUSED]) or "–"
    more = len(names) - _MOST_UNUSED
    told += f" … (+{more:,})" if more > 0 else ""
    return Text(f"{look.words('labels', 'unused')}{look.words('labels', 'colon')}{told}\n", "dim")


def _name(file: str, pattern: str) -> str:
    """The name of a file with as many folders above it as the pattern names."""
    return one_line("/".join(PurePath(file).parts[-1 - pattern.count("/") :]), _LONGEST_FILE)


def _end(file: str) -> str:
    line = one_line(file)
    return line if len(line) <= _LONGEST_FILE else "…" + line[1 - _LONGEST_FILE :]
