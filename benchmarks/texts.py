"""The texts that reading is measured on: real articles where their corpora are there, else the packaged examples."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pourparlers.articles import from_text
from pourparlers.model import Article

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"


def sample(language: str, count: int, corpora: Path) -> list[Article]:
    """Articles of a language: Wikinews and translated news, half and half, where they are there, else packaged ones."""
    kinds = [list(rows) for rows in (_wikinews(language, corpora), _news(language, corpora)) if rows]
    kinds = [rows for rows in kinds if rows] or [list(_own(language))]
    share = -(-count // len(kinds))
    return [article for rows in kinds for article in rows[:: max(1, len(rows) // share)][:share]]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with lzma.open(path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)


def _wikinews(language: str, corpora: Path) -> Iterator[Article]:
    for row in _lines(corpora / "winer_fr.jsonl.xz") if language == "fr" else ():
        yield Article(id=row["id"], language="fr", published=row["id"][:7].replace("/", "-"), text=row["text"])


def _news(language: str, corpora: Path) -> Iterator[Article]:
    for row in _lines(corpora / "ntrex_en_fr.jsonl.xz"):
        yield Article(id=row["id"], language=language, published="2018-10", text="\n\n".join(row[language]))


def _own(language: str) -> Iterator[Article]:
    """The packaged examples."""
    for path in sorted((ROOT / "src" / "pourparlers" / "examples").glob("*.txt")):
        article = from_text(path.read_text(encoding="utf-8"))
        if article.language == language:
            yield article
