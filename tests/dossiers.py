"""What two dossiers must have in common."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import select

from pourparlers import Dossier
from pourparlers.dossier.store import schema

ADD = [sys.executable, "-m", "pourparlers", "add"]

# Numbers tell the order of arrival; times tell when it was.
OF_ARRIVAL = {"n", "added", "seen", "file", "facets"}


def rows(dossier: Dossier) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a dossier by table, sorted, without what the arrival of its articles alone decides."""
    out = {}
    with dossier.engine.connect() as connection:
        for table in schema.metadata.sorted_tables:
            if table not in (schema.about, schema.facet):
                kept = [column for column in table.c if column.name not in OF_ARRIVAL]
                if table is schema.span:
                    kept = list(table.c)
                out[table.name] = sorted((tuple(row) for row in connection.execute(select(*kept))), key=repr)
    return out


def clippings(folder: Path, n: int) -> Path:
    """A folder with so many short articles."""
    folder.mkdir()
    for i in range(n):
        text = f"Lima rejette la taxe numéro {i} de Quito.\n\n«Le quai {i} reste ouvert», a déclaré la ministre péruvienne Rosa Quispe."
        (folder / f"{i:03}.txt").write_text(f"---\npublished: 2021-03-{i % 28 + 1:02}\nlanguage: fr\n---\n{text}", encoding="utf-8")
    return folder


def add_twice_at_once(*arguments: str) -> None:
    """Two programs add the same articles to one dossier side by side."""
    writers = [subprocess.Popen([*ADD, *arguments], stderr=subprocess.PIPE) for _ in range(2)]
    for writer in writers:
        _, told = writer.communicate(timeout=240)
        assert writer.returncode == 0, told.decode()
