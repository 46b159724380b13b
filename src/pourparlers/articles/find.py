"""From the paths that somebody names to the files that hold articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

# Files of folders that hold no articles: what systems and editors leave behind.
NOT_ARTICLES = {
    ".dossier", ".sqlite", ".db", ".zip", ".gz", ".xz", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".css", ".js",
}  # fmt: skip


def files_in(paths: Iterable[str]) -> Iterator[str]:
    """The files of paths in order; a folder stands for the files in it and below, sorted, without hidden ones.

    A path that is not there is given as it is, so that reading it tells what is wrong; `-` is standard input.
    """
    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from _below(Path(path))
        else:
            yield path


def _below(folder: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~")):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        elif path.is_file() and path.suffix.lower() not in NOT_ARTICLES:
            yield str(path)
