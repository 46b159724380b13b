"""From the paths that somebody names to the files that hold articles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pourparlers.articles.file import spoken
from pourparlers.articles.library import claimed
from pourparlers.articles.source import Problem
from pourparlers.model import ArticleError

# Files of folders that hold no articles: what systems, editors and saved pages leave behind, and dossiers.
NOT_ARTICLES = {
    ".dossier", ".sqlite", ".db", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".css", ".js", ".woff",
    ".woff2",
}  # fmt: skip

# Endings of exports of reference managers, whose attached files stand beside them.
_EXPORTS = {".rdf", ".json"}
_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def is_address(path: str) -> bool:
    """Whether what is named is an address of the web: "https://journal.example/rss"."""
    return _ADDRESS.match(path) is not None


def files_in(paths: Iterable[str]) -> Iterator[str | Problem]:
    """The files of paths in order; a folder stands for the files in it and below, sorted.

    Hidden files, images, style sheets and the like are passed over (`passed_over` lists them); files that are attached
    to items of a reference manager's export in a folder above are read with it, and are not given by themselves. What
    is there and is no file of the folder is a problem: a link that leaves it, a folder that cannot be opened, a device.
    A path that is not there is given as it is, so that reading it tells what is wrong; so is an address of the web; `-`
    is standard input.
    """
    for path in paths:
        if _is_folder(path):
            for one in _below(Path(path), Path(path).resolve()):
                if isinstance(one, Problem):
                    yield one
                elif not _passed(one):
                    yield str(one)
        else:
            yield path


def passed_over(paths: Iterable[str]) -> Iterator[str]:
    """The files of folders that are taken to hold no articles."""
    for path in paths:
        if _is_folder(path):
            found = _below(Path(path), Path(path).resolve())
            yield from (str(one) for one in found if isinstance(one, Path) and _passed(one))


def _is_folder(path: str) -> bool:
    """Whether a path is a folder; the empty one, which a shell makes of a variable that is not set, is none."""
    try:
        return path not in {"", "-"} and Path(path).is_dir()
    except OSError:
        return False


def _passed(one: Path) -> bool:
    return one.name.startswith((".", "~")) or one.suffix.lower() in NOT_ARTICLES


def _below(folder: Path, root: Path) -> Iterator[Path | Problem]:
    """Files and problems below a folder, sorted; without recursion, for folders may nest deeply."""
    waiting: list[Path | Problem] = _entries(folder)
    with_exports = _claimed(waiting)
    while waiting:
        here = waiting.pop()
        if isinstance(here, Problem):
            yield here
        elif with_exports and not here.is_symlink() and here.resolve() in with_exports:
            continue
        elif here.is_symlink() and not _stays(here, root):
            yield _problem(here, "it is a link to nothing, to itself or out of the folder.")
        elif here.is_dir():
            if here.is_symlink():
                yield _problem(here, "it is a link to a folder.")
            elif not here.name.startswith((".", "~")):
                inner = _entries(here)
                with_exports |= _claimed(inner)
                waiting += inner
        else:
            yield here


def _claimed(entries: Iterable[Path | Problem]) -> set[Path]:
    """The files that are attached to items of exports among some files."""
    out: set[Path] = set()
    for one in entries:
        if isinstance(one, Path) and one.suffix.lower() in _EXPORTS and one.is_file() and not one.is_symlink():
            # An export does not take itself away.
            out |= claimed(one) - {one.resolve()}
    return out


def _entries(folder: Path) -> list[Path | Problem]:
    """What stands in a folder, the last first."""
    try:
        return [folder / name for name in sorted(os.listdir(folder), reverse=True)]  # noqa: PTH208
    except OSError as error:
        return [_problem(folder, f"the folder cannot be opened: {(error.strerror or str(error)).lower()}.")]


def _stays(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _problem(path: Path, what: str) -> Problem:
    hint = "Name the file or folder that is meant."
    where = spoken(str(path))
    return Problem(where=where, error=ArticleError(what, where=where, hint=hint))
