"""A file that is read part by part holds what it holds when it is read whole."""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Callable
from io import BytesIO, StringIO
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
from pourparlers.model import ArticleError

WORDS = "Le bac de Kerbors ne passe plus depuis mardi, et la mairie l'a fait savoir."
Told = tuple[str | None, str]


def told(one: Loaded | Problem) -> Told:
    return (one.place, one.article.id) if isinstance(one, Loaded) else (one.where, one.error.what)


def whole(data: bytes, name: str) -> list[Told]:
    return [told(one) for one in found_in(File(data, name), How())]


def by_parts(data: bytes, name: str, size: int) -> tuple[int, list[Told]]:
    file = File(data, name)
    try:
        found = parts(file, How(), size)
    except ArticleError:
        # Reading it tells what is wrong with it.
        found = [None]
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


@pytest.mark.parametrize("name", ["list.json", "answer.json", "packed.jsonl.gz", "wide.jsonl", "packed.csv.gz", "wide.csv", "packed.mbox.gz"])
def test_what_has_no_lines_to_be_cut_at_is_one_part(name: str) -> None:
    listed = [{"text": f"{WORDS} {at}."} for at in range(50)]
    lines = "\n".join(map(json.dumps, listed))
    table = "texte,date\n" + "".join(f'"{WORDS} {at}.",2022-04-27\n' for at in range(50))
    data = {
        "packed.csv.gz": gzip.compress(table.encode()),
        "wide.csv": table.encode("utf-16"),
        "packed.mbox.gz": gzip.compress((FROM + LETTER) * 30),
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


HEADER = "texte,date,titre\r\n"
cells = st.one_of(
    st.text(alphabet="aé€𝄞\ufeff\u2028 ,;\"'\\\n\r\t", max_size=30).map(lambda more: WORDS + more),
    st.sampled_from(["03/04/2022", "27/04/2022", "", 'Il dit "non"', "\n\n\n"]),
)


def written(table: list[list[str]]) -> str:
    out = StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue()


@given(
    st.lists(st.lists(cells, min_size=2, max_size=4), max_size=25),
    st.integers(1, 700),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "mac_roman"]),
)
def test_the_parts_of_a_table_hold_what_it_holds(table: list[list[str]], size: int, encoding: str) -> None:
    first = written([[WORDS, "28/04/2022", "é"]])
    data = (HEADER + first + written(table)).encode(encoding, "replace")
    assert by_parts(data, "a.csv", size)[1] == whole(data, "a.csv")


lines = st.text(alphabet='\ufeffaé,;"\\\t ', max_size=40).map(lambda more: more + WORDS)


@given(
    st.lists(st.tuples(lines, st.sampled_from(["\n", "\r\n", "\r", "\n\n", '"\n', ',"'])), max_size=25),
    st.integers(1, 700),
    st.sampled_from([HEADER, "sep=;\r\ntexte;date\r\n", "texte\tdate\n", "\ufefftexte,date\n", "\ufeff\ufefftexte,date\n"]),
    st.sampled_from([b"", b"\xff,\xe9\n", b"\xef\xbb\xbf\n\xef\xbb"]),
)
def test_the_parts_of_a_table_that_is_ill_written_hold_what_it_holds(
    table: list[tuple[str, str]], size: int, header: str, behind: bytes
) -> None:
    data = (header + "".join(map("".join, table))).encode() + behind
    assert by_parts(data, "a.csv", size)[1] == whole(data, "a.csv")


def test_rows_with_line_ends_in_them_are_cut_between_rows() -> None:
    rows = [[f"{WORDS}\n\n{at}\r\nFin,\n", "27/04/2022" if at < 9 else "03/04/2022"] for at in range(300)]
    data = written([["corps", "date"], *rows]).encode()
    number, found = by_parts(data, "a.csv", 2000)
    assert found == whole(data, "a.csv")
    assert [place for place, _ in found] == [f"row {at}" for at in range(2, 302)]
    assert number > len(data) / 2200


