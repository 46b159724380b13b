from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.articles import Problem, from_text, load
from pourparlers.articles.load import LONGEST_TEXT, article_id
from pourparlers.articles.markup import normalised
from pourparlers.model import Article, ArticleError, DateError, LengthError, PourparlersError

TEXT = "La délégation est arrivée à Genève dans la nuit.\n"


def only(source: str | Path | bytes, **given: str) -> Article | Problem:
    (found,) = load(source, **given)
    return found


def test_a_file_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("\ufeff" + TEXT).encode())
    found = only(path)
    assert isinstance(found, Article)
    assert found.text == TEXT
    assert found.id == article_id(TEXT)
    assert len(found.id) == 14
    assert found.language == "fr"


def test_line_ends_are_line_feeds_and_nothing_else_changes() -> None:
    text = "Un\u202fmot\u00a0: «\u202eoui\u202c»\x07\tet\x01 la suite de l'affaire. \r\n\rFin\n"
    assert from_text(text).text == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("no_character", ["\ud800", "\udfff", "\0"])
def test_what_is_no_character_is_replaced_one_for_one(no_character: str) -> None:
    assert normalised(f"a{no_character}b") == "a\ufffdb"


@pytest.mark.parametrize("data", [b"", b" \n\t", "\ufeff".encode(), b"date 2022-01\n"])
def test_an_empty_article_is_a_problem(data: bytes) -> None:
    found = only(data, name="a.txt")
    assert isinstance(found, Problem)
    assert type(found.error) is ArticleError
    assert found.where == found.error.where == "a.txt"


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        found = only(path)
        assert isinstance(found, Problem)
        assert "cannot be opened" in found.error.what


def test_a_text_that_is_too_long_is_a_problem() -> None:
    found = only(b"le mot " * (LONGEST_TEXT // 7 + 1))
    assert isinstance(found, Problem)
    assert isinstance(found.error, LengthError)
    assert found.error.hint


def test_a_date_that_is_none_is_told() -> None:
    with pytest.raises(DateError):
        from_text(TEXT, published="12/01/2022")
    assert from_text(TEXT, published="2022-01-12T10:00:00Z").published == "2022-01-12"


@given(st.text())
def test_any_text_is_an_article_or_an_error_with_a_hint(text: str) -> None:
    try:
        article = from_text(text, language="fr")
    except PourparlersError as error:
        assert error.hint
    else:
        assert article.text.encode("utf-8")
        assert "\r" not in article.text


@given(st.binary(max_size=200))
def test_any_bytes_give_one_article_or_one_problem(data: bytes) -> None:
    assert len(list(load(data))) == 1


def test_the_examples_that_come_with_the_software_are_read() -> None:
    import pourparlers

    folder = Path(pourparlers.__file__).parent / "examples"
    found = [only(path) for path in sorted(folder.glob("*.txt"))]
    assert len(found) == 4
    assert {article.language for article in found if isinstance(article, Article)} == {"fr", "en"}
    assert all(isinstance(article, Article) and article.published for article in found)


def test_xml_of_an_unknown_kind_is_told_and_not_read_as_text() -> None:
    found = only('<?xml version="1.0"?>\n<note><to>Lima</to><body>La délégation est arrivée.</body></note>'.encode(), name="note.xml")
    assert isinstance(found, Problem)
    assert "XML" in found.error.what
