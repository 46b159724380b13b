"""Every article is in exactly once, and what is one text is one, in whatever order it came."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dossiers import rows
from pourparlers import Article, Dossier
from pourparlers.dossier.merging.course import MOST_ALIKE
from pourparlers.dossier.store import schema
from pourparlers.model import LengthError
from rounds import Gold, record


def groups(dossier: Dossier) -> dict[str, str]:
    with dossier.engine.connect() as connection:
        return {row.node: row.group for row in connection.execute(select(schema.member))}


def test_the_same_article_again_changes_nothing(tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    with Dossier(tmp_path / "talks.dossier", create=True) as dossier:
        assert dossier.add(articles, reader=shelf) == (5, 0, 0)
        before = rows(dossier)
        assert dossier.add(articles, reader=shelf) == (0, 5, 0)
        assert rows(dossier) == before
    with Dossier(tmp_path / "talks.dossier") as again:
        assert len(again) == 5 and rows(again) == before


def test_records_come_out_as_they_went_in(tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    with Dossier(tmp_path / "talks.dossier", create=True) as dossier:
        dossier.add(articles, reader=shelf)
        found = {record.article.id: record for record in dossier.records()}
    assert found == {article.id: next(shelf.pipe([article])) for article in articles}


def test_one_wire_of_three_outlets_is_one_text(tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    wire, relay, shortened, later, other = (article.id for article in articles)
    with Dossier(tmp_path / "talks.dossier", create=True) as dossier:
        dossier.add(articles, reader=shelf)
        found = groups(dossier)
    assert {found[id_] for id_ in (wire, relay, shortened, later)} == {min(wire, relay, shortened, later)}
    assert found[other] == other


def test_the_order_of_arrival_does_not_matter(tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    seen = []
    for n, order in enumerate(permutations(articles[:4])):
        with Dossier(tmp_path / f"{n}.dossier", create=True) as dossier:
            # Some come together, some one after the other.
            for part in (order[: n % 5], order[n % 5 :]):
                dossier.add(part, reader=shelf)
            seen.append(rows(dossier))
    assert all(one == seen[0] for one in seen)


def test_words_are_found_without_accents_and_capitals(tmp_path: Path, articles: list[Article], shelf: Any) -> None:
    with Dossier(tmp_path / "talks.dossier", create=True) as dossier:
        dossier.add(articles, reader=shelf)
        with dossier.engine.connect() as connection:
            query = "SELECT article.id FROM article_words JOIN article ON n = article_words.rowid WHERE article_words MATCH ?"
            found = {row[0] for row in connection.exec_driver_sql(query, ("EQUATORIENNE",))}
    assert found == {article.id for article in articles if article.language == "fr"}


def test_what_cannot_be_read_is_kept_with_its_reason(tmp_path: Path, shelf: Any) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_text(" \n", encoding="utf-8")
    with Dossier(tmp_path / "talks.dossier", create=True) as dossier:
        for _ in range(2):
            assert dossier.add([tmp_path / "in"], reader=shelf) == (0, 0, 1)
        with dossier.engine.connect() as connection:
            (kept,) = connection.execute(select(schema.problem))
    assert (kept.file, kept.code) == (str(tmp_path / "in" / "empty.txt"), "PP-A01")


def test_an_article_that_says_one_thing_without_end_is_told_and_the_next_is_added(tmp_path: Path) -> None:
    count = MOST_ALIKE + 1
    text = "Le Pérou refuse la taxe. " * count
    said = [{"act": "reject", "party": ["PE"], "speaker": ["PE"], "words": "la taxe"} for _ in range(count)]
    endless, plain = (
        record(text, *said),
        record("Le Pérou refuse la taxe.", {"act": "reject", "party": ["PE"], "words": "la taxe"}),
    )
    told = []
    with Dossier(tmp_path / "talks.dossier", create=True) as dossier:
        gold = Gold([endless, plain])
        added = dossier.add(
            [endless.article, plain.article], reader=gold, told=lambda found, state: told.append((state, found.error))
        )
        assert (added.new, added.failed) == (1, 1)
        assert len(dossier) == len(dossier.statements()) == 1
    assert isinstance(told[0][1], LengthError)
    assert "501 times" in told[0][1].what
