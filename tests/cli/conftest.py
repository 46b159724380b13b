import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from pourparlers.model import Act, Article, ArticleError, Form, Record, Span, Statement


class Reader:
    """Stands in for the reader: every line is a statement; a text that begins with «!» cannot be read."""

    def __init__(self, language: str | None = None, pipeline: str | None = None) -> None:
        self.language = language

    def read(self, article: Article) -> Record:
        if article.text.startswith("!"):
            raise ArticleError("cannot be read.", where=article.id, hint="Try another.")
        if article.text.startswith("?"):
            raise ValueError("a fault")
        lines = article.text.splitlines()
        statements = tuple(
            Statement(id=f"s{n}", act=Act.SAY, form=Form.DIRECT, content=(Span.of(article.text, at, at + len(line)),), rule="r")
            for n, (at, line) in enumerate(_starts(lines), 1)
        )
        return Record(article=article, statements=statements)


def _starts(lines: list[str]) -> Iterator[tuple[int, str]]:
    at = 0
    for line in lines:
        yield at, line
        at += len(line) + 1


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The commands with that reader in place of the real one."""
    module = ModuleType("pourparlers.reading.reader")
    module.Reader = Reader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pourparlers.reading.reader", module)
    return Reader
