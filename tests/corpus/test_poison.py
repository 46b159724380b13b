"""One article that takes too long, or too much, costs itself alone."""

from __future__ import annotations

import csv
from email.message import EmailMessage
from pathlib import Path

import pytest

from corpora import lines, rows, run, talks
from crawls import page, record

# Words without end that no sentence mark cuts: minutes of parsing.
LONG = "la ministre a déclaré que le quai rouvrirait " * 20_000
# Lists within lists, of as many elements as a page may have: ten seconds of looking for its article.
SLOW = ("<ul><li>" * 100 + "x" + "</li></ul>" * 100,) * 490
TITLES = ["La taxe 1", "La taxe 2", "La taxe 3"]


def among(folder: Path) -> Path:
    return lines(folder / "a.jsonl", [talks(1), talks(2), {**talks(9), "text": LONG, "title": "Long"}, talks(3)])


def titles(out: Path) -> list[str]:
    return [one["title"] for one in rows(out, "articles")]


def test_an_article_that_takes_too_long_is_told_and_the_others_read(tmp_path: Path) -> None:
    done = run(among(tmp_path), "-o", tmp_path / "out", "--workers", 1, "--seconds", 2)
    assert titles(tmp_path / "out") == TITLES
    (problem,) = rows(tmp_path / "out", "problems")
    assert (problem["code"], problem["place"]) == ("PP-C02", "line 3")
    assert "longer than 2 seconds" in problem["what"]
    assert done.returncode == 3


def test_an_article_that_takes_too_much_memory_is_told_and_the_others_read(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    run(among(tmp_path), "-o", tmp_path / "out", "--workers", 1, "--memory", 1400, "--seconds", 300)
    assert titles(tmp_path / "out") == TITLES
    (problem,) = rows(tmp_path / "out", "problems")
    assert (problem["code"], problem["place"]) == ("PP-C03", "line 3")


def test_a_page_that_takes_too_long_to_be_taken_out_of_a_crawl_costs_itself_alone(tmp_path: Path) -> None:
    slow = page("Lent", SLOW)
    pages = [record(page(f"Fromages {n}"), n) for n in range(3)]
    (tmp_path / "a.warc").write_bytes(b"".join([*pages[:2], record(slow, 7), pages[2]]))
    run(tmp_path / "a.warc", "-o", tmp_path / "out", "--workers", 1, "--seconds", 5)
    assert sorted(titles(tmp_path / "out")) == ["Fromages 0", "Fromages 1", "Fromages 2"]
    (problem,) = rows(tmp_path / "out", "problems")
    assert (problem["code"], problem["place"]) == ("PP-C02", f"record {len(pages[0]) + len(pages[1])}")


def test_rows_and_messages_that_take_too_long_are_told_by_their_places(tmp_path: Path) -> None:
    tabled(tmp_path / "a.csv", [talks(1), {**talks(9), "text": LONG, "title": "Long"}, talks(2)])
    letters = [letter(talks(n)["text"], n, page("Lent", SLOW) if n == 2 else "") for n in (1, 2, 3)]
    (tmp_path / "b.mbox").write_bytes(b"".join(letters))
    run(tmp_path / "a.csv", tmp_path / "b.mbox", "-o", tmp_path / "out", "--workers", 1, "--seconds", 5)
    assert sorted(titles(tmp_path / "out")) == ["La taxe 1", "La taxe 2", "Lettre 1", "Lettre 2", "Lettre 3"]
    told = {(Path(one["file"]).name, one["code"], one["place"]) for one in rows(tmp_path / "out", "problems")}
    assert told == {("a.csv", "PP-C02", "row 3"), ("b.mbox", "PP-C02", "message 2")}


def tabled(file: Path, articles: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(articles[0]))
        writer.writeheader()
        writer.writerows(articles)


def letter(text: str, number: int, attached: str = "") -> bytes:
    """A message of a box, with a page attached to it where one is given."""
    message = EmailMessage()
    message["Subject"], message["Message-ID"] = f"Lettre {number}", f"<{number}@courrier.example>"
    message["From"], message["Date"] = "lettre@courrier.example", "Thu, 16 Mar 2023 18:30:00 +0000"
    message.set_content(text)
    if attached:
        message.add_attachment(attached.encode(), maintype="text", subtype="html", filename="page.html")
    return b"From lettre@courrier.example Thu Mar 16 18:30:00 2023\n" + message.as_bytes() + b"\n"


def test_where_no_process_can_read_the_run_ends_and_tells_why(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    done = run(lines(tmp_path / "a.jsonl", [talks(1)]), "-o", tmp_path / "out", "--memory", 300, check=False)
    assert done.returncode == 1
    assert "PP-C01" in done.stderr
    done = run(lines(tmp_path / "a.jsonl", [talks(1)]), "-o", tmp_path / "other", "--pipeline", "xx_none", check=False)
    assert done.returncode == 1
    assert "PP-P01" in done.stderr
