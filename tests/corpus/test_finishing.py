"""The tables of a corpus are the same however its parts are bound together, and hold every row in its order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from corpora import TABLES, content, lines, rows, run, talks
from pourparlers.corpus import finishing, sheaves
from pourparlers.corpus.copies import BANDS, LEAST, grouped, likeness
from pourparlers.corpus.parts import parts
from pourparlers.corpus.relays import Known

MONTHS = ["2021-02-27", "2021-03-01", "2021", "2021-03", "2021-03-30"]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of many parts, in which articles stand again and are relayed by another outlet, some without a day."""
    articles = [talks(n % 20, MONTHS[n % 5], ["Le Phare", "Gazette du lac"][n % 3 == 0]) for n in range(45)]
    for one in articles[::9]:
        del one["published"]
    folder = tmp_path_factory.mktemp("finishing")
    run(lines(folder / "a.jsonl", articles), "-o", folder / "out", "--workers", 2, "--unit", 0.004)
    return folder / "out"


def finished(out: Path) -> dict[str, bytes]:
    finishing.finish(out, list(parts(out).values()), {})
    return {name: told for name, told in content(out).items() if name != "manifest.json"}


@pytest.mark.parametrize("bytes_", [1, 20_000, 10**9])
def test_how_parts_are_bound_together_changes_nothing(out: Path, monkeypatch: pytest.MonkeyPatch, bytes_: int) -> None:
    expected = finished(out)
    monkeypatch.setattr(sheaves, "SHEAF_BYTES", bytes_)
    bound = {table: len(sheaves.cut(list(parts(out).values()), table)) for table in TABLES}
    assert (max(bound.values()) == 1) == (bytes_ > 10**6)
    assert finished(out) == expected
    assert not list(out.glob(".fin*"))


def test_files_of_few_rows_hold_what_one_holds(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finished(out)
    expected = {table: rows(out, table) for table in TABLES}
    monkeypatch.setattr(finishing, "ROWS", 6)
    monkeypatch.setattr(finishing, "_GROUP", 2)
    files = finished(out)
    assert {table: rows(out, table) for table in TABLES} == expected
    assert len(files) > 60
    sizes = [pq.ParquetFile(out / name).metadata.num_rows for name in files]
    assert max(sizes) == 6
    assert min(sizes) > 0


def test_an_article_is_taken_from_the_first_part_that_has_it(out: Path, tmp_path: Path) -> None:
    found = list(parts(out).values())
    known = Known(out, found, tmp_path)
    seen: set[str] = set()
    for number, part in enumerate(found):
        ids = pq.read_table(out / "parts" / part.unit / "articles.parquet")["id"].to_pylist()
        assert [id_ for id_, kept in zip(ids, known.kept(number), strict=True) if kept] == [
            id_ for id_ in ids if id_ not in seen
        ]
        assert set(known.dropped(number)) == set(ids) & seen
        seen |= set(ids)
    assert len(known) == len(seen)
    assert known.duplicates == sum(part.articles for part in found) - len(seen)
    assert known.voices == len({row["text_group"] for row in rows(out, "articles")}) < len(seen)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("seed", range(6))
def test_texts_are_joined_in_rounds_as_they_are_pair_by_pair(seed: int) -> None:
    """Long chains, and keys that many texts share that are not alike."""
    chance = np.random.default_rng(seed)
    days = np.sort(chance.integers(1, 400, 300))
    keys = chance.integers(0, 60, (300, BANDS)).astype(np.uint64)
    values = np.where(
        chance.random((300, 128)) < 0.75, chance.integers(0, 2, (300, 1)), chance.integers(0, 256, (300, 128))
    ).astype(np.uint8)
    found = grouped(days, lambda band: keys[:, band], lambda at: values[at])
    assert found.tolist() == pair_by_pair(days, keys, values)
    assert 1 < len(set(found.tolist())) < 290


def pair_by_pair(days: Any, keys: Any, values: Any) -> list[int]:
    parent = list(range(len(days)))

    def first(at: int) -> int:
        return at if parent[at] == at else first(parent[at])

    for band in range(BANDS):
        order = sorted(range(len(days)), key=lambda at: (keys[at, band], at))
        for one, other in zip(order, order[1:], strict=False):
            alike = likeness(values[[one]], values[[other]])[0] >= LEAST
            if keys[one, band] == keys[other, band] and abs(days[one] - days[other]) <= 31 and alike:
                a, b = first(one), first(other)
                parent[max(a, b)] = min(a, b)
    return [first(at) for at in range(len(days))]
