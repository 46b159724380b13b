"""The constructions that a reader of the press meets: each with sentences that hold it, and look-alikes.

`constructions/*.yaml`: a list of constructions, each with

- `yes`: sentences with a fact that must be read: of `statement` or `actor`, the fields that are told must be just so;
- `no`: sentences in which nothing must be read, or, where `statement` or `actor` is told, no fact with those fields.

A sentence that cannot yet be read has its reason under `missed`; it must then fail, and no more than one in ten may.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from pourparlers.articles import from_text
from pourparlers.model import Record
from pourparlers.reading.reader import Reader

FILES = sorted((Path(__file__).parent / "constructions").glob("*.yaml"))
PUBLISHED = "2023-01-19"
KINDS = {"statement": "statements", "actor": "actors", "time": "times", "encounter": "encounters"}


def constructions(path: Path) -> list[dict[str, Any]]:
    # The base loader keeps NO and 2023-01 as they are written.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or []


def cases() -> list[Any]:
    out = []
    for path in FILES:
        for construction in constructions(path):
            for side in ("yes", "no"):
                for n, case in enumerate(construction.get(side) or (), 1):
                    case = {"text": case} if isinstance(case, str) else case
                    missed = case.get("missed")
                    marks = [pytest.mark.xfail(reason=missed, strict=True)] if missed else []
                    name = f"{path.stem}-{construction['id']}-{side}-{n}"
                    out.append(pytest.param(path.stem[-2:], side, case, id=name, marks=marks))
    return out


@cache
def read(text: str, language: str, published: str) -> Record:
    return Reader().read(from_text(text, language=language, published=published))


def plain(value: Any) -> Any:
    """A field as the YAML writes it: spans as their words, flags as true and false."""
    if isinstance(value, dict):
        return value.get("text", value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else value


def holds(fact: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(plain(fact[name]) == (None if value in ("", "null") else value) for name, value in wanted.items())


@pytest.mark.parametrize(("language", "side", "case"), cases())
def test_a_construction_is_read(language: str, side: str, case: dict[str, Any]) -> None:
    record = msgspec.to_builtins(read(case["text"], language, case.get("published", PUBLISHED)))
    wanted = [(table, case[name]) for name, table in KINDS.items() if name in case]
    if side == "yes":
        assert wanted, "a sentence of `yes` tells what must be read"
    for table, fields in wanted:
        found = [fact for fact in record[table] if holds(fact, fields)]
        assert bool(found) is (side == "yes"), record[table]
    if not wanted:
        assert not record["statements"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_construction_has_its_sentences(path: Path) -> None:
    rows = constructions(path)
    assert [row["id"] for row in rows if len(row.get("yes") or ()) < 3 or len(row.get("no") or ()) < 2] == []


def test_no_more_than_one_in_ten_is_missed() -> None:
    told = [case for path in FILES for row in constructions(path) for side in ("yes", "no") for case in row[side]]
    missed = [case for case in told if isinstance(case, dict) and "missed" in case]
    assert len(missed) <= len(told) / 10
