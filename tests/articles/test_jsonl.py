from __future__ import annotations

import json
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.articles import How, from_text
from pourparlers.articles.file import File
from pourparlers.articles.formats import format_of, preview
from pourparlers.articles.formats.jsonl import LARGEST_FILE
from pourparlers.articles.tabular.columns import declared
from pourparlers.model import ArticleError, LengthError, Record
from tables import FILES, fields, found, reasons

WORDS = "Le pont sur la rivière est ouvert depuis hier."


def lines(*records: object) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records).encode()


def test_an_article_a_line_with_nested_keys_and_lists() -> None:
    articles, problems = found(FILES / "jsonl" / "presse.jsonl")
    assert problems == []
    assert [one.place for one in articles] == ["line 1", "line 2"]
    assert articles[0].article.text == "Le phare de la pointe a été repeint.\n\nIl sera ouvert aux visiteurs en juin."
    assert fields(articles[0]) == {
        "published": "2022-01-12", "language": "fr", "title": "Le phare", "outlet": "Le Courrier des dunes",
        "author": "Ana Bel, Luc Dor", "section": "Patrimoine", "page": "7", "identifier": "4512",
    }  # fmt: skip
    assert fields(articles[1]) == {
        "published": "2022-01-13", "language": "fr", "title": "Le marché", "outlet": "L'Écho du marais",
        "identifier": "4513",
    }  # fmt: skip


def test_the_one_list_of_an_object_holds_the_articles() -> None:
    (one,), problems = found(FILES / "jsonl" / "newsapi.json")
    assert one.place == "record 1"
    assert one.article.text == "Les palmiers d'Hyères seront taillés au printemps, annonce la ville."
    assert fields(one) == {
        "published": "2024-02-01", "language": "fr", "title": "Les palmiers d'Hyères", "author": "Ana Bel",
        "outlet": "Le Courrier des dunes", "url": "https://courrier.example/palmiers",
    }  # fmt: skip
    assert reasons(problems) == [("record 2", "the row has no text.")]
    assert "https://gazette.example/puffins" in problems[0].error.hint


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_or_one_object_over_several_lines(indent: int | None) -> None:
    record = {"title": "Le pont", "text": WORDS}
    for told in ([record], record):
        (one,), problems = found(json.dumps(told, indent=indent).encode(), "a.json")
        assert (one.article.text, one.article.title, problems) == (WORDS, "Le pont", [])


def test_records_that_were_read_are_their_articles() -> None:
    article = from_text(WORDS, published="2022-01", title="Le pont", outlet="Le Courrier")
    printed = msgspec.json.encode(Record(article=article)) + b"\n"
    assert format_of(File(printed)) == "jsonl"
    (one,), problems = found(printed * 1, "records.jsonl")
    assert (one.article, problems) == (article, [])
    assert preview(File(printed), How()) is None


