"""A file that is read part by part holds what it holds when it is read whole."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawls import CRAWL, WAYS
from pourparlers.articles import How, Problem
from pourparlers.articles.file import File
from pourparlers.articles.formats import parts
from pourparlers.articles.load import Loaded, found_in, steps

WORDS = "Le bac de Kerbors ne passe plus depuis mardi, et la mairie l'a fait savoir."
Told = tuple[str | None, str]


def told(one: Loaded | Problem) -> Told:
    return (one.place, one.article.id) if isinstance(one, Loaded) else (one.where, one.error.what)


def whole(data: bytes, name: str) -> list[Told]:
    return [told(one) for one in found_in(File(data, name), How())]


def by_parts(data: bytes, name: str, size: int) -> tuple[int, list[Told]]:
    file = File(data, name)
    found = parts(file, How(), size)
    hows = [How(part=part) for part in found]
    return len(found), [told(one) for how in hows for one in found_in(File(data, name), how)]


@pytest.mark.parametrize("size", [200, 700, 1500, 5000])
@pytest.mark.parametrize("pack", [WAYS["plain"], WAYS["packed each"]], ids=["plain", "packed"])
def test_the_parts_of_a_crawl_hold_what_it_holds(pack: Callable[[list[bytes]], bytes], size: int) -> None:
    data = pack(CRAWL)
    number, found = by_parts(data, "crawl.warc", size)
    assert found == whole(data, "crawl.warc")
    assert number == max(1, -(-len(data) // size))


def test_a_crawl_that_was_packed_as_one_piece_is_one_part() -> None:
    data = WAYS["packed whole"](CRAWL)
    assert parts(File(data, "crawl.warc"), How(), 200) == [None]


@pytest.mark.parametrize("seed", range(12))
def test_what_is_broken_in_a_crawl_is_told_by_one_part(seed: int) -> None:
    chance = random.Random(seed)
    broken = bytearray(WAYS["packed each"](CRAWL * 3))
    for _ in range(3):
        broken[chance.randrange(len(broken))] ^= 255
    data = bytes(broken)
    assert by_parts(data, "crawl.warc", chance.choice([300, 1100, 2900]))[1] == whole(data, "crawl.warc")


rows = st.fixed_dictionaries(
    {"texte": st.text(alphabet="aé €𝄞\u2028\n\"{", min_size=1, max_size=60), "date": st.sampled_from(["03/04/2022", "27/04/2022", ""])}
)


@given(st.lists(st.one_of(rows, st.just(None)), min_size=1, max_size=30), st.integers(40, 900), st.booleans())
def test_the_parts_of_lines_hold_what_they_hold(records: list[dict[str, str] | None], size: int, ends: bool) -> None:
    lines = ["{broken" if one is None else json.dumps({**one, "texte": WORDS + one["texte"]}, ensure_ascii=False) for one in records]
    first = json.dumps({"texte": WORDS, "date": "28/04/2022"})
    data = ("\n".join([first, *lines]) + "\n" * ends).encode()
    assert by_parts(data, "a.jsonl", size)[1] == whole(data, "a.jsonl")


def test_columns_and_days_are_understood_alike_in_all_parts() -> None:
    # Of the second part alone, nobody could tell that the day comes first, nor which column is the text.
    first = [{"corps": WORDS, "date": "27/04/2022"}] * 20
    rest = [{"corps": f"{WORDS} {at}.", "date": "03/04/2022", "autre": WORDS * 3} for at in range(200)]
    data = "\n".join(map(json.dumps, [*first, *rest])).encode()
    file = File(data, "a.jsonl")
    found = [one for part in parts(file, How(), 4000) for one in found_in(file, How(part=part))]
    assert {one.article.published for one in found if isinstance(one, Loaded)} == {"2022-04-27", "2022-04-03"}
    assert len(found) == 220


@pytest.mark.parametrize("name", ["list.json", "answer.json", "packed.jsonl.gz", "wide.jsonl"])
def test_what_has_no_lines_to_be_cut_at_is_one_part(name: str) -> None:
    listed = [{"text": f"{WORDS} {at}."} for at in range(50)]
    lines = "\n".join(map(json.dumps, listed))
    data = {
        "list.json": json.dumps(listed).encode(),
        "answer.json": json.dumps({"status": "ok", "articles": listed}).encode(),
        "packed.jsonl.gz": gzip.compress(lines.encode()),
        "wide.jsonl": lines.encode("utf-16"),
    }[name]
    assert parts(File(data, name), How(), 100) == [None]
    assert by_parts(data, name, 100)[1] == whole(data, name)


@pytest.mark.parametrize("group", [7, 40, 1000])
@pytest.mark.parametrize("size", [100, 1000, 1700])
def test_the_parts_of_parquet_hold_what_it_holds(size: int, group: int) -> None:
    out = BytesIO()
    texts = [f"{WORDS} {at}." if at % 9 else None for at in range(100)]
    days = ["27/04/2022"] + ["03/04/2022"] * 99
    pq.write_table(pa.table({"texte": texts, "date": days}), out, row_group_size=group)
    number, found = by_parts(out.getvalue(), "a.parquet", size)
    assert found == whole(out.getvalue(), "a.parquet")
    assert number > 1


def test_pages_of_a_crawl_are_looked_at_when_their_step_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(WAYS["packed each"](CRAWL))
    file = File(tmp_path / "a.warc")
    taken = [step.made(step.taken()) for at, step in enumerate(steps(file, How())) if at != 1]
    found = [one for one in taken if isinstance(one, Loaded)]
    assert [one.article.title for one in found] == ["Puffins", "Pont"]
