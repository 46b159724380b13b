"""Dossiers of gold: rounds of invented talks as a reader without fault would read them, and small ones made by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from pourparlers import Article, Dossier, Record
from pourparlers.articles import from_text
from pourparlers.model import Span
from records import record_of_file

ROUNDS = Path(__file__).parent / "gold" / "rounds"
QUERIES = Path(__file__).parents[1] / "docs" / "dossier.md"


class Gold:
    """Gives records that are there already, in place of a reader."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = {record.article.id: record for record in records}

    def pipe(self, articles: Iterable[Article], processes: int = 1) -> Iterator[Record]:
        return (self.records[article.id] for article in articles)


def dossier_of(where: Path | str, records: Iterable[Record]) -> Dossier:
    """A new dossier with some records."""
    gold = Gold(records)
    dossier = Dossier(where, create=True)
    dossier.add([record.article for record in gold.records.values()], reader=gold)
    return dossier


def round_records(name: str = "bourgas-ferry-2018") -> list[Record]:
    """The records of a round of talks."""
    paths = sorted((ROUNDS / name).glob("*.yaml"))
    return [record_of_file(path) for path in paths if path.name != "dossier.yaml"]


def queries(*, portable: bool = True) -> list[str]:
    """The queries of the documentation; with `portable` those that every database knows."""
    found = re.findall(r"```sql\n(.*?)```", QUERIES.read_text(encoding="utf-8"), re.DOTALL)
    return [one for one in found if not portable or " MATCH " not in one]


def record(text: str, *facts: dict[str, Any], times: Iterable[dict[str, Any]] = (), **article: Any) -> Record:
    """A record of an article with encounters (those with a `kind`) and statements made by hand.

    Args:
        text: of the article.
        facts: their fields; `words`: where they stand in the text, all of it where they name none.
        times: with `id` and what else is to be told of them.
        article: outlet, published, language.
    """
    made = from_text(text, **{"language": "fr", "published": "2021-03-10", **article})
    told: dict[str, list[Any]] = {"encounters": [], "statements": []}
    for fact in facts:
        words = fact.pop("words", text)
        at = made.text.index(words)
        spans = [msgspec.to_builtins(Span.of(made.text, at, at + len(words)))]
        if "kind" in fact:
            told["encounters"].append({"id": f"e{len(told['encounters']) + 1}", "evidence": spans, "rule": "r", **fact})
        else:
            plain = {"act": "say", "form": "indirect", "content": spans, "rule": "r"}
            told["statements"].append({"id": f"s{len(told['statements']) + 1}", **plain, **fact})
    whole = {"start": 0, "end": 1, "text": made.text[:1], "type": "DATE", "value": "X", "rule": "r"}
    return msgspec.convert(
        {"article": msgspec.to_builtins(made), **told, "times": [{**whole, **time} for time in times]}, Record
    )