def test_behind_a_quotation_mark_that_is_never_closed_nothing_is_cut() -> None:
    good = written([["texte", "date"], *([f"{WORDS} {at}", ""] for at in range(40))])
    data = (good + '"' + "".join(f"{WORDS} {at},\n" for at in range(200))).encode()
    number, found = by_parts(data, "a.csv", 500)
    assert found == whole(data, "a.csv")
    assert len(found) == 41
    assert "not closed" in found[-1][1]
    assert number < 10


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_mark_of_utf_8_within_a_table_is_a_character_in_every_part(mark: str) -> None:
    # Behind it a quotation mark opens nothing, so that the row has a cell too many.
    data = (f"{mark}texte,date\n" + f'{WORDS},\n\ufeff"{WORDS}, dit-elle",\n' * 40).encode()
    for size in range(100, 500, 7):
        assert by_parts(data, "a.csv", size)[1] == whole(data, "a.csv")


def test_that_no_column_holds_texts_is_told_once() -> None:
    data = written([["un", "deux"], *([WORDS, str(at)] for at in range(100))]).encode()
    number, found = by_parts(data, "a.csv", 500)
    assert number > 5
    assert found == whole(data, "a.csv")


FROM = b"From lettre@courrier.example Thu Mar 16 18:30:00 2023\n"
LETTER = f"Subject: Le bac\nMessage-ID: <1@courrier.example>\nDate: Thu, 16 Mar 2023 18:30:00 +0000\n\n{WORDS}\n\n".encode()
of_letters = st.sampled_from([
    FROM, FROM, LETTER, LETTER, b"\n", b"From Berne on dit non.\n", b">From Coire\n", b"Subject: x\n", b"sans champ\n", b"\xff\xfe\n", b"From: a@b.example\n\n",
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + WORDS.encode() + b"\n--b\nContent-Disposition: attachment; filename=a.txt\n\n" + WORDS.encode() + b"\n--b--\n\n",
])  # fmt: skip


@given(st.lists(of_letters, max_size=40), st.integers(1, 900), st.booleans())
def test_the_parts_of_a_box_hold_what_it_holds(pieces: list[bytes], size: int, crlf: bool) -> None:
    data = FROM + LETTER + b"".join(pieces)
    data = data.replace(b"\n", b"\r\n") if crlf else data
    assert by_parts(data, "a.mbox", size)[1] == whole(data, "a.mbox")


def test_a_box_is_cut_between_messages() -> None:
    data = (FROM + LETTER) * 50
    number, found = by_parts(data, "a.mbox", 3 * len(FROM + LETTER))
    assert number == 17
    assert [place for place, _ in found] == [f"message {at}" for at in range(1, 51)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.mbox", "a.parquet", "a.warc"])
def test_steps_tell_beforehand_where_they_are_and_go_on_behind_one_that_is_not_taken(name: str) -> None:
    table = pa.table({"texte": [f"{WORDS} {at}." for at in range(5)]})
    packed = BytesIO()
    pq.write_table(table, packed)
    data = {
        "a.jsonl": "\n".join(map(json.dumps, table.to_pylist())).encode(),
        "a.csv": written([["texte"], *([one["texte"]] for one in table.to_pylist())]).encode(),
        "a.mbox": (FROM + LETTER) * 5,
        "a.parquet": packed.getvalue(),
        "a.warc": WAYS["packed each"](CRAWL[1:2] * 5),
    }[name]
    told = whole(data, name)
    file = File(data, name)
    found = []
    for step in steps(file, How()):
        if step.place != told[1][0] and (one := step.made(step.taken())) is not None:
            found.append((step.place, one.article.id if isinstance(one, Loaded) else ""))
    assert found == [told[0], *told[2:]]


def test_pages_of_a_crawl_are_looked_at_when_their_step_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(WAYS["packed each"](CRAWL))
    file = File(tmp_path / "a.warc")
    taken = [step.made(step.taken()) for at, step in enumerate(steps(file, How())) if at != 1]
    found = [one for one in taken if isinstance(one, Loaded)]
    assert [one.article.title for one in found] == ["Puffins", "Pont"]