def test_declared_keys_by_their_path() -> None:
    data = lines({"doc": {"kopf": "Le pont", "absätze": [WORDS, "Fin."]}, "text": "autre"})
    how = How(columns=declared(["text=doc.absätze", "title=doc.kopf"]))
    (one,), _ = found(data, "a.jsonl", how)
    assert (one.article.text, one.article.title) == (WORDS + "\n\nFin.", "Le pont")
    _, (problem,) = found(data, "a.jsonl", How(columns={"outlet": "doc.blatt"}))
    assert problem.error.hint == "Columns: doc.kopf, doc.absätze, text."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a', "it is no JSON"),
        (b"[1, 2]", "it is no JSON object."),
        (b'"Le pont"', "it is no JSON object."),
        (b'{"text": ""}', "the row has no text."),
        (b'{"text": {"a": 1}}', "what stands in 'text' is no text."),
        (b'{"titel": "a"}', "the row has no text."),
        (b'{"text": "caf\xe9 noir"}', "it is no JSON: it holds bytes that are no characters."),
        (b"[" * 1_000_000, "it is no JSON: it nests too deeply."),
        (b'{"text":' * 1_000_000, "it is no JSON: it nests too deeply."),
        (b'{"text": "\\ud800"}', "it is no JSON"),
    ],
)
def test_a_line_that_is_no_article_is_a_problem_and_the_others_are_read(line: bytes, reason: str) -> None:
    articles, (problem,) = found(lines({"text": WORDS}) + line + b"\n\n" + lines({"text": "é " + WORDS}), "a.jsonl")
    assert [one.place for one in articles] == ["line 1", "line 4"]
    assert problem.where == problem.error.where == "a.jsonl, line 2"
    assert problem.error.what.startswith(reason)
    assert problem.error.hint


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[" * 1_000_000, b'{"a":' * 1_000_000, b'[{"a": 1}', b"[{}]"])
def test_without_articles_there_is_a_problem(data: bytes) -> None:
    articles, problems = found(data, "a.json")
    assert articles == []
    assert problems
    assert all(len(str(problem.error)) < 600 for problem in problems)


def test_lines_and_files_without_end(tmp_path: Path) -> None:
    before = time.monotonic()
    sparse, begun, long = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "c.jsonl"
    with sparse.open("wb") as file:
        file.truncate(2_000_000_000)
    with begun.open("wb") as file:
        file.write(lines({"text": WORDS}) + b'{"text": "')
        file.truncate(2_000_000_000)
    long.write_bytes(lines({"text": WORDS}) + b'{"text": "' + b"a" * LARGEST_FILE + b'"}\n' + lines({"text": WORDS}))
    articles, (problem,) = found(sparse)
    assert (articles, type(problem.error)) == ([], ArticleError)
    articles, problems = found(begun)
    assert (len(articles), [type(one.error) for one in problems]) == (1, [LengthError, LengthError])
    assert "nothing after line 2 is read" in problems[1].error.what
    articles, (problem,) = found(long)
    assert [one.place for one in articles] == ["line 1", "line 3"]
    assert problem.where == f"{long}, line 2"
    assert time.monotonic() - before < 20


def test_a_hundred_thousand_keys() -> None:
    record = {f"k{n}": "a" for n in range(100_000)}
    articles, (problem,) = found(lines(record, record), "a.jsonl")
    assert articles == []
    assert len(str(problem.error)) < 500
    (one,), problems = found(lines({"text": WORDS, **record}), "a.jsonl")
    assert (one.article.text, problems) == (WORDS, [])


def test_how_keys_are_understood() -> None:
    told = preview(File(FILES / "jsonl" / "presse.jsonl"), How())
    assert told is not None
    assert {one.field: one.column for one in told.columns} == {
        "text": "texte", "published": "date", "language": "langue", "title": "titre", "outlet": "journal.nom",
        "author": "auteurs.name", "section": "rubrique", "page": "page", "identifier": "id",
    }  # fmt: skip
    assert told.unused == ("mots",)


KEY = st.sampled_from(
    [
        "text",
        "title",
        "date",
        "url",
        "lang",
        "author",
        "article",
        "schema",
        "type",
        "issued",
        "files",
        "date-parts",
        "items",
        "a.b",
    ]
)
VALUE = st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30) | st.integers(0, 10**6)


@given(
    st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"])), VALUE, VALUE), min_size=1, max_size=6)
)
def test_what_is_written_as_json_comes_back(records: list[tuple[str, object, object]]) -> None:
    told = [
        {"lang": "fr", "text": f"{WORDS} {text}", "title": title, "meta": {"section": {"page": page}}}
        for text, title, page in records
    ]
    expected = [" ".join(str(one["title"]).split()) or None if one["title"] is not None else None for one in told]
    for data in (lines(*told), json.dumps(told).encode()):
        articles, problems = found(data, "a.jsonl", How(columns={"page": "meta.section.page"}))
        assert problems == []
        assert [one.article.text for one in articles] == [one["text"] for one in told]
        assert [one.article.title for one in articles] == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEY, JSON, max_size=6), st.sampled_from(["jsonl", "zotero"]))
def test_any_object_is_an_article_or_a_problem(record: dict[str, object], name: str) -> None:
    for told in (record, [record, record]):
        data = json.dumps(told).encode()
        articles, problems = found(data, "a.json", How(format=name))
        assert articles or problems
        assert all(type(one.error) is not ArticleError or "cannot be read as" not in one.error.what for one in problems)


def test_an_article_that_was_withdrawn_is_a_problem() -> None:
    gone = {
        "source": {"id": None, "name": "[Removed]"},
        "title": "[Removed]",
        "content": "[Removed]",
        "url": "https://a.example/1",
    }
    there = {
        "source": {"id": None, "name": "Le Large"},
        "title": "Le pont",
        "content": WORDS,
        "url": "https://a.example/2",
    }
    (one,), problems = found(json.dumps({"status": "ok", "articles": [gone, there]}).encode(), "a.json")
    assert (one.article.text, one.article.outlet) == (WORDS, "Le Large")
    assert reasons(problems) == [("record 1", "the row has no text.")]


def test_an_article_alone_is_not_the_list_of_its_authors() -> None:
    record = {"title": "Le pont", "content": WORDS, "authors": [{"name": "Ana Bel"}], "language": "fr"}
    for indent, place in ((None, "line 1"), (2, "record 1")):
        (one,), problems = found(json.dumps(record, indent=indent).encode(), "a.json")
        assert (one.article.text, one.article.author, one.place, problems) == (WORDS, "Ana Bel", place, [])
